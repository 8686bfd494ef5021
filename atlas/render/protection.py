"""Disclosure control in words, for citizens: what is not shown, and why. Only rules that are in force are told."""

from collections.abc import Iterator

from atlas.base.language import translate
from atlas.base.text import number
from atlas.model.protection import Rule
from atlas.model.quality_view import Method


def protection_lines(view: Method, language: str) -> Iterator[str]:
    """Give the paragraphs on the protection of people; nothing where nothing is protected or kept back."""
    _ = translate(language)
    rules = [view.protection.rule, *(one.rule for one in view.protection.exemptions)]
    methods = {rule.method for rule in rules}
    if methods == {"none"} and not view.kept_back:
        return
    words = _(
        "Some figures are not shown, so that nobody can conclude from them on single people. A dot (·) stands in their place, for reasons of data "
        "protection: at present for {kept_back} figures, while {shown} are shown."
    )
    yield words.format(kept_back=number(view.kept_back, 0, language), shown=number(view.shown, 0, language))
    if "suppress" in methods:
        yield " ".join(_suppressed(view.protection.rule if view.protection.rule.method == "suppress" else _first(rules), language))
    if methods & {"suppress", "imported"}:
        yield _(
            "A figure that is not shown could often be worked out from others, as what is left of a sum. So some larger figures are not shown either. "
            "For which of the two reasons a figure is missing cannot be told. Before the atlas appears, a program tries to work out all missing figures "
            "from everything that is shown, as an outsider could. If it can, the atlas does not appear."
        )
    if "imported" in methods:
        yield _("Some figures are already protected when they reach this atlas, by the office that delivers them.")
    for rule in rules:
        if rule.method == "round":
            yield _rounded(rule, language)
    for rule in rules[1:] if "none" not in {rules[0].method} else ():
        if rule.method == "none":
            yield _("Not protected, because it is not needed: {reason}").format(reason=rule.reason)


def _first(rules: list[Rule]) -> Rule:
    return next(rule for rule in rules if rule.method == "suppress")


def _suppressed(rule: Rule, language: str) -> Iterator[str]:
    _ = translate(language)
    if rule.minimum > 1:
        yield _("Counts of fewer than {minimum} people are not shown.").format(minimum=rule.minimum)
    if rule.complement > 1:
        yield _(
            "The same holds where fewer than {complement} people do not belong to a group: whoever knows them would know all others."
        ).format(complement=rule.complement)
    if rule.zeros:
        yield _("That nobody belongs to a group is shown.")
    else:
        yield _("Nor is it shown that nobody, or that everybody belongs to a group.")
    if rule.population:
        yield _("Areas with fewer than {population} inhabitants have no figures.").format(population=number(rule.population, 0, language))
    if rule.mean > 1:
        yield _("A mean needs at least {mean} cases.").format(mean=rule.mean)


def _rounded(rule: Rule, language: str) -> str:
    _ = translate(language)
    words = _("Counts are rounded to multiples of {base}, and shares are computed from rounded counts. A 0 means none or very few.")
    return words.format(base=rule.base)
