"""Terms of the glossary, explained where a text first uses them: a button that opens a few words, without a script and without moving the text."""

import re
from collections.abc import Sequence
from html import escape

from atlas.base.language import translate
from atlas.model.term import Term, anchor_of, pattern

_PARTS = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_DEFINED = re.compile(r"<dt>(.*?)</dt>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_CLOSED = frozenset(["a", "abbr", "blockquote", "button", "code", "dt", "figure", "h2", "h3", "h4", "h5", "h6", "pre", "table"])
"""Elements whose words stay as they are."""


def anchor_terms(html: str) -> str:
    """Give every term of a definition list a place that can be linked to; the first of equal ones has it."""
    seen: set[str] = set()

    def named(found: re.Match[str]) -> str:
        anchor = anchor_of(_TAGS.sub("", found[1]))
        if anchor in seen:
            return found[0]
        seen.add(anchor)
        return f'<dt id="{anchor}">{found[1]}</dt>'

    return _DEFINED.sub(named, html)


def explain_terms(html: str, terms: Sequence[Term], root: str, language: str) -> str:
    """Explain each term at its first use, outside of headings, links, quotations and tables."""
    left = {escape(term.word): term for term in terms}
    parts: list[str] = []
    inside = 0
    for found in _PARTS.finditer(html):
        part = found[0]
        tag = _TAG.match(part)
        if tag and tag[2] in _CLOSED:
            inside += -1 if tag[1] else 1
        elif not tag and not inside and left:
            part = _explained(part, left, len(terms), root, language)
        parts.append(part)
    return "".join(parts)


def _explained(words: str, left: dict[str, Term], count: int, root: str, language: str) -> str:
    """Explain what a piece of text is the first to use, and take it out of what is left."""
    done = ""
    while left and (found := pattern(tuple(left)).search(words)):
        term = left.pop(found[1])
        for same in [word for word, other in left.items() if other.text == term.text]:
            del left[same]
        name = f"_t{count - len(left)}"
        more = f'<a href="{escape(root + term.href)}">{escape(translate(language)("Glossary"))}</a>' if term.href else ""
        done += (
            f'{words[: found.start()]}<button type="button" class="term" popovertarget="{name}">{found[0]}</button>'
            f'<span class="explained" popover id="{name}"><b>{escape(term.word)}</b> {escape(term.text)} {more}</span>'
        )
        words = words[found.end() :]
    return done + words
