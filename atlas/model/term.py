"""Terms of the glossary: words that texts explain in place, where a reader first meets them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from msgspec import Struct

from atlas.base.text import slug

_ENTRY = re.compile(r"^(?P<words>[^\s:][^\n]*(?:\n[^\s:][^\n]*)*)\n+:[ \t]+(?P<text>[^\n]+(?:\n[ \t]+\S[^\n]*)*)", re.MULTILINE)
_PLAIN = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,2}")
_ENDINGS = "(?:e|en|er|ern|es|n|s)?"
"""What German and English put behind a noun without changing it."""


class Term(Struct, frozen=True, kw_only=True):
    """A word, its explanation in plain words, and the address where the glossary has it."""

    word: str
    text: str
    href: str


def anchor_of(word: str) -> str:
    """Name the place of a term in the glossary."""
    return f"term-{slug(word)}"


def read_terms(body: str) -> Iterator[tuple[str, str]]:
    """Read the definition list of a glossary: words and explanation. Several words that mean the same stand in a line each above one explanation."""
    for entry in _ENTRY.finditer(body):
        text = " ".join(_PLAIN.sub(r"\1", entry["text"]).split())
        for word in entry["words"].split("\n"):
            yield _PLAIN.sub(r"\1", word).strip(), text


def terms_in(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Give the terms that occur in a text, in the order of the glossary."""
    if not terms:
        return ()
    met = {found[1] for found in pattern(tuple(term.word for term in terms)).finditer(text)}
    return tuple(term for term in terms if term.word in met)


@cache
def pattern(words: tuple[str, ...], *, markup: bool = False) -> re.Pattern[str]:
    """Match any of the words, with an ending or without; the word itself is the first group. `markup`: in HTML."""
    longest = sorted((escape(word) if markup else word for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))}){_ENDINGS}(?![\w-])")
