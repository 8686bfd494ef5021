"""What the atlas itself fills in or checks in a text. Here it is only found; `statistics.quote` understands figures and claims, `load.directives` directives.

`{unter18 Stadt}` is a figure. `[über dem Durchschnitt der Stadt]{unter18 > Stadt}` is a claim: the words in brackets stay, what follows says what must be true.
`[@siebel2008, S. 12]` is a citation. A fenced block that begins with ```` ```{map} ```` is a directive. Braces that begin with #, . or : are attributes of Markdown
and none of our business.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from atlas.model.document import without_code

MarkKind = Literal["figure", "claim", "citation", "directive"]

FIRST = 0xF0000
"""Where a text is cut for display, what is filled in as number n becomes this character plus n, of an area of Unicode that no text uses."""

# Every fenced block is matched: one that shows how a directive is written holds none.
_FENCE = re.compile(
    r"(?:(?<=\n)|\A)[ ]{0,3}(?P<fence>`{3,}|~{3,})[ ]*(?:\{(?P<name>[^{}\n]*)\}[ \t]*|[^`\n]*)\n(?P<body>.*?)(?:(?<=\n)[ ]{0,3}(?P=fence)[`~]*[ \t]*(?=\n|\Z)|\Z)",
    re.DOTALL,
)
_CITATION = re.compile(r"(?<!\\)\[(@[^\[\]\n]+)\](?![(\[{])")
_BRACES = re.compile(r"(?<![\\`])(\]?)\{(?![#.:{%])((?:[^{}\n]|\n(?![ \t]*\n))+)\}")


class Mark(Struct, frozen=True, kw_only=True):
    """One of them. `words`: what is asked or asserted, with single blanks; what is cited; the name of a directive, whose options are its `body`.

    From `start` to `end` it takes its place in the text; a claim's words begin behind `opening`, the bracket. `line` and `column` count from 1 within the text.
    """

    kind: MarkKind
    words: str
    opening: int
    start: int
    end: int
    line: int
    column: int
    body: str = ""


def find_marks(text: str) -> tuple[Mark, ...]:
    """Find the marks of a text, in their order; none in code."""
    if "{" not in text and "@" not in text:
        return ()
    found = [
        _mark("directive", match["name"].strip(), text, match.start("fence"), match.end(), body=match["body"])
        for match in _FENCE.finditer(text)
        if match["name"] is not None
    ]
    plain = without_code(f"\n{text}")[1:]
    found += [_mark("citation", match[1], plain, match.start(), match.end()) for match in _CITATION.finditer(plain)]
    for match in _BRACES.finditer(plain):
        opening = _opening(plain, match.start()) if match[1] else -1
        start = match.start() if opening >= 0 else match.end(1)
        found.append(_mark("claim" if opening >= 0 else "figure", " ".join(match[2].split()), plain, start, match.end(), opening=opening))
    return tuple(sorted(found, key=lambda mark: mark.start))


def cut_marks(text: str, marks: Sequence[Mark], additions: Mapping[Mark, str] = MappingProxyType({})) -> str:
    """Take marks out of their text: of a claim its words remain, the n-th other mark becomes one character, `FIRST` + n, followed by its addition."""
    others = [mark for mark in marks if mark.kind != "claim"]
    pieces = [(mark.start, mark.end, chr(FIRST + number) + additions.get(mark, "")) for number, mark in enumerate(others)]
    for mark in marks:
        if mark.kind == "claim":
            pieces += [(mark.opening, mark.opening + 1, ""), (mark.start, mark.end, "")]
    for start, end, instead in sorted(pieces, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _mark(kind: MarkKind, words: str, text: str, start: int, end: int, *, opening: int = -1, body: str = "") -> Mark:
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Mark(kind=kind, words=words, opening=opening, start=start, end=end, line=line, column=column, body=body)


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
