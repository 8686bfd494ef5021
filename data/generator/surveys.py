"""Figures that are not counts: estimated incomes, a survey every three years, asking rents.

They are not summed up; city and districts get their own figures. Small bases make a figure limited or unreliable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from figures import SPLIT, SPLIT_YEAR, YEARS, Counts
from numpy.typing import NDArray
from places import Area, District, read_traits

Floats = NDArray[np.float64]

SEED = 20261
SURVEYS = ["2014", "2017", "2020", "2023"]
SAMPLE = 0.016
ANSWERS = (20, 60)  # fewer: unreliable, limited
OFFERS = (6, 20)
NO_OFFERS_DELIVERED = {("0206", "2014"), ("0206", "2015"), ("0605", "2014")}


@dataclass(frozen=True)
class Reading:
    """A figure with its decimals, or a sign; `()` marks a limited figure."""

    value: float = 0.0
    decimals: int = 0
    sign: str = ""
    flags: str = ""


Readings = dict[tuple[str, str, str], Reading]  # series, key, year


def groups(areas: Sequence[Area], districts: Sequence[District]) -> list[tuple[str, list[int]]]:
    """City, districts and areas with the numbers of the areas they consist of."""
    whole = [("0", list(range(len(areas))))]
    parts = [(d.key, [number for number, area in enumerate(areas) if area.district == d.key]) for d in districts]
    return whole + parts + [(area.key, [number]) for number, area in enumerate(areas)]


def graded(value: float, decimals: int, base: float, limits: tuple[int, int], flags: str) -> Reading:
    """A figure, limited or unreliable by the size of its base."""
    least, enough = limits
    if base < least:
        return Reading(sign="/", flags=flags)
    return Reading(value, decimals, "()" if base < enough else "", flags)


def before_split(key: str, year: str) -> bool:
    """Whether an area did not exist in its present borders."""
    return key in SPLIT and int(year) < SPLIT_YEAR


def split_flag(key: str, year: str) -> str:
    """The flag of the first year in new borders."""
    return "b" if key in SPLIT and int(year) == SPLIT_YEAR else ""


def incomes(counts: Mapping[str, Counts], traits: Mapping[str, Floats], places: Sequence[tuple[str, list[int]]]) -> Readings:
    """Estimated median household incomes of the city and its districts; the last year is not out yet."""
    level = 3_450.0 - 68.0 * traits["poverty"] - 6.0 * (traits["single"] - 50.0)
    level = level + 150.0 * (traits["rent"] - 10.0) + 14.0 * (traits["floor"] - 40.0)
    path = np.interp(np.arange(len(YEARS)), [0, 6, 8, len(YEARS) - 1], [0.72, 0.85, 0.9, 1.02])
    result: Readings = {}
    for key, members in places:
        for column, year in enumerate(YEARS):
            mean = np.average(level[members], weights=counts["haushalte"][members, column]) * path[column]
            figure = Reading(float(10.0 * round(mean / 10.0)), flags="s")
            missing = "#" if len(key) > 2 else "…" if year == YEARS[-1] else ""
            result["einkommen_haushalt", key, year] = Reading(sign=missing) if missing else figure
    return result


def wellbeing(
    rng: np.random.Generator, counts: Mapping[str, Counts], traits: Mapping[str, Floats], places: Sequence[tuple[str, list[int]]]
) -> Readings:
    """Percent of adults who call their health good or very good, from a sample survey, with the answers and the standard error (percentage points)."""
    share = 0.86 - 0.0072 * traits["poverty"] - 0.0042 * traits["o65"]
    path = {"2014": 1.0, "2017": 1.005, "2020": 0.985, "2023": 0.955}
    result: Readings = {}
    for key, members in places:
        for year in SURVEYS:
            adults = counts["bev_ab18"][members, YEARS.index(year)]
            answers = float(adults.sum()) * SAMPLE
            expected = float(np.average(share[members], weights=adults)) * path[year]
            seen = expected + float(rng.standard_normal()) * float(np.sqrt(expected * (1.0 - expected) / answers))
            figure = graded(100.0 * min(max(seen, 0.3), 0.95), 0, answers, ANSWERS, split_flag(key, year))
            share_seen = figure.value / 100.0
            error = Reading(100.0 * float(np.sqrt(share_seen * (1.0 - share_seen) / answers)), 1)
            readings = {
                "befinden_gut": figure,
                "befinden_befragte": Reading(round(answers)),
                "befinden_fehler": Reading(sign="/") if figure.sign == "/" else error,
            }
            for name, reading in readings.items():
                result[name, key, year] = Reading(sign="x") if before_split(key, year) else reading
    return result


def rents(
    rng: np.random.Generator, counts: Mapping[str, Counts], traits: Mapping[str, Floats], places: Sequence[tuple[str, list[int]]]
) -> Readings:
    """Median asking rents per square metre; few flats are advertised in small places."""
    path = np.interp(np.arange(len(YEARS)), [0, 4, 8, len(YEARS) - 1], [0.66, 0.77, 0.89, 1.0])
    offers_2025 = counts["wohnungen"][:, -1] * traits["moves"] / 1000.0 * 0.11 * (1.0 - traits["floor"] / 90.0)
    result: Readings = {}
    for key, members in places:
        for column, year in enumerate(YEARS):
            offers = offers_2025[members] * counts["wohnungen"][members, column] / counts["wohnungen"][members, -1]
            base = float(offers.sum())
            mean = float(np.average(traits["rent"][members], weights=offers)) * path[column]
            seen = mean + 1.7 * float(rng.standard_normal()) / float(np.sqrt(base + 1.0))
            figure = graded(seen, 2, base, OFFERS, split_flag(key, year))
            missing = "x" if before_split(key, year) else "." if (key, year) in NO_OFFERS_DELIVERED else ""
            result["angebotsmiete", key, year] = Reading(sign=missing) if missing else figure
    return result


def readings(counts: Mapping[str, Counts], areas: Sequence[Area], districts: Sequence[District]) -> Readings:
    """All figures that are not counts."""
    rng = np.random.default_rng(SEED)
    traits = {name: np.array(values) for name, values in read_traits(list(areas)).items()}
    places = groups(areas, districts)
    return incomes(counts, traits, places) | wellbeing(rng, counts, traits, places) | rents(rng, counts, traits, places)
