"""What texts use beyond plain Markdown: pictures have words for those who do not see them, callouts are of a known kind, works that are cited are listed,
references to figures and tables find them."""

import re
from collections.abc import Iterator

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.model.directive import Captioned
from atlas.model.document import Document, without_code
from atlas.model.mark import find_marks
from atlas.model.media import cited
from atlas.model.site import Site

CALLOUTS = {
    "de": ("Befund", "Bewertung", "Empfehlung", "Beispiel", "Definition", "Leitfrage", "Zitat", "Einfache Sprache"),
    "en": (
        "Finding",
        "Findings",
        "Assessment",
        "Recommendation",
        "Example",
        "Definition",
        "Guiding question",
        "Question",
        "Quotation",
        "Quote",
        "Plain language",
    ),
}
"""What may stand in the first line of a callout; either language works in every atlas."""

_CALLOUT = re.compile(r"^[ ]{0,3}(?:>[ ]?)+\[!(?P<kind>[^\]\n]+)\]", re.MULTILINE)
_BARE = re.compile(r"!\[\s*\](?=\()")
_REFERENCE = re.compile(r"\[(?<!!\[)\s*\]\(#(?P<name>[^)\s]*)\)")
_CAPTION = re.compile(
    r"^[ ]{0,3}(?:Abbildung|Figure|Tabelle|Table):.*?\{:?[^{}\n]*#(?P<name>[\w-]+)[^{}\n]*\}[ ]*$", re.MULTILINE | re.DOTALL
)
_RULED = re.compile(r"\[(?:!|(?<=!\[)|\s*\]\(#)")
"""What callouts, pictures and references have in common; most texts have none of them."""


def check_texts(site: Site) -> tuple[Diagnostic, ...]:
    """Apply all rules to all texts."""
    works = {work.key for work in site.references}
    return tuple(found for document in site.documents for found in (*_citations(document, works), *_idle(document), *_rules(document)))


def captioned(document: Document) -> tuple[str, ...]:
    """Give the names by which a text's figures and tables can be referred to."""
    options = (directive.options for directive in document.directives)
    named = (one.id for one in options if isinstance(one, Captioned) and one.caption and one.id)
    written = _CAPTION.finditer(document.body) if "{" in document.body else ()
    return (*(match["name"] for match in written), *named)


def _citations(document: Document, works: set[str]) -> Iterator[Diagnostic]:
    for text, line, column in document.pieces():
        for mark in find_marks(text):
            for key, _ in cited(mark.words) if mark.kind == "citation" else ():
                if key not in works:
                    where = Location(file=document.file, line=line + mark.line - 1, column=mark.column if column else 0)
                    yield diagnostic("A377", where, key=key, suggestion=suggestion(key, works))


def _idle(document: Document) -> Iterator[Diagnostic]:
    """Find what stays as it is written: everything in a summary, which is plain text, and citations in the front matter, which has no list of works."""
    for mark in find_marks(document.summary):
        yield diagnostic("A707", Location(file=document.file), words=document.summary[mark.start : mark.end])
    for text, line in zip(document.sentences, document.sentence_lines or [0] * len(document.sentences), strict=True):
        for mark in find_marks(text):
            if mark.kind == "citation":
                yield diagnostic("A707", Location(file=document.file, line=line), words=text[mark.start : mark.end])


def _rules(document: Document) -> Iterator[Diagnostic]:
    if not _RULED.search(document.body):
        return
    body = without_code(f"\n{document.body}")[1:]
    known = [kind for kinds in CALLOUTS.values() for kind in kinds]
    for match in _CALLOUT.finditer(body) if "[!" in body else ():
        if match["kind"].strip().casefold() not in {kind.casefold() for kind in known}:
            yield diagnostic(
                "A314", _where(document, body, match.start("kind")), kind=match["kind"], suggestion=suggestion(match["kind"], known)
            )
    for match in _BARE.finditer(body):
        yield diagnostic("A316", _where(document, body, match.start()))
    names = captioned(document)
    for match in _REFERENCE.finditer(body):
        if match["name"] not in names:
            where = _where(document, body, match.start())
            yield diagnostic("A315", where, name=match["name"], suggestion=suggestion(match["name"], names))


def _where(document: Document, body: str, start: int) -> Location:
    line = document.body_line + body.count("\n", 0, start)
    return Location(file=document.file, line=line, column=start - body.rfind("\n", 0, start))
