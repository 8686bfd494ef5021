"""Digests of bytes and of frozen values: the names of things in the cache."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec.msgpack import Encoder


def of_bytes(content: bytes) -> str:
    """Give the SHA-256 of bytes as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def of_value(value: object) -> str:
    """Give the SHA-256 of a frozen value (structs, tuples, mappings, strings, numbers, numpy arrays).

    Equal values have equal digests in every process. A struct counts by the names and values of its fields: two types that may stand in one place
    must differ in their names. Values must be trees, and hold no sets. Raises TypeError for anything else.
    """
    return of_bytes(_write(value))


def of_files(root: Path, paths: Iterable[Path]) -> str:
    """Give one digest over names (relative to `root`) and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        total.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def short(digest: str) -> str:
    """Shorten a digest for file names."""
    return digest[:10]


def _plain(value: object) -> object:
    """Say of an array, or of one of its numbers, what makes it this one."""
    try:
        return value.dtype.str, value.shape, value.tobytes()  # type: ignore[attr-defined]
    except AttributeError:
        raise TypeError(f"no digest of {type(value)}: it is not made of structs, tuples, mappings, texts, numbers and arrays") from None


_write = Encoder(enc_hook=_plain).encode
