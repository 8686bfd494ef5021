"""Notes of the tables reach the pages with links to what they are about."""

import pytest
from msgspec.structs import replace

from atlas.model.frame import Link
from atlas.plan.desk import Desk, make_desk
from atlas.plan.notes import area_notes, indicator_notes, note_jobs


@pytest.fixture(scope="module")
def noted(desk: Desk) -> Desk:
    """The small site, with notes on two of its values."""
    rows = desk.geography.rows
    panel = replace(desk.site.figures["under18"], notes=((rows["A1"], 0, "Estimated."), (rows["A2"], 0, "Estimated.")))
    return make_desk(replace(desk.site, figures={**desk.site.figures, "under18": panel}))


def test_a_note_names_all_areas_it_is_about(noted: Desk) -> None:
    board = next(found for found in noted.boards if found.indicator.id == "under18")
    groups = indicator_notes(noted, board)
    assert ["Estimated."] == [group.title for group in groups]
    areas = [noted.geography.areas[noted.geography.rows[key]] for key in ("A1", "A2")]
    period = board.panel.periods[0]
    assert [Link(title=area.name, href=noted.routes.area(area), note=period) for area in areas] == list(groups[0].links)


def test_an_area_has_the_notes_on_its_own_values(noted: Desk) -> None:
    rows = noted.geography.rows
    titles = {key: [link.title for group in area_notes(noted, rows[key]) for link in group.links] for key in ("A1", "B1")}
    title = next(board.indicator.title for board in noted.boards if board.indicator.id == "under18")
    assert {"A1": [title], "B1": []} == titles


def test_only_indicators_with_notes_have_a_table_of_them(noted: Desk, desk: Desk) -> None:
    assert [noted.routes.notes("under18")] == [job.path for job in note_jobs(noted)]
    assert [] == list(note_jobs(desk))
