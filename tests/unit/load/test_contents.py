"""Nothing that readers could unpack stays unread, and a kind of file that nobody knows is named."""

import gzip
import io
import sqlite3
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from atlas.load.contents import Unreadable, contents, files_below

SECRET = "Zwergmispel 8461937"


def _zipped(inner: bytes, name: str = "tabelle.csv") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, inner)
    return stream.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _picture(kind: bytes, body: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _chunk(kind, body) + _chunk(b"IEND", b"")


def _document() -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_attachment("tabelle.csv", SECRET.encode())
    writer.write(stream)
    return stream.getvalue()


def _titled() -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": SECRET})
    writer.write(stream)
    return stream.getvalue()


def _database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (name TEXT, count INTEGER)")
    connection.execute("INSERT INTO t VALUES ('Zwergmispel', 8461937)")
    connection.commit()
    return bytes(connection.serialize()).replace(b"\t", b" ")


def _brotli() -> bytes:
    brotli = pytest.importorskip("brotli", reason="brotli is not installed: files ending in .br are not read")
    return bytes(brotli.compress(SECRET.encode()))


PACKED = {
    "plain.txt": SECRET.encode,
    "with-mark.csv": lambda: SECRET.encode("utf-8-sig"),
    "wide.csv": lambda: SECRET.encode("utf-16"),
    "members.zip": lambda: _zipped(SECRET.encode()),
    "zip-in-zip.zip": lambda: _zipped(_zipped(SECRET.encode()), "innen.zip"),
    "text.svgz": lambda: gzip.compress(SECRET.encode()),
    "text.html.br": _brotli,
    "plain.png": lambda: _picture(b"tEXt", b"Title\0" + SECRET.encode()),
    "packed.png": lambda: _picture(b"zTXt", b"Title\0\0" + zlib.compress(SECRET.encode())),
    "wide.png": lambda: _picture(b"iTXt", b"Title\0\1\0de\0Titel\0" + zlib.compress(SECRET.encode())),
    "attached.pdf": _document,
    "titled.pdf": _titled,
}


@pytest.mark.parametrize("name", PACKED)
def test_words_are_read_however_they_are_packed(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PACKED[name]())
    assert any(SECRET in (one.text or "") for one in contents(files_below(tmp_path)) if not isinstance(one, Unreadable))


def test_numbers_of_a_database_are_read_as_numbers(tmp_path: Path) -> None:
    (tmp_path / "atlas.gpkg").write_bytes(_database())
    assert "name,count\nZwergmispel,8461937\n" in [one.text for one in contents(files_below(tmp_path)) if not isinstance(one, Unreadable)]


@pytest.mark.parametrize("content", [b"\x00\xff\xfe\x80 8461937", b"PK\x03\x04 torn", b"%PDF-1.7 torn", b"\x1f\x8b torn"])
def test_what_nobody_can_read_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "neu.xyz").write_bytes(content)
    assert ["neu.xyz"] == [str(one) for one in contents(files_below(tmp_path)) if isinstance(one, Unreadable)]


@pytest.mark.parametrize("content", [b"wOF2\x01\xff", b"\xff\xd8\xff\xe0\x80", b"RIFF\x00\xff\x00\x00WEBPVP8 \xff"])
def test_fonts_and_photographs_have_no_words(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bild.bin").write_bytes(content)
    assert [None] == [one.text for one in contents(files_below(tmp_path)) if not isinstance(one, Unreadable)]
