"""The age structure as a table whose cells are bars: a pyramid that is read like any table, on a phone and aloud."""

import math
from html import escape

from markupsafe import Markup

from atlas.base.language import translate
from atlas.base.text import number, round_half_up
from atlas.model.ages import AgeRow, AgeView
from atlas.model.panel import NUMERIC
from atlas.render import cells
from atlas.render.strips import bar

MIDDLE = 4
"""The columns behind this one hold shares."""


def pyramid(view: AgeView, language: str) -> Markup:
    """Draw a row per group, the oldest on top: counts and bars to both sides of its name, its share, and that of the whole.

    The length of a bar is the share of all inhabitants; a line across is the share in the whole.
    """
    _ = translate(language)
    shown = [share for row in view.rows for share in (*row.shares, *row.whole) if not math.isnan(share)]
    widest = max(shown, default=1.0) or 1.0
    heads = [(view.left, "num"), ("", ""), (_("Age"), "mid"), ("", ""), (view.right, ""), (_("here"), "num"), (view.whole_name, "num")]
    head = "".join(
        f'<th scope="col"{f" class={look}" if look else ""}>{escape(title)}{" %" if place > MIDDLE else ""}</th>' if title else "<td></td>"
        for place, (title, look) in enumerate(heads[: 7 if view.whole_name else 6])
    )
    lines = "".join(_row(row, widest, compared=bool(view.whole_name), language=language) for row in view.rows)
    signs = cells.key((state for row in view.rows for state in row.status), 0, language)
    return Markup(f'<table class="ages"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{signs}')


def _row(row: AgeRow, widest: float, *, compared: bool, language: str) -> str:
    left, right = (cells.brief_cell(count, state, 0, 0, language) for count, state in zip(row.counts, row.status, strict=True))
    ends = f"<td>{_percent(sum(row.shares), row.status, language)}</td>"
    ends += f"<td>{_percent(sum(row.whole), (), language)}</td>" if compared else ""
    return (
        f'<tr><td>{left}</td><td>{bar(-row.shares[0], -row.whole[0], -widest, 0)}</td><th scope="row">{escape(row.title)}</th>'
        f"<td>{bar(row.shares[1], row.whole[1], 0, widest)}</td><td>{right}</td>{ends}</tr>"
    )


def _percent(share: float, status: tuple[int, ...], language: str) -> str:
    """Write a share; where one side is kept back, its sign."""
    if not math.isnan(share):
        return number(round_half_up(share, 1), 1, language)
    hidden = next((state for state in status if state not in NUMERIC), None)
    return cells.brief_cell(math.nan, hidden, 0, 0, language) if hidden is not None else ""
