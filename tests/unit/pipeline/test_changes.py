"""What changed since the edition before: told from what both published, on a page and in a feed."""

import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from atlas.pipeline.editions import freeze
from tests.unit.pipeline.test_editions import announce, change, split

INLINE = Options(kind="inline")
NEXT = 'editions:\n  - {id: "2027", date: 2027-10-01, remarks: [Die Grenzen im <Süden> sind neu.]}\n'


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal site with a frozen edition of 2026, and one of 2027 announced."""
    root = Path(shutil.copytree(Path("tests/sites/minimal").resolve(), tmp_path_factory.mktemp("changes") / "site"))
    announce(root, "url: https://atlas.example/\n")
    announce(root)
    freeze(root, "2026", INLINE)
    change(root / "site.yaml", "editions:\n", NEXT)
    change(root / "site.yaml", "edition: 2026", 'edition: "2027"')
    return root


Build = Callable[..., str]


@pytest.fixture
def changes(first: Path, tmp_path: Path) -> Callable[[Callable[[Path], None]], str]:
    """Change the site, build it, and give the words of the page of changes."""

    def read(alter: Callable[[Path], None]) -> str:
        root = Path(shutil.copytree(first, tmp_path / "site"))
        alter(root)
        page = (build(root, root / "public", INLINE).out / "aenderungen" / "index.html").read_text(encoding="utf-8")
        main = page.partition("<main")[2].partition("</main>")[0].partition('<section class="cite"')[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    return read


def test_where_nothing_differs_the_page_says_so(changes: Build) -> None:
    said = changes(lambda _root: None)
    assert [True] * 3 == [
        words in said for words in ("verglichen mit der Ausgabe 2026", "Es gibt keinen Unterschied", "Die Grenzen im <Süden>")
    ]


def test_a_revised_figure_is_told_with_both_values(changes: Build) -> None:
    said = changes(lambda root: change(root / "data" / "bevoelkerung.csv", "04;2025;2951", "04;2025;2651"))
    assert re.search(r"Weiher 04 , 2025: \d+,\d → \d+,\d", said), said


def test_a_new_year_is_told(changes: Build) -> None:
    def alter(root: Path) -> None:
        table = root / "data" / "bevoelkerung.csv"
        text = table.read_text(encoding="utf-8")
        table.write_text(
            text + "".join(re.sub(";2025;", ";2026;", line) + "\n" for line in text.splitlines() if ";2025;" in line), encoding="utf-8"
        )

    assert "Unter 18-Jährige 2026" in changes(alter)


def test_a_figure_that_is_no_longer_shown_is_counted_and_not_repeated(changes: Build) -> None:
    def alter(root: Path) -> None:
        kept_back = 'protection: {method: suppress, population: 3000, accepted: [{edition: "2026", reason: Damals ohne Mindestzahl.}]}'
        change(root / "site.yaml", "protection: {method: none, reason: Erfundene Zahlen.}", kept_back)

    said = changes(alter)
    assert "nicht mehr gezeigt" in said
    assert "Weiher" not in said


def test_new_words_are_told_beside_the_old_ones(changes: Build) -> None:
    said = changes(
        lambda root: change(root / "data" / "indikatoren.yaml", "Menschen unter 18 Jahren je 100", "Kinder und Jugendliche je 100")
    )
    assert "Unter 18-Jährige Definition Menschen unter 18 Jahren je 100" in said


def test_new_class_borders_are_told(changes: Build) -> None:
    said = changes(
        lambda root: change(root / "data" / "indikatoren.yaml", "    kind: share\n", "    kind: share\n    classes: {breaks: [15, 21]}\n")
    )
    assert "Andere Klassengrenzen auf der Karte" in said
    assert "15,0; 21,0" in said


def test_areas_that_came_and_went_are_told(changes: Build) -> None:
    def alter(root: Path) -> None:
        split(root)
        announce(root, "moved:\n  area:04: [area:05]\n")

    said = changes(alter)
    assert [True] * 2 == [words in said for words in ("Neu Weiher Nord 05", "Weggefallen Weiher 04 → Weiher Nord")]


def test_a_renamed_area_is_told(changes: Build) -> None:
    def alter(root: Path) -> None:
        shapes = root / "data" / "viertel.geojson"
        plain = json.loads(shapes.read_text(encoding="utf-8"))
        area = next(feature for feature in plain["features"] if feature["properties"]["schluessel"] == "04")
        area["properties"]["name"] = "Neuer Weiher"
        shapes.write_text(json.dumps(plain), encoding="utf-8")

    assert "Name Weiher Neuer Weiher" in changes(alter)


def test_a_frozen_edition_tells_what_changed_since_the_one_before(first: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(first, tmp_path / "site"))
    change(root / "data" / "bevoelkerung.csv", "04;2025;2951", "04;2025;2651")
    freeze(root, "2027", INLINE)
    out = build(root, root / "public", INLINE).out
    page = (out / "ausgabe" / "2027" / "aenderungen" / "index.html").read_text(encoding="utf-8")
    assert "verglichen mit der Ausgabe 2026" in page


def test_an_edition_whose_files_cannot_be_read_is_not_compared_with(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from atlas.pipeline import forerunner

    root = Path(shutil.copytree(first, tmp_path / "site"))
    monkeypatch.setattr(forerunner.archive, "read", lambda *_: b"[]")
    assert "A460" in [found.code for found in forerunner.with_forerunner(root, _site(root), "")[1]]


def _site(root: Path):  # type: ignore[no-untyped-def]
    from atlas.pipeline.ahead import Ahead
    from atlas.pipeline.sources import load_site
    from atlas.publish.store import Store

    return load_site(root, Store(root), "engine", Ahead(root), {}).site


def test_the_feed_has_editions_and_corrections(first: Path, tmp_path: Path) -> None:
    import feedparser

    root = Path(shutil.copytree(first, tmp_path / "site"))
    announce(
        root,
        "errata:\n  - {editions: ['2026'], indicator: unter18, area: '04', period: '2025', old: '1,0', new: '2,0', "
        "reason: Ein <Übertrag> fehlte., date: 2026-11-02}\n",
    )
    out = build(root, root / "public", INLINE).out
    feed = feedparser.parse((out / "aenderungen" / "feed.xml").read_bytes())
    assert [False, "atom10"] == [bool(feed.bozo), feed.version]
    assert ["Ausgabe 2027", "Korrektur: Unter 18-Jährige, Weiher, 2025", "Ausgabe 2026"] == [entry.title for entry in feed.entries]
    places = [entry.link.removeprefix("https://atlas.example/").partition("#") for entry in feed.entries]
    assert [True] * 3 == [
        (out / path).is_file() and f'id="{mark}"' in (out / path).read_text(encoding="utf-8") + 'id=""' for path, _, mark in places
    ]
    assert len({entry.id for entry in feed.entries}) == 3


def test_without_an_address_there_is_no_feed(minimal: Path) -> None:
    announce(minimal)
    assert not (build(minimal, minimal / "public", INLINE).out / "aenderungen" / "feed.xml").exists()
