"""What an author is told: values that stages return and collect, never log lines.

A diagnostic names a rule by its code; the words for it, in German and English, live in `messages/` beside this file, a table per range of codes.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import IntEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

_WORD = re.compile(r"\{(\w+)\}")


class Severity(IntEnum):
    """How much a diagnostic weighs: a note informs, a warning fails `--strict`, an error stops the build."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Location(Struct, frozen=True, kw_only=True):
    """Where something is written. `file` is relative to the site; `line` and `column` count from 1, 0 means unknown; `cell` is Excel's name."""

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}:{self.cell}"
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One finding: a code from the catalogue, its place, and the words that fill the catalogue's sentence."""

    code: str
    where: Location
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return Severity[_entry(self.code)["severity"].upper()]

    def message(self, language: str) -> str:
        return _sentence(self, language)

    def hint(self, language: str) -> str:
        """Say what to do next; empty when the message says it all."""
        return _sentence(self, f"hint_{language}")

    def text(self, language: str) -> str:
        """One line as every tool prints it: place, severity, code, message."""
        severity = {"de": ("Hinweis", "Warnung", "Fehler")}.get(language, ("note", "warning", "error"))[self.severity]
        return f"{self.where}: {severity} {self.code}: {self.message(language)}"


class AtlasError(Exception):
    """A stage cannot go on; carries every diagnostic found so far."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(found.text("en") for found in self.diagnostics))

    def __reduce__(self) -> tuple[type["AtlasError"], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


def diagnostic(code: str, where: Location, **details: object) -> Diagnostic:
    """Make a diagnostic. Raises KeyError if the catalogue has no such code."""
    _entry(code)
    return Diagnostic(code=code, where=where, details=tuple((name, str(value)) for name, value in details.items()))


def codes() -> Mapping[str, Mapping[str, str]]:
    """Give the whole catalogue: code → severity and sentences."""
    return {code: entry for text in _texts() for code, entry in _parsed(text).items()}


def failed(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Tell whether these diagnostics stop the build."""
    limit = Severity.WARNING if strict else Severity.ERROR
    return any(found.severity >= limit for found in diagnostics)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give the known word nearest to `word`, or nothing."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


@cache
def _entry(code: str) -> dict[str, str]:
    """Give what the catalogue says of a code. Of its files only those are parsed that are asked for: it has twenty, and most builds say little."""
    text = next((text for text in _texts() if f"[{code}]" in text), None)
    if text is None:
        raise KeyError(code)
    return _parsed(text)[code]


@cache
def _texts() -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent / "messages").glob("*.toml")))


@cache
def _parsed(text: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(text)


def _sentence(found: Diagnostic, field: str) -> str:
    entry = _entry(found.code)
    template = entry.get(field, entry.get(field.replace("_de", "_en") if "_" in field else "en", ""))
    words = dict(found.details)
    # An optional part stands in [[…]] and disappears when one of its words is empty.
    parts = template.split("[[")
    text = parts[0]
    for part in parts[1:]:
        optional, _, rest = part.partition("]]")
        text += (optional if all(words.get(needed) for needed in _WORD.findall(optional)) else "") + rest
    return text.format_map({**words})
