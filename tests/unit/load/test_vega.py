"""Charts of authors: what they may not do."""

import json
from pathlib import Path
from typing import Any

import pytest

from atlas.base.diagnostics import Location
from atlas.load.vega import read_chart

PLAIN = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"name": "u18"},
    "mark": "bar",
    "encoding": {"x": {"axis": {"values": [1]}}},
}


def read(folder: Path, spec: Any) -> tuple[tuple[str, ...], list[str]]:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "c.json").write_text(json.dumps(spec), encoding="utf-8")
    _, names, found = read_chart(folder, "content", "c.json", Location(file="content/a.md"))
    return names, [one.code for one in found]


def test_the_indicators_of_a_chart_are_named(tmp_path: Path) -> None:
    lookup = {"transform": [{"lookup": "key", "from": {"data": {"name": "rent"}, "key": "key"}}]}
    assert (("u18", "rent"), []) == read(tmp_path, PLAIN | lookup)


@pytest.mark.parametrize(
    "part",
    [
        {"data": {"url": "x.csv"}},
        {"data": {"name": "u18", "values": [1]}},
        {"data": {"values": [1]}},
        {"data": "u18"},
        {"datasets": {"u18": [1]}},
        {"usermeta": {"embedOptions": {"loader": {}}}},
        {"mark": "image"},
        {"mark": {"type": "image"}},
        {"encoding": {"href": {"field": "key"}}},
        {"layer": [{"encoding": {"url": {"value": "https://example.org/x.png"}}}]},
        {"title": "javascript:alert(1)"},
    ],
)
def test_what_loads_links_or_brings_figures_is_refused(part: dict[str, Any], tmp_path: Path) -> None:
    assert ((), ["A705"]) == read(tmp_path, PLAIN | part)


@pytest.mark.parametrize("spec", [{"mark": "bar"}, [], "x"])
def test_a_chart_without_data_of_the_atlas_is_refused(spec: Any, tmp_path: Path) -> None:
    assert ((), ["A705"]) == read(tmp_path, spec)
