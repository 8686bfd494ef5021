"""Sums up the hierarchy against totals that cities publish."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np

from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import Register
from atlas.model.panel import Status
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.aggregate import aggregate
from atlas.statistics.panels import population

RealData = Callable[[str], Path]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sums(parents: Mapping[str, str], cells: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    """Sum cells (key, period, count) over areas (key → parent, "" at the top); gives area → period → count."""
    depth: dict[str, int] = {}
    for key in parents:
        chain = key
        while parents[chain]:
            chain, depth[key] = parents[chain], depth.get(key, 0) + 1
    keys = sorted(parents, key=lambda key: (depth.get(key, 0), key))
    geography = Geography(
        levels=tuple(Level(id=str(level), title="", plural="") for level in sorted({depth.get(key, 0) for key in parents})),
        areas=tuple(
            Area(key=key, name=key, level=str(depth.get(key, 0)), parent=parents[key], slug=key, square_kilometres=1.0) for key in keys
        ),
        canvas=(1, 1),
        drawings=(),
    )
    table = {(key, period): count for key, period, count in cells}
    periods = tuple(sorted({period for _, period in table}))
    values = np.array([[table.get((key, period), np.nan) for period in periods] for key in keys])
    delivered = ~np.isnan(values)
    status = np.where(delivered, np.uint8(Status.OK), np.uint8(Status.UNKNOWN)).astype(np.uint8)
    counts = Counts(values=values, status=status, flags=status * 0, delivered=delivered.astype(np.uint8))
    tabulation = Tabulation(periods=periods, series={"residents": counts}, sources={"residents": "residents.csv"})
    summed, found = aggregate(tabulation, geography, Register(themes=(), indicators=()))
    panel = population(summed, "residents")
    assert panel is not None
    assert found == ()
    return {key: dict(zip(panel.periods, panel.values[row].tolist(), strict=True)) for key, row in geography.rows.items()}


def test_flensburgs_residents_add_up_to_the_published_totals(real_data: RealData) -> None:
    rows = read(real_data("flensburg_sozialatlas2022") / "tabellen" / "fl_residents_by_district.csv")
    parents = {"0": ""} | {row["district_id"]: "0" for row in rows}
    cells = [(row["district_id"], row["year"], float(row["residents"])) for row in rows]
    expected = {"2011": 89448, "2017": 95451, "2018": 96187, "2019": 96920, "2020": 96731, "2021": 97877, "2022": 99341}
    assert expected == sums(parents, cells)["0"]


def test_berlins_inhabitants_add_up_through_four_levels(real_data: RealData) -> None:
    rows = read(real_data("berlin_mss2021") / "wfs_mss_2021_index_indikatoren.csv")
    keys = [row["PLR_ID"] for row in rows]
    parents = {"0": ""} | {key[:2]: "0" for key in keys}
    for length, above in ((4, 2), (6, 4), (8, 6)):
        parents |= {key[:length]: key[:above] for key in keys}
    cells = [(row["PLR_ID"], "2020", float(row["EW"] or 0)) for row in rows]
    found = sums(parents, cells)
    districts: dict[str, float] = defaultdict(float)
    for key, _, count in cells:
        districts[key[:2]] += count
    assert 3769962 == found["0"]["2020"]
    assert districts == {key: found[key]["2020"] for key in districts}


def test_a_city_with_one_suppressed_area_has_no_sum(real_data: RealData) -> None:
    rows = read(real_data("flensburg_sozialatlas2022") / "tabellen" / "fl_residents_by_district.csv")
    parents = {"0": ""} | {row["district_id"]: "0" for row in rows}
    cells = [
        (row["district_id"], row["year"], float(row["residents"])) for row in rows if (row["district_id"], row["year"]) != ("5", "2022")
    ]
    totals = sums(parents, cells)["0"]
    assert [97877, True] == [totals["2021"], bool(np.isnan(totals["2022"]))]
