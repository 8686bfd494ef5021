"""How figures were made, in words: why class borders lie where they do, and what the page of methods says of this atlas."""

from collections.abc import Iterator
from functools import cache

from atlas.base.language import translate
from atlas.base.text import number, round_half_up, with_unit
from atlas.model.indicator import Indicator
from atlas.model.page import IndicatorPage
from atlas.model.quality_view import Method
from atlas.render.protection import protection_lines


def class_reason(page: IndicatorPage, language: str) -> str:
    """Say why the classes of a page's map have these borders; empty if they are too few to have any."""
    if page.map is None or not page.map.breaks:
        return ""
    return " ".join((page.indicator.classes.reason or method_words(language)[page.indicator.classes.method], *_notes(page, language)))


def method_sections(view: Method, language: str) -> list[tuple[str, list[str]]]:
    """Say what was computed in this atlas: sections with title and paragraphs, only those that have something to say."""
    _ = translate(language)
    sections = (
        (_("Areas and borders"), _areas(view, language)),
        (_("Shares and sums"), _sums(view, language)),
        (_("Words of comparison"), _comparison(view, language)),
        (_("Classes of the maps"), _classes(view, language)),
        (_("Uncertain figures"), _uncertain(view, language)),
        (_("Protection of people"), protection_lines(view, language)),
    )
    return [(title, paragraphs) for title, lines in sections if (paragraphs := list(lines))]


def _areas(view: Method, language: str) -> Iterator[str]:
    _ = translate(language)
    levels = ", ".join(f"{plural} ({number(count, 0, language)})" for plural, count, _nested in view.levels)
    yield _("Levels of this atlas: {levels}.").format(levels=levels)
    apart = ", ".join(plural for plural, _count, nested in view.levels if not nested)
    if apart:
        yield _("A division of its own, which does not keep to the borders of the other levels: {plurals}.").format(plurals=apart)
    if view.redrawn:
        areas = ", ".join(f"{name} ({since})" for name, since in view.redrawn)
        yield _("Present borders since: {areas}.").format(areas=areas)
    for note in view.border_notes:
        words = _(
            "Figures for other borders were carried over by the parts that lie in an area; where it holds a part only, they are marked s."
        )
        yield f"{words} {note}"


def _sums(view: Method, language: str) -> Iterator[str]:
    _ = translate(language)
    if view.ratios:
        words = _(
            "Number of indicators that are shares, rates or means: {count}. For larger areas numerators and denominators are summed first, then divided; "
            "never are rates averaged. A row that a table has for the larger area itself goes before the sum."
        )
        yield words.format(count=view.ratios)
    if view.weighted:
        words = _("Ready-made values that are averaged for larger areas, weighted by the size of the areas inside: {titles}.")
        yield words.format(titles=", ".join(view.weighted))
    if view.not_additive:
        words = _("Not added up, because a case may count in several areas: {titles}.")
        yield words.format(titles=", ".join(view.not_additive))


def _comparison(view: Method, language: str) -> Iterator[str]:
    _ = translate(language)
    rule = view.words
    if view.whole_name:
        words = _(
            "The measure is the standard deviation of the latest published values of all {plural}. Up to {similar} of it a value is called much as in "
            "{place}, up to {far} lower or higher, beyond that far lower or higher. There is no word for a value in brackets, and none where fewer than "
            "{fewest} areas have one."
        )
        similar, far = (_plain(limit, language) for limit in (rule.similar, rule.far))
        yield words.format(plural=view.plural, similar=similar, far=far, place=view.whole_name, fewest=rule.fewest)
    if rule.base:
        yield _("Development is told since {base}, or since the first later period that can be compared.").format(base=rule.base)
    if view.yardsticks:
        yield _("Beside the areas of the atlas stand for comparison: {names}.").format(names=", ".join(view.yardsticks))


def _classes(view: Method, language: str) -> Iterator[str]:
    _ = translate(language)
    if view.classes:
        yield _("Borders that were not set by hand are made of the values of all years together and rounded to readable numbers.")
    for name, titles in view.classes:
        yield f"{', '.join(titles)}: {method_words(language)[name]}"


def _uncertain(view: Method, language: str) -> Iterator[str]:
    _ = translate(language)
    if view.small_base:
        words = _(
            "Shares and rates of fewer than {denominator}, or with fewer than {numerator} cases, stand in brackets, and so do surveys of fewer than "
            "{denominator} persons. Their interval says between what the value lies with a probability of 95 % if the cases are taken for chance "
            "(score interval, Wilson 1927)."
        )
        limits = (_plain(limit, language) for limit in (view.small_base.denominator, view.small_base.numerator))
        yield words.format(**dict(zip(("denominator", "numerator"), limits, strict=True)))
    if view.surveys:
        words = _("From surveys, with the number of persons asked and a 95 % interval: {titles}.")
        yield words.format(titles=", ".join(view.surveys))
    if view.pools:
        pools = ", ".join(_("{title} ({count} years)").format(title=title, count=years) for title, years in view.pools)
        yield _("Years counted together, because single years have too few cases: {titles}.").format(titles=pools)


def _plain(value: float, language: str) -> str:
    """Write a number without needless digits."""
    decimals = next(few for few in range(4) if few == 3 or round(value, few) == value)
    return number(value, decimals, language)


@cache
def method_words(language: str) -> dict[str, str]:
    """Give a sentence on each way to find class borders."""
    _ = translate(language)
    return {
        "breaks": _("The borders were set by hand."),
        "quantiles": _("Each class holds about the same number of values (quantiles)."),
        "equal": _("All classes are equally wide."),
        "jenks": _("The borders lie in gaps between the values, so that each class is as alike as can be (Fisher–Jenks)."),
        "std": _("The borders lie at whole standard deviations from the mean."),
        "headtail": _("The borders are the mean, the mean of all above it, and so on (head/tail breaks): few areas have very high values."),
        "maximum": _("The borders lie in the widest gaps between the values."),
        "boxplot": _("The borders are those of a box plot: median, quartiles, and the ends of its whiskers."),
        "percentiles": _("The borders set apart the lowest and highest 1 and 10 per cent of the values."),
    }


def _notes(page: IndicatorPage, language: str) -> list[str]:
    """Say what is particular: rounding, a class for zero, two ramps around a centre."""
    _ = translate(language)
    indicator, view = page.indicator, page.map
    notes = [] if indicator.classes.breaks else [_("They are rounded.")]
    if view is not None and view.zero:
        notes.append(_("Zero is a class of its own."))
    if view is not None and view.diverging:
        notes.append(_("Colours run to both sides of {centre}.").format(centre=_centre(page, indicator, language)))
    return notes


def _centre(page: IndicatorPage, indicator: Indicator, language: str) -> str:
    """Name the middle of two ramps: zero, or the figure of the whole."""
    if indicator.classes.diverging == "zero" or page.whole is None:
        return number(0, 0, language)
    value = number(round_half_up(page.whole.values[page.latest], indicator.decimals), indicator.decimals, language)
    return f"{page.whole_name} ({page.periods[page.latest]}: {with_unit(value, indicator.unit)})"
