"""Searches all bytes of a folder for numbers and words, in every form they could have taken, packed ones included."""

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "&nbsp;", "&#160;", "'", "’")


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
    kept = {text.encode() for text in texts if sum(sign.isdigit() for sign in text) >= 5}
    kept |= {text.encode("utf-16-le") for text in texts if sum(sign.isdigit() for sign in text) >= 5}
    kept |= {struct.pack(order + "d", number) for order in "<>"}
    if float(number).is_integer():
        kept |= {struct.pack(order + "q", int(number)) for order in "<>"}
    return kept


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file below a folder, and whatever is packed in one, with a name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from unpacked(path.relative_to(folder).as_posix(), path.read_bytes())


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the content as it is, then the members of archives, compressed text of pictures, streams of PDF files."""
    yield name, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}!{member}", archive.read(member))
    elif content[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name}!", gzip.decompress(content))
    elif content[:8] == b"\x89PNG\r\n\x1a\n":
        for chunk in re.finditer(rb"(?:zTXt|iTXt|iCCP)(.*?)(?=[\x00-\xff]{4}(?:IDAT|IEND|tEXt|zTXt|iTXt|pHYs))", content, re.DOTALL):
            yield from _inflated(f"{name}!text", chunk[1])
    elif content[:5] == b"%PDF-":
        for stream in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            yield from _inflated(f"{name}!stream", stream[1])


def _inflated(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    for start in range(min(len(content), 80)):
        try:
            yield name, zlib.decompressobj().decompress(content[start:])
        except zlib.error:
            continue
        return


def sightings(folder: Path, wanted: Iterable[bytes]) -> set[tuple[str, bytes]]:
    """Name where one of the wanted forms stands. Forms that begin or end with a digit are no sighting within a longer number."""
    found: set[tuple[str, bytes]] = set()
    patterns = [
        (form, re.compile(rb"(?<![0-9])" + re.escape(form) + rb"(?![0-9])" if form[:1].isdigit() else re.escape(form))) for form in wanted
    ]
    for name, content in everything(folder):
        found |= {(name, form) for form, pattern in patterns if form in content and pattern.search(content)}
    return found
