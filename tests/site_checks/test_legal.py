"""Pages that the law, or a licence, asks for: what they say is what was done."""

from datetime import date
from pathlib import Path

from atlas.base.diagnostics import Severity
from atlas.model.accessibility import TEMPLATES
from atlas.pipeline import Options, build
from atlas.pipeline.accessibility import check_accessibility
from tests.site_checks.markup import Page, read_page

INLINE = Options(kind="inline")
DAY = date(2026, 6, 1)


def statement(root: Path) -> str:
    return read_page(root / "public" / "barrierefreiheit" / "index.html").tree.text()


def test_the_statement_says_if_nothing_was_checked(minimal: Path) -> None:
    build(minimal, minimal / "public", INLINE)
    assert "Diese Ausgabe wurde noch nicht geprüft." in statement(minimal)


def test_the_statement_says_what_was_checked_and_when(minimal: Path) -> None:
    pages = build(minimal, minimal / "public", INLINE).pages
    check_accessibility(minimal, minimal / "public", DAY)
    build(minimal, minimal / "public", INLINE)
    assert (
        f"Geprüft am 01.06.2026, Ausgabe 2026, {pages} Seiten" in statement(minimal),
        statement(minimal).count(f"{pages} von {pages} Seiten"),
    ) == (True, 11)


def test_the_statement_names_what_is_broken(minimal: Path) -> None:
    page = minimal / "content" / "notiz.md"
    page.write_text("---\ntitle: Notiz\n---\n\n## Eins\n\n#### Zu tief\n\nText.\n", encoding="utf-8")
    build(minimal, minimal / "public", INLINE)
    _, found = check_accessibility(minimal, minimal / "public", DAY)
    build(minimal, minimal / "public", INLINE)
    assert (["A734"], True) == (
        [one.code for one in found],
        "Nicht auf jeder Seite eingehalten: Keine Ordnung der Überschriften" in statement(minimal),
    )


def test_the_statement_says_how_the_templates_were_checked_in_a_browser(minimal: Path) -> None:
    build(minimal, minimal / "public", INLINE)
    said = f"mit {TEMPLATES.tool} geprüft"
    assert (True, True) == (said in statement(minimal), "noch nicht einzeln geprüft" in statement(minimal))


def test_templates_of_an_atlas_s_own_are_a_known_gap(minimal: Path) -> None:
    (minimal / "themes" / "own").mkdir(parents=True)
    (minimal / "site.yaml").write_text((minimal / "site.yaml").read_text(encoding="utf-8") + "theme: own\n", encoding="utf-8")
    build(minimal, minimal / "public", INLINE)
    said = statement(minimal)
    assert (False, True) == (TEMPLATES.tool in said, "Eigene Vorlagen dieses Atlas hat atlas nicht im Browser geprüft." in said)


def test_the_author_s_words_stand_above_what_was_checked(pages: dict[str, Page]) -> None:
    text = pages["barrierefreiheit/index.html"].tree.text()
    assert 0 < text.index("Stand der Vereinbarkeit") < text.index("Was geprüft wurde")


def test_a_record_that_cannot_be_read_is_told_and_not_shown(minimal: Path) -> None:
    (minimal / "accessibility.json").write_text("{", encoding="utf-8")
    found = build(minimal, minimal / "public", INLINE).found
    assert ["A735"] == [one.code for one in found if one.severity >= Severity.WARNING]


def test_every_indicator_stands_with_its_source_on_the_page_of_licences(pages: dict[str, Page]) -> None:
    page = pages["lizenzen/index.html"].tree
    named = {link.attributes["href"].removeprefix("../") for link in page.all("a") if "indikatoren/" in link.attributes["href"]}
    assert {path for path in pages if path.startswith("indikatoren/")} == named


def test_the_licences_of_others_lead_to_their_texts(demo: Path, pages: dict[str, Page]) -> None:
    texts = [link.attributes["href"] for link in pages["lizenzen/index.html"].tree.all("a") if link.attributes["href"].endswith(".txt")]
    assert [True, True] == [(demo / "lizenzen" / text).resolve().is_file() for text in texts]
