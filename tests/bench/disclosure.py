"""Time of disclosure control and its attacker at Berlin's size: 542 areas in 60 districts in a city, 50 counts among inhabitants, 10 years; seeded.

`python tests/bench/disclosure.py`; what it prints belongs into docs/benchmarks.md.
"""

import time

import numpy as np
from msgspec.structs import fields

from atlas.load.protection import ProtectionSpec, protection
from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Floats
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.audit import audit, collect
from atlas.statistics.panels import make_panels
from atlas.statistics.primary import Reason
from atlas.statistics.suppress import suppress

AREAS, DISTRICTS, SERIES, YEARS = 542, 60, 50, 10
RATES = (0.002, 0.01, 0.05, 0.2, 0.5)


def main() -> None:
    """Protect and attack once, and print how long it took."""
    random = np.random.default_rng(7)
    geography = make_geography(random)
    people = random.lognormal(8, 0.7, (AREAS, 1)).round() + random.integers(0, 50, (AREAS, YEARS))
    people[:6] = random.integers(1, 30, (6, YEARS))
    series = {"people": counts(people, geography)}
    for place in range(SERIES):
        rate = random.choice(RATES) * random.lognormal(0, 0.5, (AREAS, 1))
        cases = random.binomial(people.astype(int), np.clip(rate, 0, 0.95) * np.ones((AREAS, YEARS)))
        series[f"s{place:02}"] = counts(cases.astype(float), geography)
    tabulation = Tabulation(periods=tuple(str(2010 + year) for year in range(YEARS)), series=series, sources=dict.fromkeys(series, "t.csv"))
    register = Register(themes=(), indicators=tuple(share(name) for name in series if name != "people"))
    decision = protection(ProtectionSpec(minimum=3))
    since = time.perf_counter()
    safe, account = suppress(tabulation, geography, register, decision, "people")
    protected = time.perf_counter()
    figures, _ = make_panels(safe, geography, register)
    made = time.perf_counter()
    attack = audit(collect(figures, register, safe.periods), geography, register, decision, safe.sources)
    reasons = {
        reason.name.lower(): int((account.reasons == reason).sum()) for reason in Reason if reason and (account.reasons == reason).any()
    }
    print(f"{account.reasons.size} cells, kept back: {reasons}, exposed: {len(attack.exposures)}")
    print(f"protection {protected - since:.1f} s, attack {time.perf_counter() - made:.1f} s")


def make_geography(random: np.random.Generator) -> Geography:
    """Make a city of districts of areas, without shapes."""
    inside = np.sort(random.integers(0, DISTRICTS, AREAS))
    parents = (
        {"0": ""} | {f"{place:02}": "0" for place in range(DISTRICTS)} | {f"{d:02}{place:03}": f"{d:02}" for place, d in enumerate(inside)}
    )
    levels = {1: "city", 2: "district", 5: "area"}
    areas = [
        Area(key=key, name=key, level=levels[len(key)], parent=parent, slug=key, square_kilometres=1.0) for key, parent in parents.items()
    ]
    return Geography(
        levels=tuple(Level(id=name, title=name, plural=name) for name in levels.values()), areas=tuple(areas), canvas=(1, 1), drawings=()
    )


def counts(finest: Floats, geography: Geography) -> Counts:
    """Sum counts of areas up to districts and the city."""
    values = np.zeros((len(geography.areas), YEARS))
    values[list(geography.level_rows["area"])] = finest
    for level in ("district", "city"):
        for row in geography.level_rows[level]:
            values[row] = values[list(geography.children[geography.areas[row].key])].sum(axis=0)
    return Counts(
        values=values,
        status=np.where(values == 0, 1, 0).astype(np.uint8),
        flags=np.zeros(values.shape, dtype=np.uint8),
        delivered=np.ones(values.shape, dtype=np.uint8),
    )


def share(name: str) -> Indicator:
    """Make an indicator: a share of people."""
    given: dict[str, object] = {field.name: "" for field in fields(Indicator) if field.required}
    given |= {"id": name, "kind": "share", "numerator": name, "denominator": "people", "factor": 100.0, "decimals": 1}
    given |= {"notes": (), "series_breaks": (), "not_collected": ()}
    return Indicator(**given)


if __name__ == "__main__":
    main()
