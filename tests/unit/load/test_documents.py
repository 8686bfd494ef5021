"""Texts below content/, told apart by their place."""

import subprocess
import sys
from pathlib import Path

import pytest

from atlas.base.diagnostics import Diagnostic
from atlas.load.config import load_config
from atlas.load.documents import load_documents
from atlas.model.document import Document, News
from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import Register, ThemeEntry

AREA = Area(key="01", name="Altstadt", level="viertel", parent="", slug="altstadt", square_kilometres=1.0)
GEOGRAPHY = Geography(levels=(Level(id="viertel", title="Viertel", plural="Viertel"),), areas=(AREA,), canvas=(1000, 1000), drawings=())
REGISTER = Register(themes=(ThemeEntry(id="wohnen", title="Wohnen", question=""),), indicators=())


def load(root: Path) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    spec, _ = load_config(root)
    assert spec is not None
    return load_documents(root, spec.site, GEOGRAPHY, REGISTER)


def write(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_profile_has_its_front_matter_and_the_line_its_body_begins_at(minimal: Path) -> None:
    documents, found = load(minimal)
    expected = Document(
        file="content/profile/01.md",
        kind="profile",
        key="01",
        title="",
        nav="main",
        order=100,
        summary="",
        key_statements=("Die Altstadt ist **klein und alt**.",),
        strengths=("Bürgerhaus am Markt",),
        needs=(),
        author="",
        date="2026-05-04",
        news=(),
        body="\n## Befund\n\nRund um den Markt wohnen viele ältere Menschen.\n",
        body_line=7,
        sentence_lines=(3, 4),
    )
    assert ((), expected) == (found, documents[1])


def test_the_start_page_carries_the_news(minimal: Path) -> None:
    start = load(minimal)[0][0]
    assert ("start", (News(date="2026-06-01", text="Die erste Ausgabe ist da."),)) == (start.kind, start.news)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("themen/wohnen.md", "theme", "wohnen"),
        ("Über uns.md", "page", "ueber-uns"),
        ("hintergrund/index.md", "page", "hintergrund"),
        ("hintergrund/quellen.md", "page", "hintergrund/quellen"),
    ],
)
def test_the_place_of_a_text_says_what_it_is_about(minimal: Path, name: str, kind: str, key: str) -> None:
    write(minimal, name, "---\ntitle: Titel\n---\nText.\n")
    documents, found = load(minimal)
    assert ((), [(kind, key)]) == (found, [(one.kind, one.key) for one in documents if one.file == f"content/{name}"])


def test_a_draft_is_left_out(minimal: Path) -> None:
    write(minimal, "entwurf.md", "---\nstatus: draft\n---\n")
    documents, found = load(minimal)
    assert (found, [one.file for one in documents]) == ((), ["content/index.md", "content/profile/01.md"])


def test_a_text_that_ends_with_its_front_matter_is_empty(minimal: Path) -> None:
    write(minimal, "themen/wohnen.md", "---\nsummary: Kurz.\n---")
    assert [one.code for one in load(minimal)[1]] == ["A308"]


def test_a_key_in_front_matter_keeps_its_zeros(minimal: Path) -> None:
    write(minimal, "themen/wohnen.md", "---\nsummary: 0101\n---\nText.\n")
    assert [one.summary for one in load(minimal)[0] if one.kind == "theme"] == ["0101"]


def test_html_in_code_and_addresses_is_no_html(minimal: Path) -> None:
    write(minimal, "themen/wohnen.md", "`<b>` <https://example.org> <amt@example.org> 3 < 4\n\n```\n<div>\n```\n")
    assert load(minimal)[1] == ()


def test_a_text_about_nothing_that_exists_is_told_and_left_out(minimal: Path) -> None:
    write(minimal, "profile/02.md", "Text.\n")
    documents, found = load(minimal)
    assert ([one.code for one in found], [one.key for one in documents if one.kind == "profile"]) == (["A304"], ["01"])


def test_texts_are_read_without_the_libraries_of_tables_and_maps() -> None:
    light = "atlas.load.documents, atlas.load.theme, atlas.load.inputs, atlas.load.indicators"
    code = f"import sys, {light}; print(sorted({{'pandas', 'geopandas', 'shapely', 'pyogrio', 'pyproj'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
