"""Reading help: what one figure of an indicator means, said with the figures themselves."""

import math

from atlas.base.language import translate
from atlas.base.text import number, round_half_up
from atlas.model.page import IndicatorPage
from atlas.render import cells


def reading_help(page: IndicatorPage, language: str) -> tuple[str, ...]:
    """Write the reading help, sentence by sentence: the counts behind the figure of the whole, what a share means, where half of the areas lie."""
    return tuple(sentence for sentence in (_counted(page, language), _half(page, language)) if sentence)


def _counted(page: IndicatorPage, language: str) -> str:
    """Say a share as so many of so many."""
    _, indicator = translate(language), page.indicator
    part, total = page.counts
    if indicator.kind not in {"share", "rate"} or math.isnan(part) or math.isnan(total) or not indicator.numerator_label or total <= 0:
        return ""
    words = {
        "place": page.whole_name,
        "date": cells.dated(page.periods[page.latest], indicator.reference_date),
        "part": number(part, 0, language),
        "total": number(total, 0, language),
        "of": indicator.numerator_label,
        "among": indicator.denominator_label,
        "about": number(round_half_up(part / total * indicator.factor, 0), 0, language),
        "base": number(indicator.factor, 0, language),
    }
    if indicator.kind == "share" and indicator.denominator_label:
        return _("{place}, {date}: {part} ({of}) out of {total} ({among}), about {about} in {base}.").format(**words)
    return _("{place}, {date}: {part} ({of}) to {total} ({among}), about {about} for every {base}.").format(**words)


def _half(page: IndicatorPage, language: str) -> str:
    """Say where the middle of the areas lies."""
    spread = next((one for _, one in page.spreads if not one.key), None)
    if spread is None or not page.map:
        return ""
    middle = number(round_half_up(spread.median, page.indicator.decimals), page.indicator.decimals, language)
    unit = f" {page.indicator.unit}" if page.indicator.unit else ""
    return translate(language)("Half of the areas ({plural}: {count}) lie below {middle}{unit}, half above.").format(
        plural=page.map.plural, count=spread.count, middle=middle, unit=unit
    )
