"""Words and numbers as readers see them: slugs, folding for search, numbers in German and English."""

import math
import re
import unicodedata

MINUS = "\u2212"
THIN = "\u202f"

_MARKS = {"de": (",", "."), "en": (".", ",")}
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def slug(words: str) -> str:
    """Make a part of an address: `Süd / Weiße Höhe` → `sued-weisse-hoehe`. May be empty."""
    plain = unicodedata.normalize("NFKD", words.translate(_GERMAN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def number(value: float, decimals: int, language: str) -> str:
    """Write a number: `1.234,5` or `1,234.5`, with a real minus; NaN is an empty text."""
    if math.isnan(value):
        return ""
    text = f"{value:,.{decimals}f}"
    if value < 0:
        text = text.replace("-", MINUS if text.strip("-0.,") else "")
    if language == "en":
        return text
    point, group = _MARKS[language]
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


def signed(value: float, decimals: int, language: str) -> str:
    """Write a difference: `+0,7`, `−1,2`, `±0,0`."""
    text = number(value, decimals, language)
    if not text:
        return ""
    if not text.strip(f"{MINUS}0.,"):
        return f"±{text}"
    return text if text.startswith(MINUS) else f"+{text}"


def with_unit(text: str, unit: str) -> str:
    """Put a unit behind a number, so that a line never breaks between them."""
    return f"{text}{THIN}{unit}" if unit and text else text


def round_half_up(value: float, decimals: int) -> float:
    """Round as offices do, halves away from zero; stays a float."""
    scale = 10.0**decimals
    return math.copysign(math.floor(abs(value) * scale + 0.5), value) / scale
