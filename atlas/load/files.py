"""The doors to the author's files: inside the site, no symbolic links, of a bearable size, in a stable order."""

import os
import stat
import time
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import atlas
from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.digest import of_bytes

MAX_BYTES = 300_000_000
"""No input is read that is larger than this, packed or unpacked."""

BASE = "base"
"""The name of the theme that ships."""

ZIPPED = (".xlsx", ".ods")

SETTLED = 3_000_000_000
"""Nanoseconds after which another content cannot bear the same time any more, on the coarsest of disks."""

_PACKAGE = Path(atlas.__file__).parent
_DIGESTS: dict[Path, tuple[tuple[int, ...], str]] = {}
_EDITORS = ("~$", ".", "#", "~", "Thumbs.db", "desktop.ini")
_LEFTOVERS = ("~", "#", ".swp", ".tmp", ".bak", ".orig")


def locate(root: Path, name: str, where: Location, endings: Collection[str]) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Find the file that the author names at `where`, relative to `root`; `endings` are the kinds of file that may stand there."""
    path = inside(root, name)
    if path is None:
        return None, (diagnostic("A121", where, path=name),)
    if path.suffix.lower() not in endings:
        return None, (diagnostic("A126", where, path=name, endings=", ".join(sorted(endings))),)
    if any(part.is_symlink() for part in _parts(root, path)):
        return None, (diagnostic("A122", where, path=name),)
    if not path.is_file():
        return None, (diagnostic("A120", where, path=name, near=_nearest(root, name, endings)),)
    return path, _size(path, name, where)


def inside(root: Path, name: str) -> Path | None:
    """Give the path that `name` stands for below `root`, whether it exists or not; None if it leads out."""
    path = Path(os.path.normpath(root / PurePosixPath(name.replace("\\", "/"))))
    return path if path.is_relative_to(os.path.normpath(root)) else None


def read_bytes(root: Path, path: Path) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Read a file below `root`; empty, with a diagnostic, if it cannot be read or is too large."""
    try:
        with open(path, "rb", buffering=0) as file:
            if os.stat(file.fileno()).st_size <= MAX_BYTES:
                return file.read(), ()
    except OSError as error:
        name = path.relative_to(root).as_posix()
        return b"", (diagnostic("A125", Location(file=name), path=name, reason=error.strerror or error),)
    name = path.relative_to(root).as_posix()
    return b"", (diagnostic("A123", Location(file=name), path=name, limit=MAX_BYTES // 1_000_000),)


def read_text(root: Path, path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Read a UTF-8 file below `root`, with or without byte order mark; line ends become `\\n`."""
    content, found = read_bytes(root, path)
    if found:
        return None, found
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, (diagnostic("A127", Location(file=path.relative_to(root).as_posix(), line=line)),)


def listing(root: Path, folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """List all files below `folder`, sorted by path, without what editors leave behind; symbolic links are refused."""
    links: list[Path] = []
    if folder.is_symlink():
        links.append(folder)
    found = sorted(_walk(folder, links)) if folder.is_dir() and not links else []
    names = (link.relative_to(root).as_posix() for link in sorted(links))
    return tuple(found), tuple(diagnostic("A122", Location(file=name), path=name) for name in names)


def digests(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Give the digest of each input by its name relative to `root`. A folder stands for the names in it, so that a new file is seen."""
    return {path.relative_to(root).as_posix(): _digest(path) for path in sorted(paths)}


def same(root: Path, known: Mapping[str, str]) -> bool:
    """Tell whether all inputs that `digests` named are as they were."""
    return all(_digest(root / name) == digest for name, digest in known.items())


def folders(folder: Path) -> Iterator[Path]:
    """Give `folder` and all folders below it."""
    yield from (Path(path) for path, _, _ in os.walk(folder))


def left_by_editor(name: str) -> bool:
    """Tell whether a file or folder of this name is no input: hidden, a lock, a backup, a swap file."""
    return name.startswith(_EDITORS) or name.endswith(_LEFTOVERS)


def base_folder() -> Path:
    """Give the folder of the base theme: inside the package once installed, beside it in a checkout."""
    installed = _PACKAGE / "themes" / BASE
    return installed if installed.is_dir() else _PACKAGE.parent / "themes" / BASE


def _digest(path: Path) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return ""
    if stat.S_ISDIR(status.st_mode):
        names = (entry.name for entry in os.scandir(path) if not left_by_editor(entry.name))
        return of_bytes("\0".join(sorted(names)).encode())
    if not stat.S_ISREG(status.st_mode):
        return ""
    stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    known, digest = _DIGESTS.get(path, (None, ""))
    if known != stamp:
        digest = of_bytes(path.read_bytes())
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > SETTLED:
            _DIGESTS[path] = stamp, digest
    return digest


def _walk(folder: Path, links: list[Path]) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if left_by_editor(entry.name):
                continue
            if entry.is_symlink():
                links.append(Path(entry.path))
            elif entry.is_dir():
                yield from _walk(Path(entry.path), links)
            else:
                yield Path(entry.path)


def _parts(root: Path, path: Path) -> Iterator[Path]:
    while path != root:
        yield path
        path = path.parent


def _nearest(root: Path, name: str, endings: Collection[str]) -> str:
    """Look for the file that was meant: the same folder first, then the whole site by file name."""
    paths = [path.relative_to(root).as_posix() for path in listing(root, root)[0] if path.suffix.lower() in endings]
    same = {PurePosixPath(path).name.lower(): path for path in paths}
    return same.get(PurePosixPath(name).name.lower(), "") or suggestion(name, paths)


def _size(path: Path, name: str, where: Location) -> tuple[Diagnostic, ...]:
    limit = MAX_BYTES // 1_000_000
    if path.stat().st_size > MAX_BYTES:
        return (diagnostic("A123", where, path=name, limit=limit),)
    if path.suffix.lower() in ZIPPED and zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
        # The second is what the library says of an archive that asks for a newer version of the format than it knows.
        except (zipfile.BadZipFile, NotImplementedError) as error:
            return (diagnostic("A201", Location(file=name), reason=error),)
        if unpacked > MAX_BYTES:
            return (diagnostic("A124", where, path=name, limit=limit),)
    return ()
