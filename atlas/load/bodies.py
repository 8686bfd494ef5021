"""Texts as they lie in the folder, before anything is understood of them: where the front matter ends and the body begins.

Apart from `documents`, so that a process which converts bodies loads nothing else.
"""

from collections.abc import Iterator
from pathlib import Path

from atlas.load.files import listing, read_text

FOLDER = "content"
ENDING = ".md"

_FENCE = "---\n"


def read_bodies(root: Path, part: int, parts: int) -> Iterator[str]:
    """Give the Markdown of every `parts`-th text, beginning with number `part`, whatever else may be wrong with it."""
    for path in listing(root, root / FOLDER)[0][part::parts]:
        text = read_text(root, path)[0] if path.suffix == ENDING else None
        if text is not None:
            yield split(text)[1]


def split(text: str) -> tuple[str, str, int]:
    """Part front matter from body; the body's first line is 0 where the front matter has no end."""
    if not text.startswith(_FENCE):
        return "", text, 1
    end = text.find("\n" + _FENCE, len(_FENCE) - 1)
    if end < 0 and not text.endswith("\n---"):
        return "", "", 0
    head = text[len(_FENCE) : end + 1] if end >= 0 else text[len(_FENCE) : -len("---")]
    return head, text[len(_FENCE) + len(head) + len(_FENCE) :], head.count("\n") + 3
