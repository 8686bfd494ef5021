"""Reads texts as an editor would: words that belittle, causes that figures do not show, ranks as headlines, sentences that are too hard."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.text import number
from atlas.model.document import Document, without_code
from atlas.model.review import Review, Term
from atlas.model.site import Site

CODES = {"stigma": "A405", "anglicism": "A406", "cause": "A407", "rank": "A408"}

ENOUGH = 100
"""Reading ease says little of a text with fewer words."""

_HEADING = re.compile(r"^#{1,6}[ \t]+[^\n]*$", re.MULTILINE)
_NO_PROSE = re.compile(r"^(?:#{1,6}[ \t]|[ \t]*[|>]|\[\^?[^\]]+\]:|[ \t]*[-*+][ \t]+\S{0,30}$)[^\n]*$", re.MULTILINE)
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\{[^}]*\}|[*_`#]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(r"[.!?…](?=\s|$)|\n\s*\n|\n[ \t]*[-*+][ \t]")
_VOWELS = {"de": re.compile(r"[aeiouyäöü]+"), "en": re.compile(r"[aeiouy]+")}
_ABBREVIATION = re.compile(r"\b(?:z|B|d|h|u|a|i|S|ca|bzw|vgl|Nr|Abs|Art|usw|e|g)\.\s*", re.ASCII)


def check_language(site: Site, review: Review) -> tuple[Diagnostic, ...]:
    """Review all texts: single words, each with its place, and the reading ease of the whole."""
    return tuple(
        found for document in site.documents for found in (*_words(document, review), *_ease(document, review, site.config.language))
    )


def reading_ease(text: str, language: str) -> float | None:
    """Give the reading ease of plain words, 0 (very hard) to 100 (very plain); None for fewer than ENOUGH words.

    German: 180 - words per sentence - 58.5 x syllables per word (Amstad 1978, Wie verständlich sind unsere Zeitungen?).
    English: 206.835 - 1.015 x words per sentence - 84.6 x syllables per word (Flesch 1948, A new readability yardstick).
    """
    words = _WORD.findall(text)
    if len(words) < ENOUGH:
        return None
    sentences = [part for part in _END.split(_ABBREVIATION.sub("", text)) if _WORD.search(part)]
    length = len(words) / len(sentences)
    syllables = sum(count_syllables(word, language) for word in words) / len(words)
    return 180 - length - 58.5 * syllables if language == "de" else 206.835 - 1.015 * length - 84.6 * syllables


def count_syllables(word: str, language: str) -> int:
    """Count the groups of vowels; in English a final e is mute."""
    plain = word.casefold()
    groups = len(_VOWELS[language].findall(plain))
    mute = language == "en" and groups > 1 and plain.endswith("e") and not plain.endswith("le")
    return max(groups - mute, 1)


def _words(document: Document, review: Review) -> Iterator[Diagnostic]:
    body = without_code(document.body)
    titles = _HEADING.findall(body)
    for pattern, terms in _patterns(review.terms):
        for number_of, sentence in enumerate((document.title, document.summary, *document.sentences)):
            line = document.sentence_lines[number_of - 2] if number_of > 1 and document.sentence_lines else 1
            yield from _found(pattern, terms, sentence, Location(file=document.file, line=line), headline=number_of != 1)
        for match in pattern.finditer(body):
            term = terms[(match.lastindex or 1) - 1]
            start = body.rfind("\n", 0, match.start()) + 1
            heading = body[start:].partition("\n")[0]
            if term.why != "rank" or heading in titles:
                row = document.body_line + body.count("\n", 0, match.start())
                yield _finding(term, match[0], Location(file=document.file, line=row, column=match.start() - start + 1))


def _found(pattern: re.Pattern[str], terms: Sequence[Term], text: str, where: Location, *, headline: bool) -> Iterator[Diagnostic]:
    for match in pattern.finditer(text):
        term = terms[(match.lastindex or 1) - 1]
        if term.why != "rank" or headline:
            yield _finding(term, match[0], where)


def _finding(term: Term, word: str, where: Location) -> Diagnostic:
    return diagnostic(CODES[term.why], where, word=word, better=term.better)


@lru_cache(maxsize=8)
def _patterns(terms: tuple[Term, ...]) -> tuple[tuple[re.Pattern[str], tuple[Term, ...]], ...]:
    """Join all words into one pattern: a group per word tells which it was."""
    if not terms:
        return ()
    longest_first = tuple(sorted(terms, key=lambda term: (-len(term.word), term.word)))
    groups = ("(" + re.escape(term.word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") + ")" for term in longest_first)
    return ((re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE), longest_first),)


def _ease(document: Document, review: Review, language: str) -> Iterator[Diagnostic]:
    words = _MARKUP.sub(lambda match: match[1] or "", _NO_PROSE.sub("", without_code(document.body)))
    ease = reading_ease(words, language)
    if ease is not None and ease < review.ease:
        where = Location(file=document.file, line=document.body_line)
        sentences = max(len([part for part in _END.split(words) if _WORD.search(part)]), 1)
        length = len(_WORD.findall(words)) / sentences
        yield Diagnostic(
            code="A409",
            where=where,
            details=(
                ("ease", number(ease, 0, language)),
                ("least", number(review.ease, 0, language)),
                ("words", number(length, 0, language)),
            ),
        )
