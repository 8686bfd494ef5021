"""The files of frozen editions, every distinct one once, named by its SHA-256: packed with gzip, or as what differs from a file that is there whole.

Both are open formats with programs of their own (RFC 1952, RFC 8878): a text beside the files says how to read them without atlas.
"""

import gzip
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.base import digest

if TYPE_CHECKING:
    import zstandard

OBJECTS = "objects"
README = "README.txt"
README_TEXT = """Frozen editions of this atlas. Nothing in here is ever changed; keep it under version control or in the backup.

<edition>/manifest.json names every file of an edition with the SHA-256 of its bytes. The bytes lie below objects/, the first two digits
of the SHA-256 being the folder, the others the name:

  objects/ab/cdef….gz                whole, packed with gzip:    gunzip -c objects/ab/cdef….gz
  objects/ab/cdef….0123….zst         what differs from the file whose SHA-256 is 0123…, which lies there whole:
                                     gunzip -c objects/01/23….gz > base; zstd -d --long=27 --patch-from=base objects/ab/cdef….0123….zst -o file
"""

_LEVEL = 9
_WORTH = 0.75
"""Packed as a difference, a file must be smaller than this part of its whole: otherwise it stays whole, and later ones differ from it."""
_WINDOW = 27
"""Binary logarithm of the bytes that a reader of zstd must be ready to hold (RFC 8878, 3.1.1.1.2); larger files stay whole."""


def keep(folder: Path, content: bytes, like: str = "") -> str:
    """Put a file into the folder of objects, unless it is there; gives its SHA-256. `like`: digest of one it may resemble, such as the same page of an earlier edition."""
    sha256 = digest.of_bytes(content)
    if _place(folder, sha256) is not None:
        return sha256
    whole = gzip.compress(content, compresslevel=_LEVEL, mtime=0)
    base = _whole(folder, like) if like else ""
    packed = _difference(_unpacked(folder, base), content) if base else None
    if packed is not None and len(packed) < _WORTH * len(whole):
        write(_path(folder, sha256, f"{base}.zst"), packed)
    else:
        write(_path(folder, sha256, "gz"), whole)
    return sha256


def fetch(folder: Path, sha256: str) -> bytes:
    """Give the bytes of an object. Raises ValueError or OSError if they are gone or others."""
    place = _place(folder, sha256)
    if place is None:
        raise FileNotFoundError(sha256)
    packed = place.read_bytes()
    try:
        content = gzip.decompress(packed) if place.suffix == ".gz" else _patched(_unpacked(folder, _base(place)), packed)
    except (EOFError, zlib.error) as error:
        raise ValueError(f"{sha256} cannot be unpacked") from error
    if digest.of_bytes(content) != sha256:
        raise ValueError(f"{sha256} is another file")
    return content


def write(target: Path, content: bytes) -> None:
    """Write a file of the archive in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = target.with_name(f"{target.name[:16]}.{os.getpid()}.tmp")
    passing.write_bytes(content)
    passing.replace(target)


def _whole(folder: Path, sha256: str) -> str:
    """Name the object that is there whole and stands behind this one: itself, or what it differs from."""
    place = _place(folder, sha256)
    if place is None:
        return ""
    return sha256 if place.suffix == ".gz" else _base(place)


def _place(folder: Path, sha256: str) -> Path | None:
    whole = _path(folder, sha256, "gz")
    return whole if whole.exists() else next(whole.parent.glob(f"{sha256[2:]}.*.zst"), None)


def _path(folder: Path, sha256: str, ending: str) -> Path:
    return folder / sha256[:2] / f"{sha256[2:]}.{ending}"


def _unpacked(folder: Path, sha256: str) -> bytes:
    return gzip.decompress(_path(folder, sha256, "gz").read_bytes())


def _base(place: Path) -> str:
    return place.name.split(".")[1]


def _difference(base: bytes, content: bytes) -> bytes | None:
    """Pack with another file as the dictionary, which is what `zstd --patch-from` does; None for files larger than a reader must be ready to hold."""
    import zstandard

    window = max((len(base) + len(content)).bit_length(), zstandard.WINDOWLOG_MIN)
    if window > _WINDOW:
        return None
    settings = zstandard.ZstdCompressionParameters.from_level(_LEVEL, window_log=window)
    return zstandard.ZstdCompressor(compression_params=settings, dict_data=_dictionary(base)).compress(content)


def _patched(base: bytes, packed: bytes) -> bytes:
    import zstandard

    try:
        return zstandard.ZstdDecompressor(dict_data=_dictionary(base), max_window_size=1 << _WINDOW).decompress(packed)
    except zstandard.ZstdError as error:
        raise ValueError("a difference cannot be unpacked") from error


def _dictionary(base: bytes) -> "zstandard.ZstdCompressionDict":
    import zstandard

    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
