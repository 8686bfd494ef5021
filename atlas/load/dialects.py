"""Finds out how a table is written: encoding, delimiter, decimal sign, thousands sign. Nothing here is read from the system's locale."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from atlas.load.cells import Notation

DELIMITERS = (";", ",", "\t", "|")

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WIDE = ("utf-16-le", "utf-16-be")
_OLD = ("cp1252", "cp850", "mac_roman")
_GARBLED = re.compile("Ã[\u0080-\u00bf\u0152\u0153\u0178\u017d\u017e\u2013-\u2026\u20ac]|\ufffd")
_UMLAUTS = "äöüÄÖÜß"
_DIGITS = re.compile(r"\(?[+−-]?\d[\d.,]*\)?")
_PLAIN = re.compile(r"\d{4,}")
_PRIOR = {"de": (",", "."), "en": (".", ",")}


class Evidence(Struct, frozen=True, kw_only=True):
    """The notation of a table's numbers; `seen`: there are numbers that show it; `doubt`: one that can be read in two ways, if that decided it."""

    notation: Notation
    seen: bool = True
    doubt: str = ""


def decode(content: bytes, encoding: str = "") -> tuple[str | None, str]:
    """Turn bytes into text and name the encoding; None if the given encoding does not fit or is unknown.

    Without one: a byte order mark, else UTF-16 if the first letter has an empty byte, else UTF-8, else the old encoding of Windows, DOS or Mac that yields most umlauts.
    """
    for name in _candidates(content, encoding):
        try:
            return content.decode(name), name
        except (UnicodeError, LookupError):
            continue
    return None, encoding


def garbled(text: str) -> int:
    """Find letters that only a wrong encoding makes, such as `Ã¼` for ü; -1 if there are none."""
    found = _GARBLED.search(text)
    return found.start() if found else -1


def delimiter(head: str, wanted: Iterable[str], row: int = 1) -> str:
    """Choose the sign that parts the header (the row numbered `row`) into most of the `wanted` columns, then into most columns at all."""
    names = set(wanted)

    def merit(sign: str) -> tuple[int, int]:
        header = next((line for number, line in enumerate(csv.reader(io.StringIO(head), delimiter=sign), 1) if number == row), [])
        return len(names & {cell.strip() for cell in header}), len(header)

    return max(DELIMITERS, key=merit)


def notation(texts: Iterable[str], language: str, decimal: str = "", thousands: str = "") -> Evidence:
    """Decide over all numbers of a table which signs part decimals and thousands; what is given stays.

    Certain: two different signs in one number, a group that has not three digits, a sign that occurs twice. If only numbers such as
    `1.234` occur, whole numbers of four and more digits without a sign speak for decimals, else the custom of
    `language` decides, and the doubt is named.
    """
    if decimal:
        return Evidence(notation=Notation(decimal=decimal, thousands=thousands))
    if thousands in {",", "."}:
        return Evidence(notation=Notation(decimal="." if thousands == "," else ",", thousands=thousands))
    numbers = [word.strip("()+−-") for word in texts if _DIGITS.fullmatch(word)]
    marked = [word for word in numbers if "." in word or "," in word]
    usual, grouping = _PRIOR[language]
    votes = {sign: sum(_decimal(word, sign) for word in marked) for sign in ",."}
    grouped = {sign: any(_grouped(word, sign) for word in marked) for sign in ",."}
    if votes[","] != votes["."]:
        usual, grouping = (",", ".") if votes[","] > votes["."] else (".", ",")
    elif grouped[usual] and not grouped[grouping]:
        usual, grouping = grouping, usual
    elif marked and not grouped[grouping]:
        if not any(_PLAIN.fullmatch(word) for word in numbers):
            return Evidence(notation=Notation(decimal=usual, thousands=grouping), doubt=marked[0])
        usual, grouping = (",", ".") if "," in marked[0] else (".", ",")
    used = any(grouping in word for word in marked)
    return Evidence(notation=Notation(decimal=usual, thousands=grouping if used else ""), seen=bool(marked))


def _decimal(word: str, sign: str) -> bool:
    """Tell whether `sign` can only be the decimal sign of this number."""
    other = "." if sign == "," else ","
    whole, _, rest = word.rpartition(sign)
    if word.count(sign) != 1 or other in rest:
        return False
    return other in whole or len(rest) != 3 or whole in {"", "0"} or len(whole) > 3


def _grouped(word: str, sign: str) -> bool:
    """Tell whether `sign` can only part groups of three digits."""
    return word.count(sign) > 1


def _candidates(content: bytes, encoding: str) -> Iterator[str]:
    if encoding:
        yield "utf-8-sig" if encoding.lower().replace("-", "") == "utf8" else encoding
        return
    unmarked = _WIDE[content[0] == 0] if b"\0" in content[:2] else "utf-8"
    yield next((name for sign, name in _MARKS.items() if content.startswith(sign)), unmarked)
    yield from sorted(_OLD, key=lambda name: -_umlauts(content, name))
    yield "latin-1"


def _umlauts(content: bytes, name: str) -> int:
    """Count the umlauts that stand in words: a sign for "will follow" in a cell of its own is an umlaut in another encoding."""
    signs = b"[" + re.escape("".join(_UMLAUTS).encode(name)) + b"]"
    return len(re.findall(rb"(?<=[A-Za-z])" + signs + rb"|" + signs + rb"(?=[A-Za-z])", content))
