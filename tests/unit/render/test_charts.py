"""Charts as pictures and as scripts: what is to be seen, and what must never be in them."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.chart import ChartLine, DevelopmentChart, SpreadChart
from atlas.model.job import ChartJob
from atlas.render.charts import DARK, LIGHT, chart_data, render_chart, shared_spec, vega_bundle
from tests.conftest import ROOT

NAN = float("nan")
SVG = "{http://www.w3.org/2000/svg}"


def development(
    *others: Sequence[float], whole: Sequence[float] = (11.0, 12.0, 11.26), breaks: tuple[int, ...] = (), first: int = 2020
) -> DevelopmentChart:
    lines = [ChartLine(name=f"Gebiet {place}", role="other", values=tuple(values)) for place, values in enumerate(others)]
    lines.append(ChartLine(name="Wallenfurt", role="whole", values=tuple(whole)))
    periods = tuple(str(first + place) for place in range(len(whole)))
    return DevelopmentChart(unit="%", decimals=1, periods=periods, lines=tuple(lines), breaks=breaks)


SPREAD = SpreadChart(
    unit="%",
    decimals=1,
    groups=("Mitte", "Nord <West>"),
    names=("A", "B", "C"),
    group_of=(0, 1, 1),
    values=np.array([3.0, 1234.5, 20.0]),
    whole=11.3,
    whole_name="Wallenfurt",
)


def draw(chart: DevelopmentChart | SpreadChart, language: str = "de") -> ET.Element:
    return ET.fromstring(render_chart(ChartJob(path="a.svg", language=language, chart=chart)))


def words(picture: ET.Element) -> list[str]:
    return [" ".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def strokes(picture: ET.Element, colour: str) -> list[str]:
    return [path.attrib["d"] for path in picture.iter(f"{SVG}path") if path.get("stroke") == colour and path.get("d")]


def test_the_whole_is_labelled_at_the_end_of_its_line() -> None:
    label = next(text for text in draw(development((1, 2, 3))).iter(f"{SVG}text") if "Wallenfurt" in "".join(text.itertext()))
    assert list(label.itertext()) == ["Wallenfurt", "11,3\u202f%"]


def test_all_other_areas_are_one_grey_path_with_a_piece_for_each() -> None:
    (path,) = strokes(draw(development((1, 2, 3), (4, 5, 6), (7, 8, 9))), "#aab4bc")
    assert path.count("M") == 3


def test_a_chart_without_a_unit_is_well_formed() -> None:
    assert "Wallenfurt" in " ".join(words(draw(replace(development((1, 2, 3)), unit=""))))
    assert [] != words(draw(replace(SPREAD, unit="")))


def test_a_missing_figure_opens_a_gap() -> None:
    (path,) = strokes(draw(development((1, 2, NAN, 4, 5), whole=(9, 9, 9, 9, 9))), "#aab4bc")
    assert path.count("M") == 2


def test_a_figure_without_neighbours_is_a_dot() -> None:
    (path,) = strokes(draw(development((1, NAN, 3, NAN, 5), whole=(9, 9, 9, 9, 9))), "#aab4bc")
    assert path.count("Z") == 3


def test_a_break_of_the_series_is_a_dashed_line_and_cuts_the_others() -> None:
    picture = draw(development((1, 2, 3, 4), whole=(9, 9, 9, 9), breaks=(2,)))
    (dashed,) = [line for line in picture.iter(f"{SVG}line") if line.get("stroke-dasharray")]
    (path,) = strokes(picture, "#18222d")
    ends = [float(end) for end in re.findall(r"([\d.]+),[\d.]+(?=M|$)", path)]
    starts = [float(start) for start in re.findall(r"M([\d.]+)", path)]
    assert ends[0] < float(dashed.attrib["transform"].removeprefix("translate(").split(",")[0]) < starts[1]


def test_many_areas_are_drawn_as_two_bands() -> None:
    picture = draw(development(*([place, place, place] for place in range(99))))
    assert [float(path.attrib["fill-opacity"]) for path in picture.iter(f"{SVG}path") if path.get("fill") == "#aab4bc"] == [0.3, 0.5]
    assert strokes(picture, "#aab4bc") == []


@pytest.mark.parametrize(("language", "text"), [("de", "1.000"), ("en", "1,000")])
def test_axes_write_numbers_as_the_language_does(language: str, text: str) -> None:
    assert text in words(draw(SPREAD, language))


def test_numbers_below_zero_have_a_real_minus() -> None:
    labels = words(draw(development((-20, -10, 30))))
    assert "−20" in labels
    assert not any("-" in label for label in labels)


def test_twelve_years_are_all_named() -> None:
    labels = words(draw(development(range(12), whole=range(12), first=2014)))
    assert [str(2014 + place) for place in range(12)] == [label for label in labels if re.fullmatch(r"20\d\d", label)]


def test_of_forty_years_the_first_and_the_last_are_named_and_no_two_labels_touch() -> None:
    picture = draw(development(range(40), whole=range(40), first=1980))
    years = [text for text in picture.iter(f"{SVG}text") if re.fullmatch(r"(19|20)\d\d", text.text or "")]
    places = [float(year.attrib["transform"].removeprefix("translate(").split(",")[0]) for year in years]
    assert (years[0].text, years[-1].text) == ("1980", "2019")
    assert min(after - before for before, after in pairwise(places)) >= 36


def test_a_spread_has_a_mark_for_each_area_and_a_line_for_the_whole() -> None:
    picture = draw(SPREAD)
    assert len([path for path in picture.iter(f"{SVG}path") if path.get("fill-opacity") == "0.65"]) == 3
    assert "Wallenfurt 11,3\u202f%" in words(picture)


def test_names_cannot_break_out_of_the_picture() -> None:
    assert "Nord <West>" in words(draw(SPREAD))


@pytest.mark.parametrize("chart", [development((1, 2, 3)), SPREAD])
def test_a_picture_refers_to_nothing_outside_and_speaks_no_words_of_its_own(chart: DevelopmentChart | SpreadChart) -> None:
    text = render_chart(ChartJob(path="a.svg", language="de", chart=chart)).decode()
    assert re.findall(r"https?://[^\"' ]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"aria-|role=|<script|href", text)


@pytest.mark.parametrize("chart", [development((1, 2, 3)), SPREAD])
def test_a_picture_is_as_large_as_its_data_say(chart: DevelopmentChart | SpreadChart) -> None:
    parameters = json.loads(chart_data(chart, "de"))["parameters"]
    picture = draw(chart)
    assert (str(parameters["total"]), str(parameters["tall"])) == (picture.get("width"), picture.get("height"))


def test_a_picture_is_the_same_in_another_time_zone_and_language() -> None:
    code = (
        "import sys; from atlas.render.charts import render_chart; from tests.unit.render.test_charts import development;"
        "from atlas.model.job import ChartJob;"
        "sys.stdout.buffer.write(render_chart(ChartJob(path='a.svg', language='de', chart=development((1, 2, 3)))))"
    )
    here = render_chart(ChartJob(path="a.svg", language="de", chart=development((1, 2, 3))))
    there = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"TZ": "Asia/Tokyo", "LANG": "fr_FR.UTF-8"}, capture_output=True, check=True
    )
    assert here == there.stdout


def test_what_is_compiled_is_drawn_without_altair(tmp_path: Any) -> None:
    code = (
        "import sys; from atlas.render.charts import shared_spec; shared_spec('spread', 'de');"
        "print(sorted(name for name in ('altair', 'pandas', 'geopandas') if name in sys.modules))"
    )
    environment = os.environ | {"ATLAS_CACHE": str(tmp_path)}
    first, second = (
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True) for _ in range(2)
    )
    assert (first.stdout, second.stdout) == ("['altair']\n", "[]\n")


def test_suppressed_figures_are_null_and_nothing_else_in_the_data_of_a_page() -> None:
    data = json.loads(chart_data(development((1, NAN, 3)), "de"))
    assert data["rows"]["lines"][0]["values"] == [1, None, 3, None]


@pytest.mark.parametrize("kind", ["development", "spread"])
def test_the_shared_script_names_every_parameter_and_row_that_a_page_fills(kind: str) -> None:
    script = shared_spec(kind, "de").decode()
    shared = json.loads(script[script.index("] = ") + 4 :].removesuffix(";\n"))
    data = json.loads(chart_data(development((1, 2, 3)) if kind == "development" else SPREAD, "de"))
    assert data["parameters"].keys() <= {signal["name"] for signal in shared["spec"]["signals"]}
    assert data["rows"].keys() <= {source["name"] for source in shared["spec"]["data"]}


@pytest.mark.parametrize("kind", ["development", "spread"])
def test_the_shared_script_loads_nothing(kind: str) -> None:
    script = shared_spec(kind, "de").decode()
    assert not re.search(r'"url"|https?:', script)


def test_the_library_keeps_its_names_to_itself() -> None:
    script = vega_bundle().decode()
    assert script.startswith("(function () {")
    assert script.endswith("})();\n")
    assert re.findall(r"window\.\w+(?==[^=])", script[-200:]) == ["window.vegaEmbed"]


@pytest.mark.parametrize("chart", [development((1, 2, 3), breaks=(1,)), development(*([place] * 3 for place in range(99))), SPREAD])
def test_every_colour_of_a_picture_has_one_for_the_dark(chart: DevelopmentChart | SpreadChart) -> None:
    elements = list(draw(chart).iter())
    colours = {element.attrib[paint] for element in elements for paint in ("fill", "stroke") if paint in element.attrib} - {
        "none",
        "transparent",
    }
    (style,) = [element.text or "" for element in elements if element.tag == f"{SVG}style"]
    assert colours
    assert colours <= set(re.findall(r"fill='(#\w+)'", style))


@pytest.mark.parametrize(("colours", "place"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_pictures_have_the_colours_of_the_base_theme(colours: dict[str, str], place: int) -> None:
    style = (ROOT / "themes" / "base" / "assets" / "css" / "atlas.css").read_text(encoding="utf-8")
    assert colours == {name: re.findall(rf"--{name}: (#\w+)", style)[place] for name in colours}
