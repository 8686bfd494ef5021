"""Notices of corrections on the pages of frozen editions that show the wrong figure. Their own figures stay as they were."""

from collections.abc import Iterable
from html import escape

from atlas.base.language import translate
from atlas.model.edition import Erratum, FrozenEdition
from atlas.render.cells import day


def notices(frozen: FrozenEdition, errata: Iterable[Erratum]) -> dict[str, str]:
    """Give path → notice for every page of this edition that a correction concerns: the indicator's, and the area's."""
    told: dict[str, list[str]] = {}
    for one in errata:
        if frozen.edition.id not in one.editions:
            continue
        for name in (f"indicator:{one.indicator}", f"area:{one.area}"):
            if name in frozen.addresses:
                told.setdefault(frozen.addresses[name], []).append(_sentence(one, frozen.language))
    title = translate(frozen.language)("Corrected since this edition appeared")
    return {
        path: f'<aside class="errata"><h2>{escape(title)}</h2><ul>{"".join(f"<li>{words}</li>" for words in lines)}</ul></aside>'
        for path, lines in told.items()
    }


def _sentence(one: Erratum, language: str) -> str:
    _ = translate(language)
    place = _("area {key}, ").format(key=one.area) if one.area else ""
    words = _("Indicator {indicator}, {place}{period}: instead of {old} it must read {new}. {reason} ({day})").format(
        indicator=one.indicator, place=place, period=one.period, old=one.old, new=one.new, reason=one.reason, day=day(one.date, language)
    )
    return escape(words)
