"""Maps: names, classes, patterns, legends, and the data behind the years."""

import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.map_view import Locator
from atlas.model.page import IndicatorPage
from atlas.render import maps


def links(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter("a"))


def test_every_area_is_a_link_that_says_its_value_and_class(page: IndicatorPage) -> None:
    names = [link.get("aria-label") for link in links(maps.choropleth(page, "", "de"))]
    assert [
        "Altstadt: 7,3\u202f%, 1. Klasse von 2",
        "Brühl: kein Wert aus Gründen des Datenschutzes",
        "Süd <Ost>: (11,3)\u202f%, 2. Klasse von 2",
    ] == names


def test_links_start_at_the_root(page: IndicatorPage) -> None:
    assert "../../profile/0/index.html" == links(maps.choropleth(page, "../../", "de"))[0].get("href")


def test_a_confidential_area_is_hatched_and_in_no_class(page: IndicatorPage) -> None:
    shape = links(maps.choropleth(page, "", "de"))[1]
    assert ("url(#_hatch)", None) == (shape.get("fill"), shape.get("class"))


def test_an_unknown_area_is_dotted(page: IndicatorPage) -> None:
    assert page.map is not None
    status = page.map.status.copy()
    status[1, 2] = 4
    unknown = replace(page, map=replace(page.map, status=status))
    assert "url(#_dots)" == links(maps.choropleth(unknown, "", "de"))[1].get("fill")


def test_the_legend_counts_areas_per_class_and_sign(page: IndicatorPage) -> None:
    legend = maps.legend(page, "de")
    words = re.findall(r"</svg><span>(.*?)</span> <span class=\"count\">(.*?)</span>", legend)
    assert [("unter 10", "1"), ("10 und mehr", "1"), ("· kein Wert aus Gründen des Datenschutzes", "1")] == words


def test_a_sign_that_only_another_year_has_keeps_its_room_in_the_legend_unseen(page: IndicatorPage) -> None:
    unseen = re.findall(r'<li data-k="(.)" class="absent">', maps.legend(replace(page, latest=0), "de"))
    assert ([maps.letter(3)], []) == (unseen, re.findall("absent", maps.legend(page, "de")))


def test_class_borders_show_decimals_only_where_needed(page: IndicatorPage) -> None:
    assert page.map is not None
    finer = replace(page, map=replace(page.map, breaks=(7.5, 10.0)))
    assert ("unter 7,5", "7,5 bis unter 10,0", "10,0 und mehr") == maps.class_borders(finer, "de")


def test_a_single_class_holds_all_values(page: IndicatorPage) -> None:
    assert page.map is not None
    assert ("alle Werte",) == maps.class_borders(replace(page, map=replace(page.map, breaks=())), "de")


def test_the_data_hold_a_letter_per_area_and_period(page: IndicatorPage) -> None:
    assert ["011", "0D1", "0D1"] == json.loads(maps.map_data(page, "de"))["codes"]


def test_the_data_hold_no_suppressed_value(page: IndicatorPage) -> None:
    assert [12.0, None, None] == json.loads(maps.map_data(page, "de"))["values"][1]


def test_the_data_write_a_small_base_as_the_table_does(page: IndicatorPage) -> None:
    assert {"2.2": "(11,3)"} == json.loads(maps.map_data(page, "de"))["marks"]


def test_the_data_give_the_counts_of_the_latest_period(page: IndicatorPage) -> None:
    assert ["73 von 1.000", "", ""] == json.loads(maps.map_data(page, "de"))["counts"]


def test_the_data_cannot_end_their_script(page: IndicatorPage) -> None:
    assert "<" not in maps.map_data(page, "de")


def test_a_link_map_says_names_only(page: IndicatorPage) -> None:
    assert page.map is not None
    assert ["Altstadt", "Brühl", "Süd <Ost>"] == [link.get("aria-label") for link in links(maps.link_map(page.map, "", "de"))]


def test_outlines_of_the_coarser_level_lie_on_top(page: IndicatorPage) -> None:
    assert "outline" == list(ET.fromstring(maps.choropleth(page, "", "de")))[-1].get("class")


@pytest.mark.parametrize(("kind", "expected"), [("share", "Anteil in %"), ("rate", "%")])
def test_the_legend_is_headed_by_what_is_measured(page: IndicatorPage, kind: str, expected: str) -> None:
    assert expected == maps.measure(replace(page, indicator=replace(page.indicator, kind=kind)), "de")


def test_a_page_without_a_map_cannot_be_drawn(page: IndicatorPage) -> None:
    with pytest.raises(ValueError, match="u18 has no map"):
        maps.choropleth(replace(page, map=None), "", "de")


def test_the_locator_draws_the_area_last() -> None:
    view = Locator(width=10, height=8, whole="M0 0h9z", others=("M1 0h1z", "M2 0h1z"), parent="M1 1h4z", own="M2 2h1z")
    assert ["whole", "parent", "others", "edge", "own"] == [path.get("class") for path in ET.fromstring(maps.locator(view))]


def test_the_locator_of_a_district_has_no_parent() -> None:
    view = Locator(width=10, height=8, whole="M0 0h9z", others=(), parent="", own="M2 2h1z")
    assert ["whole", "own"] == [path.get("class") for path in ET.fromstring(maps.locator(view))]


def test_542_areas_stay_small(page: IndicatorPage) -> None:
    assert page.map is not None
    many = 542
    areas = tuple(replace(page.map.areas[0], key=str(place)) for place in range(many))
    view = replace(
        page.map,
        areas=areas,
        classes=np.resize(page.map.classes, (many, 3)),
        values=np.resize(page.map.values, (many, 3)),
        status=np.resize(page.map.status, (many, 3)),
    )
    paths = sum(len(area.path) for area in areas)
    assert len(maps.choropleth(replace(page, map=view), "", "de")) - paths < 150 * many


def test_zero_as_a_class_of_its_own_is_called_zero(page: IndicatorPage) -> None:
    assert page.map is not None
    own = replace(page, map=replace(page.map, breaks=(0.1, 10.0), zero=True))
    assert ("0", "0,1 bis unter 10,0", "10,0 und mehr") == maps.class_borders(own, "de")


def test_two_ramps_have_a_name_of_their_own_in_map_and_legend(page: IndicatorPage) -> None:
    assert page.map is not None
    both = replace(page, map=replace(page.map, diverging=True))
    assert ['class="areas choropleth of-2 diverging"', 'class="legend of-2 diverging"'] == [
        found
        for text in (maps.choropleth(both, "", "de"), maps.legend(both, "de"))
        for found in re.findall(r'class="[^"]*of-2[^"]*"', text)
    ]


def test_areas_have_their_keys_so_that_an_address_can_name_them(page: IndicatorPage) -> None:
    data = json.loads(maps.map_data(page, "de"))
    assert [area.key for area in page.map.areas] == data["keys"]
