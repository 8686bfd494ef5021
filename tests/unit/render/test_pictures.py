"""Pictures to take home: the colours of the pages, nothing that a page would have to add."""

import re

import pytest

from atlas.render.pictures import DIVERGING, KINDS, OPPOSED, RAMPS, SEQUENCE
from tests.conftest import ROOT

CSS = (ROOT / "themes" / "base" / "assets" / "css" / "atlas.css").read_text(encoding="utf-8")


def variables(letter: str) -> tuple[str, ...]:
    return tuple(re.search(rf"--{letter}{step}: (#[0-9a-f]+)", CSS)[1] for step in range(1, 10))  # type: ignore[index]


def steps(prefix: str, letter: str, count: int) -> str:
    rules = dict(re.findall(rf"(?:^|\s){re.escape(prefix)}\.of-{count} \.k(\d) {{{{ fill: var\(--{letter}(\d)\)".replace("{{", "{"), CSS))
    usual = dict(re.findall(r"svg \.k(\d)(?:, \.of-1 \.k0)? { fill: var\(--c(\d)\)", CSS))
    return "".join(rules.get(str(place), usual.get(str(place), "")) for place in range(count))


def test_the_ramps_are_those_of_the_stylesheet() -> None:
    assert [SEQUENCE, OPPOSED] == [variables("c"), variables("d")]


@pytest.mark.parametrize("count", range(1, 10))
def test_as_many_classes_take_the_same_steps_as_on_a_page(count: int) -> None:
    assert RAMPS[count] == steps("", "c", count)


@pytest.mark.parametrize("count", range(2, 10))
def test_as_many_opposed_classes_take_the_same_steps_as_on_a_page(count: int) -> None:
    assert DIVERGING[count] == steps(".diverging", "d", count)


def test_the_colours_of_kinds_are_those_of_the_stylesheet() -> None:
    day = CSS.split("prefers-color-scheme: dark")[0]
    assert KINDS == tuple(re.search(rf"--t{number}: (#[0-9a-f]+)", day)[1] for number in range(12))  # type: ignore[index]
