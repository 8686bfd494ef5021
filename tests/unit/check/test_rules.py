"""Rules about the whole site, each broken once; the site of the tests itself breaks none."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.base.diagnostics import codes
from atlas.check.rules import check_site
from atlas.model.indicator import Register
from atlas.model.panel import Status
from atlas.model.site import Site

Make = Callable[..., Any]


def told(site: Site) -> list[str]:
    return [found.text("de") for found in check_site(site)]


def test_a_complete_site_breaks_no_rule(site_of: Make) -> None:
    assert [] == told(site_of())


def test_an_unknown_core_indicator_is_an_error_with_the_nearest_id(site_of: Make) -> None:
    expected = "site.yaml: Fehler A350: Kernindikator mitte gibt es nicht; gemeint ist vielleicht miete."
    assert [expected] == told(site_of(settings={"core": ("abitur", "mitte")}))


def test_a_theme_without_indicators_is_warned_about(site_of: Make) -> None:
    site = site_of()
    site = replace(site, register=Register(themes=site.register.themes, indicators=site.register.indicators[:1]))
    assert ["site.yaml: Warnung A353: Das Handlungsfeld Bildung (bildung) hat keinen Indikator; seine Seite bleibt ohne Zahlen."] == told(
        site
    )


def test_an_indicator_without_a_figure_is_warned_about(site_of: Make) -> None:
    site = site_of()
    empty = replace(site.figures["miete"], values=np.full((3, 1), np.nan), status=np.full((3, 1), Status.UNKNOWN, dtype=np.uint8))
    expected = "site.yaml: Warnung A354: Der Indikator Miete (miete) hat keine einzige Zahl."
    assert [expected] == told(replace(site, figures={**site.figures, "miete": empty}))


def test_inhabitants_from_a_series_that_no_table_delivers_are_an_error(site_of: Make) -> None:
    site = site_of(settings={"population": "einwohner"})
    expected = (
        "site.yaml: Fehler A355: Die Reihe einwohner, die im Kopf der Profile als Einwohnerzahl stehen soll, kommt in keiner Tabelle vor."
    )
    assert [expected] == told(site)
    assert [] == told(replace(site, population=site.figures["miete"]))


def test_areas_of_the_main_level_without_a_text_are_noted_in_one_line(site_of: Make, document_of: Make) -> None:
    documents = tuple(document for document in site_of().documents if document.kind != "profile")
    expected = "content/profile: Hinweis A356: Gebiete der Ebene Sozialraum noch ohne Profiltext (2 von 2): Nord, Süd."
    assert [expected] == told(site_of(documents=(*documents, document_of("profile/0.md"))))


def test_only_the_first_areas_without_a_text_are_named(site_of: Make) -> None:
    site = site_of()
    more = tuple(replace(site.geography.areas[1], key=f"1{index}", name=f"Ort {index}") for index in range(7))
    expected = "Gebiete der Ebene Sozialraum noch ohne Profiltext (7 von 9): Ort 0, Ort 1, Ort 2, Ort 3, Ort 4 und 2 weitere."
    (found,) = told(replace(site, geography=replace(site.geography, areas=site.geography.areas + more)))
    assert expected == found.removeprefix("content/profile: Hinweis A356: ")


def test_needs_without_strengths_are_warned_about(site_of: Make, document_of: Make) -> None:
    expected = "content/profile/0.md: Warnung A357: Das Profil von Town (0) nennt Bedarfe, aber keine Stärken."
    assert [expected] == told(site_of(document_of("profile/0.md", needs=("Kitas",))))
    assert [] == told(site_of(document_of("profile/0.md", needs=("Kitas",), strengths=("Vereine",))))


def test_themes_without_a_text_are_noted_in_one_line(site_of: Make) -> None:
    documents = tuple(document for document in site_of().documents if document.key != "bildung")
    assert ["content/themen: Hinweis A358: Handlungsfelder ohne Text (1 von 2): Bildung."] == told(site_of(documents=documents))


@pytest.mark.parametrize("page", ["Impressum", "Datenschutz", "Barrierefreiheit"])
def test_a_page_that_is_owed_is_noted_when_it_is_missing_or_hidden(site_of: Make, page: str) -> None:
    site = site_of()
    expected = [f"content: Hinweis A359: Es fehlt eine Seite {page}, die von jeder Seite aus erreichbar ist."]
    others = tuple(document for document in site.documents if document.key != page.lower())
    hidden = tuple(replace(document, nav="none") if document.key == page.lower() else document for document in site.documents)
    assert [expected, expected] == [told(replace(site, documents=others)), told(replace(site, documents=hidden))]


def test_every_sentence_about_figures_rules_and_links_has_a_hint_in_both_languages() -> None:
    ours = {code: entry for code, entry in codes().items() if "A230" <= code < "A240" or "A320" <= code < "A400"}
    assert {code: {"severity", "de", "en", "hint_de", "hint_en"} for code in ours} == {code: set(entry) for code, entry in ours.items()}
    assert all(all(entry.values()) for entry in ours.values())
