"""How sure a figure is: small bases are marked, and small bases and surveys have an interval.

Intervals of shares and rates are score intervals at 95 per cent: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal
of the American Statistical Association 22 (1927), 209–212. They take the cases of an area for the outcome of chance, as if each had come about by itself, and
say how far the figure could lie from what is behind it. Intervals of surveys are those of the survey itself: delivered, or value ± 1.96 × standard error.
"""

import numpy as np
from msgspec.structs import replace

from atlas.model.indicator import Indicator
from atlas.model.judgement import SmallBase
from atlas.model.panel import Floats, Panel, Status, freeze
from atlas.model.tabulation import Tabulation
from atlas.statistics.panels import population

Z = 1.959964
"""Quantile of the normal distribution for 95 per cent on both sides."""


def wilson(cases: Floats, base: Floats) -> tuple[Floats, Floats]:
    """Give the score interval of cases / base as fractions of one; NaN where the base is not above zero, or the cases are not within it."""
    valid = (base > 0) & (cases >= 0) & (cases <= base)
    size = np.where(valid, base, np.nan)
    share = np.where(valid, cases, np.nan) / size
    middle = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * np.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)


def judge(panel: Panel, indicator: Indicator, tabulation: Tabulation, rule: SmallBase | None) -> Panel:
    """Mark published figures of small bases as limited, by `rule`, and give limited ones and those of surveys their interval, in the indicator's unit."""
    if indicator.survey is not None:
        panel = _with_survey(panel, indicator, tabulation)
    if rule is None:
        return panel
    if indicator.survey is not None:
        return _limited(panel, panel.sample < rule.denominator)
    if indicator.kind not in ("share", "rate"):
        return panel
    panel = _limited(panel, (panel.denominator < rule.denominator) | (panel.numerator < rule.numerator))
    unsure = panel.status == Status.LIMITED
    if not unsure.any():
        return panel
    low, high = wilson(np.where(unsure, panel.numerator, np.nan), np.where(unsure, panel.denominator, np.nan))
    return replace(panel, low=freeze(low * indicator.factor), high=freeze(high * indicator.factor))


def _limited(panel: Panel, small: np.ndarray) -> Panel:
    status = np.where(small & (panel.status == Status.OK), np.uint8(Status.LIMITED), panel.status)
    return replace(panel, status=freeze(status))


def _with_survey(panel: Panel, indicator: Indicator, tabulation: Tabulation) -> Panel:
    """Put the number of persons asked and the interval beside the figures; both are silent where there is no figure."""
    survey = indicator.survey
    assert survey is not None
    shown = ~np.isnan(panel.values)

    def read(name: str) -> Floats:
        delivered = population(tabulation, name) if name else None
        matrix = np.full(panel.values.shape, np.nan)
        for place, period in enumerate(delivered.periods if delivered else ()):
            if delivered is not None and period in panel.periods:
                matrix[:, panel.periods.index(period)] = delivered.values[:, place]
        return np.where(shown, matrix, np.nan)

    reach = Z * read(survey.error)
    low, high = (read(survey.low), read(survey.high)) if survey.low else (panel.values - reach, panel.values + reach)
    return replace(panel, sample=freeze(read(survey.size)), low=freeze(low), high=freeze(high))
