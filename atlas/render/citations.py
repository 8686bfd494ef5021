"""Citations: as sentences in German and English, for BibTeX, RIS and CSL, and as metadata that search engines and reference managers read.

The three formats are a dozen fixed lines each; libraries read them back in the tests.
"""

from collections.abc import Iterable, Sequence
from html import escape

from markupsafe import Markup

from atlas.base.language import translate
from atlas.model.citation import Citation
from atlas.render.cells import dated
from atlas.render.json_text import json_text

_TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def sentence(cited: Citation, language: str) -> str:
    """Write a citation as text without its address, which pages show as one; when it was looked up is left to the reader."""
    _ = translate(language)
    parts = [
        f"{cited.publisher} ({cited.issued[:4]}): {cited.words}.",
        _("In: {title}, edition {edition}.").format(title=cited.title, edition=cited.edition),
        _("Figures: {producer}.").format(producer=cited.producer) if cited.producer else "",
        _("State of the data: {date}.").format(date=_dated(cited).rstrip(".")) if _dated(cited) else "",
        f"{cited.licence}.",
    ]
    return " ".join(part for part in parts if part)


def citation(cited: Citation, language: str) -> Markup:
    """Write the citation of a page with its address, ready to be copied."""
    looked_up = translate(language)("(accessed on …)")
    text = escape(sentence(cited, language)).replace(escape(cited.words), f"<span data-words>{escape(cited.words)}</span>", 1)
    return Markup(f'{text} <span class="address">{escape(_link(cited))}</span> {escape(looked_up)}')


def formats(cited: Citation, language: str) -> tuple[tuple[str, Markup], ...]:
    """Give the citation in every other form: its name and its text. The other language comes first."""
    other = "en" if language == "de" else "de"
    looked_up = translate(other)("(accessed on …)")
    texts = (
        ({"de": "Deutsch", "en": "English"}[other], f"{sentence(cited, other)} {_link(cited)} {looked_up}"),
        ("BibTeX", bibtex(cited)),
        ("RIS", ris(cited)),
        ("CSL-JSON", csl([cited])),
    )
    # Quotation marks may stand in a text as they are.
    return tuple((name, Markup(escape(text, quote=False))) for name, text in texts)


def bibtex(cited: Citation) -> str:
    """Write an entry of BibTeX; every field in braces, signs of TeX escaped, addresses as they are."""
    fields = [
        ("title", _tex(cited.words)),
        ("author", f"{{{_tex(cited.publisher)}}}"),
        ("year", cited.issued[:4]),
        ("howpublished", _tex(f"{cited.title}, {cited.edition}")),
        ("note", _tex("; ".join(part for part in (cited.producer, _dated(cited), cited.licence) if part))),
        ("doi", cited.doi),
        ("url", cited.address),
        ("language", {"de": "ngerman", "en": "english"}[cited.language]),
    ]
    lines = (f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}"


def ris(cited: Citation) -> str:
    """Write a record of RIS: a tag, two blanks, a hyphen, a blank on each line."""
    fields = [
        ("TY", "DATA"),
        ("ID", cited.key),
        ("TI", cited.words),
        ("AU", cited.publisher),
        ("PB", cited.publisher),
        ("PY", cited.issued[:4]),
        ("DA", cited.issued.replace("-", "/") if "-" in cited.issued else ""),
        ("T2", cited.title),
        ("ET", cited.edition),
        ("N1", "; ".join(part for part in (cited.producer, _dated(cited), cited.licence) if part)),
        ("DO", cited.doi),
        ("UR", cited.address),
        ("LA", cited.language),
    ]
    return "\n".join([*(f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value), "ER  - "])


def csl(cited: Sequence[Citation]) -> str:
    """Write items of CSL-JSON, the input of citation processors; organisations are literal names."""
    return json_text([_item(one) for one in cited])


def metadata(cited: Citation) -> Markup:
    """Write the elements of a head that reference managers (citation_*) and library catalogues (Dublin Core) read."""
    named = [
        ("citation_title", cited.words),
        ("citation_author", cited.publisher),
        ("citation_publication_date", cited.issued.replace("-", "/")),
        ("citation_technical_report_institution", cited.publisher),
        ("citation_doi", cited.doi),
        ("citation_public_url", cited.address if "://" in cited.address else ""),
        ("DC.title", cited.words),
        ("DC.creator", cited.producer or cited.publisher),
        ("DC.date", cited.issued),
        ("DC.rights", cited.licence),
        ("DC.language", cited.language),
        ("DC.isPartOf", f"{cited.title}, {cited.edition}"),
    ]
    return Markup("\n".join(_elements(named)))


def _elements(named: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f'<meta name="{name}" content="{escape(content)}">' for name, content in named if content)


def _link(cited: Citation) -> str:
    return f"https://doi.org/{cited.doi}, {cited.address}" if cited.doi else cited.address


def _dated(cited: Citation) -> str:
    return dated(cited.period, cited.reference_date) if cited.period else cited.reference_date


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _item(cited: Citation) -> dict[str, object]:
    item: dict[str, object] = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.words,
        "author": [{"literal": cited.publisher}],
        "publisher": cited.publisher,
        "issued": {"date-parts": [[int(part) for part in cited.issued.split("-") if part.isdecimal()]]},
        "container-title": cited.title,
        "edition": cited.edition,
        "note": "; ".join(part for part in (cited.producer, _dated(cited), cited.licence) if part),
        "DOI": cited.doi,
        "URL": cited.address,
        "language": cited.language,
    }
    return {name: value for name, value in item.items() if value and value != {"date-parts": [[]]}}
