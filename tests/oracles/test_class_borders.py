"""Class borders against those that mapclassify publishes for the same numbers (two data sets, eight methods).

A third set of expected borders (GISD of the Kreise, 2021) comes without its numbers, so there is nothing to compare it with.

There a class holds its upper border; here it holds the lower one. So what is compared is the last value of every class and how many it has.
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from atlas.statistics.borders import boxplot, equal, headtail, jenks, maximum, percentiles, quantiles, std

RealData = Callable[[str], Path]
Expected = dict[str, dict[str, list[float]]]

SETS = ("calempdensity.emp/sq km", "berlin_mss2021.S1 (KOM=gültig)")
COUNTS = (4, 5, 7)


@pytest.fixture(scope="module")
def published(real_data: RealData) -> dict[str, Expected]:
    expected: dict[str, Expected] = json.loads((real_data("klassifikation") / "erwartete_klassengrenzen.json").read_text(encoding="utf-8"))
    return expected


@pytest.fixture(scope="module")
def numbers(real_data: RealData) -> dict[str, np.ndarray]:
    with (real_data("klassifikation") / "calempdensity.csv").open(encoding="utf-8", newline="") as file:
        counties = [float(row[-1]) for row in list(csv.reader(file))[1:]]
    with (real_data("berlin_mss2021") / "wfs_mss_2021_index_indikatoren.csv").open(encoding="utf-8-sig", newline="") as file:
        areas = [float(row["S1"]) for row in csv.DictReader(file) if row["KOM"] == "gültig"]
    return {name: np.sort(np.array(values)) for name, values in zip(SETS, (counties, areas), strict=True)}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", SETS)
def test_natural_breaks_are_those_published(name: str, count: int, published: dict[str, Expected], numbers: dict[str, np.ndarray]) -> None:
    values, expected = numbers[name], published[name][f"FisherJenks_k{count}"]
    starts = np.searchsorted(values, jenks(values, count))
    assert expected["bins"] == pytest.approx([*values[starts - 1], values[-1]], abs=1e-6)
    assert expected["counts"] == np.diff([0, *starts, len(values)]).tolist()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", SETS)
def test_quantiles_are_those_published(name: str, count: int, published: dict[str, Expected], numbers: dict[str, np.ndarray]) -> None:
    values, expected = numbers[name], published[name][f"Quantiles_k{count}"]
    borders = quantiles(values, count)
    assert expected["bins"][:-1] == pytest.approx(borders.tolist(), abs=1e-6)
    assert expected["counts"] == np.diff([0, *np.searchsorted(values, borders, side="right"), len(values)]).tolist()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", SETS)
def test_equal_intervals_are_those_published(name: str, count: int, published: dict[str, Expected], numbers: dict[str, np.ndarray]) -> None:
    values, expected = numbers[name], published[name][f"EqualInterval_k{count}"]
    assert expected["bins"][:-1] == pytest.approx(equal(values, count).tolist(), abs=1e-6)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", SETS)
def test_maximum_breaks_are_those_published(name: str, count: int, published: dict[str, Expected], numbers: dict[str, np.ndarray]) -> None:
    compare(published[name][f"MaximumBreaks_k{count}"], numbers[name], maximum(numbers[name], count))


@pytest.mark.parametrize("method", ["StdMean", "BoxPlot", "HeadTailBreaks", "Percentiles"])
@pytest.mark.parametrize("name", SETS)
def test_borders_of_the_other_methods_are_those_published(
    name: str, method: str, published: dict[str, Expected], numbers: dict[str, np.ndarray]
) -> None:
    values = numbers[name]
    found = {
        "StdMean": std(values, 5),
        "BoxPlot": boxplot(values, 6),
        "HeadTailBreaks": headtail(values, 99),
        "Percentiles": percentiles(values, 6),
    }
    compare(published[name][method], values, found[method])


def compare(expected: dict[str, list[float]], values: np.ndarray, borders: np.ndarray) -> None:
    """Compare inner borders and the number of values up to each; the last border is the greatest value."""
    upper = expected["bins"][:-1]
    assert upper == pytest.approx(borders[: len(upper)].tolist(), abs=1e-6)
    assert (borders[len(upper) :] >= values[-1] - 1e-6).all()
    assert expected["bins"][-1] == pytest.approx(values[-1], abs=1e-6)
    assert expected["counts"] == np.diff([0, *np.searchsorted(values, borders[: len(upper)], side="right"), len(values)]).tolist()
