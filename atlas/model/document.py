"""The author's texts: front matter as typed fields, the body as Markdown with the line it starts at."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from atlas.model.directive import Directive, strings

DocumentKind = Literal["start", "profile", "theme", "indicator", "page", "passage", "version"]
"""A passage is no page: other texts include it. The name of its file begins with an underscore. A version says what another text says, in other words."""

# Every branch starts with a plain character: only then does the search skip what cannot match.
_CODE = re.compile(
    r"""
      `(?P<ticks>`*+) (?:(?!\n[ \t]*\n).)*? (?<!`)`(?P=ticks)(?!`)
    | \n[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n .*? (?:(?<=\n)[ ]{0,3}(?P=fence)[`~]*[ \t]*(?=\n|\Z)|\Z)
    """,
    re.DOTALL | re.VERBOSE,
)
_INLINE = r"\](?<!\\\])\(\s*"  # [words](target, ![words](target
_DEFINITION = r"\n[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?=\S)"  # [name]: target, but not [^1]: footnote
_TARGET = r"(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
_LINK = re.compile(f"{_INLINE}{_TARGET}")
_LINK_OR_DEFINITION = re.compile(f"(?:{_INLINE}|{_DEFINITION}){_TARGET}")
_DEFINED = re.compile(_DEFINITION)
"""Most texts define nothing; a pattern that begins with one sign only is searched ten times as fast."""

_IMAGE = re.compile(r"!\[[^\[\]]*\]\(\s*<?$")


class News(Struct, frozen=True, kw_only=True):
    """A dated line on the start page."""

    date: str
    text: str


class Document(Struct, frozen=True, kw_only=True):
    """One Markdown file. `file` is relative to the site, `key` an area's key, an id, or a page's slug; `body_line` the first line of the body.

    `status`: draft or internal texts are seen in the preview alone.
    """

    file: str
    kind: DocumentKind
    key: str
    title: str
    nav: Literal["main", "footer", "none"]
    order: int
    status: Literal["", "draft", "internal", "final"] = ""
    summary: str
    key_statements: tuple[str, ...]
    strengths: tuple[str, ...]
    needs: tuple[str, ...]
    author: str
    date: str
    news: tuple[News, ...]
    body: str
    body_line: int
    sentence_lines: tuple[int, ...] = ()
    """The lines of the `sentences`."""
    directives: tuple[Directive, ...] = ()
    glossary: bool = False
    """Its definition list explains terms, here and wherever other texts use them."""

    plain_summary: tuple[str, ...] = ()
    """What it says in plain language, a sentence each."""

    variant: str = ""
    of: tuple[DocumentKind, str] | None = None
    checked_by: str = ""
    """Of a version: its kind (a key of `version.VARIANTS`), kind and key of its original, and who has checked it; that is told of a plain summary, too."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Key statements, strengths, needs and the plain summary, one after the other."""
        return (*self.key_statements, *self.strengths, *self.needs, *self.plain_summary)

    def pieces(self) -> Iterator[tuple[str, int, bool]]:
        """Give all that is Markdown in it: the body, sentences, words in directives; with the line each begins at, and whether columns can be told."""
        yield self.body, self.body_line, True
        for text, line in zip(self.sentences, self.sentence_lines or [0] * len(self.sentences), strict=True):
            yield text, line, False
        for directive in self.directives:
            for (_, text), line in zip(strings(directive.options), directive.lines, strict=True):
                yield text, line, False


def link_targets(body: str) -> tuple[tuple[str, int, int], ...]:
    """Find what a Markdown text links to: (target as written, line, column), both counted from 1 within the text.

    Links, images and reference definitions count; what stands in code spans and fenced code does not.
    """
    if "](" not in body and "]:" not in body:
        return ()
    text = without_code(f"\n{body}")  # every line then starts behind a line feed, and the line feeds before a place count its line
    found: list[tuple[str, int, int]] = []
    for match in (_LINK_OR_DEFINITION if _DEFINED.search(text) else _LINK).finditer(text):
        group = "plain" if match["angled"] is None else "angled"
        start = match.start(group)
        found.append((match[group], text.count("\n", 0, start), start - text.rfind("\n", 0, start)))
    return tuple(found)


def image_targets(body: str) -> tuple[tuple[str, int, int], ...]:
    """Find the pictures that a Markdown text shows, as `link_targets` does."""
    if "![" not in body:
        return ()
    lines = body.split("\n")
    return tuple(found for found in link_targets(body) if _IMAGE.search(lines[found[1] - 1][: found[2] - 1]))


def without_code(text: str) -> str:
    """Blank out code spans and fenced code, so that everything else keeps its place; a fence on the first line needs a line feed before it."""
    return _CODE.sub(_blank, text) if "`" in text or ("~" in text and "~~~" in text) else text


def _blank(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code[0])
