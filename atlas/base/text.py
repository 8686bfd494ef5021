"""Words and numbers as readers see them: slugs, folding for search, numbers in German and English."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil, floor, isnan

MINUS = "\u2212"
THIN = "\u202f"

_NOTHING = f"{MINUS}0.,"
"""What a number without a value is written with."""

SIGNS = {"de": (",", "."), "en": (".", ",")}
"""Language → decimal point and group sign."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@lru_cache(maxsize=8192)
def slug(words: str) -> str:
    """Make a part of an address: `Süd / Weiße Höhe` → `sued-weisse-hoehe`. May be empty."""
    plain = unicodedata.normalize("NFKD", words.translate(_GERMAN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def anchor(*words: str) -> str:
    """Make the name of a place on a page: `sgb2`, `2025` → `_sgb2-2025`. The first sign keeps it apart from headings of texts."""
    return f"_{'-'.join(map(slug, words))}"


@lru_cache(maxsize=8192)
def collation(words: str) -> str:
    """Give the key by which names are sorted: umlauts as their vowels, ß as ss (DIN 5007-1), no difference of case."""
    return unicodedata.normalize("NFKD", words.replace("ß", "ss")).encode("ascii", "ignore").decode().casefold()


def number(value: float, decimals: int, language: str) -> str:
    """Write a number: `1.234,5` or `1,234.5`, with a real minus; NaN is an empty text."""
    if isnan(value):
        return ""
    if 0 <= value < 999:  # most figures of an atlas: no group sign, no minus
        text = f"{value:.{decimals}f}"
        return text if language == "en" else text.replace(".", SIGNS[language][0])
    text = f"{value:,.{decimals}f}"
    if value < 0:
        text = text.replace("-", MINUS if text.strip("-0.,") else "")
    if language == "en":
        return text
    point, group = SIGNS[language]
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


def numbers(values: Sequence[float], decimals: int, language: str) -> list[str]:
    """Write many numbers as `number` does: in one go, and those again that need a group sign, a minus or an empty text."""
    written = f"%.{decimals}f " * len(values) % tuple(values)
    texts = (written if language == "en" else written.replace(".", SIGNS[language][0])).split()
    for spot in [spot for spot, value in enumerate(values) if not 0.0 <= value < 999.0]:
        texts[spot] = number(values[spot], decimals, language)
    return texts


def signed(value: float, decimals: int, language: str) -> str:
    """Write a difference: `+0,7`, `−1,2`, `±0,0`."""
    text = number(value, decimals, language)
    if not text:
        return ""
    if not text.strip(_NOTHING):
        return f"±{text}"
    return text if text.startswith(MINUS) else f"+{text}"


def with_unit(text: str, unit: str) -> str:
    """Put a unit behind a number, so that a line never breaks between them."""
    return f"{text}{THIN}{unit}" if unit and text else text


def round_half_up(value: float, decimals: int) -> float:
    """Round as offices do, halves away from zero; stays a float. NaN stays NaN."""
    scale = 10.0**decimals
    if value >= 0:
        return floor(value * scale + 0.5) / scale
    return ceil(value * scale - 0.5) / scale + 0.0 if value < 0 else value  # no negative zero


def round_all(values: Iterable[float], decimals: int) -> list[float]:
    """Round many numbers as `round_half_up` does, without asking it for those that are not negative."""
    scale = 10.0**decimals
    return [floor(value * scale + 0.5) / scale if value >= 0 else round_half_up(value, decimals) for value in values]
