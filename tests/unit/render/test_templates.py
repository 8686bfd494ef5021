"""Pages: every template renders in both languages, escapes, and refuses what a job does not hold."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment
from msgspec.structs import replace

from atlas.base.diagnostics import AtlasError
from atlas.load.theme import load_theme
from atlas.model.config import Contact, Licence
from atlas.model.frame import Chrome, Head, Link, LinkGroup
from atlas.model.job import PageJob
from atlas.model.page import IndicatorPage, ListPage, Page, TextPage
from atlas.model.prose import Prose
from atlas.model.theme import Theme
from atlas.render.templates import open_templates, render_page
from tests.conftest import ROOT

CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"


@pytest.fixture(scope="session")
def theme() -> Theme:
    found, _ = load_theme(ROOT, "base")
    assert found is not None
    return found


def job(page: Page, template: str, language: str = "de", title: str = "Glossar") -> PageJob:
    chrome = Chrome(
        title="Atlas <Wallenfurt>",
        place="Wallenfurt",
        language=language,
        edition="2026",
        publisher="Stadt Wallenfurt",
        contact=Contact(name="Amt", email="amt@wallenfurt.example", phone=""),
        licence=Licence(id="x", title="Lizenz", url="https://example.org/"),
        notice="Fiktive Stadt.",
        url="https://atlas.example.org/",
        sections=(Link(title="Themen", href="themen/index.html"), Link(title="Daten", href="daten/index.html")),
        footer=(Link(title="Impressum", href="impressum/index.html"),),
        az=Link(title="A–Z", href="az/index.html"),
        styles=("assets/css/a.css",),
        scripts=("assets/js/a.js",),
        search_index="assets/search.js",
        vega="assets/js/vega.js",
        logo="",
    )
    head = Head(
        title=title,
        description="Was Wörter heißen.",
        path="glossar/index.html",
        root="../",
        section="themen/index.html",
        crumbs=(Link(title="Themen", href="themen/index.html"),),
    )
    return PageJob(path=head.path, template=template, chrome=chrome, head=head, page=page)


def text(theme: Theme, body: str = "Ein Satz.", **changes: str) -> str:
    return _render(theme, job(TextPage(prose=Prose(text=body, links=())), "text.html", **changes))


def _render(theme: Theme, page: PageJob) -> str:
    return render_page(page, open_templates(theme, page.chrome.language)).decode()


def test_every_page_carries_the_strict_policy(theme: Theme) -> None:
    assert f'<meta http-equiv="Content-Security-Policy" content="{CSP}">' in text(theme)


def test_every_page_carries_the_notice(theme: Theme) -> None:
    assert '<p class="notice"><span class="wide">Fiktive Stadt.</span></p>' in text(theme)


def test_addresses_start_at_the_root(theme: Theme) -> None:
    found = re.findall(r'(?:href|src|action)="(?!https?:|mailto:|#)([^"]*)"', text(theme))
    assert [] == [address for address in found if not address.startswith("../")]


def test_the_current_section_is_marked(theme: Theme) -> None:
    assert ['href="../themen/index.html" aria-current="true"'] == re.findall(r'href="[^"]*" aria-current="true"', text(theme))


def test_only_the_canonical_address_and_the_licence_lead_outside(theme: Theme) -> None:
    assert ["https://atlas.example.org/glossar/index.html", "https://example.org/"] == re.findall(r'"(https?://[^"]*)"', text(theme))


def test_what_configuration_and_titles_hold_is_escaped(theme: Theme) -> None:
    page = text(theme, title="<i>x</i>")
    assert (False, False) == ("<Wallenfurt>" in page, "<i>x</i>" in page)


def test_the_language_of_the_page_is_the_language_of_its_words(theme: Theme) -> None:
    pages = [text(theme, language=language) for language in ("de", "en")]
    assert [("de", True, False), ("en", False, True)] == [
        (page.split('<html lang="')[1][:2], "Zum Inhalt springen" in page, "Skip to content" in page) for page in pages
    ]


def test_a_long_text_has_a_list_of_its_headings(theme: Theme) -> None:
    assert '<a href="#vier">Vier</a>' in text(theme, "## Eins\n\n## Zwei\n\n## Drei\n\n## Vier")


def test_a_short_text_has_none(theme: Theme) -> None:
    assert 'class="contents"' not in text(theme, "## Eins\n\n## Zwei")


def test_an_indicator_page_holds_map_table_and_definition(theme: Theme, page: IndicatorPage) -> None:
    found = _render(theme, job(page, "indicator.html"))
    parts = ('<svg class="areas choropleth of-2"', '<table class="areas">', '<dl class="facts">', 'class="map-data"')
    assert list(parts) == [part for part in parts if part in found]


def test_an_indicator_without_any_figure_says_so(theme: Theme, page: IndicatorPage) -> None:
    found = _render(theme, job(replace(page, latest=-1, map=None), "indicator.html"))
    assert ("Zu diesem Indikator sind noch keine Zahlen veröffentlicht." in found, "<table" in found) == (True, False)


def test_letters_lead_to_their_groups(theme: Theme) -> None:
    groups = tuple(LinkGroup(title=letter, href="", links=(Link(title=letter, href="x.html"),)) for letter in "AB")
    found = _render(theme, job(ListPage(lead="", groups=groups, letters=True), "list.html"))
    assert re.findall(r'href="#(_\w)"', found) == re.findall(r'<h2 id="(_\w)"', found) == ["_A", "_B"]


def test_no_template_writes_inline_styles_scripts_or_handlers(theme: Theme) -> None:
    templates = "".join(content for _, content in theme.templates)
    assert [] == re.findall(r'\sstyle=|\son\w+=|<style|<script(?! defer src| type="application/json")', templates)


def test_a_template_that_asks_for_what_is_not_there_fails(theme: Theme) -> None:
    odd = replace(theme, templates=(*theme.templates, ("odd.html", "{{ page.nothing }}")), digest="odd")
    with pytest.raises(AtlasError) as raised:
        _render(odd, job(TextPage(prose=Prose(text="", links=())), "odd.html"))
    assert ["templates/odd.html:1"] == [str(found.where) for found in raised.value.diagnostics]


def test_templates_are_opened_once(theme: Theme) -> None:
    assert open_templates(theme, "de") is open_templates(theme, "de")


def test_templates_are_compiled_once_for_the_user(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path / "cache"))
    first = text(replace(theme, name="first"))
    monkeypatch.setattr(Environment, "compile", never)
    assert first == text(replace(theme, name="second"))


def test_a_changed_template_is_compiled_anew(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path / "cache"))
    text(theme)
    changed = replace(
        theme, templates=tuple((name, f"changed {words}" if name == "base.html" else words) for name, words in theme.templates)
    )
    assert text(changed).startswith("changed")


def test_pages_are_made_where_nothing_can_be_kept(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path / "file" / "cache"))
    assert "Ein Satz." in text(replace(theme, name="third"))


def test_what_pages_have_in_common_follows_section_place_and_atlas(theme: Theme) -> None:
    first = job(TextPage(prose=Prose(text="", links=())), "text.html")
    elsewhere = replace(first, head=replace(first.head, root="../../", section="daten/index.html"))
    renamed = replace(first, chrome=replace(first.chrome, title="Anderer Atlas"))
    pages = [_render(theme, one) for one in (first, elsewhere, renamed, first)]
    found = [re.search(r'<a href="([^"]*)" aria-current="true">.*<b>(.*?)</b> <br>', page, re.DOTALL) for page in pages]
    assert [
        ("../themen/index.html", "Atlas &lt;Wallenfurt&gt;"),
        ("../../daten/index.html", "Atlas &lt;Wallenfurt&gt;"),
        ("../themen/index.html", "Anderer Atlas"),
        ("../themen/index.html", "Atlas &lt;Wallenfurt&gt;"),
    ] == [match.groups() for match in found if match]


def test_values_in_words_are_escaped_and_filled_in_once(theme: Theme) -> None:
    template = open_templates(theme, "de").from_string("{% trans edition=edition %}Edition {{ edition }}{% endtrans %}")
    assert "Ausgabe &lt;%(edition)s&gt;" == template.render(edition="<%(edition)s>")
