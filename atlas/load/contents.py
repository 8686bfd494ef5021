"""Opens every file of a folder that is to be published, down to what is packed in it: nothing that readers could unpack stays unread.

A kind of file that is not known here is named, not passed over: whatever a future download is, somebody has to say how its figures are read.
"""

import csv
import gzip
import io
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LIMIT = 1 << 30
"""Bytes that a packed file may have when it is unpacked."""


class Content(Struct, frozen=True, kw_only=True):
    """What a file or a part of one holds; `name` is its path, parts behind `!`. `text` is None where there is nothing to read as text."""

    name: str
    data: bytes
    text: str | None


class Unreadable(Exception):  # noqa: N818 - the name of the file it is about is all it says
    """A file of a kind that cannot be read here, or that is broken."""


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def contents(files: Iterable[tuple[str, bytes]]) -> Iterator[Content | Unreadable]:
    """Give every file (path, bytes) and everything packed in it, files that cannot be read as `Unreadable`."""
    for name, data in files:
        try:
            yield from opened(name, data)
        except Unreadable as error:
            yield error


def opened(name: str, data: bytes) -> Iterator[Content]:
    """Give a file as it is, and what is packed in it. Raises Unreadable, once the file as it is has been given, for a kind that is not known."""
    reader = next((reader for start, reader in _KINDS if data.startswith(start)), _brotli if name.endswith(".br") else None)
    text = _text(data) if reader is None else None
    yield Content(name=name, data=data, text=text)
    if reader is None:
        if text is None and not _mute(data):
            raise Unreadable(name)
        return
    try:
        yield from reader(name, data)
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, sqlite3.Error) as error:
        raise Unreadable(name) from error


def _mute(data: bytes) -> bool:
    """Tell whether it is a font or a picture of pixels, which have no text worth reading."""
    return data.startswith(_MUTE) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] == b"ftypavif"


def _text(data: bytes) -> str | None:
    if _mute(data):
        return None
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def _zip(name: str, data: bytes) -> Iterator[Content]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LIMIT:
            raise Unreadable(name)
        yield Content(name=f"{name}!", data=archive.comment, text=archive.comment.decode("utf-8", "replace"))
        workbook = "[Content_Types].xml" in archive.namelist()
        parts: list[str] = []
        for member in archive.infolist():
            content = archive.read(member)
            if workbook and member.filename.endswith((".xml", ".rels")):  # its words lie in one part, its numbers in another
                yield Content(name=f"{name}!{member.filename}", data=content, text=None)
                parts.append(_TAG.sub(" ", content.decode("utf-8", "replace")))
            elif not member.is_dir():
                yield from opened(f"{name}!{member.filename}", content)
        if parts:
            words = " ".join(parts)
            yield Content(name=f"{name}!", data=words.encode(), text=words)
        if "xl/workbook.xml" in archive.namelist():
            yield from _sheets(name, data)


def _sheets(name: str, data: bytes) -> Iterator[Content]:
    """Read the sheets of a workbook as tables."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(title, book.get_sheet_by_name(title).to_python()) for title in book.sheet_names]
    except CalamineError as error:
        raise Unreadable(name) from error
    for title, rows in sheets:
        yield _table(f"{name}!{title}", rows)


def _table(name: str, rows: Iterable[Iterable[object]]) -> Content:
    """Write rows as CSV; bytes, such as those of shapes, are left out."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(["" if isinstance(cell, bytes) else cell for cell in row] for row in rows)
    return Content(name=name, data=stream.getvalue().encode(), text=stream.getvalue())


def _gzip(name: str, data: bytes) -> Iterator[Content]:
    yield from opened(f"{name}!", gzip.decompress(data))


def _brotli(name: str, data: bytes) -> Iterator[Content]:
    try:
        import brotli
    except ImportError as error:
        raise Unreadable(name) from error
    yield from opened(f"{name}!", brotli.decompress(data))


def _png(name: str, data: bytes) -> Iterator[Content]:
    """Read what a picture says besides its pixels."""
    place = 8
    while place + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + size]
        if kind in (b"tEXt", b"eXIf"):
            yield Content(name=f"{name}!{kind.decode()}", data=body, text=body.decode("latin-1"))
        elif kind == b"zTXt":
            plain = zlib.decompress(body.partition(b"\0")[2][1:])
            yield Content(name=f"{name}!zTXt", data=plain, text=plain.decode("latin-1"))
        elif kind == b"iTXt":
            keyword, _, rest = body.partition(b"\0")
            packed, words = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
            plain = keyword + b" " + (zlib.decompress(words) if packed else words)
            yield Content(name=f"{name}!iTXt", data=plain, text=plain.decode("utf-8", "replace"))
        place += 12 + size


def _pdf(name: str, data: bytes) -> Iterator[Content]:
    """Read pages as text, what the document says of itself, the files attached to it, and all that is packed in it."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(data)) as document:
            said = " ".join(document.get_metadata_dict().values())
            pages = [_page(document, number) for number in range(len(document))]
            enclosed = [document.get_attachment(number) for number in range(document.count_attachments())]
            attached = [(one.get_name(), bytes(one.get_data())) for one in enclosed]
    except PdfiumError as error:
        raise Unreadable(name) from error
    for part, words in (("about", said), *((f"page {number}", page) for number, page in enumerate(pages, start=1))):
        yield Content(name=f"{name}!{part}", data=words.encode(), text=words)
    for title, body in attached:
        yield from opened(f"{name}!{title}", body)
    for stream in _STREAM.findall(data):
        with suppress(zlib.error):
            yield Content(name=f"{name}!stream", data=zlib.decompressobj().decompress(stream), text=None)


def _page(document: "PdfDocument", number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as words:
        return str(words.get_text_bounded())


def _sqlite(name: str, data: bytes) -> Iterator[Content]:
    """Read all rows of all tables, as a GeoPackage has them, with the names of columns; shapes stay bytes."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            quoted = '"' + table.replace('"', '""') + '"'
            found = connection.execute(f"SELECT * FROM {quoted}")
            yield _table(f"{name}!{table}", [[column[0] for column in found.description], *found])
    finally:
        connection.close()


_TAG = re.compile(r"<[^>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)

_KINDS: tuple[tuple[bytes, Callable[[str, bytes], Iterator[Content]]], ...] = (
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"\x1f\x8b", _gzip),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"%PDF-", _pdf),
    (b"SQLite format 3\0", _sqlite),
)

_MUTE = (b"wOFF", b"wOF2", b"OTTO", b"\0\1\0\0", b"\xff\xd8\xff", b"GIF8", b"\0\0\1\0")
