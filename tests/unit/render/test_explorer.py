"""The scripts behind the map explorer: the same figures, classes and signs as on the pages."""

import json

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.explorer import ExplorerPage, IndicatorScriptJob, LevelFigures, LevelScriptJob, SmallMap
from atlas.model.map_view import MapArea
from atlas.model.page import IndicatorLabel, IndicatorPage
from atlas.model.surroundings import MapLayer, Surroundings
from atlas.render import explorer

NAN = float("nan")


def held(script: bytes) -> dict:  # type: ignore[type-arg]
    return dict(json.loads(script.decode().partition("]=")[2].rstrip(";\n")))


@pytest.fixture
def job(page: IndicatorPage) -> IndicatorScriptJob:
    assert page.map is not None
    view = page.map
    moved = np.array([[NAN, 0.1, -3.0], [NAN, NAN, NAN], [NAN, 1.04, 5.0]])
    level = LevelFigures(id="area", values=view.values, status=view.status, classes=view.classes, development=moved, reason="")
    return IndicatorScriptJob(path="", language="de", page=page, steps=(-2.0, -0.5, 0.5, 2.0), levels=(level,))


def test_a_script_holds_the_codes_that_the_map_of_the_indicators_page_holds(job: IndicatorScriptJob) -> None:
    codes = held(explorer.render_indicator(job))["levels"]["area"]["codes"]
    assert ["011", "0D1", "0D1"] == codes


def test_changes_are_sorted_as_they_are_printed(job: IndicatorScriptJob) -> None:
    steps = held(explorer.render_indicator(job))["levels"]["area"]["steps"]
    assert ["2D3", "0D4"] == steps[1:]


def test_a_change_of_a_confidential_figure_is_as_secret_as_the_figure(job: IndicatorScriptJob) -> None:
    assert "D" == held(explorer.render_indicator(job))["levels"]["area"]["steps"][2][1]


def test_classes_of_change_are_words_with_a_sign(job: IndicatorScriptJob) -> None:
    change = held(explorer.render_indicator(job))["change"]
    assert ["um mehr als −2,0", "−2,0 bis −0,5", "kaum verändert", "+0,5 bis +2,0", "um mehr als +2,0"] == change["classes"]


def test_without_classes_of_change_there_is_nothing_to_choose(job: IndicatorScriptJob) -> None:
    data = held(explorer.render_indicator(replace(job, steps=())))
    assert [{}, []] == [data["change"], data["levels"]["area"]["changes"]]


def test_a_level_holds_shapes_and_neighbours() -> None:
    areas = (MapArea(key="01", name="A</script>", href="p/01/index.html", path="M0 0h1v1z"),)
    job = LevelScriptJob(
        path="",
        id="area",
        width=1000,
        height=800,
        areas=areas,
        parents=("Nord",),
        anchors=((3, 4),),
        neighbours=((0, 0, 0, 0),),
        outlines=(),
    )
    data = held(explorer.render_level(job))
    assert [["01", "A</script>", "p/01/index.html", "M0 0h1v1z", "Nord", 3, 4, [0, 0, 0, 0]]] == data["areas"]


def test_small_maps_say_between_which_figures_they_run(label: IndicatorLabel) -> None:
    one = SmallMap(label=label, period="2025", classes=b"\0", status=b"\0", breaks=1, diverging=False, values=(), low=1.25, high=9.0)
    assert "1,3 bis 9,0\u202f%" == explorer.small_words(one, "de")
    assert "" == explorer.small_words(replace(one, low=NAN), "de")


def test_layers_are_drawn_under_the_areas_or_over_them(page: IndicatorPage) -> None:
    layers = tuple(MapLayer(title=kind, kind=kind, surfaces="", lines="M0 0", under=kind == "green") for kind in ("water", "green"))
    whole = explored(page, Surroundings(layers=layers))
    drawing = explorer.explorer_map(whole, "", "de")
    assert (
        drawing.index('class="layer green" data-layer="1"')
        < drawing.index("<g data-areas>")
        < drawing.index('class="layer water" data-layer="0"')
    )


def explored(page: IndicatorPage, around: Surroundings) -> ExplorerPage:
    return ExplorerPage(
        first=page,
        level="area",
        levels=(),
        themes=(),
        types=(),
        small=(),
        width=1000,
        height=800,
        shapes=(),
        anchors=(),
        whole="",
        whole_name="",
        comparison="",
        surroundings=around,
    )
