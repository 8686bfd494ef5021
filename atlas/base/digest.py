"""Digests of bytes and of frozen values: the names of things in the cache."""

import hashlib
import io
import pickle
from collections.abc import Iterable
from pathlib import Path


def of_bytes(content: bytes) -> str:
    """Give the SHA-256 of bytes as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def of_value(value: object) -> str:
    """Give the SHA-256 of a frozen value (dataclasses, tuples, strings, numbers, numpy arrays).

    Equal values have equal digests in every process: the pickler runs without its memo, so that it does not matter
    whether two equal parts are one object. Values must be trees, and hold no sets or dictionaries of uncertain order.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return of_bytes(stream.getvalue())


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
