"""Development charts in profiles: drawn on demand from the figures that the map explorer has anyway, so that a profile stays light."""

from atlas.model.explorer import CoursesScriptJob
from atlas.model.page import Courses
from atlas.plan.desk import Desk
from atlas.plan.explorer import drawn_levels
from atlas.plan.figures import whole_row

SCRIPT = "assets/map/courses.js"
"""Without a digest in its name: profiles need not be made anew whenever any figure of the atlas changes."""


def courses_of(desk: Desk, row: int) -> Courses | None:
    """Tell where the charts of an area find their figures; None for the whole and for levels too large to be drawn."""
    levels = {level.id for level in drawn_levels(desk)}
    area, whole = desk.geography.areas[row], whole_row(desk.geography)
    if area.level not in levels or row == whole:
        return None
    around = desk.geography.areas[desk.geography.rows[area.parent]] if area.parent else None
    inner = around is not None and around.level in levels and desk.geography.rows[around.key] != whole
    return Courses(script=SCRIPT, level=area.level, parent=f"{around.level} {around.key}" if around is not None and inner else "")


def courses_job(desk: Desk, scripts: dict[str, str]) -> CoursesScriptJob:
    """Plan the script that leads to all figures; `scripts` gives the address of every script by the id of its level or indicator."""
    whole = whole_row(desk.geography)
    return CoursesScriptJob(
        path=SCRIPT,
        language=desk.site.config.language,
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
        levels=tuple((level.id, scripts[f"level:{level.id}"]) for level in drawn_levels(desk)),
        indicators=tuple((board.label.href, board.indicator.id, scripts[f"indicator:{board.indicator.id}"]) for board in desk.boards),
    )
