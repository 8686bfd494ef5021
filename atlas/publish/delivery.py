"""What is delivered: the built folder with packed copies of its texts and rules for the server, and what of it a target has already."""

import gzip
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from atlas.base import digest
from atlas.base.team import Team, hand_out
from atlas.publish.writer import MARKER

STATE = ".atlas-files.json"
"""The list of all delivered files, which lies beside them: what a target has is known without asking for every file."""
PACKED = {".gz", ".br"}
WORTH_PACKING = frozenset(
    (
        ".html",
        ".css",
        ".js",
        ".json",
        ".svg",
        ".xml",
        ".csv",
        ".txt",
        ".geojson",
        ".topojson",
        ".ttl",
        ".rdf",
        ".jsonld",
        ".bib",
        ".ris",
        ".md",
    )
)
LEAST = 600
"""Smaller files gain nothing by packing."""
PORTION = 40


class Item(Struct, frozen=True):
    """A delivered file: its bytes' digest and number, and for a packed copy the digest of what it was made of."""

    sha256: str
    size: int
    of: str = ""


State = Mapping[str, Item]


class Change(Struct, frozen=True):
    """What differs between a target and what is delivered: paths, and the bytes that must travel."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    size: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def stage(out: Path, folder: Path, own: Mapping[str, bytes], team: Team | None) -> dict[str, Item]:
    """Lay the built folder `out` and `own` files into `folder`, with packed copies if there is a team to make them; gives what lies there now.

    What is there already from an earlier delivery is kept: a file is packed once.
    """
    before = read_state(_read(folder / STATE))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_bytes((out / MARKER).read_bytes())
    now: dict[str, Item] = {}
    for path in built(out):
        now[path] = Item(digest.of_bytes((out / path).read_bytes()), (out / path).stat().st_size)
        if now[path] != before.get(path) or not (folder / path).is_file():
            _link(out / path, folder / path)
    for path, content in own.items():
        now[path] = Item(digest.of_bytes(content), len(content))
        _write(folder / path, content)
    if team is not None:
        now |= _pack(folder, now, before, team)
    for path in set(before) - set(now):
        (folder / path).unlink(missing_ok=True)
    _write(folder / STATE, written_state(now))
    return now


def compare(before: State, now: State) -> Change:
    """Tell what a target that holds `before` needs to hold `now`."""
    added = tuple(sorted(set(now) - set(before)))
    changed = tuple(sorted(path for path in now if path in before and before[path].sha256 != now[path].sha256))
    return Change(added, changed, tuple(sorted(set(before) - set(now))), sum(now[path].size for path in (*added, *changed)))


def sizes(now: State) -> dict[str, tuple[int, int]]:
    """Give number and bytes of the files by their ending, the largest sum first; packed copies are one kind."""
    sums: dict[str, tuple[int, int]] = {}
    for path, item in now.items():
        suffix = PurePosixPath(path).suffix
        kind = ".gz, .br" if item.of else suffix or PurePosixPath(path).name
        count, size = sums.get(kind, (0, 0))
        sums[kind] = count + 1, size + item.size
    return dict(sorted(sums.items(), key=lambda entry: (-entry[1][1], entry[0])))


def built(out: Path) -> Iterator[str]:
    """Give the paths of a built folder in order, without what it says of itself."""
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name not in {MARKER, STATE}:
            yield name


def read_state(content: bytes | None) -> dict[str, Item]:
    """Read the list of delivered files; nothing if there is none, or none that can be read."""
    try:
        plain = json.loads(content or b"{}")
        return {str(path): Item(str(sha256), int(size), str(of)) for path, (sha256, size, of) in plain.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def written_state(now: State) -> bytes:
    """Write the list of delivered files."""
    plain = {path: (item.sha256, item.size, item.of) for path, item in sorted(now.items())}
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def pack_some(folder: str, paths: Sequence[str]) -> None:
    """Write packed copies beside files; the same bytes for the same file everywhere."""
    import brotli

    for path in paths:
        content = Path(folder, path).read_bytes()
        _write(Path(folder, f"{path}.gz"), gzip.compress(content, compresslevel=9, mtime=0))
        _write(Path(folder, f"{path}.br"), brotli.compress(content, mode=brotli.MODE_TEXT, quality=10))


def _pack(folder: Path, now: State, before: State, team: Team) -> dict[str, Item]:
    worth = [path for path, item in now.items() if PurePosixPath(path).suffix in WORTH_PACKING and item.size >= LEAST]
    packed = [(f"{path}{ending}", path) for path in worth for ending in sorted(PACKED)]
    kept = {
        copy: before[copy] for copy, path in packed if copy in before and before[copy].of == now[path].sha256 and (folder / copy).is_file()
    }
    stale = sorted({path for copy, path in packed if copy not in kept})
    portions = [stale[start : start + PORTION] for start in range(0, len(stale), PORTION)]
    for _ in hand_out(team, partial(pack_some, str(folder)), portions):
        pass
    fresh = {copy: _item(folder / copy, now[path].sha256) for copy, path in packed if copy not in kept}
    return kept | fresh


def _item(file: Path, of: str) -> Item:
    content = file.read_bytes()
    return Item(digest.of_bytes(content), len(content), of)


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.write_bytes(content)


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
