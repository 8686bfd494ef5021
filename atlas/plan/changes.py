"""What changed since the edition before: areas, indicators, methods, class borders, figures. Compared is what both editions publish, and nothing else."""

from collections.abc import Iterator, Mapping

import numpy as np
from msgspec.structs import replace

from atlas.base.language import translate
from atlas.base.text import number
from atlas.model.change_page import ChangesPage, Revised, Revision, Reworded
from atlas.model.edition import Archive
from atlas.model.frame import Link
from atlas.model.panel import is_numeric, rounded
from atlas.model.record import Record, RecordedIndicator
from atlas.plan.desk import Desk
from atlas.plan.downloads import about
from atlas.plan.feed import feed_path
from atlas.plan.figures import Board
from atlas.plan.moved import titles
from atlas.plan.routes import Routes

EXAMPLES = 12


def changes_page(desk: Desk) -> ChangesPage:
    """Compare the atlas with the edition before; without one, there is only what its author says."""
    archive, before = desk.site.archive, desk.site.archive.before
    announced = archive.freezing or archive.announced(desk.site.config.edition)
    feed = feed_path(desk)
    said = announced.remarks if announced else ()
    if before is None:
        return _nothing(desk.site.config.edition, said, feed)
    boards = {board.indicator.id: board for board in desk.boards}
    areas = {area.key: area for area in desk.geography.areas}
    links = {key: Link(title=area.name, href=desk.routes.area(area), note=key) for key, area in areas.items()}
    return ChangesPage(
        edition=desk.site.config.edition,
        before=_link(archive, desk.routes, before.edition),
        remarks=said,
        came=tuple(_subject(board) for key, board in boards.items() if key not in before.indicators),
        went=tuple(
            Link(title=one.title, href="", note=_heirs(desk, f"indicator:{key}"))
            for key, one in before.indicators.items()
            if key not in boards
        ),
        reworded=tuple(_reworded(desk, boards, before)),
        borders=tuple(_borders(desk, boards, before)),
        areas_came=tuple(link for key, link in links.items() if key not in before.areas),
        areas_went=tuple(
            Link(title=one.name, href="", note=" ".join(part for part in (key, _heirs(desk, f"area:{key}")) if part))
            for key, one in before.areas.items()
            if key not in areas
        ),
        areas_changed=tuple(_areas(desk, links, before)),
        revisions=tuple(
            found for key, board in boards.items() if key in before.indicators and (found := _revision(desk, board, before, links))
        ),
        feed=feed,
    )


def _heirs(desk: Desk, name: str) -> str:
    """Say what took the place of something: „→ Weiher Nord“."""
    found = titles(desk.site)
    heirs = [found[heir] for heir in desk.site.archive.moved.get(name, ()) if heir in found]
    return f"→ {', '.join(heirs)}" if heirs else ""


def _nothing(edition: str, remarks: tuple[str, ...], feed: str) -> ChangesPage:
    return ChangesPage(
        edition=edition,
        before=None,
        remarks=remarks,
        came=(),
        went=(),
        reworded=(),
        borders=(),
        areas_came=(),
        areas_went=(),
        areas_changed=(),
        revisions=(),
        feed=feed,
    )


def _link(archive: Archive, routes: Routes, edition: str) -> Link:
    found = next((one for one in archive.editions if one.title == edition), None)
    # A frozen edition lies two folders deep beside the others; the living site has them below.
    base = "../../" if archive.freezing else ""
    return Link(title=edition, href=f"{base}{routes.edition(found.id)}index.html" if found else "")


def _reworded(desk: Desk, boards: Mapping[str, Board], before: Record) -> Iterator[Reworded]:
    """Give titles, units, definitions, sources and whatever else is said of an indicator in other words."""
    for key, former in before.indicators.items():
        if key not in boards:
            continue
        board = boards[key]
        now = _about(desk, board)
        old = {"title": former.title, "unit": former.unit, **former.about}
        for name in dict.fromkeys((*old, *now)):
            if old.get(name, "") != now.get(name, ""):
                yield Reworded(subject=_subject(board), name=name, old=old.get(name, ""), new=now.get(name, ""))


def _about(desk: Desk, board: Board) -> dict[str, str]:
    known = about(desk, board)
    lists = {name: "\n".join(lines) for name, lines in known.lists}
    return {"title": board.indicator.title, "unit": board.indicator.unit, **dict(known.words), **lists}


def _borders(desk: Desk, boards: Mapping[str, Board], before: Record) -> Iterator[Reworded]:
    for key, former in before.indicators.items():
        if key in boards and former.breaks != boards[key].finding.breaks:
            written = (
                _written(edges, boards[key].indicator.decimals, desk.site.config.language)
                for edges in (former.breaks, boards[key].finding.breaks)
            )
            yield Reworded(subject=_subject(boards[key]), name="", old=next(written), new=next(written))


def _areas(desk: Desk, links: Mapping[str, Link], before: Record) -> Iterator[Reworded]:
    """Give areas with another name, or inside of another one."""
    say = translate(desk.site.config.language)
    for area in desk.geography.areas:
        former = before.areas.get(area.key)
        if former is None:
            continue
        if former.name != area.name:
            yield Reworded(subject=links[area.key], name=say("Name"), old=former.name, new=area.name)
        if former.parent != area.parent:
            old, new = (before.areas[former.parent].name if former.parent else ""), (links[area.parent].title if area.parent else "")
            yield Reworded(subject=links[area.key], name=say("Part of"), old=old, new=new)


def _revision(desk: Desk, board: Board, before: Record, links: Mapping[str, Link]) -> Revision | None:
    """Compare the figures of an indicator, as they are printed; None if nothing differs."""
    former = before.indicators[board.indicator.id]
    if former.decimals != board.indicator.decimals:
        return None
    shown, values = is_numeric(board.panel.status), rounded(board.panel.values, board.indicator.decimals)
    revised: list[Revised] = []
    came = went = 0
    for spot, period, place in _shared(board, former):
        for row, area in enumerate(desk.geography.areas):
            cells = before.figures.get((board.indicator.id, area.key))
            if cells is None:
                continue
            old, now = cells[place][0], bool(shown[row, spot])
            came += old is None and now
            went += old is not None and not now
            if old is not None and now and not np.isclose(old, values[row, spot], rtol=0, atol=1e-9):
                where = replace(links[area.key], href=f"{links[area.key].href}#_{board.indicator.id}-{period}")
                revised.append(Revised(area=where, period=period, old=old, new=float(values[row, spot])))
    periods = tuple(period for period in board.panel.periods if period not in former.periods)
    if not (revised or came or went or periods):
        return None
    examples = sorted(revised, key=lambda one: (-abs(one.new - one.old), one.area.title, one.period))[:EXAMPLES]
    return Revision(
        subject=_subject(board),
        decimals=board.indicator.decimals,
        unit=board.indicator.unit,
        periods=periods,
        revised=len(revised),
        came=came,
        went=went,
        examples=tuple(examples),
    )


def _shared(board: Board, former: RecordedIndicator) -> Iterator[tuple[int, str, int]]:
    for spot, period in enumerate(board.panel.periods):
        if period in former.periods:
            yield spot, period, former.periods.index(period)


def _subject(board: Board) -> Link:
    return Link(title=board.indicator.title, href=board.label.href)


def _written(edges: tuple[float, ...], decimals: int, language: str) -> str:
    return "; ".join(number(edge, decimals, language) for edge in edges)
