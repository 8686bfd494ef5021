"""The cache beside the site: values of earlier stages, and what each output folder holds. Deleting it costs time, nothing else."""

import json
import os
import pickle
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from atlas.base import digest
from atlas.base.diagnostics import Diagnostic, Location
from atlas.publish.lock import alone

FOLDER = ".atlas"
FIRST, PROGRAM = "*first", "*program"
"""Causes of a build that are no files: there was none before; the program or the theme that ships is another."""


class Written(Struct, frozen=True):
    """A file as it was written: the digest of its job, its size in bytes, its time in nanoseconds."""

    job: str
    size: int
    time: int


class Manifest(Struct, frozen=True, kw_only=True):
    """What a build left behind.

    `engine`: digest of the program; `drafts`: whether texts are shown that are not to be published yet, `extras`: what was made besides; `base`: of all that pages may show but the bodies of texts; `data`, `sources`: file → digest, those behind
    figures and areas, and all of them; `texts`: (kind, key) → digest of a text; `found`: its diagnostics; `files`: path → Written; `causes`: the inputs that
    changed before the build, `fresh`: the files that it made anew.
    """

    engine: str
    drafts: bool = False
    extras: tuple[str, ...] = ()
    base: str
    data: Mapping[str, str]
    sources: Mapping[str, str]
    texts: Mapping[tuple[str, str], str]
    found: tuple[Diagnostic, ...]
    figures: int
    files: dict[str, Written]
    causes: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()


EMPTY = Manifest(engine="", base="", data={}, sources={}, texts={}, found=(), figures=0, files={})


class Store:
    """Keeps values by name and digest below `.atlas/` of a site. Whatever cannot be read is as if it were not there.

    A store that `remembers` has the last value of each name at hand besides, for a process that builds again and again.
    """

    def __init__(self, root: Path, *, remembers: bool = False) -> None:
        self._folder = root / FOLDER
        self._remembers = remembers
        self._held: dict[str, tuple[object, Any]] = {}

    def get(self, name: str, key: str) -> Any | None:
        """Give the value of this name and digest, None if there is none."""
        known = self.recall(name, key)
        if known is not None:
            return known
        try:
            value = pickle.loads((self._folder / f"{name}-{key[:32]}.pickle").read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, ValueError):
            return None
        self.remember(name, key, value)
        return value

    def recall(self, name: str, key: object) -> Any | None:
        """Give what is remembered by this name and key, None if it is something else."""
        known, value = self._held.get(name, (None, None))
        return value if known == key else None

    def remember(self, name: str, key: object, value: object) -> None:
        """Have a value at hand as long as this process runs, if this store remembers; nothing is written."""
        if self._remembers:
            self._held[name] = key, value

    def put(self, name: str, key: str, value: object) -> None:
        """Keep a value, and forget those that had its name before."""
        self.remember(name, key, value)
        for old in self._folder.glob(f"{name}-*.pickle"):
            old.unlink(missing_ok=True)
        self._write(f"{name}-{key[:32]}.pickle", pickle.dumps(value, protocol=5))

    def alone(self) -> AbstractContextManager[None]:
        """Keep other builds of this site waiting."""
        try:
            self._prepare()
        except OSError:
            return nullcontext()
        return alone(self._folder / "lock")

    def manifest(self, out: Path) -> Manifest:
        """Give what the last build left in this output folder."""
        name = self._name(out)
        known: Manifest | None = self.recall(name, self._stamp(name))
        return known or self._read_manifest(name)

    def keep_manifest(self, out: Path, manifest: Manifest) -> None:
        """Remember what this build leaves in the output folder."""
        plain = {
            "engine": manifest.engine,
            "drafts": manifest.drafts,
            "extras": manifest.extras,
            "base": manifest.base,
            "data": dict(manifest.data),
            "sources": dict(manifest.sources),
            "texts": [(*name, text) for name, text in manifest.texts.items()],
            "found": [(entry.code, astuple(entry.where), entry.details) for entry in manifest.found],
            "figures": manifest.figures,
            "causes": manifest.causes,
            "fresh": manifest.fresh,
            "files": {path: (entry.job, entry.size, entry.time) for path, entry in sorted(manifest.files.items())},
        }
        name = self._name(out)
        self._write(name, json.dumps(plain, separators=(",", ":")).encode())
        self.remember(name, self._stamp(name), manifest)

    def _read_manifest(self, name: str) -> Manifest:
        try:
            plain = json.loads((self._folder / name).read_text(encoding="utf-8"))
            return Manifest(
                engine=plain["engine"],
                drafts=plain["drafts"],
                extras=tuple(plain["extras"]),
                base=plain["base"],
                data=plain["data"],
                sources=plain["sources"],
                texts={(kind, key): text for kind, key, text in plain["texts"]},
                found=tuple(_diagnostic(*entry) for entry in plain["found"]),
                figures=plain["figures"],
                causes=tuple(plain["causes"]),
                fresh=tuple(plain["fresh"]),
                files={path: Written(*entry) for path, entry in plain["files"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError):
            return EMPTY

    def _stamp(self, name: str) -> tuple[int, int, int]:
        """Tell one writing of a file from another: every one puts a new file in place."""
        try:
            status = os.stat(self._folder / name)
        except OSError:
            return -1, -1, -1
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _name(self, out: Path) -> str:
        return f"output-{digest.short(digest.of_bytes(str(out.resolve()).encode()))}.json"

    def _write(self, name: str, content: bytes) -> None:
        # A cache that cannot be written, on a read-only disk, is no reason to stop.
        with suppress(OSError):
            self._prepare()
            passing = self._folder / f"{name}.{os.getpid()}.tmp"
            passing.write_bytes(content)
            passing.replace(self._folder / name)

    def _prepare(self) -> None:
        self._folder.mkdir(exist_ok=True)
        ignore = self._folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")


def _diagnostic(code: str, where: list[Any], details: list[list[str]]) -> Diagnostic:
    file, line, column, cell = where
    return Diagnostic(
        code=code, where=Location(file=file, line=line, column=column, cell=cell), details=tuple((name, word) for name, word in details)
    )
