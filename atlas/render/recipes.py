"""How an index was made, in words: its steps, its components, what each area got from each of them, and how firm its classes are."""

import math
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from atlas.base.language import translate
from atlas.base.text import number, round_half_up, signed, with_unit
from atlas.model.analysis_view import IndexRow, IndexView
from atlas.model.index import NEUTRAL, Scale
from atlas.model.page import IndicatorPage
from atlas.model.panel import SIGNS
from atlas.render.cells import status_words
from atlas.render.maps import class_borders
from atlas.render.strips import bar

DECIMALS = 2
"""Digits of standardised figures and contributions."""


def steps(view: IndexView, language: str) -> tuple[str, ...]:
    """Say in order what is done with the figures to make the index."""
    _ = translate(language)
    recipe = view.recipe
    count = number(view.counted, 0, language)
    said = [_("All {plural} with a figure for every component count: {count} in {period}.")]
    if any(part.transform != NEUTRAL for part in recipe.components):
        said.append(_("Components are transformed where the table says so."))
    said.append(_scale(recipe.standardise, view.weighted_by, language))
    if recipe.fixed_to:
        said.append(_("Mean and spread are those of {fixed} in every year, so that the index can be followed through time."))
    elif len(recipe.components) and recipe.standardise.method != NEUTRAL:
        said.append(
            _("Mean and spread are taken from each year anew: the index tells how areas stand to each other, not how all of them change.")
        )
    said.append(
        _("The components are multiplied by their weights and added.")
        if recipe.combine == "sum"
        else _("The components are averaged by their weights.")
    )
    if recipe.restandardise.method != NEUTRAL:
        said.append(_("The result is standardised once more:") + " " + _scale(recipe.restandardise, view.weighted_again_by, language))
    said += [f"{_('Left out:')} {rule.reason}." for rule in recipe.exclude]
    return tuple(text.format(plural=view.plural, count=count, period=view.period, fixed=recipe.fixed_to) for text in said)


def components(view: IndexView, root: str, language: str) -> Markup:
    """Draw the components with direction, transformation, weight, mean and standard deviation, and why they are part of the index."""
    _ = translate(language)
    head = [
        f'<th scope="col">{_("Component")}</th><th scope="col">{_("Raises the index")}</th><th scope="col" class="num">{_("Weight")}</th>'
    ]
    measured = any(not math.isnan(part.spread) for part in view.parts)
    if measured:
        centre, spread = (_("Least"), _("Range")) if view.recipe.standardise.method == "minmax" else (_("Mean"), _("Standard deviation"))
        head.append(f'<th scope="col" class="num">{centre}</th><th scope="col" class="num">{spread}</th>')
    lines = []
    for component, part in zip(view.recipe.components, view.parts, strict=True):
        notes = [_when(component.period, component.change, language), _transformed(component.transform, language), component.reason]
        note = f'<span class="when">{escape(" · ".join(filter(None, notes)))}</span>' if any(notes) else ""
        figures = [number(round_half_up(value, DECIMALS), DECIMALS, language) for value in (part.centre, part.spread)]
        unit = part.unit if component.transform == NEUTRAL else ""
        lines.append(
            f'<tr><th scope="row"><a href="{root}{part.href}">{escape(part.title)}</a>{note}</th>'
            f'<td class="words">{_("a higher value") if component.sign > 0 else _("a lower value")}</td>'
            f"<td>{with_unit(number(part.share, 0 if part.share.is_integer() else 1, language), '%')}</td>"
            + ("".join(f"<td>{escape(with_unit(figure, unit))}</td>" for figure in figures) if measured else "")
            + "</tr>"
        )
    return Markup(f'<table class="recipe"><thead><tr>{"".join(head)}</tr></thead><tbody>{"".join(lines)}</tbody></table>')


def contributions(page: IndicatorPage, view: IndexView, root: str, language: str) -> Markup:
    """Draw what every area got from each component: bars to both sides of zero, the sum, the index, its class."""
    _ = translate(language)
    again = view.recipe.restandardise.method != NEUTRAL
    classes = class_names(page, language)
    known = [value for row in view.rows for value in row.contributions if not math.isnan(value)]
    scale = (min([0.0, *known]), max([0.0, *known]))
    head = [f'<th scope="col">{escape(page.label.title)}</th>']
    head += [f'<th scope="col" class="num" colspan="2">{escape(part.title)}</th>' for part in view.parts]
    head += [f'<th scope="col" class="num">{_("Sum")}</th>'] if again else []
    head += [f'<th scope="col" class="num">{_("Index")}</th>', f'<th scope="col">{_("Class")}</th>' if classes else ""]
    lines = []
    for row in view.rows:
        name = f'<th scope="row"><a href="{root}{row.href}">{escape(row.name)}</a></th>'
        if math.isnan(row.value):
            width = 2 * len(view.parts) + again + 1 + bool(classes)
            lines.append(f'<tr>{name}<td class="words" colspan="{width}">{_gap(row, language)}</td></tr>')
            continue
        cells = "".join(
            f'<td>{_signed(value, language)}</td><td class="bars">{bar(value, 0.0, *scale)}</td>' for value in row.contributions
        )
        cells += f"<td>{_signed(row.total, language)}</td>" if again else ""
        value = number(round_half_up(row.value, page.indicator.decimals), page.indicator.decimals, language)
        cells += f'<td class="own">{value}</td>' + (f'<td class="words">{escape(classes[row.code])}</td>' if classes else "")
        lines.append(f"<tr>{name}{cells}</tr>")
    caption = _("Contributions of the components, {period}").format(period=view.period)
    return Markup(
        f'<table class="contributions"><caption class="vh">{escape(caption)}</caption><thead><tr>{"".join(head)}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def sensitivity(page: IndicatorPage, view: IndexView, language: str) -> Markup:
    """Draw how many areas would be in another class without a component, or with a border moved by a tenth of a standard deviation."""
    _ = translate(language)
    found = view.sensitivity
    head = f'<th scope="col">{_("If …")}</th><th scope="col" class="num">{_("areas in another class")}</th>'
    lines = [
        (_("{component} were left out").format(component=part.title), str(count))
        for part, count in zip(view.parts, found.without, strict=True)
        if len(view.parts) > 1
    ]
    edges = page.map.breaks if page.map is not None else ()
    for edge, (down, up) in zip(edges, found.moved, strict=False):
        shown = number(edge, page.indicator.decimals, language)
        lines.append((_("the border at {edge} lay a tenth of a standard deviation lower").format(edge=shown), str(down)))
        lines.append((_("the border at {edge} lay a tenth of a standard deviation higher").format(edge=shown), str(up)))
    body = "".join(
        f'<tr><th scope="row">{escape(words)}</th><td>{_of(count, found.classified, language)}</td></tr>' for words, count in lines
    )
    return Markup(f'<table class="recipe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def class_names(page: IndicatorPage, language: str) -> Sequence[str]:
    """Name the classes of an index: the author's names, else their borders; empty without a map."""
    if page.map is None:
        return ()
    return page.indicator.classes.names or class_borders(page, language)


def _scale(scale: Scale, weighted_by: str, language: str) -> str:
    """Say how figures become comparable."""
    _ = translate(language)
    said = {
        "none": _("The figures are taken as they are."),
        "z": _("Each figure becomes a z-score: how many standard deviations it lies above or below the mean."),
        "rank": _("Each figure becomes its rank, divided by the number of areas."),
        "minmax": _("Each figure becomes its place between the least (0) and the greatest (1)."),
    }[scale.method]
    if scale.method != "z":
        return said
    divided = _("The squares are divided by n.") if scale.ddof == 0 else _("The squares are divided by n − 1.")
    counted = _("Areas are weighted by “{title}”.").format(title=weighted_by) if weighted_by else _("All areas count alike.")
    return f"{said} {divided} {counted}"


def _transformed(how: str, language: str) -> str:
    _ = translate(language)
    return {
        "none": "",
        "ln": _("natural logarithm of x + 1"),
        "percentile": _("rank in per cent"),
        "exponential": _("rank, stretched exponentially at the upper end"),
    }[how]


def _when(period: str, change: int, language: str) -> str:
    _ = translate(language)
    moved = _("change in {years} years").format(years=change) if change else ""
    return ", ".join(part for part in (moved, period) if part)


def _gap(row: IndexRow, language: str) -> str:
    return escape(row.gap) or f'<span aria-hidden="true">{SIGNS[row.status]}</span> {escape(status_words(language)[row.status])}'


def _of(count: str, total: int, language: str) -> str:
    return translate(language)("{count} of {total}").format(count=count, total=total)


def _signed(value: float, language: str) -> str:
    return signed(round_half_up(value, DECIMALS), DECIMALS, language)
