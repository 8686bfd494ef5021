"""The attack on the built demo: `atlas audit` reads what readers can read, finds what is slipped into a page, and compares editions."""

import csv
import gzip
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from atlas.base.diagnostics import AtlasError
from atlas.cli import commands
from atlas.pipeline import Options, build
from atlas.pipeline.audit import Audit, audit_output
from atlas.pipeline.editions import freeze
from tests.site_checks.test_canaries import COUNTS, write_site

TABLE = "daten/indikatoren/faelle.csv"
PAGE = "indikatoren/faelle/index.html"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    root = write_site(folder)
    build(root, folder / "public", Options(kind="inline"))
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "copy"))


def attack(folder: Path, against: Path | None = None) -> Audit:
    return audit_output(folder / "site", folder / "public", against)


def change(path: Path, edit: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert before != after
    path.write_bytes(after.encode())


def shown(table: str, area: str, period: str, value: int | str) -> str:
    """Write a figure into a table for download, as if it were published ("·" to keep it back)."""
    rows = list(csv.DictReader(io.StringIO(table)))
    for row in rows:
        if (row["area"], row["period"]) == (area, period):
            row.update({"value": "", "status": "confidential"} if value == "·" else {"value": str(value), "status": "ok"})
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def codes(audit: Audit) -> list[str]:
    return sorted({one.code for one in audit.found})


def test_the_output_as_it_is_built_keeps_its_secrets(folder: Path) -> None:
    done = attack(folder)
    assert [[], True, True] == [codes(done), done.hidden > 0, done.numbers > 100]


def test_a_partner_that_is_shown_gives_the_other_away(folder: Path) -> None:
    for table in (folder / "public" / "daten").rglob("*.csv"):
        if "faelle" in table.read_text(encoding="utf-8"):
            table.write_bytes(shown(table.read_text(encoding="utf-8"), "01", "2024", COUNTS["01"]["2024"]).encode())
    found = [one for one in attack(folder).found if one.code == "A620"]
    assert str(COUNTS["04"]["2024"]) in {dict(one.details)["low"].replace("8.46194e+06", "8461937") for one in found}


def test_a_file_that_shows_what_another_keeps_back_is_named(folder: Path) -> None:
    change(folder / "public" / TABLE, lambda text: shown(text, "04", "2024", COUNTS["04"]["2024"]))
    assert [TABLE] == [one.where.file for one in attack(folder).found if one.code == "A622"]


def test_a_number_slipped_into_a_table_of_a_page_is_found(folder: Path) -> None:
    sign = re.compile(r'<td[^>]*><span aria-hidden="true">·</span>.*?</td>')
    table = re.compile(r'<table class="years">.*?</table>', re.DOTALL)
    change(folder / "public" / PAGE, lambda text: table.sub(lambda found: sign.sub("<td>8.461.937</td>", found[0], count=1), text, count=1))
    assert [PAGE] == [one.where.file for one in attack(folder).found if one.code == "A622"]


def test_a_number_slipped_into_the_data_of_a_chart_is_found(folder: Path) -> None:
    def slip(text: str) -> str:
        def one(found: re.Match[str]) -> str:
            data = json.loads(found[2])
            data["values"][3][0] = 2848.5
            return found[1] + json.dumps(data) + found[3]

        return re.sub(r'(<script type="application/json" class="map-data">)(.*?)(</script>)', one, text, count=1, flags=re.DOTALL)

    page = "indikatoren/fallquote/index.html"
    change(folder / "public" / page, slip)
    assert [page] == [one.where.file for one in attack(folder).found if one.code == "A622"]


def test_an_edition_that_equals_the_former_one_tells_nothing_new(folder: Path) -> None:
    former = Path(shutil.copytree(folder / "public", folder / "former"))
    assert [] == codes(attack(folder, former))


def test_a_figure_that_the_former_edition_showed_is_no_secret_any_more(folder: Path) -> None:
    former = Path(shutil.copytree(folder / "public", folder / "former"))
    for key in ("01", "04"):
        for table in (former / "daten").rglob("*.csv"):
            if "faelle" in table.read_text(encoding="utf-8"):
                table.write_bytes(shown(table.read_text(encoding="utf-8"), key, "2024", COUNTS[key]["2024"]).encode())
    assert ["A623"] == codes(attack(folder, former))


def test_another_partner_in_the_new_edition_gives_both_away(folder: Path) -> None:
    # 2024 kept back 01 and 04, the former edition 02 and 04: whoever has both editions knows 01, 02, and so 04.
    former = Path(shutil.copytree(folder / "public", folder / "former"))
    for table in (former / "daten").rglob("*.csv"):
        if "faelle" in table.read_text(encoding="utf-8"):
            text = shown(table.read_text(encoding="utf-8"), "01", "2024", COUNTS["01"]["2024"])
            table.write_bytes(shown(text, "02", "2024", "·").encode())
    assert ["A623"] == codes(attack(folder, former))


def test_a_folder_without_an_atlas_is_refused(folder: Path) -> None:
    with pytest.raises(AtlasError) as error:
        audit_output(folder / "site", folder / "site" / "content")
    assert ["A625"] == [one.code for one in error.value.diagnostics]


def test_the_command_says_how_much_it_read_and_writes_the_report(folder: Path) -> None:
    report = folder / "report.csv"
    done = CliRunner().invoke(commands, ["audit", "--site", str(folder / "site"), "--out", str(folder / "public"), "--report", str(report)])
    lines = report.read_text(encoding="utf-8").splitlines()
    assert [0, True, True] == [
        done.exit_code,
        "nicht gezeigte Werte angegriffen" in done.output,
        any(re.match("faelle,04,.*,2024,population", line) for line in lines),
    ]


def test_the_report_is_never_written_into_the_output(folder: Path) -> None:
    report = folder / "public" / "daten" / "report.csv"
    done = CliRunner().invoke(commands, ["audit", "--site", str(folder / "site"), "--out", str(folder / "public"), "--report", str(report)])
    assert [1, False, True] == [done.exit_code, report.exists(), "A626" in done.output]


SECRET = COUNTS["04"]["2024"]
WRITTEN = f"{SECRET:,}".replace(",", ".")
"""The count of Weiher that is kept back, and as German readers write it."""


def workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("faelle").write_row(0, 0, ["Weiher", "2024", SECRET])
    return stream.getvalue()


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("faelle.csv", f"Weiher;2024;{SECRET}")
    return stream.getvalue()


FILES: dict[str, bytes] = {
    "daten/faelle.json": json.dumps({"faelle": {"04": {"2024": SECRET}}}).encode(),
    "daten/faelle.js": f'atlas.faelle={{"Weiher":[{SECRET}]}}'.encode(),
    "daten/faelle.xlsx": workbook(),
    "daten/alles.zip": archive(),
    "daten/faelle.txt.gz": gzip.compress(f"Fälle in Weiher 2024: {WRITTEN}".encode()),
    "indikatoren/faelle/karte.svg": f"<svg><text>Fälle</text><title>Weiher: {WRITTEN}</title></svg>".encode(),
    "aktuell.xml": f"<feed><title>2024 waren es in Weiher {WRITTEN} Fälle</title></feed>".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_figure_that_is_kept_back_is_found_in_files_of_every_kind(name: str, folder: Path) -> None:
    (folder / "public" / name).write_bytes(FILES[name])
    assert {("A653", name)} == {(one.code, one.where.file.partition("!")[0]) for one in attack(folder).found}


@pytest.mark.parametrize(
    "words",
    [
        f"<p>In Weiher waren es 2024 genau {WRITTEN} Fälle.</p>",
        f'<img src="x.png" alt="Fälle in Weiher: {WRITTEN}">',
        f'<meta name="description" content="Weiher, Fälle: {WRITTEN}">',
        f'<script type="application/ld+json">{{"name": "Fälle", "area": "Weiher", "value": {SECRET}}}</script>',
    ],
)
def test_a_figure_that_is_kept_back_is_found_wherever_a_page_says_it(words: str, folder: Path) -> None:
    change(folder / "public" / "index.html", lambda text: text.replace("</main>", f"{words}</main>"))
    assert {("A653", "index.html")} == {(one.code, one.where.file) for one in attack(folder).found}


def test_a_figure_of_another_area_in_the_same_sentence_is_none(folder: Path) -> None:
    words = f"<p>In Bahnhof waren es 2024 genau {COUNTS['02']['2024']} Fälle, in Weiher weniger.</p>"
    change(folder / "public" / "index.html", lambda text: text.replace("</main>", f"{words}</main>"))
    assert [] == codes(attack(folder))


def test_a_file_that_nobody_knows_how_to_read_is_named(folder: Path) -> None:
    (folder / "public" / "daten" / "faelle.dat").write_bytes(b"\x00\xff\xfe\x81")
    assert [("A652", "daten/faelle.dat")] == [(one.code, one.where.file) for one in attack(folder).found]


def announced(folder: Path, *editions: str) -> Path:
    root = folder / "site"
    lines = "".join(f'  - {{id: "{one}", date: {one}-10-01}}\n' for one in editions)
    change(root / "site.yaml", lambda text: f"{text}editions:\n{lines}")
    return root


@pytest.fixture
def loosened(folder: Path) -> Path:
    """A site with an edition that was frozen when nothing was kept back yet."""
    root = announced(folder, "2024", "2025")
    change(root / "site.yaml", lambda text: text.replace("population: 3000", "population: 10"))
    freeze(root, "2024", Options(kind="inline"))
    change(root / "site.yaml", lambda text: text.replace("population: 10", "population: 3000"))
    return root


def test_an_edition_that_an_earlier_one_gives_away_is_not_frozen(loosened: Path) -> None:
    with pytest.raises(AtlasError) as error:
        freeze(loosened, "2025", Options(kind="inline"))
    assert [["A623"], False] == [
        sorted({one.code for one in error.value.diagnostics if one.severity > 1} - {"A621"}),
        (loosened / "editions" / "2025").exists(),
    ]


def test_a_build_beside_an_edition_that_gives_figures_away_stops(loosened: Path) -> None:
    with pytest.raises(AtlasError) as error:
        build(loosened, loosened / "public", Options(kind="inline"))
    assert [["A623"], False] == [
        sorted({one.code for one in error.value.diagnostics if one.severity > 1} - {"A621"}),
        (loosened / "public").exists(),
    ]


def test_a_build_beside_an_edition_that_the_office_accepts_does_not(loosened: Path) -> None:
    accepted = 'population: 3000, accepted: [{edition: "2024", reason: Damals ohne Mindestzahl.}]'
    change(loosened / "site.yaml", lambda text: text.replace("population: 3000", accepted))
    build(loosened, loosened / "public", Options(kind="inline"))
    assert (loosened / "public" / "ausgabe" / "2024").exists()


def test_a_build_that_shows_what_a_frozen_edition_keeps_back_stops(folder: Path) -> None:
    # The edition keeps back what the build shows now: without its reader being told, what was a secret is none any more.
    root = announced(folder, "2024")
    freeze(root, "2024", Options(kind="inline"))
    change(root / "site.yaml", lambda text: text.replace("population: 3000", "population: 10"))
    with pytest.raises(AtlasError) as error:
        build(root, root / "public", Options(kind="inline"))
    assert "A623" in {one.code for one in error.value.diagnostics if one.severity > 1}


def test_editions_are_not_attacked_again_when_only_a_text_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = announced(folder, "2024")
    freeze(root, "2024", Options(kind="inline"))
    build(root, root / "public", Options(kind="inline"))
    monkeypatch.setattr("atlas.pipeline.audit.attack_editions", None)
    (root / "content" / "index.md").write_text("---\ntitle: Start\n---\n\nNeu.\n", encoding="utf-8")
    assert build(root, root / "public", Options(kind="inline")).ran


def test_an_edition_is_frozen_beside_an_earlier_one_that_the_office_accepts(loosened: Path) -> None:
    accepted = 'population: 3000, accepted: [{edition: "2024", reason: Damals ohne Mindestzahl.}]'
    change(loosened / "site.yaml", lambda text: text.replace("population: 3000", accepted))
    freeze(loosened, "2025", Options(kind="inline"))
    assert (loosened / "editions" / "2025").exists()


def test_editions_that_keep_back_the_same_are_frozen_one_after_the_other(folder: Path) -> None:
    root = announced(folder, "2024", "2025")
    for edition in ("2024", "2025"):
        freeze(root, edition, Options(kind="inline"))
    build(root, folder / "public", Options(kind="inline"))
    assert [] == codes(attack(folder))
