"""The archive of frozen editions beside the site: a manifest for each, and every distinct file once, by its digest, packed.

Nothing in it is ever changed. `gzip` and a text editor are enough to read it in ten years.
"""

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.model.edition import FrozenEdition, FrozenFile

FOLDER = "editions"
OBJECTS = "objects"
MANIFEST = "manifest.json"
ERRATA_MARK = b"<!-- errata -->"
"""Where a frozen page takes up corrections: the archived file stays as it is, the published copy carries them here."""

_LEVEL = 9


def exists(root: Path, identifier: str) -> bool:
    """Tell whether there is a frozen edition with this id."""
    return (root / FOLDER / identifier / MANIFEST).exists()


def pack(root: Path, folder: Path, paths: Mapping[str, object]) -> dict[str, FrozenFile]:
    """Take the files of a built folder into the archive; gives what the manifest says of them."""
    return {path: _keep(root, (folder / path).read_bytes()) for path in sorted(paths)}


def seal(root: Path, frozen: FrozenEdition) -> Path:
    """Write the manifest of an edition; only then the edition exists."""
    target = root / FOLDER / frozen.edition.id / MANIFEST
    target.parent.mkdir(parents=True, exist_ok=True)
    plain = {"format": 1, **asdict(frozen)}
    _write(target, (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return target


def state(files: Mapping[str, FrozenFile]) -> str:
    """Give one digest over all files of an edition."""
    return digest.of_bytes("".join(f"{path}\0{file.sha256}\n" for path, file in sorted(files.items())).encode())


def read(root: Path, path: str, file: FrozenFile, edition: str) -> bytes:
    """Give the bytes of a frozen file. Raises AtlasError if they are gone or not what was frozen."""
    try:
        content = gzip.decompress(_object(root, file.sha256).read_bytes())
    except (OSError, EOFError, ValueError) as error:
        raise AtlasError([diagnostic("A456", _where(edition), edition=edition, path=path)]) from error
    if digest.of_bytes(content) != file.sha256:
        raise AtlasError([diagnostic("A456", _where(edition), edition=edition, path=path)])
    return content


def verify(root: Path, frozen: FrozenEdition) -> tuple[Diagnostic, ...]:
    """Compare every file of the archive with the manifest, and the manifest with its own digest."""
    found = list(_damaged(root, frozen))
    if state(frozen.files) != frozen.state:
        found.append(diagnostic("A455", _where(frozen.edition.id), edition=frozen.edition.id))
    return tuple(found)


def differing(first: Mapping[str, FrozenFile], second: Mapping[str, FrozenFile]) -> tuple[str, ...]:
    """Name the paths at which two editions differ."""
    return tuple(path for path in sorted({*first, *second}) if first.get(path) != second.get(path))


def with_errata(page: bytes, notice: str) -> bytes:
    """Give a frozen page with a notice of corrections at its mark."""
    return page.replace(ERRATA_MARK, notice.encode(), 1)


def _damaged(root: Path, frozen: FrozenEdition) -> Iterator[Diagnostic]:
    for path, file in sorted(frozen.files.items()):
        try:
            read(root, path, file, frozen.edition.id)
        except AtlasError as error:
            yield from error.diagnostics


def _keep(root: Path, content: bytes) -> FrozenFile:
    sha256 = digest.of_bytes(content)
    target = _object(root, sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, gzip.compress(content, compresslevel=_LEVEL, mtime=0))
    return FrozenFile(sha256=sha256, size=len(content))


def _write(target: Path, content: bytes) -> None:
    passing = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    passing.write_bytes(content)
    passing.replace(target)


def _object(root: Path, sha256: str) -> Path:
    return root / FOLDER / OBJECTS / sha256[:2] / f"{sha256[2:]}.gz"


def _where(edition: str) -> Location:
    return Location(file=f"{FOLDER}/{edition}/{MANIFEST}")
