"""Pictures with a palette: the same picture, in fewer bytes."""

import struct
import zlib

import numpy as np
import pytest
import vl_convert

from atlas.render.pixels import with_palette

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="#ffffff"/>
<circle cx="40" cy="30" r="25" fill="#173c62"/><path d="M5 5L80 50" stroke="#a34d05" stroke-width="3"/></svg>"""


def pixels(png: bytes) -> np.ndarray:
    """Read a picture as rows of red, green and blue."""
    parts, place = {}, 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        parts[png[place + 4 : place + 8]] = png[place + 8 : place + 8 + size]
        place += 12 + size
    width, height, _, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), dtype=np.uint8)
    if kind == 3:
        return np.frombuffer(parts[b"PLTE"], dtype=np.uint8).reshape(-1, 3)[rows.reshape(height, 1 + width)[:, 1:]]
    whole = np.cumsum(rows.reshape(height, 1 + 4 * width)[:, 1:].reshape(height, width, 4), axis=1, dtype=np.uint8)
    return whole[..., :3]


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return bytes(vl_convert.svg_to_png(DRAWING, scale=2.0))


def test_areas_of_one_colour_keep_it(drawn: bytes) -> None:
    assert [[255, 255, 255], [0x17, 0x3C, 0x62]] == [pixels(with_palette(drawn))[spot].tolist() for spot in ((0, 0), (80, 60))]


def test_no_pixel_moves_far_from_its_colour(drawn: bytes) -> None:
    far = np.abs(pixels(with_palette(drawn)).astype(int) - pixels(drawn).astype(int)).max()
    assert far <= 24


def test_the_picture_is_smaller(drawn: bytes) -> None:
    assert len(with_palette(drawn)) < len(drawn) / 2


def test_what_is_no_such_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        with_palette(b"GIF89a")
