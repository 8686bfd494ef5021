"""Seconds and memory of the statistics stage alone, from tables as they were read to findings: `python -m tests.bench.figures`.

Two sizes are named in the goals: 542 areas × 50 indicators × 15 years in under 2 s, and 35,000 areas × 40 × 5 in under 1 GB and 20 s. Half the
indicators are shares, half ready-made values; every fiftieth count is kept back by the tables themselves. Each size runs in a process of its own.
"""

import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np
from msgspec.structs import fields

from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import ClassRule, Indicator, Register
from atlas.model.judgement import SmallBase
from atlas.model.panel import Status
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.aggregate import aggregate
from atlas.statistics.crosswalk import carry_over
from atlas.statistics.find import find
from atlas.statistics.panels import make_panels
from atlas.statistics.similar import find_similar
from atlas.statistics.uncertainty import judge

SIZES = ((542, 50, 15, 2.0, 1.0), (35_000, 40, 5, 20.0, 1.0))
"""Areas, indicators, years; goals in seconds and in GB."""


def main(arguments: list[str]) -> None:
    """Measure one size, or all of them one after the other."""
    if arguments:
        measure(*map(int, arguments))
        return
    for areas, indicators, years, seconds, memory in SIZES:
        print(f"{areas} areas × {indicators} indicators × {years} years (goals: {seconds:g} s, {memory:g} GB)", flush=True)
        subprocess.run([sys.executable, "-m", "tests.bench.figures", str(areas), str(indicators), str(years)], check=True)


def measure(areas: int, indicators: int, years: int) -> None:
    """Run every step of the stage and print its time, then the sum and the largest memory."""
    geography, register = make_geography(areas), make_register(indicators)
    tabulation = make_tabulation(geography, register, years)
    base, laps, since = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, {}, time.perf_counter()

    def lap(step: str) -> None:
        nonlocal since
        laps[step], since = time.perf_counter() - since, time.perf_counter()

    tabulation, _ = carry_over(tabulation, geography, register, ())
    tabulation, _ = aggregate(tabulation, geography, register)
    lap("aggregate")
    figures, _ = make_panels(tabulation, geography, register)
    lap("divide")
    figures = {one.id: judge(figures[one.id], one, tabulation, SmallBase()) for one in register.indicators}
    lap("judge")
    findings = {one.id: find(figures[one.id], one, geography, "area") for one in register.indicators}
    lap("find")
    find_similar([(one, figures[one.id], findings[one.id]) for one in register.indicators[:8]], geography)
    lap("similar areas")
    for step, seconds in laps.items():
        print(f"  {step:15} {seconds:6.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"  {'together':15} {sum(laps.values()):6.2f} s, {peak / 1e6:.2f} GB in all ({(peak - base) / 1e6:.2f} GB above the inputs)",
        flush=True,
    )


def make_geography(areas: int) -> Geography:
    """Make one whole, districts of about forty areas, and the areas."""
    districts = [f"d{number}" for number in range(max(areas // 40, 1))]
    levels = tuple(Level(id=name, title=name, plural=name) for name in ("whole", "district", "area"))
    found = [_area("0", "whole", ""), *(_area(key, "district", "0") for key in districts)]
    found += [_area(f"a{number:06}", "area", districts[number % len(districts)]) for number in range(areas)]
    return Geography(levels=levels, areas=tuple(found), canvas=(1, 1), drawings=())


def make_register(indicators: int) -> Register:
    """Make indicators: every second a share of the same denominator, the others ready-made values; classes by four methods in turn."""
    given: dict[str, Any] = {field.name: "" for field in fields(Indicator) if field.required}
    given |= {"factor": 100.0, "decimals": 1, "higher_is": "neutral", "notes": (), "series_breaks": (), "not_collected": ()}
    methods = ("quantiles", "jenks", "equal", "std")
    made = []
    for number in range(indicators):
        rule = ClassRule(method=methods[number // 2 % 4], count=5, breaks=())
        own = (
            {"kind": "value", "value": f"s{number}"}
            if number % 2
            else {"kind": "share", "numerator": f"s{number}", "denominator": "people"}
        )
        made.append(Indicator(**(given | own | {"id": f"i{number}", "classes": rule, "unit": "" if number % 2 else "%"})))
    return Register(themes=(), indicators=tuple(made))


def make_tabulation(geography: Geography, register: Register, years: int) -> Tabulation:
    """Make figures for the finest areas, the same in every run."""
    random, rows = np.random.default_rng(7), np.array(geography.level_rows["area"])
    shape = (len(geography.areas), years)

    def counts(values: np.ndarray) -> Counts:
        full, status = np.full(shape, np.nan), np.full(shape, Status.UNKNOWN, dtype=np.uint8)
        hidden = random.random(values.shape) < 0.02
        full[rows] = np.where(hidden, np.nan, values)
        status[rows] = np.where(hidden, Status.CONFIDENTIAL, Status.OK)
        return Counts(
            values=full, status=status, flags=np.zeros(shape, dtype=np.uint8), delivered=(status != Status.UNKNOWN).astype(np.uint8)
        )

    people = random.integers(50, 9000, (len(rows), years)).astype(float)
    series = {"people": counts(people)}
    for indicator in register.indicators:
        parts = np.floor(people * random.random(people.shape) * 0.4)
        series[indicator.numerator or indicator.value] = counts(parts if indicator.numerator else random.lognormal(2, 0.5, people.shape))
    periods = tuple(str(2026 - years + number) for number in range(years))
    return Tabulation(periods=periods, series=series, sources=dict.fromkeys(series, "bench"))


def _area(key: str, level: str, parent: str) -> Area:
    return Area(key=key, name=key, level=level, parent=parent, slug=key, square_kilometres=1.0)


if __name__ == "__main__":
    main(sys.argv[1:])
