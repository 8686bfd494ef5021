"""What stands in braces in a text: figures that the atlas fills in, and claims that it checks. Here they are only found; `statistics.quote` understands them.

`{unter18 Stadt}` is a figure. `[über dem Durchschnitt der Stadt]{unter18 > Stadt}` is a claim: the words in brackets stay, what follows says what must be true.
Braces that begin with #, . or : are attributes of Markdown and none of our business.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from atlas.model.document import without_code

MarkKind = Literal["figure", "claim"]

FIRST = 0xF0000
"""Where a text is cut for display, the figure with the number n becomes this character plus n, of an area of Unicode that no text uses."""

_BRACES = re.compile(r"(?<![\\`])(\]?)\{(?![#.:{%])((?:[^{}\n]|\n(?![ \t]*\n))+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One pair of braces. `words`: what is asked or asserted, with single blanks. From `start` to `end` it takes its place in the text; a claim's words
    begin behind `opening`, the bracket. `line` and `column` count from 1 within the text."""

    kind: MarkKind
    words: str
    opening: int
    start: int
    end: int
    line: int
    column: int


def find_marks(text: str) -> tuple[Mark, ...]:
    """Find the marks of a text, in their order; none in code."""
    if "{" not in text:
        return ()
    plain = without_code(f"\n{text}")[1:]
    found = []
    for match in _BRACES.finditer(plain):
        opening = _opening(plain, match.start()) if match[1] else -1
        start = match.start() if opening >= 0 else match.end(1)
        found.append(
            Mark(
                kind="claim" if opening >= 0 else "figure",
                words=" ".join(match[2].split()),
                opening=opening,
                start=start,
                end=match.end(),
                line=plain.count("\n", 0, start) + 1,
                column=start - plain.rfind("\n", 0, start),
            )
        )
    return tuple(found)


def cut_marks(text: str, marks: Sequence[Mark]) -> str:
    """Take the marks out of their text: of a claim its words remain, the n-th figure becomes one character, `FIRST` + n."""
    figures = [mark for mark in marks if mark.kind == "figure"]
    pieces = [(mark.start, mark.end, chr(FIRST + number)) for number, mark in enumerate(figures)]
    for mark in marks:
        if mark.kind == "claim":
            pieces += [(mark.opening, mark.opening + 1, ""), (mark.start, mark.end, "")]
    for start, end, instead in sorted(pieces, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _opening(text: str, closing: int) -> int:
    """Find the bracket that belongs to the one at `closing`; -1 if there is none in the same paragraph."""
    depth = 0
    for place in range(closing, -1, -1):
        if text[place] == "]":
            depth += 1
        elif text[place] == "[":
            depth -= 1
            if depth == 0:
                return place
        elif text.startswith("\n\n", place):
            return -1
    return -1
