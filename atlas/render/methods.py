"""How figures were made, in words: why class borders lie where they do."""

from functools import cache

from atlas.base.language import translate
from atlas.base.text import number, round_half_up, with_unit
from atlas.model.indicator import Indicator
from atlas.model.page import IndicatorPage


def class_reason(page: IndicatorPage, language: str) -> str:
    """Say why the classes of a page's map have these borders; empty if they are too few to have any."""
    if page.map is None or not page.map.breaks:
        return ""
    return " ".join((page.indicator.classes.reason or method_words(language)[page.indicator.classes.method], *_notes(page, language)))


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
