"""Pages as values: what a profile and an indicator show, whatever their looks."""

import pytest

from atlas.plan import profiles
from atlas.plan.desk import Desk
from atlas.plan.indicators import indicator_page, level_around
from atlas.plan.overview import areas_by_parent, index_list
from atlas.plan.profiles import profile_page


def test_a_profile_without_a_text_shows_its_gap(desk: Desk) -> None:
    page = profile_page(desk, desk.geography.rows["B1"])
    assert [None, (), "Millfield"] == [page.narrative, page.key_statements, page.name]


def test_a_profile_knows_its_neighbours_by_key(desk: Desk) -> None:
    page = profile_page(desk, desk.geography.rows["B1"])
    assert ["Castle Hill", "Parkside"] == [page.previous.title if page.previous else "", page.next.title if page.next else ""]


def test_the_first_and_the_last_profile_have_one_neighbour(desk: Desk) -> None:
    pages = [profile_page(desk, desk.geography.rows[key]) for key in ("A1", "B3")]
    assert [(None, "Castle Hill"), ("Parkside", None)] == [
        (page.previous and page.previous.title, page.next and page.next.title) for page in pages
    ]


def test_a_district_lists_the_areas_in_it(desk: Desk) -> None:
    inside = profile_page(desk, desk.geography.rows["B"]).inside
    assert ["Millfield", "Parkside", "Station"] == [link.title for link in inside.links] if inside else False


def test_core_indicators_stand_in_the_authors_order_by_theme(desk: Desk) -> None:
    core = profile_page(desk, desk.geography.rows["A1"]).core
    assert [("Population", ["under18"]), ("Work", ["unemployed"])] == [
        (group.title, [row.indicator.id for row in group.rows]) for group in core
    ]


def test_a_count_has_no_map(desk: Desk) -> None:
    pages = {board.indicator.id: indicator_page(desk, place) for place, board in enumerate(desk.boards)}
    assert [True, False] == [pages[identifier].map is None for identifier in ("residents", "under18")]


def test_tables_list_the_finest_level_first_and_areas_from_a_to_z(desk: Desk) -> None:
    page = indicator_page(desk, 1)
    assert [["area", "district", "town"], ["Castle Hill", "Harbour", "Millfield", "Parkside", "Station"]] == [
        [table.id for table in page.tables],
        [area.name for area in page.tables[0].areas],
    ]


def test_the_range_names_the_areas_at_its_ends(desk: Desk) -> None:
    page = indicator_page(desk, 1)
    assert ["Castle Hill", "Millfield"] == [page.lowest.name if page.lowest else "", page.highest.name if page.highest else ""]


@pytest.mark.parametrize(("level", "around"), [("area", "district"), ("district", ""), ("town", "")])
def test_areas_are_grouped_by_a_level_of_several(desk: Desk, level: str, around: str) -> None:
    assert around == level_around(desk.geography, level)


def test_areas_are_listed_under_the_area_around_them(desk: Desk) -> None:
    assert [("A", ["A1", "A2"]), ("B", ["B1", "B2", "B3"])] == [
        (group.title, [link.note for link in group.links]) for group in areas_by_parent(desk)
    ]


def test_the_index_is_sorted_by_letters(desk: Desk) -> None:
    letters = [group.title for group in index_list(desk).groups]
    assert sorted(letters) == letters


def test_a_profile_with_very_many_areas_inside_leads_to_their_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_INSIDE", 1)
    inside = profile_page(desk, 0).inside
    assert inside is not None
    assert ((), desk.routes.areas()) == (inside.links, inside.href)
