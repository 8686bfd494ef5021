"""What is written by command beside the built folder: the atlas as one ZIP that runs from a USB stick, the same bytes for the same atlas; a document."""

import zipfile
from pathlib import Path

from atlas.publish.delivery import built

MOMENT = (1980, 1, 1, 0, 0, 0)
"""Every file in it is from the first moment that a ZIP knows."""
PACKED = {".png", ".jpg", ".jpeg", ".webp", ".woff2", ".zip", ".gpkg", ".xlsx"}
"""Endings of what is packed already."""


def write_bundle(out: Path, target: Path, folder: str, note: tuple[str, str]) -> int:
    """Pack a built folder into `target`, all below one `folder`, with a note (name, text) on how to open it. Gives the number of files."""
    passing = target.with_name(f".{target.name}.new")
    paths = list(built(out))
    with zipfile.ZipFile(passing, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        _add(bundle, f"{folder}/{note[0]}", note[1].encode("utf-8-sig"))
        for path in paths:
            _add(bundle, f"{folder}/{path}", (out / path).read_bytes())
    passing.replace(target)
    return len(paths)


def write_document(target: Path, content: bytes) -> None:
    """Write a document where its author wants it, in one step."""
    passing = target.with_name(f".{target.name}.new")
    passing.write_bytes(content)
    passing.replace(target)


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in PACKED else zipfile.ZIP_DEFLATED
    bundle.writestr(entry, content)
