"""Documents on paper, as typst made them of the demo: who hears them gets everything, and their numbers are those of the pages."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from tests.conftest import ROOT, tree
from tests.site_checks.markup import Element, read_page

WITH = Options(kind="inline", extras=("pdf",))
SHEETS = 4


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with its documents."""
    root = tmp_path_factory.mktemp("printed")
    shutil.copy(ROOT / "site.yaml", root)
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    build(root, root / "public", Options(extras=("pdf",)))
    return root / "public"


@pytest.fixture(scope="module")
def documents(printed: Path) -> list[Path]:
    return sorted(printed.rglob("*.pdf"))


@pytest.fixture(scope="module")
def profile(printed: Path) -> Path:
    (path,) = printed.glob("profile/0201-*/*.pdf")
    return path


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Give all elements of a document's structure."""
    ahead: list[Any] = [document.Root.StructTreeRoot]
    while ahead:
        one = ahead.pop()
        if isinstance(one, pikepdf.Array):
            ahead += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                ahead.append(one.K)


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_there_is_a_document_for_each_profile_each_theme_and_the_whole(printed: Path, documents: list[Path]) -> None:
    profiles, themes = (len(list(printed.glob(f"{folder}/*/index.html"))) for folder in ("profile", "themen"))
    assert profiles + themes + 1 == len(documents)


def test_every_document_claims_to_be_readable_for_all_and_says_its_language_and_title(documents: list[Path]) -> None:
    for path in documents:
        with pikepdf.open(path) as document:
            metadata = document.open_metadata()
            told = (document.Root.Lang, bool(document.Root.MarkInfo.Marked), bool(document.Root.ViewerPreferences.DisplayDocTitle))
            assert ("de", True, True, "1", True) == (*told, metadata.get("pdfuaid:part"), bool(metadata.get("dc:title"))), path


def test_every_figure_of_every_document_says_what_it_shows(documents: list[Path]) -> None:
    silent = [
        path.name
        for path in documents
        for element in elements(pikepdf.open(path))
        if element.S == pikepdf.Name.Figure and not str(element.get("/Alt", "")).strip()
    ]
    assert [] == silent


def test_tables_have_heads_and_texts_have_headings(profile: Path) -> None:
    kinds = {str(element.S) for element in elements(pikepdf.open(profile))}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P", "/Link", "/Figure"} <= kinds


def test_a_profile_fits_on_four_sheets(printed: Path) -> None:
    long = {path.name: count for path in sorted(printed.glob("profile/*/*.pdf")) if (count := len(PdfReader(path).pages)) > SHEETS}
    assert {} == long


def test_the_numbers_on_paper_are_those_of_the_page(profile: Path) -> None:
    page = read_page(profile.with_name("index.html")).tree
    cells = [
        cell.text("vh", "when", "unit", "flag").strip()
        for table in page.all("table", class_="plain")
        for cell in table.all("td", class_="own")
    ]
    text = words(profile)
    assert [] == [cell for cell in cells if cell and cell.split()[0] not in text]
    assert len(cells) > 20


def test_sources_stand_on_paper(profile: Path) -> None:
    page = read_page(profile.with_name("index.html")).tree
    lines = ["".join(child for child in element.children if isinstance(child, str)) for element in page.all("p", class_="source")]
    sources = [source for line in lines if line.startswith("Quelle") for source in re.split(r" – |[:·]", line)[1:] if source.strip()]
    text = _solid(words(profile))
    assert [] == [source for source in map(_solid, sources) if source not in text]


def test_every_sheet_has_its_number(profile: Path) -> None:
    pages = PdfReader(profile).pages
    assert [True] * len(pages) == [f"{number} von {len(pages)}" in page.extract_text() for number, page in enumerate(pages, 1)]


def test_the_report_has_a_table_of_contents(printed: Path) -> None:
    (report,) = printed.glob("daten/*.pdf")
    reader = PdfReader(report)
    assert "Inhalt" in reader.pages[1].extract_text()
    assert any(element.S == pikepdf.Name.TOC for element in elements(pikepdf.open(report)))


def test_a_page_leads_to_its_document(printed: Path, profile: Path) -> None:
    links = [
        link.attributes["href"]
        for link in _links(read_page(profile.with_name("index.html")).tree)
        if link.attributes["href"].endswith(".pdf")
    ]
    assert {profile.resolve(), next(printed.glob("daten/*.pdf")).resolve()} == {(profile.parent / link).resolve() for link in links}


def _solid(text: str) -> str:
    """Leave out spaces and hyphens, which lines on paper have elsewhere."""
    return re.sub(r"[\s\xad-]+", "", text)


def _links(page: Element) -> Iterator[Element]:
    return page.all("a")


def test_documents_are_the_same_bytes_wherever_they_are_made(minimal: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(minimal, tmp_path / "elsewhere"))
    build(minimal, minimal / "public", WITH)
    build(again, again / "out", Options(kind="process", workers=2, extras=("pdf",)))
    assert tree(minimal / "public") == tree(again / "out")


def test_nothing_is_printed_again_if_nothing_changed(minimal: Path) -> None:
    build(minimal, minimal / "public", WITH)
    assert () == build(minimal, minimal / "public", WITH).changed


def test_nothing_is_printed_unless_asked_for(minimal: Path) -> None:
    build(minimal, minimal / "public", Options(kind="inline"))
    assert [] == list((minimal / "public").rglob("*.pdf"))


def test_a_picture_without_words_stops_the_printing(minimal: Path) -> None:
    theme = minimal / "themes" / "own" / "templates" / "paper"
    theme.mkdir(parents=True)
    (theme / "theme.html").write_text('<h1>{{ page.title }}</h1><svg width="9" height="9"><path d="M0 0h9"/></svg>', encoding="utf-8")
    settings = minimal / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "theme: own\n", encoding="utf-8")
    with pytest.raises(AtlasError) as caught:
        build(minimal, minimal / "public", WITH)
    assert ["A730"] == [found.code for found in caught.value.diagnostics]
