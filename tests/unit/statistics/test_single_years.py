"""Single years of which only pooled counts are published: outsiders subtract one pool from the next."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.load.protection import ProtectionSpec, protection
from atlas.model.geography import Geography
from atlas.model.panel import Status
from atlas.statistics.aggregate import aggregate
from atlas.statistics.audit import Exposure, audit, collect
from atlas.statistics.panels import make_panels
from atlas.statistics.pool import pool
from atlas.statistics.relations import links_of
from atlas.statistics.suppress import Account, suppress

Make = Callable[..., Any]
Attacked = Callable[..., tuple[list[tuple[str, str, float, float]], Account, list[str]]]

AREAS = ("0101", "0102", "0103", "0201", "0202")
LONG_AGO = {"0101": ["–", "–", "–", "5", "1"]}
"""Nothing in three years, then 5, then 1: the pools are 0, 5, 6, and each of them may be shown."""


@pytest.fixture(scope="session")
def attacked(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Attacked:
    """Pool counts over three years, protect them or not, and attack what is published: (series, area, low, high), what was done, areas with a pool kept back."""

    def run(
        counts: dict[str, list[str]], protect: bool = True, **said: Any
    ) -> tuple[list[tuple[str, str, float, float]], Account, list[str]]:
        rows = {key: counts.get(key, ["30"] * 5) for key in AREAS}
        rules = protection(ProtectionSpec.model_validate({"minimum": 3, **said}))
        raw = tabulation_of(town, u18=rows, people={key: ["90"] * 5 for key in AREAS})
        whole, register = pool(aggregate(raw, town, register_of(indicator_of()))[0], register_of(indicator_of(pool=3)))
        safe, account = suppress(whole, town, register, rules, "")
        shown = safe if protect else replace(whole, rates=safe.rates)
        published = collect(make_panels(shown, town, register)[0], register, shown.periods)
        attack = audit(published, town, register, rules, shown.sources, links_of(shown))
        told: list[Exposure] = list(attack.exposures)
        kept_back = (safe.series["u18 (3)"].status == Status.CONFIDENTIAL).any(axis=1)
        hidden = [area.key for area, some in zip(town.areas, kept_back, strict=True) if some]
        return [(one.series, town.areas[one.row].key, one.low, one.high) for one in told], account, hidden

    return run


def test_a_single_year_that_follows_from_pools_is_found(attacked: Attacked) -> None:
    assert ("u18", "0101", 1.0, 1.0) in attacked(LONG_AGO, protect=False)[0]


def test_pools_that_would_give_it_away_are_kept_back(attacked: Attacked) -> None:
    exposed, _, hidden = attacked(LONG_AGO)
    assert [[], True] == [exposed, "0101" in hidden]


def test_a_single_year_that_may_be_shown_is_no_secret(attacked: Attacked) -> None:
    assert ([], []) == attacked({"0101": ["–", "–", "–", "5", "4"]})[::2]


def test_nothing_is_kept_back_where_it_was_decided_so(attacked: Attacked) -> None:
    assert ([], []) == attacked(LONG_AGO, method="none", reason="Erfunden.")[::2]


def test_single_years_are_not_counted_among_what_is_kept_back(attacked: Attacked) -> None:
    assert "u18" not in attacked(LONG_AGO)[1].series


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.lists(st.integers(0, 8), min_size=5, max_size=5), min_size=5, max_size=5))
def test_whatever_the_years_are_no_pool_gives_a_small_one_away(counts: list[list[int]], attacked: Attacked) -> None:
    rows = {key: [str(count) if count else "–" for count in line] for key, line in zip(AREAS, counts, strict=True)}
    assert [] == attacked(rows)[0]
