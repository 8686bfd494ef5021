"""How complete figures are, as tables and sentences: the page of data quality, and the statement on an indicator's page."""

import math
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from atlas.base.language import translate, translate_count
from atlas.base.text import number
from atlas.model.page import IndicatorPage
from atlas.model.quality import Coverage, Gap
from atlas.model.quality_view import QualityGroup, QualityRow
from atlas.render import cells

NUMBERS = ' class="num"'

ALIKE = 0.0005
"""A sum that differs by less than this part of the published total is the same."""


def coverage(page: IndicatorPage, language: str) -> Markup:
    """Draw the coverage of an indicator: a row per level, columns only for what occurs."""
    _ = translate(language)
    plurals = {table.id: table.plural for table in page.tables}
    every = page.coverage
    columns = [(title, [getattr(one, name) for one in every]) for name, title in _states(language)]
    used = [(title, counts) for title, counts in columns if any(counts)]
    summed = any(not math.isnan(one.total) for one in every)
    head = "".join(f'<th scope="col" class="num">{escape(title)}</th>' for title, _counts in used)
    last = f'<th scope="col" class="num">{_("Sum, part of the total")}</th>' if summed else ""
    lines = [
        f'<tr><th scope="row">{escape(plurals.get(one.level, one.level))}</th><td>{number(one.areas, 0, language)}</td>'
        + "".join(f"<td>{number(counts[place], 0, language)}</td>" for _title, counts in used)
        + (f"<td>{total(one, language)}</td>" if summed else "")
        + "</tr>"
        for place, one in reversed(list(enumerate(every)))
    ]
    return Markup(
        f'<table class="plain"><thead><tr><th scope="col">{_("Level")}</th><th scope="col" class="num">{_("Areas")}</th>{head}{last}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def quality(group: QualityGroup, root: str, language: str) -> Markup:
    """Draw the indicators of a Handlungsfeld: currency, coverage at the level shown, breaks and gaps."""
    _ = translate(language)
    dates, counts = (_("Latest"), _("Next update")), (_("With a figure"), _("Kept back"), _("Missing"), _("Sum, part of the total"))
    titles = (_("Indicator"), *dates, *counts, _("Breaks"), _("Gaps"))
    head = "".join(f'<th scope="col"{NUMBERS if 3 <= place <= 6 else ""}>{title}</th>' for place, title in enumerate(titles))
    lines = [f"<tr>{_quality_row(row, root, language)}</tr>" for row in group.rows]
    return Markup(f'<table class="plain quality"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>')


def gaps(found: Sequence[Gap], language: str) -> str:
    """Name periods with gaps: `2014 (3 areas), 2016 (1 area)`; empty without any."""
    say = translate_count(language)
    return ", ".join(f"{gap.period} ({say('{n} area', '{n} areas', gap.areas).format(n=gap.areas)})" for gap in found)


def total(one: Coverage, language: str) -> str:
    """Write the sum of the figures shown as a part of the published total: `98.7 %`; empty where counts are not added."""
    if math.isnan(one.total) or math.isnan(one.published) or one.published <= 0:
        return ""
    share = one.total / one.published
    return "100&nbsp;%" if abs(share - 1) < ALIKE else f"{number(share * 100, 1, language)}&nbsp;%"


def _states(language: str) -> tuple[tuple[str, str], ...]:
    _ = translate(language)
    return (
        ("shown", _("With a figure")),
        ("limited", _("in brackets")),
        ("estimated", _("estimated")),
        ("suppressed", _("Kept back")),
        ("missing", _("Missing")),
        ("apart", _("Without meaning here")),
    )


def _quality_row(row: QualityRow, root: str, language: str) -> str:
    found = row.coverage
    dates = ", ".join(escape(part) for part in (row.next_update, row.update) if part)
    counts = [
        translate(language)("{count} of {total}").format(count=number(found.shown, 0, language), total=number(found.areas, 0, language))
        if found
        else "",
        number(found.suppressed, 0, language) if found and found.suppressed else "",
        number(found.missing, 0, language) if found and found.missing else "",
        total(found, language) if found else "",
    ]
    latest = escape(cells.short_date(row.latest, row.indicator.reference_date)) if row.latest else cells.heard("–")
    return (
        f'<th scope="row"><a href="{root}{row.indicator.href}">{escape(row.indicator.title)}</a></th><td>{latest}</td><td>{dates}</td>'
        + "".join(f'<td class="num">{count}</td>' for count in counts)
        + f"<td>{escape(', '.join(row.breaks))}</td><td>{escape(gaps(row.gaps, language))}</td>"
    )
