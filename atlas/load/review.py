"""Reads how texts are to be reviewed: `check:` of `site.yaml`, the words that ship, and the site's own."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from atlas.base.diagnostics import Diagnostic
from atlas.load.config import SiteSpec
from atlas.load.files import locate, read_text
from atlas.load.schema import validate
from atlas.load.strict import Strict, Text
from atlas.load.yaml import read
from atlas.model.review import Review, Term

ENDINGS = (".yaml", ".yml")


class TermSpec(Strict):
    """A word to avoid."""

    word: Annotated[Text, Field(min_length=2)]
    better: Text
    why: Literal["stigma", "anglicism", "cause", "rank"]


class Lexicon(Strict):
    """A list of words: those to avoid, and those of the list that ships which are fine here."""

    words: tuple[TermSpec, ...] = ()
    allowed: tuple[Text, ...] = ()


def load_review(root: Path, spec: SiteSpec) -> tuple[Review, tuple[Diagnostic, ...]]:
    """Give the review that `site.yaml` asks for; the site's own words come before those that ship."""
    said = spec.settings.check
    shipped = Path(__file__).parent / "lexicon" / f"{spec.settings.language}.yaml"
    lexicon, _ = _lexicon(shipped.read_text(encoding="utf-8"), shipped.name)
    own, found = _own(root, spec) if said.words else (Lexicon(), ())
    allowed = {word.casefold() for word in (*own.allowed, *(entry.word for entry in own.words))}
    entries = [*own.words, *(entry for entry in lexicon.words if entry.word.casefold() not in allowed)]
    terms = tuple(Term(word=entry.word, better=entry.better, why=entry.why) for entry in entries)
    return Review(terms=terms, sections=said.sections, ease=said.ease, page_bytes=said.page * 1000), found


def _own(root: Path, spec: SiteSpec) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
    name = spec.settings.check.words
    path, found = locate(root, name, spec.where("check", "words"), ENDINGS)
    text, unread = read_text(root, path) if path else (None, ())
    return (Lexicon(), found + unread) if text is None else _lexicon(text, name)


def _lexicon(text: str, name: str) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
    data, places, found = read(text, name)
    if found:
        return Lexicon(), found
    lexicon, found = validate(Lexicon, {} if data is None else data, places)
    return lexicon or Lexicon(), found
