"""Pages of typologies: one for the whole of it, one for each type."""

import math
from collections.abc import Iterator

import numpy as np

from atlas.model.analysis import NO_TYPE, ClassesRule, ClusterRule, CrossRule, ImportedRule, TypeMean, Typology
from atlas.model.analysis_page import CrossTable, MeanRow, Move, TypeMap, TypePage, TypePlace, TypeSummary, TypologyPage
from atlas.model.frame import Link
from atlas.plan.desk import Desk
from atlas.plan.figures import STRIP_WIDTH, Board, whole_row
from atlas.plan.indicators import link_map


def typology_page(desk: Desk, typology: Typology) -> TypologyPage:
    """Make the page of a typology."""
    rule, method = typology.rule, typology.rule.method
    moves = tuple(_moves(desk, typology))
    links = {board.indicator.id: Link(title=board.indicator.title, href=board.label.href) for board in desk.boards}
    whole = whole_row(desk.geography)
    return TypologyPage(
        rule=rule,
        plural=_plural(desk, rule.level),
        period=typology.periods[-1] if typology.periods else "",
        base=typology.periods[typology.base] if typology.base >= 0 else "",
        map=type_map(desk, typology),
        types=tuple(_summary(desk, typology, number) for number in range(len(rule.types))),
        cross=_cross(desk, typology, method) if isinstance(method, CrossRule) else None,
        means=tuple(_mean_row(desk, mean) for mean in typology.means),
        moves=moves,
        compared=_compared(typology),
        cluster=method if isinstance(method, ClusterRule) else None,
        imported=method if isinstance(method, ImportedRule) else None,
        used=tuple(links[name] for name in _used(typology)),
        ordered=links[method.order_by].title if isinstance(method, ClusterRule) else "",
        silhouette=typology.silhouette_mean,
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
    )


def type_page(desk: Desk, typology: Typology, number: int) -> TypePage:
    """Make the page of one type."""
    rule, whole = typology.rule, whole_row(desk.geography)
    title = rule.types[number].title
    moves = list(_moves(desk, typology))
    around = [
        Link(title=rule.types[place].title, href=desk.routes.type(rule.id, rule.types[place].id)) if 0 <= place < len(rule.types) else None
        for place in (number - 1, number + 1)
    ]
    return TypePage(
        typology=Link(title=rule.title, href=desk.routes.typology(rule.id)),
        summary=_summary(desk, typology, number),
        plural=_plural(desk, rule.level),
        period=typology.periods[-1] if typology.periods else "",
        base=typology.periods[typology.base] if typology.base >= 0 else "",
        map=type_map(desk, typology, number),
        places=tuple(_place(desk, mean, number, rule.level) for mean in typology.means),
        joined=tuple(move for move in moves if move.after == title),
        left=tuple(move for move in moves if move.before == title),
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
        previous=around[0],
        next=around[1],
    )


def type_map(desk: Desk, typology: Typology, faint: int = -1) -> TypeMap:
    """Draw the types of the latest period, areas of another type since the base period hatched."""
    changed = np.zeros(len(typology.rows), dtype=np.uint8)
    if typology.base >= 0:
        before, after = typology.codes[:, typology.base], typology.codes[:, -1]
        changed[(before != after) & (before != NO_TYPE) & (after != NO_TYPE)] = 1
    return kind_map(
        desk,
        typology.rule.level,
        tuple(entry.title for entry in typology.rule.types),
        typology.codes[:, -1].tobytes() if typology.periods else bytes([NO_TYPE]) * len(typology.rows),
        changed=changed.tobytes(),
        since=typology.periods[typology.base] if typology.base >= 0 else "",
        faint=faint,
    )


def kind_map(
    desk: Desk, level: str, kinds: tuple[str, ...], codes: bytes, *, changed: bytes = b"", since: str = "", faint: int = -1
) -> TypeMap:
    """Draw the areas of a level by kind; `codes` go with the level's rows."""
    bare = link_map(desk, level)
    return TypeMap(
        width=bare.width,
        height=bare.height,
        plural=bare.plural,
        areas=bare.areas,
        outlines=bare.outlines,
        kinds=kinds,
        codes=codes,
        changed=changed or bytes(len(codes)),
        since=since,
        faint=faint,
    )


def _summary(desk: Desk, typology: Typology, number: int) -> TypeSummary:
    entry = typology.rule.types[number]
    members = {row for row, code in zip(typology.rows, _latest(typology), strict=True) if code == number}
    return TypeSummary(
        number=number,
        title=entry.title,
        href=desk.routes.type(typology.rule.id, entry.id),
        text=entry.text,
        areas=tuple(
            Link(title=desk.area_rows[row].name, href=desk.area_rows[row].href)
            for row in desk.by_name[typology.rule.level]
            if row in members
        ),
        silhouette=typology.silhouette[number] if number < len(typology.silhouette) else math.nan,
    )


def _latest(typology: Typology) -> list[int]:
    codes: list[int] = typology.codes[:, -1].tolist() if typology.periods else [NO_TYPE] * len(typology.rows)
    return codes


def _compared(typology: Typology) -> int:
    if typology.base < 0:
        return 0
    return int(((typology.codes[:, typology.base] != NO_TYPE) & (typology.codes[:, -1] != NO_TYPE)).sum())


def _moves(desk: Desk, typology: Typology) -> Iterator[Move]:
    """Name the areas whose type is another than in the base period."""
    if typology.base < 0:
        return
    pairs = dict(zip(typology.rows, typology.codes[:, [typology.base, -1]].tolist(), strict=True))
    for row in desk.by_name[typology.rule.level]:
        before, after = pairs[row]
        if before != after and NO_TYPE not in (before, after):
            types = typology.rule.types
            area = Link(title=desk.area_rows[row].name, href=desk.area_rows[row].href)
            yield Move(area=area, before=types[before].title, after=types[after].title)


def _cross(desk: Desk, typology: Typology, rule: CrossRule) -> CrossTable:
    boards = {board.indicator.id: board for board in desk.boards}
    down, across = boards[rule.rows], boards[rule.columns]
    period = typology.periods[-1] if typology.periods else ""

    def classes(board: Board) -> list[int]:
        spot = board.panel.periods.index(period)
        found: list[int] = board.finding.classes[list(typology.rows), spot].tolist()
        return found

    pairs = list(zip(classes(down), classes(across), strict=True)) if period else []
    return CrossTable(
        down=Link(title=down.indicator.title, href=down.label.href),
        across=Link(title=across.indicator.title, href=across.label.href),
        rows=down.indicator.classes.names,
        columns=across.indicator.classes.names,
        counts=tuple(tuple(pairs.count((row, column)) for column in range(len(line))) for row, line in enumerate(rule.cells)),
        kinds=rule.cells,
    )


def _used(typology: Typology) -> tuple[str, ...]:
    match typology.rule.method:
        case CrossRule(rows=rows, columns=columns):
            return rows, columns
        case ClassesRule(indicator=indicator):
            return (indicator,)
        case ClusterRule(indicators=indicators):
            return indicators
        case _:
            return ()


def _mean_row(desk: Desk, mean: TypeMean) -> MeanRow:
    board = next(board for board in desk.boards if board.indicator.id == mean.indicator)
    return MeanRow(label=board.label, values=mean.values, counted=mean.counted, pooled=mean.pooled, whole=_whole(desk, board))


def _place(desk: Desk, mean: TypeMean, number: int, level: str) -> TypePlace:
    board = next(board for board in desk.boards if board.indicator.id == mean.indicator)
    value, strip = mean.values[number], board.strips[level]
    position = -1
    if strip is not None and not math.isnan(value):
        low, high = _ends(desk, board, level)
        position = round((value - low) / (high - low) * STRIP_WIDTH)
    return TypePlace(
        label=board.label,
        period=board.panel.periods[board.finding.latest] if board.finding.latest >= 0 else "",
        value=value,
        whole=_whole(desk, board),
        counted=mean.counted[number],
        pooled=mean.pooled,
        strip=strip,
        position=position,
    )


def _ends(desk: Desk, board: Board, level: str) -> tuple[float, float]:
    """Give the ends of a strip: those of the areas, or the whole where it lies beyond."""
    values = board.panel.values[list(desk.geography.level_rows[level]), board.finding.latest]
    known = [*values[~np.isnan(values)].tolist(), *(value for value in [_whole(desk, board)] if not math.isnan(value))]
    return min(known), max(known)


def _whole(desk: Desk, board: Board) -> float:
    whole = whole_row(desk.geography)
    if whole is None or board.finding.latest < 0 or board.indicator.kind == "count":
        return math.nan
    return float(board.panel.values[whole, board.finding.latest])


def _plural(desk: Desk, level: str) -> str:
    return next(found.plural for found in desk.geography.levels if found.id == level)
