"""Plain numbers in texts on areas that none of the area's figures explains: perhaps a slip, perhaps from elsewhere. A hint, for which no build waits."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.text import SIGNS, numbers
from atlas.check.shown import Shown
from atlas.check.slips import Slips
from atlas.model.document import Document, without_code
from atlas.model.mark import find_marks
from atlas.model.panel import Floats, rounded
from atlas.model.site import Site

DIFFERENCES = {
    "de": ("Unterschied", "Unterschied übergeordnet", "Veränderung"),
    "en": ("difference", "difference parent", "change"),
}
"""The words that ask for an area's differences to the whole, to the area around it, to an earlier period."""

PER_CENT = {"de": ("Prozent",), "en": ("per cent", "percent")}


def _pattern(language: str) -> re.Pattern[str]:
    point, group = map(re.escape, SIGNS[language])
    whole = rf"\d{{0,2}}(?=[\s\u00a0\u202f]?(?:%|(?:{'|'.join(PER_CENT[language])})\b))"
    # What stands before is looked at behind the first digit: a pattern that begins with a digit is searched five times as fast.
    return re.compile(rf"([0-9](?<![\d.,:/–-]\d)(?:\d{{0,2}}(?:{group}\d{{3}})*{point}\d+|{whole}))(?![\d:]|[.,/–-]\d)")


_NUMBER = {language: _pattern(language) for language in PER_CENT}
"""Numbers with decimals, and whole per cent. Years, dates, house numbers and small counts are none of these."""
_DECIMALS = {language: re.compile(rf"{re.escape(SIGNS[language][0])}\d") for language in PER_CENT}

_NOT_OURS = re.compile(
    r"""
      ^[ ]{0,3}>[^\n]*                  # what others say
    | „[^“\n]*“ | “[^”\n]*” | "[^"\n]*"
    | \]\([^)\n]*\) | https?://\S+      # addresses
    | ^\[\^[^\]\n]+\]:[^\n]*            # footnotes
    """,
    re.VERBOSE | re.MULTILINE,
)


def unexplained_numbers(site: Site) -> Iterator[Diagnostic]:
    """Note numbers in texts on areas that are no figure of the area, each with the figure that was perhaps meant."""
    profiles = [document for document in site.documents if document.kind == "profile"]
    shown = Shown(site, (document.key for document in profiles))
    for document in profiles:
        yield from _unexplained(site, document, shown)


def _unexplained(site: Site, document: Document, shown: Shown) -> Iterator[Diagnostic]:
    known: dict[str, str] = {}
    slips: Slips | None = None
    for text, line, column in document.pieces():
        if not _holds_numbers(text, site.config.language):
            continue
        pattern = _NUMBER[site.config.language]
        if all(shown.has(document.key, written) for written in pattern.findall(text)):
            continue
        plain = _own_words(text)
        for match in pattern.finditer(plain):
            if not shown.has(document.key, match[1]):
                known = known or _known(site, document.key)
                slips = slips or Slips(known)
                near = slips.nearest(match[1])
                start = match.start()
                where = Location(
                    file=document.file,
                    line=line + plain.count("\n", 0, start),
                    column=start - plain.rfind("\n", 0, start) if column else 0,
                )
                area = site.geography.areas[site.geography.rows[document.key]].name
                yield diagnostic("A367", where, number=match[1], area=area, near=near, mark=known.get(near, ""))


def _holds_numbers(text: str, language: str) -> bool:
    """Tell whether there may be a number to check, quicker than by looking for one."""
    return "%" in text or _DECIMALS[language].search(text) is not None or any(word in text for word in PER_CENT[language])


def _own_words(text: str) -> str:
    """Blank out what is no statement of the author's own: code, quotations, addresses, footnotes, figures and claims in braces."""
    plain = _NOT_OURS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), without_code(f"\n{text}")[1:])
    for mark in find_marks(text):
        plain = plain[: mark.start] + " " * (mark.end - mark.start) + plain[mark.end :]
    return plain


def _known(site: Site, key: str) -> dict[str, str]:
    """Give all numbers that an area's pages show, as they are printed, each with the words that ask for it: its figures and those of the areas around it
    in all periods, and its differences to them."""
    geography, language = site.geography, site.config.language
    row = geography.rows[key]
    rows = {"": row} | {area.key: geography.rows[area.key] for area in reversed(geography.ancestors(key))}
    known: dict[str, str] = {}
    words: list[tuple[str, ...]]
    for indicator in site.register.indicators:
        panel, finding = site.figures[indicator.id], site.findings[indicator.id]
        periods = [finding.latest, *(place for place in range(len(panel.periods) - 1, -1, -1) if place != finding.latest)]
        words = [(indicator.id, area, panel.periods[one] if one != finding.latest else "") for area in rows for one in periods]
        words += [(indicator.id, word) for word in DIFFERENCES[language]]
        differences = np.abs([values[row] for values in (finding.to_whole, finding.to_parent, finding.change)])
        figures = np.append(panel.values[np.ix_([*rows.values()], periods)], differences)
        _print(figures, words, indicator.decimals, language, known)
    return known


def _print(values: Floats, words: Sequence[Sequence[str]], decimals: int, language: str, known: dict[str, str]) -> None:
    """Write figures as they are printed, and as a text may round them, and note the words that ask for each; what is known remains."""
    for places in range(decimals, -1, -1):
        for text, asked in zip(numbers(rounded(values, places).tolist(), places, language), words, strict=True):
            if text and text not in known:
                known[text] = f"{{{' '.join(part for part in asked if part)}}}"
