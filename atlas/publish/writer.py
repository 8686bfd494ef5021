"""The only writer of the site: a new folder is filled beside the old one and takes its place in one step. Until then nothing of the old one is touched.

If a single file changed, it alone takes the place of its forerunner, in one step as well.
"""

import ctypes
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.publish.store import Written

MARKER = ".atlas-output"
INTERNAL_TEXT = "This folder holds an internal atlas: not for publication. It is written by atlas and replaced as a whole at every build.\n"
MARKER_TEXT = "This folder is written by atlas and replaced as a whole at every build.\n"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def refuse(root: Path, out: Path, *, internal: bool = False) -> tuple[Diagnostic, ...]:
    """Tell why this folder may not be replaced: it holds the site itself, files that are not ours, or, for an `internal` atlas, a public one."""
    root, out = root.resolve(), out.resolve()
    where = Location(file=str(out))
    sources = [root / name for name in ("content", "data", "themes", "editions")]
    if root.is_relative_to(out) or any(out.is_relative_to(folder) for folder in sources):
        return (diagnostic("A402", where),)
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file()):
        return (diagnostic("A403", where),)
    if internal and (out / MARKER).is_file() and (out / MARKER).read_text(encoding="utf-8") != INTERNAL_TEXT:
        return (diagnostic("A641", where),)
    return ()


def unchanged(out: Path, files: Mapping[str, Written]) -> dict[str, Written]:
    """Give those files that still lie in the output as they were written."""
    return {path: entry for path, entry in files.items() if _stamp(f"{out}/{path}") == (entry.size, entry.time)}


class Staging:
    """The folder that is being filled."""

    def __init__(self, out: Path, folder: Path) -> None:
        self._out = out
        self._folder = folder
        self._made: set[str] = set()
        self._kept: list[str] = []
        self._written: list[str] = []

    def keep(self, path: str) -> None:
        """Take a file over from the present output."""
        self._kept.append(path)

    def write(self, path: str, content: bytes) -> tuple[int, int]:
        """Write a file; gives its size and time."""
        target = self._place(path)
        with open(target, "wb") as file:
            file.write(content)
        self._written.append(path)
        return _stamp(target)

    def read(self, path: str) -> bytes:
        """Give a file that was written or is kept."""
        place = f"{self._folder}/{path}"
        with open(place if os.path.exists(place) else f"{self._out}/{path}", "rb") as file:
            return file.read()

    def former(self, path: str) -> bytes:
        """Give a file of the present output, nothing if there is none."""
        try:
            with open(f"{self._out}/{path}", "rb") as file:
                return file.read()
        except OSError:
            return b""

    def repeat(self, path: str, first: str) -> tuple[int, int]:
        """Give a file that was written a second name; gives its size and time."""
        self._link(f"{self._folder}/{first}", self._place(path))
        self._written.append(path)
        return _stamp(f"{self._folder}/{path}")

    def settle(self, former: Collection[str]) -> None:
        """Let what was written take its place. `former`: the files of the present output."""
        if len(self._written) == 1 and {*self._kept, *self._written} == set(former):
            (path,) = self._written
            os.replace(f"{self._folder}/{path}", f"{self._out}/{path}")
            _remove(self._folder)
            return
        for path in self._kept:
            self._take_over(path)
        _swap(self._folder, self._out)

    def _take_over(self, path: str) -> None:
        self._link(f"{self._out}/{path}", self._place(path))

    def _link(self, source: str, target: str) -> None:
        # A second name for the same file, without copying it where the disk allows.
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    def _place(self, path: str) -> str:
        # Paths are texts here: a build asks for thousands of them.
        target = f"{self._folder}/{path}"
        folder = os.path.dirname(target)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        return target


@contextmanager
def staging(out: Path, former: Collection[str] = (), *, internal: bool = False) -> Iterator[Staging]:
    """Open a folder beside `out`; at the end it takes its place. If anything fails before, `out` stays as it was. `former`: the files in `out`."""
    recover(out)
    folder = _beside(out, "new")
    _remove(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text(INTERNAL_TEXT if internal else MARKER_TEXT, encoding="utf-8")
    new = Staging(out, folder)
    try:
        yield new
    except BaseException:
        _remove(folder)
        raise
    new.settle(former)


def recover(out: Path) -> None:
    """Put the former output back if a build was interrupted between its two renames, and clear what it left."""
    old = _beside(out, "old")
    if old.is_dir() and not out.exists():
        old.rename(out)
    _remove(old)


def _swap(folder: Path, out: Path) -> None:
    old = _beside(out, "old")
    if out.is_dir() and _exchange(folder, out):
        _remove(folder)
        return
    if out.is_dir():
        out.rename(old)
    folder.rename(out)
    _remove(old)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot (then two renames do it)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)


def _remove(folder: Path) -> None:
    # Only what carries our marker is ever deleted.
    if (folder / MARKER).is_file():
        shutil.rmtree(folder)


def _beside(out: Path, purpose: str) -> Path:
    out = out.resolve()
    return out.parent / f".{out.name}.{purpose}"


def _stamp(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns
