"""Sentences that the figures bear out: what texts ask for exists, and what they assert is true."""

from collections.abc import Iterator

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.document import Document
from atlas.model.mark import find_marks
from atlas.model.quote import Problem
from atlas.model.site import Site


def check_claims(site: Site) -> tuple[Diagnostic, ...]:
    """Report what texts ask in vain or assert wrongly, with their places."""
    return tuple(found for document in site.documents for found in _marks(site, document))


def _marks(site: Site, document: Document) -> Iterator[Diagnostic]:
    for text, line, column in document.pieces():
        for mark in find_marks(text):
            problem = site.answers.get((document.file, mark.kind, mark.words))
            if isinstance(problem, Problem):
                where = Location(file=document.file, line=line + mark.line - 1, column=mark.column if column else 0)
                yield diagnostic(problem.code, where, **dict(problem.details))
