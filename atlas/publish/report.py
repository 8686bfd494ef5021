"""Writes what is for the author alone: never into a folder that is published."""

import os
from pathlib import Path

from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.publish.writer import MARKER


def write_report(path: Path, text: str) -> None:
    """Write a confidential report, readable by its owner only. Raises AtlasError inside of an output folder."""
    path = path.resolve()
    if any((folder / MARKER).exists() for folder in path.parents):
        raise AtlasError([diagnostic("A626", Location(file=path.as_posix()))])
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
