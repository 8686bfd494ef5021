"""Ways on which an outsider came to figures that are kept back: what they would have found, and that each way is closed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.load.protection import ProtectionSpec, protection
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Status
from atlas.model.tabulation import Tabulation
from atlas.statistics.aggregate import aggregate
from atlas.statistics.audit import audit, collect
from atlas.statistics.coincidences import find_totals
from atlas.statistics.panels import make_panels
from atlas.statistics.relations import links_of
from atlas.statistics.suppress import suppress

Make = Callable[..., Any]
Play = Callable[..., "Game"]

KEYS = ("0101", "0102", "0103", "0201", "0202")
PEOPLE = (900, 700, 40, 600, 800)


def cells(*counts: float, years: int = 1) -> dict[str, list[str]]:
    return {key: [f"{count:g}"] * years for key, count in zip(KEYS, counts, strict=True)}


class Game:
    """A tabulation after disclosure control, and the attack on it."""

    def __init__(self, tabulation: Tabulation, town: Geography, register: Register, rules: dict[str, Any]) -> None:
        self.town, self.register, self.rules = town, register, protection(ProtectionSpec.model_validate(rules))
        self.safe, self.account = suppress(tabulation, town, register, self.rules, "people")

    def hidden(self, series: str) -> list[str]:
        status = self.safe.series[series].status[:, 0]
        return [area.key for area, code in zip(self.town.areas, status, strict=True) if code == Status.CONFIDENTIAL]

    def found(self, shown: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """Attack; `shown`: series and area of a figure that is shown after all."""
        safe = self.safe
        if shown:
            name, row = shown[0], self.town.rows[shown[1]]
            counts = safe.series[name]
            values, status = counts.values.copy(), counts.status.copy()
            values[row], status[row] = self.account.values[self.account.series.index(name), row], Status.OK
            safe = replace(safe, series={**safe.series, name: replace(counts, values=values, status=status)})
        published = collect(make_panels(safe, self.town, self.register)[0], self.register, safe.periods)
        attack = audit(published, self.town, self.register, self.rules, safe.sources, links_of(safe), self.account.need)
        return [(one.series, self.town.areas[one.row].key) for one in attack.exposures]


@pytest.fixture(scope="session")
def play(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Play:
    def run(kinds: dict[str, Any], outside: dict[str, list[str]] | None = None, **rules: Any) -> Game:
        """`kinds`: series → (cells, fields of its indicator); `outside`: series → cells of a single area outside of the atlas."""
        indicators: list[Indicator] = [
            indicator_of(**{"id": name, "kind": "count", "value": name, "numerator": "", "denominator": "", **fields})
            for name, (_, fields) in kinds.items()
        ]
        register = register_of(*indicators)
        tabulation = tabulation_of(town, **{name: rows for name, (rows, _) in kinds.items()})
        tabulation, _ = aggregate(tabulation, town, register)
        if outside:
            series = {
                name: replace(tabulation.series[name], values=np.array([[float(cell) for cell in row]])) for name, row in outside.items()
            }
            tabulation = replace(tabulation, totals=find_totals(tabulation, replace(tabulation, series=series), town, register))
        return Game(tabulation, town, register, rules)

    return run


def mean_game(play: Play) -> Game:
    value = {"kind": "value", "weighted_by": "people", "decimals": 1}
    return play({"people": (cells(*PEOPLE), {}), "rent": (cells(7.1, 8.2, 6.4, 9.3, 8.8), value)}, method="suppress", population=50)


def test_of_a_weighted_mean_a_second_figure_is_kept_back(play: Play) -> None:
    game = mean_game(play)
    assert [["0101", "0103"], []] == [game.hidden("rent"), game.found()]


def test_else_the_mean_would_give_the_first_away(play: Play) -> None:
    assert [("rent", "0103")] == mean_game(play).found(("rent", "0101"))


def test_the_sum_published_of_an_area_outside_is_reckoned_with(play: Play) -> None:
    counts = cells(2, 20, 7, 9, 30)
    game = play({"people": (cells(*PEOPLE), {}), "cases": (counts, {})}, {"cases": ["68"]}, method="suppress", minimum=3)
    assert [[("cases", 5)], []] == [sorted({(one.series, len(one.rows)) for one in game.safe.totals if len(one.rows) == 5}), game.found()]


def test_a_total_from_outside_asks_for_a_partner_where_the_atlas_has_no_whole(
    tabulation_of: Make, register_of: Make, indicator_of: Make, geography_of: Make
) -> None:
    flat = geography_of({"a": "", "b": "", "c": "", "d": ""})
    register = register_of(indicator_of(id="cases", kind="count", value="cases", numerator="", denominator=""))
    tabulation = tabulation_of(flat, cases={"a": ["2"], "b": ["20"], "c": ["7"], "d": ["9"]})
    outside = replace(tabulation, series={"cases": replace(tabulation.series["cases"], values=np.array([[38.0]]))})
    known = replace(tabulation, totals=find_totals(tabulation, outside, flat, register))
    assert [["a"], ["a", "c"]] == [Game(one, flat, register, {"minimum": 3}).hidden("cases") for one in (tabulation, known)]


def test_a_sum_of_three_that_nobody_declared_is_found(play: Play) -> None:
    first, second, third = (2, 20, 7, 9, 30), (11, 12, 13, 14, 15), (5, 40, 6, 33, 8)
    whole = tuple(map(sum, zip(first, second, third, strict=True)))
    series = {name: (cells(*counts), {}) for name, counts in (("first", first), ("second", second), ("third", third), ("whole", whole))}
    game = play({"people": (cells(*PEOPLE), {}), **series}, minimum=3)
    others = {name for name in ("second", "third", "whole") if "0101" in game.hidden(name)}
    assert [True, []] == [bool(others), game.found()]


def test_a_ready_made_rate_that_nobody_declared_is_kept_back_with_its_count(play: Play) -> None:
    cases = (2, 21, 7, 19, 30)
    rate = tuple(round(100 * count / people, 1) for count, people in zip(cases, PEOPLE, strict=True))
    value = {"kind": "value", "decimals": 1}
    rates = {"01": ["1.8"], "02": ["3.5"], "0": ["2.6"]}
    game = play({"people": (cells(*PEOPLE), {}), "cases": (cells(*cases), {}), "rate": (cells(*rate) | rates, value)}, minimum=3)
    assert [game.hidden("cases"), []] == [game.hidden("rate"), game.found()]


def test_a_ready_made_rate_that_is_shown_gives_its_count_away(play: Play) -> None:
    cases = (2, 21, 7, 19, 30)
    rate = tuple(round(100 * count / people, 1) for count, people in zip(cases, PEOPLE, strict=True))
    rates = {"01": ["1.8"], "02": ["3.5"], "0": ["2.6"]}
    kinds = {"people": (cells(*PEOPLE), {}), "cases": (cells(*cases), {}), "rate": (cells(*rate) | rates, {"kind": "value", "decimals": 1})}
    game = play(kinds, minimum=3)
    assert ("cases", "0101") in game.found(("rate", "0101"))
