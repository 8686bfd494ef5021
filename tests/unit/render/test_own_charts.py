"""Charts of authors: drawn with the figures of the atlas, or refused with a reason."""

import json

import pytest

from atlas.base.diagnostics import AtlasError
from atlas.model.chart import AuthorChart
from atlas.model.job import ChartJob
from atlas.render.charts import render_chart

ENCODING = {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "name", "type": "nominal"}}


def job(**spec: object) -> ChartJob:
    data = json.dumps({"u18": [{"name": "Altstadt", "value": 14.3}]}).encode()
    spec = {"data": {"name": "u18"}, "mark": "bar", "encoding": ENCODING} | spec
    return ChartJob(path="x.svg", language="de", chart=AuthorChart(file="content/x.json", spec=json.dumps(spec).encode(), data=data))


def test_the_figures_are_put_in() -> None:
    assert b"Altstadt" in render_chart(job())


def test_what_cannot_be_drawn_is_told_with_its_file() -> None:
    with pytest.raises(AtlasError) as stopped:
        render_chart(job(mark="cake"))
    assert [("A706", "content/x.json")] == [(found.code, found.where.file) for found in stopped.value.diagnostics]
