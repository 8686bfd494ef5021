"""One area's indicators as tables: at a glance, compared with the areas around it, and through the years."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from markupsafe import Markup

from atlas.base.language import translate, translate_count
from atlas.base.text import THIN, anchor, numbers, round_all, round_half_up, signed
from atlas.model.page import FigureRow, IndicatorLabel, ThemeRows
from atlas.model.panel import Series, Status
from atlas.render import cells
from atlas.render.strips import sparkline, strip


def glance(groups: Sequence[ThemeRows], names: tuple[str, str, str], root: str, language: str) -> Markup:
    """Draw a row per indicator: value, comparison, place among all areas, development, and one plain phrase.

    `names` are those of the area, of its parent and of the whole. Columns without a name or without any figure are left out, and so are headings of a
    single group.
    """
    _ = translate(language)
    rows = [row for group in groups for row in group.rows]
    parents, wholes = _columns(rows, names)
    themed = len(groups) > 1
    strips = [row.strip for row in rows if row.strip is not None]
    place = _("Place among {count} areas").format(count=max(view.count for view in strips)) if strips else ""
    head = [
        f'<th scope="col">{_("Theme")}</th>' if themed else "",
        f'<th scope="col">{_("Indicator")}</th><th scope="col" class="num">{escape(names[0])}</th>',
        f'<th scope="col" class="num">{escape(names[1])}</th>' if parents else "",
        f'<th scope="col" class="num">{escape(names[2])} <span class="when">{_("Difference")}</span></th>' if wholes else "",
        f'<th scope="col">{escape(place)}</th>' if strips else "",
        f'<th scope="col">{_("Development")}</th>',
    ]
    bodies = []
    for group in groups:
        lines = [_glance_row(row, names, (parents, wholes, bool(strips)), root, language) for row in group.rows]
        title = f'<th scope="rowgroup" class="theme" rowspan="{len(lines)}">{escape(group.title)}</th>' if themed else ""
        bodies.append(f"<tbody><tr>{title}{'</tr><tr>'.join(lines)}</tr></tbody>")
    kind = "glance" if wholes else "glance of-whole"
    return Markup(f'<table class="{kind}"><thead><tr>{"".join(head)}</tr></thead>{"".join(bodies)}</table>{foot(rows, language)}')


def overview(rows: Sequence[FigureRow], name: str, root: str, language: str) -> Markup:
    """Draw the rows of a single theme or of the whole without headings."""
    return glance((ThemeRows(title="", href="", rows=tuple(rows)),), (name, "", ""), root, language)


def comparison(rows: Sequence[FigureRow], names: tuple[str, str, str], root: str, language: str) -> Markup:
    """Draw a plain table: an indicator's latest value beside the parent's and the whole's, differences, counts, development."""
    _ = translate(language)
    parents, wholes = _columns(rows, names)
    head = [f'<th scope="col">{_("Indicator")}</th><th scope="col">{escape(names[0])}</th>']
    for shown, name in ((parents, names[1]), (wholes, names[2])):
        head.append(f'<th scope="col">{escape(name)}</th><th scope="col">{_("Difference")}</th>' if shown else "")
    head.append(f'<th scope="col">{_("Development")}</th>')
    lines = [_comparison_row(row, (parents, wholes), names[2], root, language) for row in rows]
    return Markup(
        f'<table class="plain"><thead><tr>{"".join(head)}</tr></thead><tbody><tr>{"</tr><tr>".join(lines)}</tr></tbody></table>{foot(rows, language)}'
    )


def years(rows: Sequence[FigureRow], language: str) -> Markup:
    """Draw all figures of all periods: a row per indicator, a column per period in which any of them has figures."""
    periods = tuple(sorted(set().union(*(row.periods for row in rows))))
    head = "".join(f'<th scope="col">{escape(period)}</th>' for period in periods)
    lines = []
    for row in rows:
        lines.append(_places(row.indicator, row.periods, periods) % tuple(_texts(row.own, row.indicator.decimals, language)))
    title = translate(language)("Indicator")
    signs = cells.key(b"".join(row.own.status for row in rows), 0, language)
    return Markup(
        f'<table class="years"><thead><tr><th scope="col">{title}</th>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>{signs}'
    )


def foot(rows: Sequence[FigureRow], language: str) -> str:
    """Explain the signs that occur in the latest figures and name the sources, each with its indicators."""
    statuses = {cells.own_status(row) for row in rows} | {
        series.status[row.latest] for row in rows for series in (row.parent, row.whole) if series is not None and row.latest >= 0
    }
    flags = 0
    for row in rows:
        flags |= row.own.flags[row.latest] if row.latest >= 0 else 0
    sources: dict[str, list[str]] = {}
    for row in rows:
        sources.setdefault(row.indicator.source, []).append(row.indicator.title)
    named = [f"{source} – {', '.join(titles)}" if len(sources) > 1 else source for source, titles in sources.items() if source]
    label = translate_count(language)("Source", "Sources", len(named))
    listed = f'<p class="source">{label}: {"&nbsp;· ".join(map(escape, named))}</p>' if named else ""
    return cells.key(statuses, flags, language) + listed


def _columns(rows: Sequence[FigureRow], names: tuple[str, str, str]) -> tuple[bool, bool]:
    return bool(names[1]) and any(row.parent for row in rows), bool(names[2]) and any(row.whole for row in rows)


def _glance_row(row: FigureRow, names: tuple[str, str, str], columns: tuple[bool, bool, bool], root: str, language: str) -> str:
    parents, wholes, strips = columns
    label = row.indicator
    words = cells.phrase(row, names[2], language)
    shown = cells.is_number(cells.own_status(row))
    when = f'<span class="when">{escape(cells.short_date(row.periods[row.latest], label.reference_date))}</span>' if shown else ""
    gap = cells.difference(row.to_whole, label, language) if shown else ""
    apart = f'<span class="when"><span class="apart">{translate(language)("Difference")} </span>{gap}</span>' if gap else ""
    parts = [
        _named(label, root),
        f'<span class="phrase">{escape(words)}</span></th>' if words else "</th>",
        f'<td class="own{"" if shown else " none"}">{_latest(row, row.own, language)}{when}</td>',
        f'<td class="ref around" data-of="{escape(names[1])}">{_latest(row, row.parent, language)}</td>' if parents else "",
        f'<td class="ref all" data-of="{escape(names[2])}">{_latest(row, row.whole, language)}{apart}</td>' if wholes else "",
    ]
    if strips:
        parts.append(f'<td class="place">{strip(row.strip, row.position if shown else -1, label, language) if row.strip else ""}</td>')
    parts.append(f'<td class="trend">{_development(row, wholes, language) if shown else ""}</td>')
    return "".join(parts)


def _comparison_row(row: FigureRow, columns: tuple[bool, bool], whole_name: str, root: str, language: str) -> str:
    label = row.indicator
    shown = cells.is_number(cells.own_status(row))
    when = cells.dated(row.periods[row.latest], label.reference_date) if row.latest >= 0 else ""
    counts = cells.counts(row.numerator, row.denominator, language) if label.kind == "share" else ""
    notes = [note for note in (when, counts, cells.certainty(row, language) if shown else "", row.reason) if note]
    parts = [
        f'{_named(label, root)}<span class="when">{escape(" · ".join(notes))}</span></th>',
        f'<td class="own">{_latest(row, row.own, language)}</td>',
    ]
    for present, series, gap in ((columns[0], row.parent, row.to_parent), (columns[1], row.whole, row.to_whole)):
        if present:
            parts.append(f"<td>{_latest(row, series, language)}</td><td>{cells.difference(gap, label, language) if shown else ''}</td>")
    parts.append(f'<td class="trend">{_development(row, columns[1], language) + _beside(row, whole_name, language) if shown else ""}</td>')
    return "".join(parts)


def _beside(row: FigureRow, whole_name: str, language: str) -> str:
    """Write the change once more: in per cent of what a share was, and that of the whole, as plainly as can be."""
    if math.isnan(row.change):
        return ""
    relative = "" if math.isnan(row.relative) else f"{signed(round_half_up(row.relative, 1), 1, language)}{THIN}%"
    decimals, unit = (row.indicator.decimals, translate(language)("pts")) if row.indicator.in_points else (1, "%")
    moved = "" if math.isnan(row.whole_change) else f"{signed(round_half_up(row.whole_change, decimals), decimals, language)}{THIN}{unit}"
    words = [part for part in (relative, f"{escape(whole_name)} {moved}" if whole_name and moved else "") if part]
    return f'<span class="since">{" · ".join(words)}</span>' if words else ""


def _latest(row: FigureRow, series: Series | None, language: str) -> str:
    if series is None:
        return ""
    if row.latest < 0:
        return cells.figure(float("nan"), Status.UNKNOWN, 0, row.indicator, language)
    spot = row.latest
    return cells.figure(series.values[spot], series.status[spot], series.flags[spot], row.indicator, language)


def _development(row: FigureRow, compared: bool, language: str) -> str:
    change = cells.difference(row.change, row.indicator, language)
    words = f'<span class="change">{change} {_since(row.periods[row.base], language)}</span>' if change else ""
    # A part's count and the whole's have no scale in common.
    beside = row.whole if compared and row.indicator.kind != "count" else None
    return sparkline(row.own, beside) + words


@lru_cache(maxsize=1024)
def _since(period: str, language: str) -> str:
    return f'<span class="since">{escape(translate(language)("since {period}").format(period=period))}</span>'


@lru_cache(maxsize=1024)
def _named(label: IndicatorLabel, root: str) -> str:
    return f'<th scope="row"><a href="{root}{label.href}">{escape(label.title)}</a>'


@lru_cache(maxsize=1024)
def _places(label: IndicatorLabel, known: tuple[str, ...], periods: tuple[str, ...]) -> str:
    """Give the row of an indicator's years, with a place for each figure that it has; every cell has an address."""
    name = escape(f"{label.title}, {label.unit}" if label.unit else label.title).replace("%", "%%")
    places = (f'<td id="{anchor(label.id, period)}">%s</td>' if period in known else "<td></td>" for period in periods)
    return f'<tr><th scope="row">{name}</th>{"".join(places)}</tr>'


def _texts(series: Series, decimals: int, language: str) -> Iterable[str]:
    if not any(series.status) and not any(series.flags):
        return numbers(round_all(series.values, decimals), decimals, language)
    figures = zip(series.values, series.status, series.flags, strict=True)
    return [cells.brief_cell(value, status, flags, decimals, language) for value, status, flags in figures]
