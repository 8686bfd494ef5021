"""Series from every kind of table."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from atlas.base.diagnostics import Diagnostic
from atlas.load.config import load_config
from atlas.load.indicators import load_register
from atlas.load.tables import load_tables
from atlas.model.geography import Area, Drawing, Geography, Level
from atlas.model.panel import Status
from atlas.model.tabulation import Counts, Tabulation

SHAPE = Drawing(path="", anchor=(0, 0), geometry="")
PLACES = {"0": "Kleinau", "01": "Altstadt", "02": "Bahnhof", "03": "Süd", "04": "Weiher"}
GEOGRAPHY = Geography(
    levels=(Level(id="stadt", title="Stadt", plural="Städte"), Level(id="viertel", title="Viertel", plural="Viertel")),
    areas=tuple(
        Area(
            key=key, name=name, level="viertel" if key != "0" else "stadt", parent="0" if key != "0" else "", slug="", square_kilometres=1.0
        )
        for key, name in PLACES.items()
    ),
    canvas=(1000, 1000),
    drawings=(SHAPE,) * 5,
)
PEOPLE = [[np.nan, np.nan], [4210, 4188], [3875, 3902], [5120, 5173], [2940, 2951]]


def load(root: Path, table: str = "", csv: str = "") -> tuple[Tabulation | None, tuple[Diagnostic, ...]]:
    """Load the minimal site, its table described by `table` (lines of YAML) or holding `csv` instead."""
    path = root / "site.yaml"
    if table:
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.index("  - file:")] + "".join(f"    {line}\n" for line in table.splitlines()).replace("    - ", "  - "))
    if csv:
        (root / "data" / "bevoelkerung.csv").write_text(csv, encoding="utf-8")
    spec, found = load_config(root)
    assert spec is not None, found
    register, found = load_register(root, spec)
    assert register is not None, found
    return load_tables(root, spec, GEOGRAPHY, register)


def sound(root: Path, table: str = "", csv: str = "") -> Tabulation:
    tabulation, found = load(root, table, csv)
    assert tabulation is not None, [one.text("en") for one in found]
    return tabulation


def only(root: Path, cells: str, settings: str = "") -> Counts:
    """Load one series for area 01 in 2025 on."""
    csv = "key;jahr;einwohner;u18;wohnflaeche\n" + "".join(f"01;{2025 + row};{cell};1;1\n" for row, cell in enumerate(cells.split("|")))
    series = "{einwohner: einwohner, u18: bev_u18, wohnflaeche: wohnflaeche}"
    table = f"- file: data/bevoelkerung.csv\narea: key\nperiod: jahr\nseries: {series}\n{settings}"
    return sound(root, table, csv).series["einwohner"]


def spreadsheet(rows: list[list[object]]) -> bytes:
    """Write an OpenDocument spreadsheet, numbers as numbers."""

    def cell(value: object) -> str:
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    sheet = f'<office:spreadsheet><table:table table:name="Tabelle1">{body}</table:table></office:spreadsheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        archive.writestr("content.xml", f"<office:document-content {spaces}><office:body>{sheet}</office:body></office:document-content>")
    return stream.getvalue()


def test_matrices_cover_all_areas_and_periods(minimal: Path) -> None:
    tabulation = sound(minimal)
    counts = tabulation.series["einwohner"]
    assert tabulation.periods == ("2024", "2025")
    np.testing.assert_array_equal(PEOPLE, counts.values)
    np.testing.assert_array_equal([[Status.UNKNOWN] * 2] + [[Status.OK] * 2] * 4, counts.status)
    np.testing.assert_array_equal([[0, 0]] + [[1, 1]] * 4, counts.delivered)
    assert tabulation.sources["bev_u18"] == "data/bevoelkerung.csv"


def test_the_matrices_cannot_be_changed(minimal: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        sound(minimal).series["einwohner"].values[0, 0] = 1


def test_signs_arrive_with_their_status_and_no_number(minimal: Path) -> None:
    counts = only(minimal, "12|(7)|–|·|.|…|/|x|#|")
    statuses = [Status.OK, Status.LIMITED, Status.ZERO, Status.CONFIDENTIAL, Status.UNKNOWN, Status.PENDING]
    statuses += [Status.UNRELIABLE, Status.NOT_APPLICABLE, Status.NOT_COLLECTED, Status.UNKNOWN]
    np.testing.assert_array_equal(statuses, counts.status[1])
    np.testing.assert_array_equal([12, 7, 0] + [np.nan] * 7, counts.values[1])
    np.testing.assert_array_equal([1] * 10, counts.delivered[1])


def test_signs_of_the_table_have_the_meaning_its_author_gives_them(minimal: Path) -> None:
    counts = only(minimal, "-9999||k. A.", 'missing: {"-9999": unreliable, "": confidential, "k. A.": pending}')
    np.testing.assert_array_equal([Status.UNRELIABLE, Status.CONFIDENTIAL, Status.PENDING], counts.status[1])


LONG = "gebiet,jahr,reihe,wert,z\n" + "".join(
    f"{key},{year},einwohner,{int(PEOPLE[row][column])},{'p' if year == 2025 else ''}\n"
    for row, key in enumerate(PLACES)
    if row
    for column, year in enumerate((2024, 2025))
)
LONG_TABLE = "- file: data/a.csv\nlayout: long\narea: gebiet\nperiod: jahr\nseries: reihe\nvalue: wert\nflags: z\n"
OTHERS = "- file: data/bevoelkerung.csv\narea: schluessel\nperiod: jahr\nseries: {u18: bev_u18, wohnflaeche: wohnflaeche}\n"


def test_the_long_layout_gives_the_same_series_with_flags(minimal: Path) -> None:
    (minimal / "data" / "a.csv").write_text(LONG)
    counts = sound(minimal, LONG_TABLE + OTHERS).series["einwohner"]
    np.testing.assert_array_equal(PEOPLE, counts.values)
    np.testing.assert_array_equal([[0, 0]] + [[0, 1]] * 4, counts.flags)


@pytest.mark.parametrize("periods", ["periods: auto", 'periods: {2024: "2024", 2025: "2025"}'])
def test_the_layout_with_a_column_per_period_gives_the_same_series(minimal: Path, periods: str) -> None:
    lines = [
        "Schlüssel\tName\t2024\t2025",
        *(f"{key}\t{PLACES[key]}\t{PEOPLE[row][0]}\t{PEOPLE[row][1]}" for row, key in enumerate(PLACES) if row),
    ]
    (minimal / "data" / "a.tsv").write_text("\n".join(lines), encoding="utf-8")
    table = f"- file: data/a.tsv\nlayout: periods\narea: Schlüssel\nseries: {{fixed: einwohner}}\n{periods}\n"
    np.testing.assert_array_equal(PEOPLE, sound(minimal, table + OTHERS).series["einwohner"].values)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "parquet"])
def test_every_format_gives_the_same_series(minimal: Path, ending: str) -> None:
    expected = sound(minimal)
    frame = pd.read_csv(minimal / "data" / "bevoelkerung.csv", sep=";", decimal=",", dtype={"schluessel": str})
    path = minimal / "data" / f"bevoelkerung.{ending}"
    if ending == "parquet":
        frame.to_parquet(path)
    elif ending == "xlsx":
        with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
            frame.to_excel(writer, index=False)
    else:
        path.write_bytes(spreadsheet([list(frame.columns), *frame.to_numpy().tolist()]))
    text = (minimal / "site.yaml").read_text(encoding="utf-8")
    (minimal / "site.yaml").write_text(text.replace("bevoelkerung.csv", f"bevoelkerung.{ending}"), encoding="utf-8")
    actual = sound(minimal)
    assert expected.periods == actual.periods
    for name, counts in expected.series.items():
        np.testing.assert_array_equal(counts.values, actual.series[name].values)


def test_numeric_keys_of_a_workbook_below_a_title_are_filled_with_zeros(minimal: Path) -> None:
    path = minimal / "data" / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Daten")
        for row, cells in enumerate([["Einwohner am 31.12."], [], ["Nr", 2024, 2025], [1, 4210, 4188], [2, "3.875", "·"], ["Summe", 9, 9]]):
            sheet.write_row(row, 0, cells)
    table = "- file: data/a.xlsx\nsheet: Daten\nrows: {header: 3}\nlayout: periods\narea: Nr\nseries: {fixed: einwohner}\nthousands: .\n"
    counts = sound(minimal, table + "keys: {pad: 2}\nskip: [Summe]\n" + OTHERS).series["einwohner"]
    np.testing.assert_array_equal([[4210, 4188], [3875, np.nan]], counts.values[1:3])
    assert counts.status[2, 1] == Status.CONFIDENTIAL


def test_rows_without_a_key_can_stand_for_the_whole(minimal: Path) -> None:
    path = minimal / "data" / "bevoelkerung.csv"
    path.write_text(path.read_text() + ";2025;16214;2742;40,8\n")
    text = (minimal / "site.yaml").read_text(encoding="utf-8")
    (minimal / "site.yaml").write_text(text + '    keys: {empty: "0"}\n', encoding="utf-8")
    np.testing.assert_array_equal([np.nan, 16214], sound(minimal).series["einwohner"].values[0])


def test_blank_lines_and_footnotes_are_passed_over(minimal: Path) -> None:
    path = minimal / "data" / "bevoelkerung.csv"
    path.write_text(path.read_text() + '\n;;;;\n__________\n"(C) Amt;\nalle Rechte";;;;\n')
    assert [one.code for one in load(minimal)[1]] == ["A203", "A217"]


def test_a_cell_is_located_behind_cells_with_line_ends_and_delimiters(minimal: Path) -> None:
    csv = 'schluessel;jahr;einwohner;u18;wohnflaeche;x\n01;2024;1;1;1;"a\nb;c"\n"02";2024;1;falsch;1;\n'
    wrong = [one for one in load(minimal, csv=csv)[1] if one.code == "A211"]
    assert [str(one.where) for one in wrong] == ["data/bevoelkerung.csv:4:13"]


def test_the_same_series_may_come_from_several_tables(minimal: Path) -> None:
    (minimal / "data" / "a.csv").write_text("k,v\n0,16214\n")
    table = "- file: data/a.csv\narea: k\nperiod: {fixed: 2025}\nseries: {v: einwohner}\n"
    tables = table + OTHERS.replace("{u18", "{einwohner: einwohner, u18")
    counts = sound(minimal, tables).series["einwohner"]
    np.testing.assert_array_equal([[np.nan, 16214], *PEOPLE[1:]], counts.values)


def test_repeated_cells_of_two_tables_name_both_places(minimal: Path) -> None:
    (minimal / "data" / "a.csv").write_text("k,v\n01,4187\n")
    table = "- file: data/a.csv\narea: k\nperiod: {fixed: 2025}\nseries: {v: einwohner}\n"
    found = load(minimal, table + OTHERS.replace("{u18", "{einwohner: einwohner, u18"))[1]
    places = [(str(one.where), dict(one.details)["first"]) for one in found if one.code == "A214"]
    assert places == [("data/bevoelkerung.csv:6:9", "data/a.csv:2:4")]


def test_the_order_of_rows_and_the_number_of_files_change_nothing(minimal: Path) -> None:
    expected = sound(minimal)
    header, *rows = (minimal / "data" / "bevoelkerung.csv").read_text(encoding="utf-8").splitlines()
    (minimal / "data" / "a.csv").write_text("\n".join([header, *rows[5:][::-1]]) + "\n", encoding="utf-8")
    (minimal / "data" / "b.csv").write_text("\n".join([header, *rows[:5]]) + "\n", encoding="utf-8")
    described = "area: schluessel, period: jahr, series: {einwohner: einwohner, u18: bev_u18, wohnflaeche: wohnflaeche}"
    found = sound(minimal, "\n".join(f"- {{file: data/{name}.csv, {described}}}" for name in "ab"))
    assert expected.periods == found.periods
    for name, counts in expected.series.items():
        assert np.array_equal(counts.values, found.series[name].values, equal_nan=True)
        assert counts.status.tolist() == found.series[name].status.tolist()
