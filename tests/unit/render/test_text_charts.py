"""Charts that only texts show: bars, two indicators against each other, two groups back to back."""

import math

import pytest

from atlas.model.chart import BarChart, Chart, PyramidChart, ScatterAxis, ScatterChart
from atlas.model.job import ChartJob
from atlas.render.chart_data import make_chart_data
from atlas.render.charts import render_chart, shared_spec

BARS = BarChart(unit="%", decimals=1, names=("Nord", "Süd"), values=(14.25, 20.0), chosen=(True, False), whole=16.9, whole_name="Stadt")
ACROSS = ScatterAxis(title="Miete", unit="€", decimals=0, values=(8.0, 12.0, math.nan), whole=10.0)
UPWARD = ScatterAxis(title="Kinder", unit="%", decimals=1, values=(20.0, 10.0, 15.0), whole=16.0)
MARKS = ScatterChart(names=("Nord", "Süd", "West"), named=(True, False, False), across=ACROSS, upward=UPWARD, quadrants=True)
PYRAMID = PyramidChart(
    unit="%", decimals=0, names=("0–17", "18–64"), left=(8.0, 30.0), right=(9.0, math.nan), left_title="Frauen", right_title="Männer"
)


def test_bars_begin_at_zero_and_are_rounded_as_printed() -> None:
    data = make_chart_data(BARS, "de")
    assert [(14.3, "14,3\u202f%", "chosen"), (20.0, "20,0\u202f%", "other")] == [
        (bar["value"], bar["words"], bar["role"]) for bar in data.rows["bars"]
    ]
    assert [0.0, 20.0] == data.parameters["span"]


def test_an_area_without_one_of_two_figures_has_no_mark() -> None:
    data = make_chart_data(MARKS, "de")
    assert [("Nord", "8\u202f€ · 20,0\u202f%"), ("Süd", "12\u202f€ · 10,0\u202f%")] == [
        (mark["name"], mark["words"]) for mark in data.rows["points"]
    ]
    assert [{"x": 10.0, "y": 16.0}] == data.rows["wholes"]


def test_a_pyramid_has_its_sides_to_the_left_and_to_the_right_on_one_scale() -> None:
    data = make_chart_data(PYRAMID, "de")
    assert [("left", -8.0), ("left", -30.0), ("right", 9.0)] == [(bar["role"], bar["value"]) for bar in data.rows["bars"]]
    assert [-30.0, 30.0] == data.parameters["span"]


@pytest.mark.parametrize(("chart", "words"), [(BARS, "Süd"), (MARKS, "Nord"), (PYRAMID, "18–64")])
def test_pictures_say_what_they_show(chart: Chart, words: str) -> None:
    assert words in render_chart(ChartJob(path="x.svg", language="de", chart=chart)).decode()


@pytest.mark.parametrize("kind", ["bar", "scatter", "pyramid"])
def test_each_kind_has_a_living_form(kind: str) -> None:
    assert shared_spec(kind, "de").startswith(f'(window.atlasCharts ??= {{}})["{kind}"] = '.encode())
