"""Reads the literature that texts may cite, CSL-JSON or BibTeX, and has it written in one style (author, year) by citeproc."""

import io
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.files import locate, read_text
from atlas.model.media import Reference

ENDINGS = (".json", ".bib")

STYLE = "harvard-cite-them-right"
_LOCALES = {"de": "de-DE", "en": "en-GB"}


def load_bibliography(root: Path, name: str, language: str, where: Location) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Read the file `name`, none if it is empty; works in the order of the style's list, by author and year."""
    if not name:
        return (), ()
    path, found = locate(root, name, where, ENDINGS)
    if path is None:
        return (), found
    text, found = read_text(root, path)
    if text is None:
        return (), found
    try:
        return tuple(_written(_source(text, path.suffix), language)), ()
    except json.JSONDecodeError as error:
        return (), (diagnostic("A376", Location(file=name, line=error.lineno, column=error.colno), line=error.lineno),)
    except Exception as error:
        return (), (diagnostic("A376", Location(file=name), reason=" ".join(str(error).split()) or type(error).__name__),)


def _source(text: str, ending: str) -> Any:
    if ending == ".json":
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415  sites without literature do without

        return CiteProcJSON(json.loads(text))
    from citeproc.source.bibtex import BibTeX  # noqa: PLC0415

    return BibTeX(io.StringIO(text))


def _written(source: Any, language: str) -> Iterable[Reference]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter  # noqa: PLC0415

    works = CitationStylesBibliography(CitationStylesStyle(STYLE, locale=_LOCALES[language], validate=False), source, formatter.html)
    citations = {key: Citation([CitationItem(key)]) for key in source}
    for citation in citations.values():
        works.register(citation)
    works.sort()
    labels = {key: unescape(re.sub(r"<[^>]*>", "", str(works.cite(citation, lambda _item: None)))) for key, citation in citations.items()}
    for place, (key, entry) in enumerate(zip(works.keys, works.bibliography(), strict=True)):
        yield Reference(key=key.lower(), place=place, label=labels[key].removeprefix("(").removesuffix(")"), entry=str(entry))
