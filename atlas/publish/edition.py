"""The archive of frozen editions beside the site: a manifest for each, and every distinct file once, by its digest, packed.

Nothing in it is ever changed. `gzip`, `zstd` and a text editor are enough to read it in ten years.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import to_builtins

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.model.edition import FrozenEdition, FrozenFile
from atlas.publish import objects

FOLDER = "editions"
MANIFEST = "manifest.json"
ERRATA_MARK = b"<!-- errata -->"
"""Where a frozen page takes up corrections: the archived file stays as it is, the published copy carries them here."""


def exists(root: Path, identifier: str) -> bool:
    """Tell whether there is a frozen edition with this id."""
    return (root / FOLDER / identifier / MANIFEST).exists()


def pack(root: Path, folder: Path, paths: Iterable[str], earlier: Mapping[str, FrozenFile]) -> dict[str, FrozenFile]:
    """Take the files of a built folder into the archive; gives what the manifest says of them. `earlier`: the files of editions that are there, which may be alike."""
    store, files = root / FOLDER / objects.OBJECTS, {}
    for path in sorted(paths):
        content = (folder / path).read_bytes()
        like = earlier[path].sha256 if path in earlier else ""
        files[path] = FrozenFile(sha256=objects.keep(store, content, like), size=len(content))
    return files


def measure(folder: Path, paths: Iterable[str]) -> dict[str, FrozenFile]:
    """Give what a manifest would say of the files of a built folder, and write nothing."""
    contents = ((path, (folder / path).read_bytes()) for path in sorted(paths))
    return {path: FrozenFile(sha256=digest.of_bytes(content), size=len(content)) for path, content in contents}


def seal(root: Path, frozen: FrozenEdition) -> Path:
    """Write the manifest of an edition; only then the edition exists."""
    target = root / FOLDER / frozen.edition.id / MANIFEST
    plain = {"format": 1, **to_builtins(frozen)}
    objects.write(root / FOLDER / objects.README, objects.README_TEXT.encode())
    objects.write(target, (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return target


def state(files: Mapping[str, FrozenFile]) -> str:
    """Give one digest over all files of an edition."""
    return digest.of_bytes("".join(f"{path}\0{file.sha256}\n" for path, file in sorted(files.items())).encode())


def read(root: Path, path: str, file: FrozenFile, edition: str) -> bytes:
    """Give the bytes of a frozen file. Raises AtlasError if they are gone or not what was frozen."""
    try:
        return objects.fetch(root / FOLDER / objects.OBJECTS, file.sha256)
    except (OSError, ValueError) as error:
        raise AtlasError([diagnostic("A456", _where(edition), edition=edition, path=path)]) from error


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


def _where(edition: str) -> Location:
    return Location(file=f"{FOLDER}/{edition}/{MANIFEST}")
