"""Say what there is to say about one indicator's published figures: the finding that pages, maps and tables show."""

import numpy as np

from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.judgement import USUAL, WordRule
from atlas.model.panel import Floats, Panel, Status, no_figures
from atlas.statistics.classify import EXACT, find_breaks, find_classes
from atlas.statistics.compare import Rows, compare_to_parent, compare_to_whole, find_words, whole_row
from atlas.statistics.coverage import find_gaps, measure_coverage
from atlas.statistics.spread import find_spreads
from atlas.statistics.trend import base_period, find_change, find_development, find_steps, latest_period

CHANGE_DECIMALS = 1
"""Of a change in per cent, as it is printed."""


def find(panel: Panel, indicator: Indicator, geography: Geography, main_level: str, rule: WordRule = USUAL) -> Finding:
    """Find classes, comparisons and development of an indicator.

    The areas of the main level decide on the latest period, on the class borders (over all periods) and on the spread behind the words; if none of
    them ever has a figure, those of the finest level that has any. Differences of figures in per cent are percentage points, those of indices their
    own points, all others per cent of the reference. Classes of an index are told by what was computed, not by what is printed. Counts are not compared with larger areas, only with themselves earlier.
    """
    rows, whole = _speaking_rows(panel, geography, main_level), whole_row(geography)
    latest, in_points = latest_period(panel, rows), indicator.unit == "%" or indicator.kind == "index"
    base = base_period(panel, indicator, rows, whole, latest, rule.base)
    centre = _centre(panel, indicator, whole, latest)
    breaks = find_breaks(panel.values[rows], indicator.classes, indicator.decimals, centre)
    compared = latest >= 0 and indicator.kind != "count"
    values: Floats = panel.values[:, latest] if compared else np.full(len(geography.areas), np.nan)
    change = find_change(panel, geography, base, latest, in_points=in_points)
    limited = (panel.status[:, latest : latest + 1] == Status.LIMITED).any(axis=1)
    return Finding(
        latest=latest,
        base=base,
        breaks=breaks,
        centre=centre,
        classes=find_classes(panel.values, breaks, EXACT if indicator.kind == "index" else indicator.decimals),
        in_points=in_points,
        to_whole=compare_to_whole(values, whole, in_points=in_points),
        to_parent=compare_to_parent(values, geography, in_points=in_points),
        change=change,
        words=find_words(values, limited, rows, whole, indicator.decimals, rule),
        relative=find_change(panel, geography, base, latest, in_points=False) if indicator.unit == "%" else no_figures(),
        spreads=find_spreads(values, rows, geography),
        coverage=measure_coverage(panel, indicator, geography, latest, whole),
        gaps=find_gaps(panel, rows),
        development=find_development(panel, geography, base, latest, in_points=in_points),
        steps=find_steps(change[rows], indicator.decimals if in_points else CHANGE_DECIMALS),
    )


def _centre(panel: Panel, indicator: Indicator, whole: int | None, latest: int) -> float:
    """Give the figure around which classes lie on both sides: zero, or the latest one of the whole; NaN if there is none."""
    if indicator.classes.diverging == "whole" and whole is not None and latest >= 0:
        return float(panel.values[whole, latest])
    return 0.0 if indicator.classes.diverging == "zero" else np.nan


def _speaking_rows(panel: Panel, geography: Geography, main_level: str) -> Rows:
    """Give the areas of the main level if one of them has a figure, else those of the finest level that has one."""
    levels = [main_level, *(level.id for level in reversed(geography.levels))]
    candidates = [np.array(geography.level_rows[level], dtype=np.intp) for level in levels]
    return next((rows for rows in candidates if not np.isnan(panel.values[rows]).all()), candidates[0])
