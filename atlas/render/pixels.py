"""Makes PNG pictures small: a drawing has few colours, so it needs a table of them and a byte per pixel, not four."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

COLOURS = 256
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SUB = 1


def with_palette(png: bytes) -> bytes:
    """Rewrite an opaque PNG (RGBA, rows as they are or as differences to the left) with a palette of its most frequent colours (PNG specification, W3C 2003).

    These stay exact; others, the soft edges of lines and letters, become the nearest of them. Raises ValueError for a PNG of another kind.
    """
    parts = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    rows = np.frombuffer(zlib.decompress(b"".join(content for name, content in parts if name == b"IDAT")), dtype=np.uint8)
    rows = rows.reshape(height, 1 + 4 * width)
    if (depth, kind, interlaced) != (8, 6, 0) or not np.isin(rows[:, 0], (0, _SUB)).all():
        raise ValueError("a PNG of another kind than the drawing library writes")
    pixels = rows[:, 1:].reshape(height, width, 4)
    left = rows[:, 0] == _SUB
    plain = np.where(left[:, None, None], np.cumsum(pixels, axis=1, dtype=np.uint8), pixels)
    table, index = _palette(plain[..., :3].astype(np.uint32))
    image = np.zeros((height, 1 + width), dtype=np.uint8)
    image[:, 1:] = index
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    kept = [(name, content) for name, content in parts if name == b"pHYs"]
    chunks = [(b"IHDR", head), *kept, (b"PLTE", table.tobytes()), (b"IDAT", zlib.compress(image.tobytes(), 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(map(_chunk, chunks))


def _palette(pixels: Any) -> tuple[Any, Any]:
    """Give the most frequent colours (rows of red, green, blue) and for every pixel the place of its own or of the nearest."""
    codes = pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
    found, where, counts = np.unique(codes, return_inverse=True, return_counts=True)
    chosen = np.sort(found[np.argsort(-counts, kind="stable")[:COLOURS]])
    all_colours, colours = (np.stack([one >> 16, one >> 8 & 255, one & 255], axis=1).astype(np.int32) for one in (found, chosen))
    nearest = np.concatenate(
        [((part[:, None, :] - colours) ** 2).sum(axis=2).argmin(axis=1) for part in np.array_split(all_colours, max(len(found) // 512, 1))]
    )
    return colours.astype(np.uint8), nearest[where].reshape(codes.shape).astype(np.uint8)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    place = len(_SIGNATURE)
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        place += 12 + size


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, content = part
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
