"""Areas by core indicators as tables: all of them with a band in the colour of their class, or a few side by side."""

from html import escape

from markupsafe import Markup

from atlas.base.language import translate
from atlas.model.explorer import ComparisonPage, HeatColumn, HeatPage
from atlas.model.map_view import AreaRow
from atlas.render import cells, maps

LETTERS = "ABCDE"
"""What areas side by side are called in charts."""


def heat(page: HeatPage, root: str, language: str) -> Markup:
    """Draw all areas A to Z: under every figure a band in the colour of its class on the map, patterned where there is none."""
    say = translate(language)
    head = "".join(_head(column) for column in page.columns)
    lines = [
        f"<tr>{_name(area, root)}{''.join(_banded(column, row, language) for column in page.columns)}</tr>"
        for row, area in enumerate(page.areas)
    ]
    foot = "".join(f"<td>{_whole(column, language)}</td>" for column in page.columns)
    whole = f'<tfoot><tr><th scope="row">{escape(page.whole_name)}</th>{foot}</tr></tfoot>' if page.whole_name else ""
    caption = say("{plural}: latest figures").format(plural=page.plural)
    statuses = {status for column in page.columns for status in column.status}
    flags = 0
    for column in page.columns:
        for flag in column.flags:
            flags |= flag
    return Markup(
        f'<table class="areas heat"><caption class="vh">{escape(caption)}</caption><thead><tr><th scope="col">{escape(page.plural)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody>{whole}</table>{cells.key(statuses, flags, language)}"
    )


def side_by_side(page: ComparisonPage, root: str, language: str) -> Markup:
    """Draw a few areas as columns, the core indicators as rows, the whole last."""
    say = translate(language)
    head = "".join(
        f'<th scope="col" class="num"><span class="letter s{place}">{LETTERS[place]}</span> <a href="{root}{area.href}">{escape(area.name)}</a></th>'
        for place, area in enumerate(page.areas)
    )
    whole = f'<th scope="col" class="num">{escape(page.whole_name)}</th>' if page.whole_name else ""
    lines = []
    for column in page.columns:
        own = "".join(f"<td>{_plain(column, place, language)}</td>" for place in range(len(page.areas)))
        around = f"<td>{_whole(column, language)}</td>" if page.whole_name else ""
        title = (
            f'<a href="{root}{column.label.href}">{escape(column.label.title)}</a> <span class="when">{escape(_measured(column))}</span>'
        )
        lines.append(f'<tr><th scope="row">{title}</th>{own}{around}</tr>')
    return Markup(
        f'<table class="beside-table"><caption class="vh">{escape(say("Core indicators"))}</caption><thead><tr><th scope="col">{escape(say("Indicator"))}</th>'
        f"{head}{whole}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def signs(page: ComparisonPage, language: str) -> Markup:
    """Explain the signs and flags of the areas side by side."""
    statuses = {status for column in page.columns for status in (*column.status, *(column.whole[1:2] if column.whole else ()))}
    flags = 0
    for column in page.columns:
        for flag in (*column.flags, *(column.whole[2:] if column.whole else ())):
            flags |= flag
    return Markup(cells.key(statuses, flags, language))


def _head(column: HeatColumn) -> str:
    label = column.label
    return f'<th scope="col" class="num">{escape(label.title)} <span class="when">{escape(_measured(column))}</span></th>'


def _name(area: AreaRow, root: str) -> str:
    return f'<th scope="row"><a href="{root}{area.href}">{escape(area.name)}</a></th>'


def _banded(column: HeatColumn, row: int, language: str) -> str:
    text = _plain(column, row, language)
    look = maps.paint(column.classes[row], column.status[row])
    ramp = maps.ramp(column.count, column.diverging)
    return f'<td>{text}<svg class="band {ramp}" aria-hidden="true" width="60" height="7"><rect width="100%" height="7"{look}/></svg></td>'


def _plain(column: HeatColumn, place: int, language: str) -> str:
    return cells.cell(column.values[place], column.status[place], column.flags[place], column.label.decimals, language)


def _measured(column: HeatColumn) -> str:
    """Say in what, and when: `%, 2025`."""
    return ", ".join(part for part in (column.label.unit, column.period) if part)


def _whole(column: HeatColumn, language: str) -> str:
    if column.whole is None:
        return ""
    value, status, flags = column.whole
    return cells.cell(value, status, flags, column.label.decimals, language)
