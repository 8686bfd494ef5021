"""Searches all bytes of a folder for numbers and words, in every form they could have taken, packed ones included."""

import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from atlas.load.contents import Unreadable, contents, files_below

BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "&nbsp;", "&#160;", "'", "’")
CODES = ("utf-8", "utf-16-le", "utf-16-be")


def forms(number: float, decimals: int = 0) -> set[bytes]:
    """Give the ways to write a number: grouped by all signs, with both decimal signs, and as the machine keeps it."""
    texts: set[str] = set()
    for places in range(decimals + 1) if decimals else (0, 1):
        plain = f"{number:.{places}f}"
        texts |= {plain, plain.replace(".", ",")}
        grouped = f"{number:,.{places}f}"
        texts |= {grouped, grouped.translate(str.maketrans(",.", ".,"))}
        texts |= {grouped.replace(",", blank) for blank in BLANKS}
        texts |= {grouped.translate(str.maketrans({",": blank, ".": ","})) for blank in BLANKS}
    kept = {text.encode(code) for text in texts for code in CODES if sum(sign.isdigit() for sign in text) >= 5}
    kept |= {struct.pack(order + "d", number) for order in "<>"}
    if float(number).is_integer():
        kept |= {struct.pack(order + "q", int(number)) for order in "<>"}
    return kept


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file below a folder, and whatever is packed in one, with a name."""
    return ((one.name, one.data) for one in contents(files_below(folder)) if not isinstance(one, Unreadable))


def unreadable(folder: Path) -> list[str]:
    """Name the files of a kind that nobody has said how to read."""
    return [str(one) for one in contents(files_below(folder)) if isinstance(one, Unreadable)]


def sightings(folder: Path, wanted: Iterable[bytes]) -> set[tuple[str, bytes]]:
    """Name where one of the wanted forms stands. Forms that begin or end with a digit are no sighting within a longer number."""
    found: set[tuple[str, bytes]] = set()
    patterns = [
        (form, re.compile(rb"(?<![0-9])" + re.escape(form) + rb"(?![0-9])" if form[:1].isdigit() else re.escape(form))) for form in wanted
    ]
    for name, content in everything(folder):
        found |= {(name, form) for form, pattern in patterns if form in content and pattern.search(content)}
    return found
