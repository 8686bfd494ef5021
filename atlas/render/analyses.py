"""What rules, typologies and their results say, in words and small pieces of markup."""

import math
from html import escape

from markupsafe import Markup

from atlas.base.language import translate
from atlas.base.text import number, round_half_up, signed, with_unit
from atlas.model.analysis_page import (
    AssociationPage,
    CriterionView,
    SegregationPage,
    SelectionPage,
    TypeSummary,
    TypologyPage,
    WatchView,
)
from atlas.model.analysis_view import ProfileIndex
from atlas.model.frame import LinkGroup
from atlas.model.page import IndicatorLabel, Strip
from atlas.model.panel import SIGNS, Flag, Status
from atlas.render import cells
from atlas.render.strips import bar, strip

STRONG, WEAK = 0.6, 0.3
"""From these coefficients on an association is called close, or loose; below it there is none to speak of."""


def typology_steps(page: TypologyPage, language: str) -> tuple[str, ...]:
    """Say how the areas got their types."""
    _ = translate(language)
    if page.cluster is not None:
        method = _("Ward's method (1963)") if page.cluster.method == "ward" else _("k-means, the tightest of many seeded starts")
        return (
            _("Every indicator below becomes a z-score over all {plural} that have all of them.").format(plural=page.plural),
            _("{method} puts areas that are alike into {count} groups.").format(method=method, count=len(page.types)),
            _("The groups are numbered by “{title}”, the lowest first; their names were given afterwards.").format(title=page.ordered),
            _("Other years are sorted to the group they are nearest to, by the same mean and standard deviation."),
            _("Mean silhouette: {value} (1: clearly apart, 0: the groups run into each other). By type: {parts}.").format(
                value=number(page.silhouette, 2, language),
                parts="; ".join(
                    f"{one.title} {number(one.silhouette, 2, language)}" for one in page.types if not math.isnan(one.silhouette)
                ),
            ),
        )
    if page.imported is not None:
        facts = (
            (_("Method"), page.imported.procedure),
            (_("Based on"), page.imported.variables),
            (_("Made by"), ", ".join(part for part in (page.imported.author, page.imported.year) if part)),
        )
        return (
            _("The types were found elsewhere and are shown as they were delivered."),
            *(f"{head}: {text}" for head, text in facts if text),
        )
    if page.cross is not None:
        return (
            _("Each area has the type that belongs to its classes in the two indices; the cross table shows which."),
            _("An area without one of the two has no type."),
        )
    return (_("Each area has the type of its class."),)


def selection_words(page: SelectionPage, language: str) -> str:
    """Say the rule in one sentence."""
    _ = translate(language)
    against = page.whole_name if page.rule.reference == "whole" else _("the mean of the {plural}").format(plural=page.plural)
    return _("{label}: an area that lies so far from {against} in at least {need} of {all} criteria as the rule says.").format(
        label=page.rule.label, against=against, need=page.rule.at_least, all=len(page.criteria)
    )


def criterion_words(view: CriterionView, language: str) -> str:
    """Say how far a figure has to deviate."""
    _ = translate(language)
    one = view.criterion
    amount = number(one.deviation, 0 if float(one.deviation).is_integer() else 1, language)
    size = {
        "points": _("{amount} points") if view.label.in_points else with_unit("{amount}", view.label.unit),
        "percent": _("{amount} per cent"),
        "sd": _("{amount} times the standard deviation"),
    }[one.measure].format(amount=amount)
    return (_("at least {size} higher") if one.side == "above" else _("at least {size} lower")).format(size=size)


def watch_words(view: WatchView, language: str) -> str:
    """Say an early-warning rule in one sentence."""
    _ = translate(language)
    rule = view.rule
    amount = number(rule.change, 0 if float(rule.change).is_integer() else 1, language)
    unit = _("per cent") if rule.measure == "percent" else _("percentage points") if view.label.in_points else view.label.unit
    sentence = {
        "rise": _("Rule: a rise by {amount} {unit} or more within {years} years."),
        "fall": _("Rule: a fall by {amount} {unit} or more within {years} years."),
        "either": _("Rule: a change by {amount} {unit} or more within {years} years."),
    }[rule.direction]
    return sentence.format(amount=amount, unit=unit, years=rule.years)


def segregation_words(page: SegregationPage, language: str) -> str:
    """Say the latest value in one sentence."""
    _ = translate(language)
    known = [year for year in page.years if not math.isnan(year.dissimilarity)]
    if not known:
        return _("In no year have enough areas published counts.")
    return _("In {period}, {value} per cent of the group “{group}” would have to move to live as evenly as all others.").format(
        period=known[0].period, value=number(round_half_up(known[0].dissimilarity * 100, 0), 0, language), group=page.group
    )


def association_words(page: AssociationPage, language: str) -> str:
    """Say in plain words how closely two indicators go together."""
    _ = translate(language)
    found = page.pearson
    if math.isnan(found):
        return _("Too few areas have both figures to say how they go together.")
    kind = _("closely") if abs(found) >= STRONG else _("loosely") if abs(found) >= WEAK else ""
    if not kind:
        return _("From area to area, “{x}” and “{y}” hardly go together.").format(x=page.x.title, y=page.y.title)
    rises = _("Where “{x}” is higher, “{y}” tends to be higher, too: they go together {kind}.")
    falls = _("Where “{x}” is higher, “{y}” tends to be lower: they go together {kind}.")
    return (rises if found > 0 else falls).format(x=page.x.title, y=page.y.title, kind=kind)


def parts_of(index: ProfileIndex, language: str) -> Markup:
    """Draw what each component contributes to an area's index."""
    scale = (min([0.0, *index.contributions]), max([0.0, *index.contributions]))
    lines = "".join(
        f'<tr><th scope="row">{escape(title)}</th><td>{signed(round_half_up(value, 2), 2, language)}</td><td class="bars">{bar(value, 0.0, *scale)}</td></tr>'
        for title, value in zip(index.parts, index.contributions, strict=True)
    )
    return Markup(f'<table class="contributions"><tbody>{lines}</tbody></table>')


def no_index(index: ProfileIndex, language: str) -> Markup:
    """Say why an area has no index."""
    sign = f'<span aria-hidden="true">{SIGNS[index.status]}</span> '
    return Markup(sign + escape(index.gap or cells.status_words(language)[index.status]))


def type_areas(summary: TypeSummary) -> LinkGroup:
    """Give the areas of a type as a group of links."""
    return LinkGroup(title=summary.title, href="", links=summary.areas)


def position_strip(view: Strip, position: int, label: IndicatorLabel, language: str) -> Markup:
    """Draw the place of a type among all areas."""
    return Markup(strip(view, position, label, language))


def estimate(values: tuple[tuple[str, float], ...], period: str, label: IndicatorLabel, language: str) -> Markup:
    """Write the figure of a scenario, marked as estimated; nothing where there is none."""
    found = dict(values).get(period, math.nan)
    if math.isnan(found):
        return Markup("")
    return Markup(cells.cell(found, Status.OK, Flag.ESTIMATED, label.decimals, language))
