"""How rows stand in tables, and in how many files, changes nothing."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.load.config import load_config
from atlas.load.geography import load_geography
from atlas.load.indicators import load_register
from atlas.load.tables import load_tables
from atlas.model.tabulation import Tabulation

SPLIT = """
  - file: data/rest.csv
    layout: columns
    area: schluessel
    period: jahr
    series: {einwohner: einwohner, u18: bev_u18, wohnflaeche: wohnflaeche}
"""


@pytest.fixture
def lines(minimal: Path) -> list[str]:
    return (minimal / "data" / "bevoelkerung.csv").read_text(encoding="utf-8").splitlines()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(8)))
def test_the_order_of_rows_changes_nothing(order: list[int], minimal: Path, lines: list[str]) -> None:
    whole = figures(minimal, lines)
    assert whole == figures(minimal, [lines[0], *(lines[1 + place] for place in order)])


@settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sets(st.integers(0, 7), min_size=1, max_size=7))
def test_a_table_in_two_files_says_the_same_as_in_one(first: set[int], minimal: Path, lines: list[str]) -> None:
    whole = figures(minimal, lines)
    settings_file = minimal / "site.yaml"
    before = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(before.rstrip("\n") + SPLIT, encoding="utf-8")
    rest = [line for place, line in enumerate(lines[1:]) if place not in first]
    (minimal / "data" / "rest.csv").write_text("\n".join([lines[0], *rest, ""]), encoding="utf-8")
    parted = figures(minimal, [lines[0], *(line for place, line in enumerate(lines[1:]) if place in first)])
    settings_file.write_text(before, encoding="utf-8")
    assert whole == parted


def figures(site: Path, lines: list[str]) -> dict[str, list[object]]:
    """Read the site with these lines as its table, and give periods, values and status of every series."""
    (site / "data" / "bevoelkerung.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    tabulation = tabulate(site)
    return {
        name: [tabulation.periods, np.nan_to_num(counts.values, nan=-1.0).tolist(), counts.status.tolist()]
        for name, counts in sorted(tabulation.series.items())
    }


def tabulate(site: Path) -> Tabulation:
    spec, _ = load_config(site)
    assert spec is not None
    register, geography = load_register(site, spec)[0], load_geography(site, spec)[0]
    assert register is not None
    assert geography is not None
    tabulation = load_tables(site, spec, geography, register)[0]
    assert tabulation is not None
    return tabulation
