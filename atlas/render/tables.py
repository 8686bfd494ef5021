"""One indicator's areas as tables: the latest figures with bars, and all areas through all periods."""

import math
from collections.abc import Sequence
from functools import lru_cache
from html import escape

import numpy as np
from markupsafe import Markup

from atlas.base.language import translate
from atlas.base.text import anchor, number, numbers, round_half_up
from atlas.model.map_view import AreaRow, LevelTable
from atlas.model.page import IndicatorPage
from atlas.model.panel import Floats, Status
from atlas.render import cells
from atlas.render.strips import bar, bars

MOST_ON_PAPER = 60
"""A table of more areas is no help on paper."""


def short_tables(page: IndicatorPage) -> tuple[LevelTable, ...]:
    """Choose what is printed: the table of the level that is on the map if it is short, else that of the finest level which is; none if all are long."""
    mapped = page.map.plural if page.map else ""
    found = [table for table in page.tables if not table.reason and 1 < len(table.areas) <= MOST_ON_PAPER]
    return tuple(([table for table in found if table.plural == mapped] or sorted(found, key=lambda table: -len(table.areas)))[:1])


def areas(page: IndicatorPage, table: LevelTable, root: str, language: str) -> Markup:
    """Draw the areas of a level A to Z in the latest period: value, bar with the whole as a line, counts, change since the base period."""
    _ = translate(language)
    indicator, spot = page.indicator, page.latest
    values = table.values[:, spot]
    whole = page.whole.values[spot] if page.whole is not None and indicator.kind != "count" else math.nan
    scale = _scale(np.append(values, [line.figures.values[spot] for line in page.yardsticks]), whole)
    parented = any(area.parent for area in table.areas)
    changed = not bool(np.isnan(table.change).all())
    columns = _columns(page, table, language)
    head = [
        f'<th scope="col">{escape(table.title)}</th>',
        f'<th scope="col" class="part">{_("Part of")}</th>' if parented else "",
        f'<th scope="col" class="num">{escape(indicator.unit or _("Value"))}</th><td class="bars"></td>',
        *(f'<th scope="col" class="num">{escape(title)}</th>' for title, _cells in columns),
        f'<th scope="col" class="num">{escape(_("since {period}").format(period=page.periods[page.base]))}</th>' if changed else "",
    ]
    status, latest = table.status[:, spot].tolist(), slice(spot, spot + 1)
    shown = cells.matrix(table.values[:, latest], table.status[:, latest], table.flags[:, latest], indicator.decimals, language)
    drawn = [
        _begun(table.areas, root, parented),
        [text for (text,) in shown],
        bars(values.tolist(), whole, *scale),
        *(column for _title, column in columns),
        *([cells.differences(table.change, page.label, language)] if changed else []),
    ]
    line = f'%s<td class="own">%s</td><td class="bars">%s</td>{"<td>%s</td>" * (len(columns) + changed)}</tr>'
    lines = [line % parts for parts in zip(*drawn, strict=True)]
    caption = _("{title}, {date}").format(title=indicator.title, date=cells.dated(page.periods[spot], indicator.reference_date))
    return Markup(
        f'<table class="areas"><caption class="vh">{escape(caption)}</caption><thead><tr>{"".join(head)}</tr></thead><tbody>{"".join(lines)}</tbody>'
        f"{_outside(page, (parented, len(columns), changed), scale, language)}</table>"
        f"{cells.key(status, int(np.bitwise_or.reduce(table.flags[:, spot], initial=0)), language)}"
    )


def periods(page: IndicatorPage, table: LevelTable, root: str, language: str) -> Markup:
    """Draw all areas of a level through all periods."""
    head = "".join(f'<th scope="col" class="num">{escape(period)}</th>' for period in page.periods)
    figures = cells.matrix(table.values, table.status, table.flags, page.indicator.decimals, language)
    lines = [f"<tr>{name}<td>{'</td><td>'.join(row)}</td></tr>" for name, row in zip(_names(table.areas, root), figures, strict=True)]
    caption = translate(language)("{title}, all periods").format(title=page.indicator.title)
    return Markup(
        f'<table class="years"><caption class="vh">{escape(caption)}</caption><thead><tr><th scope="col">{escape(table.title)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody>{_outside_years(page, language)}</table>"
        f"{cells.key(np.unique(table.status).tolist(), int(np.bitwise_or.reduce(table.flags, axis=None, initial=0)), language)}"
    )


def spread(page: IndicatorPage, language: str) -> Markup:
    """Draw the spread over all areas, and within each area around several of them: lowest, quartiles, highest."""
    _ = translate(language)
    titles = (_("Areas"), _("Lowest"), _("Lower quartile"), _("Median"), _("Upper quartile"), _("Highest"))
    head = "".join(f'<th scope="col" class="num">{title}</th>' for title in titles)
    decimals = page.indicator.decimals
    lines = []
    for name, one in page.spreads:
        ends = (one.low, one.first, one.median, one.third, one.high)
        shown = "".join(f"<td>{number(round_half_up(end, decimals), decimals, language)}</td>" for end in ends)
        lines.append(f'<tr><th scope="row">{escape(name or _("All areas"))}</th><td>{number(one.count, 0, language)}</td>{shown}</tr>')
    return Markup(
        f'<table class="plain"><thead><tr><th scope="col">{_("Within")}</th>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
    )


def _columns(page: IndicatorPage, table: LevelTable, language: str) -> list[tuple[str, list[str]]]:
    """Give what stands beside the figures, each column with its title: the counts behind them, persons asked, the interval of uncertain ones."""
    _ = translate(language)
    indicator, spot, status = page.indicator, page.latest, table.status[:, page.latest].tolist()
    columns = []
    if table.numerator.size > 0 and indicator.kind in {"share", "rate", "mean"}:
        columns.append((indicator.numerator_label or _("Number"), _counts(table.numerator, spot, status, language)))
        columns.append((indicator.denominator_label or _("Out of"), _counts(table.denominator, spot, status, language)))
    if table.sample.size and not np.isnan(table.sample[:, spot]).all():
        columns.append((_("Asked"), [number(value, 0, language) for value in table.sample[:, spot].tolist()]))
    if table.low.size and not np.isnan(table.low[:, spot]).all():
        ends = zip(table.low[:, spot].tolist(), table.high[:, spot].tolist(), strict=True)
        columns.append((_("95 % interval"), [cells.interval(low, high, indicator.decimals, language) for low, high in ends]))
    return columns


def _outside(page: IndicatorPage, columns: tuple[bool, int, bool], scale: tuple[float, float], language: str) -> str:
    """Draw the areas outside of the atlas below those inside; counts of theirs are not shown, nor compared where the figures are counts."""
    parented, blanks, changed = columns
    if not page.yardsticks or page.indicator.kind == "count":
        return ""
    spot, lines = page.latest, []
    for line in page.yardsticks:
        value, status, flags = line.figures.values[spot], line.figures.status[spot], line.figures.flags[spot]
        lines.append(
            f'<tr><th scope="row">{escape(line.name)}</th>'
            + ('<td class="part"></td>' if parented else "")
            + f'<td class="own">{cells.cell(value, status, flags, page.indicator.decimals, language)}</td>'
            f'<td class="bars">{bar(value, math.nan, *scale)}</td>{"<td></td>" * blanks}'
            + (f"<td>{cells.difference(line.change, page.label, language)}</td>" if changed else "")
            + "</tr>"
        )
    return f"<tfoot>{''.join(lines)}</tfoot>"


def _outside_years(page: IndicatorPage, language: str) -> str:
    lines = []
    for line in page.yardsticks:
        figures = zip(line.figures.values, line.figures.status, line.figures.flags, strict=True)
        texts = [cells.cell(*figure, page.indicator.decimals, language) for figure in figures]
        lines.append(f'<tr><th scope="row">{escape(line.name)}</th><td>{"</td><td>".join(texts)}</td></tr>')
    return f"<tfoot>{''.join(lines)}</tfoot>" if lines else ""


def _scale(values: Floats, whole: float) -> tuple[float, float]:
    known = [0.0, *values[~np.isnan(values)].tolist(), *([] if math.isnan(whole) else [whole])]
    return min(known), max(known)


def _counts(matrix: Floats, spot: int, status: Sequence[int], language: str) -> list[str]:
    # A count that is missing where a figure stands is unknown; else it shares the fate of its figure.
    counts = matrix[:, spot].tolist()
    texts = numbers(counts, 0, language)
    for place in [place for place, text in enumerate(texts) if not text]:
        fate = Status.UNKNOWN if cells.is_number(status[place]) else status[place]
        texts[place] = cells.cell(counts[place], fate, 0, 0, language)
    return texts


@lru_cache(maxsize=8)
def _names(areas: tuple[AreaRow, ...], root: str) -> tuple[str, ...]:
    # Kept for a while: the pages of all indicators have the same.
    return tuple(f'<th scope="row"><a href="{root}{area.href}">{escape(area.name)}</a></th>' for area in areas)


@lru_cache(maxsize=8)
def _begun(areas: tuple[AreaRow, ...], root: str, parented: bool) -> tuple[str, ...]:
    """Begin the lines of a table: address, name, and what an area is part of."""
    parts = [f'<td class="part">{escape(area.parent)}</td>' if parented else "" for area in areas]
    named = zip(areas, _names(areas, root), parts, strict=True)
    return tuple(f'<tr id="{anchor("area", area.key)}">{name}{part}' for area, name, part in named)
