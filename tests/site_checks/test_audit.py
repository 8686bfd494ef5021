"""The attack on the built demo: `atlas audit` reads what readers can read, finds what is slipped into a page, and compares editions."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from atlas.base.diagnostics import AtlasError
from atlas.cli import commands
from atlas.pipeline import Options, build
from atlas.pipeline.audit import Audit, audit_output
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
