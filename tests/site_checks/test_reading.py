"""Every build reads what it made before it puts it in place: whatever stands where a figure is kept back stops it, however few digits it has."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from atlas.base.diagnostics import AtlasError
from atlas.base.text import number
from atlas.pipeline import Options, build
from atlas.pipeline.audit import audit_output
from atlas.publish.writer import Staging
from atlas.render import figures, maps
from tests.conftest import tree
from tests.site_checks.test_canaries import COUNTS, write_site

INLINE = Options(kind="inline")
RATE = "indikatoren/fallquote/index.html"
WITHOUT = """
import sys
from pathlib import Path
from atlas.pipeline import Options, build
build(Path(sys.argv[1]), Path(sys.argv[1]) / "public", Options(kind="inline"))
print("atlas.load.output" in sys.modules)
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("reading"))
    build(root, root / "public", INLINE)
    return root


CHARTS = """
```{diagramm}
kind: scatter
indicator: faelle
against: fallquote
```

```{diagramm}
kind: line
indicator: faelle
```

```{diagramm}
kind: bar
indicator: faelle
period: "2024"
```
"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with files to take home in all forms, and with charts in a text."""
    root = write_site(tmp_path_factory.mktemp("rich"))
    write(root, CHARTS)
    build(root, root / "public", Options(kind="inline", extras=("downloads",)))
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "site"))


def write(root: Path, words: str) -> None:
    (root / "content" / "index.md").write_text(f"---\ntitle: Start\n---\n\n{words}\n", encoding="utf-8")


def codes(root: Path) -> list[str]:
    with pytest.raises(AtlasError) as error:
        build(root, root / "public", INLINE)
    return sorted({one.code for one in error.value.diagnostics if one.severity > 1})


SAID = f"In Weiher waren es 2024 genau {COUNTS['04']['2024']:,} Fälle.".replace(",", ".")


def test_a_text_that_says_what_is_kept_back_stops_the_first_build(root: Path) -> None:
    shutil.rmtree(root / "public")
    shutil.rmtree(root / ".atlas")
    write(root, SAID)
    assert [["A653"], False] == [codes(root), (root / "public").exists()]


def test_a_text_that_comes_to_say_it_stops_the_build_that_takes_its_figures_from_the_last_one(root: Path) -> None:
    build(root, root / "public", INLINE)
    before = tree(root / "public")
    write(root, SAID)
    assert [["A653"], True] == [codes(root), before == tree(root / "public")]


def test_a_text_that_says_another_number_of_the_same_area_does_not(root: Path) -> None:
    write(root, "In Weiher gab es 2024 genau 3.120 Anfragen zu Fällen.")
    build(root, root / "public", INLINE)
    assert "3.120" in (root / "public" / "index.html").read_text(encoding="utf-8")


def test_an_area_of_the_same_name_as_one_that_is_kept_back_is_known_by_its_address(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    for file in (root / "data" / "viertel.geojson", root / "data" / "bevoelkerung.csv"):
        text = file.read_text(encoding="utf-8").replace("Bahnhof", "Weiher")
        file.write_text(re.sub(r'(^|"schluessel": ")0(?=[24]\b)', r"\1W0", text, flags=re.MULTILINE), encoding="utf-8")
    build(root, root / "public", INLINE)
    pages = [(root / "public" / "profile" / f"{key}-weiher" / "index.html").read_text(encoding="utf-8") for key in ("w02", "w04")]
    assert [True, False] == [number(COUNTS[key]["2025"], 0, "de") in page for key, page in zip(("02", "04"), pages, strict=True)]


def test_of_a_small_change_only_the_pages_that_were_made_anew_are_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, root / "public", INLINE)
    opened: list[str] = []
    read = Staging.read

    def watched(staging: Staging, path: str) -> bytes:
        opened.append(path)
        return read(staging, path)

    monkeypatch.setattr(Staging, "read", watched)
    build(root, root / "public", INLINE)
    nothing = list(opened)
    write(root, "Neu.")
    changed = build(root, root / "public", INLINE).changed
    assert [[], set(changed)] == [nothing, set(opened)]


def test_an_atlas_that_keeps_nothing_back_is_not_read(minimal: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT, str(minimal)], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()


def test_how_long_it_took_is_told(root: Path) -> None:
    write(root, "Neu.")
    assert "read" in build(root, root / "public", INLINE).seconds


def test_a_file_to_take_home_that_differs_from_the_published_figures_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / ".atlas")
    monkeypatch.setattr(figures, "_array", lambda texts: ",".join("7" for _ in texts))
    figures._kept.cache_clear()
    found = codes(root)
    figures._kept.cache_clear()
    assert ["A622", "A655"] == found


def test_an_area_in_the_colour_of_a_class_although_its_figure_is_kept_back_stops_the_build(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / ".atlas")
    monkeypatch.setattr(maps, "paint", lambda _code, _state: ' class="k0"')
    assert ["A654"] == codes(root)


def data(kind: str, edit: Callable[[dict[str, list[list[object]]]], None]) -> Callable[[str], str]:
    """Change what maps or charts of a page are drawn from."""

    def slip(text: str) -> str:
        def one(found: re.Match[str]) -> str:
            told = json.loads(found[2])
            edit(told)
            return found[1] + json.dumps(told) + found[3]

        return re.sub(rf'(<script type="application/json" class="{kind}-data">)(.*?)(</script>)', one, text, count=1, flags=re.DOTALL)

    return slip


def place(told: dict[str, list[list[object]]], name: str, column: int, value: object) -> None:
    told["values"][told["names"].index(name)][column] = value  # type: ignore[arg-type]


def colour(told: dict[str, list[list[object]]]) -> None:
    code = list(told["codes"][1])
    code[told["names"].index("Weiher")] = "0"  # type: ignore[arg-type]
    told["codes"][1] = "".join(map(str, code))  # type: ignore[call-overload]


def line(told: dict[str, dict[str, list[dict[str, list[object]]]]]) -> None:
    next(one for one in told["rows"]["lines"] if one["name"] == "Weiher")["values"][0] = 7  # type: ignore[comparison-overlap]


def row(text: str) -> str:
    lines = list(csv.reader(io.StringIO(text)))
    spot = next(one for one in lines if one[0] == "04" and one[3:5] == ["faelle", "2024"])
    spot[lines[0].index("value")] = "7"
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(lines)
    return stream.getvalue()


def entry(text: str) -> str:
    told = json.loads(text)
    next(one for one in told["figures"] if (one["area"], one["indicator"]) == ("04", "faelle"))["value"][1] = 7
    return json.dumps(told)


def script(text: str) -> str:
    head, _, body = text.partition('"]=')
    told = json.loads(body.rstrip().rstrip(";"))
    told["levels"]["viertel"]["values"][3][1] = 7
    return f'{head}"]={json.dumps(told)};'


def cell(kind: str) -> Callable[[str], str]:
    """Write a number of one digit into the first cell that is kept back in a table of a page."""
    sign = re.compile(r'<span aria-hidden="true">·</span><span class="vh">[^<]*</span>')
    return lambda text: re.sub(
        rf'<table class="{kind}".*?</table>', lambda found: sign.sub("7", found[0], count=1), text, count=1, flags=re.DOTALL
    )


SLIPS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "table to take home": ("daten/indikatoren/faelle.csv", row, "A622"),
    "data for programs": ("daten/indikatoren/faelle.json", entry, "A622"),
    "figures of a map": (RATE, data("map", lambda told: place(told, "Weiher", 1, 7)), "A622"),
    "colours of a map through the years": (RATE, data("map", colour), "A654"),  # type: ignore[arg-type]
    "lines of a chart": (RATE, data("chart", line), "A622"),  # type: ignore[arg-type]
    "data of the map explorer": ("assets/map/figures-faelle-*.js", script, "A622"),
    "table through the years": (RATE, cell("years"), "A622"),
    "table of areas": (RATE, cell("areas"), "A622"),
    "profile at a glance": ("profile/04-weiher/index.html", cell("glance"), "A622"),
    "profile": ("profile/04-weiher/index.html", cell("plain"), "A622"),
    "table of all areas": ("tabelle/index.html", cell("areas heat"), "A622"),
}


def workbook(content: bytes) -> bytes:
    """Write a number of one digit into the cell of an area that is kept back."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for line in sheet.iter_rows(min_row=2):
        if [line[place].value for place in (0, 3, 4)] == ["04", "faelle", "2024"]:
            line[5].value = 7
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def package(content: bytes) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.execute("UPDATE viertel SET faelle_2024 = 7 WHERE key = '04'")
    connection.commit()
    return connection.serialize()


def feature(content: bytes) -> bytes:
    told = json.loads(content)
    shapes = told.get("features") or told["objects"]["viertel"]["geometries"]
    next(one for one in shapes if one["id"] == "04")["properties"]["faelle_2024"] = 7
    return json.dumps(told, separators=(",", ":")).encode()


def chart(kind: str, edit: Callable[[dict[str, list[dict[str, object]]]], None]) -> Callable[[bytes], bytes]:
    """Change the rows that a chart of this kind is drawn from."""

    def slip(content: bytes) -> bytes:
        def one(found: re.Match[str]) -> str:
            told = json.loads(found[2])
            if told["kind"] == kind:
                edit(told["rows"])
            return found[1] + json.dumps(told) + found[3]

        pattern = r'(<script type="application/json" class="chart-data">)(.*?)(</script>)'
        return re.sub(pattern, one, content.decode(), flags=re.DOTALL).encode()

    return slip


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "workbook": ("daten/indikatoren/faelle.xlsx", workbook),
    "GeoPackage": ("daten/indikatoren/faelle.gpkg", package),
    "GeoJSON": ("daten/indikatoren/faelle.geojson", feature),
    "TopoJSON": ("daten/indikatoren/faelle.topojson", feature),
    "points of a scatter chart": ("index.html", chart("scatter", lambda rows: rows["points"].append({"name": "Weiher", "x": 7, "y": 3}))),
    "lines of a chart in a text": (
        "index.html",
        chart("development", lambda rows: rows["lines"].append({"name": "Weiher", "values": [7]})),
    ),
    "bars of a chart in a text": ("index.html", chart("bar", lambda rows: rows["bars"].append({"name": "Weiher", "value": 7}))),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_number_of_one_digit_is_found_in_workbooks_in_geodata_and_in_charts_of_texts(name: str, rich: Path, tmp_path: Path) -> None:
    pattern, edit = PACKED[name]
    root = Path(shutil.copytree(rich, tmp_path / "site"))
    (file,) = (root / "public").glob(pattern)
    before = file.read_bytes()
    after = edit(before)
    assert before != after
    file.write_bytes(after)
    found = audit_output(root, root / "public").found
    expected = {("A622", file.relative_to(root / "public").as_posix())}
    assert expected == {(one.code, one.where.file.partition("!")[0]) for one in found if one.code != "A620"}


def test_workbooks_geodata_and_charts_as_they_are_built_keep_their_secrets(rich: Path) -> None:
    assert () == audit_output(rich, rich / "public").found


@pytest.mark.parametrize("name", SLIPS)
def test_a_number_of_one_digit_in_the_place_of_a_figure_that_is_kept_back_is_found(name: str, root: Path) -> None:
    pattern, edit, code = SLIPS[name]
    (file,) = (root / "public").glob(pattern)
    before = file.read_text(encoding="utf-8")
    after = edit(before)
    assert before != after
    file.write_bytes(after.encode())
    found = audit_output(root, root / "public").found
    assert {(code, file.relative_to(root / "public").as_posix())} == {(one.code, one.where.file) for one in found if one.code != "A620"}


def test_every_sign_of_a_figure_that_is_kept_back_is_followed_by_the_reason(original: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in (original / "public").rglob("*.html")]
    signs = [found for page in pages for found in re.findall(r"<td[^>]*>(?:<span[^>]*>)?·.{0,75}", page)]
    assert [True, []] == [len(signs) > 50, [one for one in signs if "aus Gründen des Datenschutzes" not in one]]
