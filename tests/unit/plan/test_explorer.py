"""The map explorer as values: what can be chosen, who is next to whom, and scripts whose addresses change with what they hold."""

from msgspec.structs import replace

from atlas.model.explorer import ExplorerPage, IndicatorScriptJob, LevelScriptJob
from atlas.plan.desk import Desk, make_desk
from atlas.plan.explorer import explorer_page, neighbours, script_jobs, script_paths

GRID = ((0, 0), (100, 0), (0, 100), (100, 100))


def page(desk: Desk) -> ExplorerPage:
    return explorer_page(desk, script_paths(tuple(script_jobs(desk))))


def test_neighbours_are_the_nearest_to_the_left_right_above_and_below() -> None:
    assert ((0, 1, 0, 2), (0, 1, 1, 3), (2, 3, 0, 2), (2, 3, 1, 3)) == neighbours(GRID)


def test_a_single_point_is_its_own_neighbour() -> None:
    assert ((0, 0, 0, 0),) == neighbours(((5, 5),))


def test_what_lies_straight_ahead_is_nearer_than_what_lies_aside() -> None:
    assert 1 == neighbours(((0, 0), (120, 0), (60, 50)))[0][1]


def test_every_level_with_several_areas_can_be_chosen_the_finest_first(desk: Desk) -> None:
    assert ["area", "district"] == [level.id for level in page(desk).levels]


def test_every_indicator_can_be_chosen_by_theme(desk: Desk) -> None:
    chosen = [one.id for theme in page(desk).themes for one in theme.indicators]
    assert sorted(chosen) == sorted(indicator.id for indicator in desk.site.register.indicators)


def test_a_count_is_not_the_map_that_stands_there_first(desk: Desk) -> None:
    first = page(desk).first
    assert first is not None
    assert "count" != first.indicator.kind


def test_every_choice_has_a_script_that_is_written(desk: Desk) -> None:
    jobs = tuple(script_jobs(desk))
    explorer = page(desk)
    chosen = {level.script for level in explorer.levels} | {one.script for theme in explorer.themes for one in theme.indicators}
    assert chosen == {job.path for job in jobs}


def test_areas_of_a_script_stand_in_the_same_order_as_their_figures(desk: Desk) -> None:
    jobs = list(script_jobs(desk))
    (level,) = [job for job in jobs if isinstance(job, LevelScriptJob) and job.id == "area"]
    figures = next(job for job in jobs if isinstance(job, IndicatorScriptJob) and job.page.indicator.id == "under18")
    rows = [desk.geography.rows[area.key] for area in level.areas]
    panel = desk.site.figures["under18"]
    (own,) = [one for one in figures.levels if one.id == "area"]
    assert panel.values[rows].tobytes() == own.values.tobytes()


def test_an_address_changes_with_what_is_behind_it(desk: Desk) -> None:
    panel = desk.site.figures["under18"]
    other = panel.values.copy()
    other[0, 0] += 1
    site = replace(desk.site, figures={**desk.site.figures, "under18": replace(panel, values=other)})
    before, after = script_paths(tuple(script_jobs(desk))), script_paths(tuple(script_jobs(make_desk(site))))
    assert ["indicator:under18"] == [name for name in before if before[name] != after[name]]
