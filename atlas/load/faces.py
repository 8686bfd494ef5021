"""Fonts where nothing can jump: on paper, and in pages that are opened from a folder, where browsers keep no font from one page to the next."""

import re
from collections.abc import Mapping

from atlas.model.theme import FACES

FACE = re.compile(r"@font-face\s*\{[^}]*\}")
OPTIONAL = re.compile(r"(font-display:\s*)optional")
"""A font is shown if it is there when the first line is drawn, otherwise from the next page on."""

COMMON = re.compile(r"css/[^/]+\.css")


def faces(assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Repeat the optional faces of all common styles, to be shown however late they come: the asset `FACES`, or nothing."""
    styles = "\n".join(assets[path].decode() for path in sorted(assets) if COMMON.fullmatch(path))
    late = [OPTIONAL.sub(r"\1swap", face) for face in FACE.findall(styles) if OPTIONAL.search(face)]
    return {FACES: "".join(f"{face}\n" for face in late).encode()} if late else {}
