"""Directives on the desk: what cannot be made is left out, because check tells of it; the others hold what they show."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from atlas.load.directives import load_directives
from atlas.model import block as views
from atlas.model.document import Document
from atlas.model.quality_view import Method
from atlas.plan.desk import Desk, make_desk
from atlas.plan.directives import blocks_of


@pytest.fixture
def made(desk: Desk) -> "Make":
    return Make(make_desk(desk.site, blocks_of))


class Make:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = next(one.id for one in desk.site.register.indicators if one.kind == "count")
        self.share = next(one.id for one in desk.site.register.indicators if one.kind == "share")

    def block(self, body: str) -> views.Block | None:
        page = next(one for one in self.desk.site.documents if one.kind in {"page", "start"})
        body = body.replace("COUNT", self.count).replace("SHARE", self.share)
        text: Document = replace(page, body=f"```{{{body}\n```\n", body_line=1)
        (document,), found = load_directives(Path(), [text], ())
        assert not found
        return self.desk.blocks(document).get(0)


@pytest.mark.parametrize(
    "body",
    [
        "map}\nindicator: unknown",
        "map}\nindicator: COUNT",
        "map}\nindicator: SHARE\nperiod: 1800",
        "map}\nindicator: SHARE\nlevel: nowhere",
        "table}\nindicators: []\nperiods: ['1']",
        "places}\nitems: []",
        "places}\nitems: [{title: x, area: nowhere}]",
        "profile-card}\narea: nowhere",
        "goals}\ngoals: [{title: x, indicator: unknown}]",
        "chart}\nkind: pyramid",
        "chart}\nkind: scatter\nindicator: SHARE",
        "chart}\nkind: bar\nindicator: SHARE\nareas: [nowhere]",
        "download}\nindicators: [unknown]",
        "include}\nfile: _nowhere.md",
    ],
)
def test_what_names_nothing_is_left_out(body: str, made: Make) -> None:
    assert made.block(body) is None


@pytest.mark.parametrize("name", ["method", "methode"])
def test_the_method_is_what_was_computed_here(name: str, made: Make) -> None:
    block = made.block(f"{name}}}")
    assert block is not None
    assert isinstance(block.view, Method)
    assert made.desk.main.plural == block.view.plural


def test_a_map_holds_one_period(made: Make) -> None:
    block = made.block("map}\nindicator: SHARE\ncaption: Where\nid: where")
    assert block is not None
    assert isinstance(block.view, views.MapFigure)
    assert block.view.map is not None
    assert ("figure", "where", 1, 1) == (block.numbered, block.id, len(block.view.periods), block.view.map.values.shape[1])


def test_an_uncaptioned_block_has_no_number(made: Make) -> None:
    block = made.block("table}\nindicators: [SHARE]")
    assert block is not None
    assert ("", None) == (block.numbered, block.caption)


def test_a_goal_that_is_reached_misses_nothing(made: Make) -> None:
    block = made.block("goals}\ngoals: [{title: x, indicator: SHARE, target: 0}, {title: y, indicator: SHARE, target: 100}]")
    assert block is not None
    assert isinstance(block.view, views.Goals)
    reached, missed = block.view.goals
    assert reached.value is not None
    assert missed.value is not None
    assert (0.0, round(100 - missed.value.value, 1)) == (reached.missing, round(missed.missing, 1))
