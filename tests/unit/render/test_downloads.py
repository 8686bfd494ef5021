"""Downloads: what readers take home is what they saw."""

import csv
import io
import json
import math
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.download import DataNote
from atlas.model.job import CsvArea, CsvIndicator, CsvJob, GeoJsonJob
from atlas.model.panel import Flag, Floats, Panel, Series, Status
from atlas.plan.stack import Stack
from atlas.render.downloads import HEADER, render_csv, render_geojson


def row(*values: float, **changes: Any) -> dict[str, Any]:
    numbers = len(values)
    whole = {
        "key": "0101",
        "name": "Altstadt",
        "level": "sozialraum",
        "own": Series(values=values, status=bytes(numbers), flags=bytes(numbers)),
        "numerator": (),
        "denominator": (),
        "lower": (),
        "upper": (),
        "sample": (),
    }
    return whole | changes


def job(*rows: dict[str, Any], unit: str = "%", decimals: int = 1, notes: tuple[DataNote, ...] = ()) -> CsvJob:
    def matrix(name: str) -> Floats:
        return (
            np.array([one[name] or [math.nan] * len(one["own"].values) for one in rows])
            if any(one[name] for one in rows)
            else np.empty((0, 0))
        )

    own = [one["own"] for one in rows]
    periods = tuple(str(2020 + number) for number in range(len(own[0].values)))
    panel = Panel(
        periods=periods,
        values=np.array([one.values for one in own]),
        status=np.array([list(one.status) for one in own], dtype=np.uint8),
        flags=np.array([list(one.flags) for one in own], dtype=np.uint8),
        numerator=matrix("numerator"),
        denominator=matrix("denominator"),
        low=matrix("lower"),
        high=matrix("upper"),
        sample=matrix("sample"),
    )
    return CsvJob(
        path="daten/unter18.csv",
        areas=tuple(CsvArea(key=one["key"], name=one["name"], level=one["level"]) for one in rows),
        indicators=(CsvIndicator(id="unter18", unit=unit, decimals=decimals, periods=periods),),
        cells=(Stack([panel], [decimals], len(rows)).cut((0,), tuple(range(len(rows)))),),
        notes=notes,
    )


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_a_table_starts_with_its_header_and_ends_every_line_with_carriage_return_and_line_feed() -> None:
    assert f"{HEADER}\r\n0101,Altstadt,sozialraum,unter18,2020,17.3,%,ok,,,,,,,\r\n".encode() == render_csv(job(row(17.25001)))


def test_leading_zeros_of_keys_stay() -> None:
    assert cells(render_csv(job(row(1.0, key="0007"))))[0]["area"] == "0007"


@pytest.mark.parametrize(("value", "text"), [(2.675, "2.68"), (-1.235, "-1.24"), (-0.004, "0.00"), (0.0, "0.00"), (12345.678, "12345.68")])
def test_values_have_the_decimals_of_the_page(value: float, text: str) -> None:
    assert text == cells(render_csv(job(row(value), decimals=2)))[0]["value"]


@pytest.mark.parametrize(
    "status", [Status.CONFIDENTIAL, Status.UNKNOWN, Status.PENDING, Status.UNRELIABLE, Status.NOT_APPLICABLE, Status.NOT_COLLECTED]
)
def test_a_cell_without_a_number_is_empty_and_says_why(status: Status) -> None:
    own = Series(values=(math.nan,), status=bytes([status]), flags=bytes(1))
    line = cells(render_csv(job(row(0.0, own=own, numerator=(math.nan,), denominator=(100.0,)))))[0]
    assert ("", status.name.lower(), "", "100") == (line["value"], line["status"], line["numerator"], line["denominator"])


def test_flags_are_written_as_letters() -> None:
    own = Series(values=(5.0,), status=bytes(1), flags=bytes([Flag.PROVISIONAL | Flag.BREAK]))
    assert cells(render_csv(job(row(5.0, own=own))))[0]["flags"] == "pb"


def test_counts_are_written_beside_their_rate() -> None:
    line = cells(render_csv(job(row(24.6, numerator=(1743.0,), denominator=(7085.5,)))))[0]
    assert (line["numerator"], line["denominator"]) == ("1743", "7085.5")


def test_an_uncertain_figure_has_its_interval_and_the_persons_asked() -> None:
    uncertain = row(5.0, 6.0, lower=(3.14, math.nan), upper=(9.76, math.nan), sample=(212.0, 80.0))
    lines = cells(render_csv(job(uncertain)))
    assert [("3.1", "9.8", "212"), ("", "", "80")] == [(line["lower"], line["upper"], line["n"]) for line in lines]


def test_notes_stand_beside_their_figure() -> None:
    said = [("2021", "Neues Heim"), ("2021", "vorläufig, geschätzt")]
    notes = tuple(DataNote(area="0101", indicator="unter18", period=period, note=note) for period, note in said)
    lines = cells(render_csv(job(row(1.0, 2.0), row(3.0, 4.0, key="0102"), notes=notes)))
    assert ["", "Neues Heim; vorläufig, geschätzt", "", ""] == [line["note"] for line in lines]


def test_every_area_and_period_has_a_line() -> None:
    lines = cells(render_csv(job(row(1.0, 2.0), row(3.0, 4.0, key="0102"))))
    assert [(line["area"], line["period"]) for line in lines] == [("0101", "2020"), ("0101", "2021"), ("0102", "2020"), ("0102", "2021")]


def test_areas_that_come_in_shares_stand_side_by_side() -> None:
    both = job(row(1.0, 2.0), row(3.0, 4.0, key="0102", numerator=(5.0, 6.0)))
    first, second = job(row(1.0, 2.0)), job(row(3.0, 4.0, key="0102", numerator=(5.0, 6.0)))
    assert render_csv(replace(both, cells=(*first.cells, *second.cells))) == render_csv(both)


def test_a_table_without_indicators_is_a_header() -> None:
    nothing = job(row(1.0))
    assert f"{HEADER}\r\n".encode() == render_csv(replace(nothing, indicators=(), cells=(Stack([], [], 1).cut((), (0,)),)))


@pytest.mark.parametrize("name", ['Am "Wehr"', "Nord, West", "Zeile\neins"])
def test_names_survive_the_round_trip(name: str) -> None:
    assert name == cells(render_csv(job(row(1.0, name=name))))[0]["name"]


@pytest.mark.parametrize("name", ["=1+1", "+49", "-Ost", "@home", "\tTab"])
def test_a_text_that_a_spreadsheet_would_compute_is_marked_as_text(name: str) -> None:
    assert f"'{name}" == cells(render_csv(job(row(1.0, name=name))))[0]["name"]


def test_negative_numbers_are_not_marked_as_text() -> None:
    assert cells(render_csv(job(row(-3.0))))[0]["value"] == "-3.0"


def shapes(name: str = "Süd „Höhe“") -> dict[str, Any]:
    geometry = '{"type":"Polygon","coordinates":[[[7,51],[8,51],[8,52],[7,51]]]}'
    made = render_geojson(
        GeoJsonJob(
            path="a.geojson", name="Sozialräume", attribution="Amt", keys=("01",), names=(name,), parents=("0",), geometries=(geometry,)
        )
    )
    parsed: dict[str, Any] = json.loads(made)
    return parsed


def test_shapes_carry_key_name_and_parent() -> None:
    feature = shapes()["features"][0]
    assert (feature["id"], feature["properties"]) == ("01", {"key": "01", "name": "Süd „Höhe“", "parent": "0"})


def test_shapes_say_whose_they_are() -> None:
    assert (shapes()["type"], shapes()["name"], shapes()["attribution"]) == ("FeatureCollection", "Sozialräume", "Amt")


def test_shapes_keep_their_geometry() -> None:
    assert shapes()["features"][0]["geometry"]["coordinates"] == [[[7, 51], [8, 51], [8, 52], [7, 51]]]
