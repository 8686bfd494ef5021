"""Reads the author's texts below `content/`: front matter as typed fields, the body as Markdown."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, cast

from msgspec.structs import replace
from pydantic import Field

from atlas.base.diagnostics import Diagnostic, Location, Severity, diagnostic, suggestion
from atlas.base.language import FOLDERS
from atlas.base.text import slug
from atlas.load import bibliography, pictures
from atlas.load.bodies import ENDING, FOLDER, split
from atlas.load.files import listing, read_text
from atlas.load.keys import nearest
from atlas.load.schema import validate
from atlas.load.strict import Strict, Text
from atlas.load.yaml import Places, read
from atlas.model.config import SiteConfig
from atlas.model.document import Document, DocumentKind, News
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.version import VARIANTS

MATERIAL = (*pictures.ENDINGS, *bibliography.ENDINGS)
"""What may lie beside the texts, for them to use."""
UNPUBLISHED = ("draft", "internal")

_UNKNOWN = {"profile": "A304", "theme": "A305", "indicator": "A305"}
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")


class NewsSpec(Strict):
    """A dated line on the start page."""

    date: Text
    text: Text


class FrontMatter(Strict):
    """What stands between the lines of three hyphens on top of a text."""

    title: Text = ""
    nav: Literal["main", "footer", "none"] = "main"
    order: int = 100
    status: Annotated[
        Literal["", "draft", "internal", "final"],
        Field(
            description="draft, internal: left out of the build, shown and marked in the preview; final: released, where site.yaml says release: marked"
        ),
    ] = ""
    summary: Text = ""
    key_statements: tuple[Text, ...] = ()
    strengths: tuple[Text, ...] = ()
    needs: tuple[Text, ...] = ()
    plain_summary: Annotated[
        tuple[Text, ...],
        Field(
            description="The page in plain language, a sentence each: a short box below its title. Written and checked by people, never made"
        ),
    ] = ()
    author: Text = ""
    date: Text = ""
    news: tuple[NewsSpec, ...] = ()
    checked_by: Annotated[Text, Field(description="Of a version (0101.leicht.md), or of the plain summary: who has checked it")] = ""
    glossary: Annotated[bool, Field(description="The definition list of this page explains terms wherever texts use them")] = False


Texts = tuple[tuple[Document, ...], tuple[Diagnostic, ...]]


def load_documents(
    root: Path, site: SiteConfig, geography: Geography, register: Register, *, withheld: Collection[str] = UNPUBLISHED
) -> Texts:
    """Read all texts, by file name, and relate them to areas, themes and indicators."""
    return relate_documents(read_documents(root, site.language), geography, register, withheld=withheld)


def read_documents(root: Path, language: str) -> Texts:
    """Read all texts, by file name, drafts too. A text with an error is left out too, and its errors are returned."""
    paths, refused = listing(root, root / FOLDER)
    documents: list[Document] = []
    found = [*refused]
    for path in paths:
        if path.suffix.lower() in MATERIAL:
            continue
        below = path.relative_to(root / FOLDER)
        file = f"{FOLDER}/{below.as_posix()}"
        if path.suffix != ENDING:
            found.append(diagnostic("A312", Location(file=file), file=path.name))
            continue
        text, unread = read_text(root, path)
        document, reasons = (None, [*unread]) if text is None else _document(text, file, below, language)
        found += reasons
        if document is not None:
            documents.append(document)
    return tuple(documents), tuple(found)


def relate_documents(texts: Texts, geography: Geography, register: Register, *, withheld: Collection[str] = UNPUBLISHED) -> Texts:
    """Leave out texts about what does not exist, and report them; and silently those whose state is `withheld`."""
    hidden = tuple(document.file for document in texts[0] if document.status in withheld)
    documents = [document for document in texts[0] if document.file not in hidden]
    found = [one for one in texts[1] if one.where.file not in hidden]
    lost = tuple(_subjects(documents, geography, register))
    nowhere = {one.where.file for one in lost}
    return tuple(document for document in documents if document.file not in nowhere), (*found, *lost, *_addresses(documents))


def _document(text: str, file: str, path: Path, language: str) -> tuple[Document | None, list[Diagnostic]]:
    """Understand a text; `path` is its place below the folder of texts."""
    head, body, body_line = split(text)
    if body_line == 0:
        return None, [diagnostic("A302", Location(file=file, line=1))]
    data, places, broken = read(head, file, first_line=2)
    matter, wrong = validate(FrontMatter, {} if data is None else data, places) if not broken else (None, broken)
    if matter is None:
        return None, [*wrong]
    kind, key = _address(path, language)
    variant = path.stem.rpartition(".")[2] if kind == "version" else ""
    found = [*_dates(matter, places), *_body(body, file, body_line)]
    if kind == "page" and not matter.title and matter.status not in UNPUBLISHED:
        found.append(diagnostic("A310", Location(file=file, line=1)))
    if any(one.severity == Severity.ERROR for one in found):
        return None, found
    lines = tuple(
        places.value(name, index).line
        for name in ("key_statements", "strengths", "needs", "plain_summary")
        for index in range(len(getattr(matter, name)))
    )
    document = _make(matter, file, kind, key, body, body_line, lines)
    return (replace(document, variant=variant, of=_address(_original(path), language)) if variant else document), found


def _address(path: Path, language: str) -> tuple[DocumentKind, str]:
    """Tell from its place what a text is about: an area's key, an id, or a page's slug."""
    folders = {FOLDERS[language][kind]: kind for kind in ("profile", "theme", "indicator")}
    parts = path.with_suffix("").parts
    if parts[-1].startswith("_"):
        return "passage", "/".join(parts)
    if path.stem.rpartition(".")[2] in VARIANTS and "." in path.stem:
        return "version", "/".join(parts)
    if parts == ("index",):
        return "start", "index"
    if len(parts) > 1 and parts[0] in folders:
        return cast(DocumentKind, folders[parts[0]]), parts[-1]
    return "page", "/".join(slug(part) for part in (parts[:-1] if parts[-1] == "index" else parts))


def _original(path: Path) -> Path:
    """Give the path of the text that a version says in other words."""
    return path.with_name(path.stem.rpartition(".")[0] + ENDING)


def _dates(matter: FrontMatter, places: Places) -> Iterator[Diagnostic]:
    written = [(matter.date, ("date",)), *((news.date, ("news", index, "date")) for index, news in enumerate(matter.news))]
    for text, trail in written:
        try:
            date.fromisoformat(text or "2000-01-01")
        except ValueError:
            yield diagnostic("A307", places.value(*trail), value=text)


def _body(body: str, file: str, line: int) -> Iterator[Diagnostic]:
    if not body.strip():
        yield diagnostic("A308", Location(file=file, line=line))
    if "<" not in body:
        return
    plain = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body)
    tag = _TAG.search(plain)
    if tag:
        start = plain.rfind("\n", 0, tag.start()) + 1
        where = Location(file=file, line=line + plain.count("\n", 0, tag.start()), column=tag.start() - start + 1)
        yield diagnostic("A309", where, tag=tag.group())


def _make(matter: FrontMatter, file: str, kind: DocumentKind, key: str, body: str, body_line: int, lines: tuple[int, ...]) -> Document:
    return Document(
        file=file,
        kind=kind,
        key=key,
        title=matter.title or (key if matter.status in UNPUBLISHED else ""),
        nav=matter.nav,
        order=matter.order,
        status=matter.status,
        summary=matter.summary,
        key_statements=matter.key_statements,
        strengths=matter.strengths,
        needs=matter.needs,
        plain_summary=matter.plain_summary,
        author=matter.author,
        date=matter.date,
        news=tuple(News(date=news.date, text=news.text) for news in matter.news),
        body=body,
        body_line=body_line,
        sentence_lines=lines,
        glossary=matter.glossary,
        checked_by=matter.checked_by,
    )


def _subjects(documents: Sequence[Document], geography: Geography, register: Register) -> Iterator[Diagnostic]:
    """Find texts about an area, a theme, an indicator that does not exist."""
    names: dict[str, dict[str, str]] = {
        "profile": {area.key: area.name for area in geography.areas},
        "theme": {theme.id: theme.title for theme in register.themes},
        "indicator": {indicator.id: indicator.title for indicator in register.indicators},
    }
    written = {(document.kind, document.key) for document in documents}
    for document in documents:
        kind, key = document.of or (document.kind, document.key)
        known = names.get(kind, {key: ""})
        if key not in known:
            slugs = {slug(name): key for key, name in known.items()}
            near = slugs.get(slug(key)) or nearest(key, known) or suggestion(key, known)
            yield diagnostic(_UNKNOWN[kind], Location(file=document.file), key=key, near=near, name=known.get(near, ""))
        elif document.of and kind not in names and document.of not in written:
            yield diagnostic("A162", Location(file=document.file), key=key)


def _addresses(documents: Sequence[Document]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], str] = {}
    for document in documents:
        first = seen.setdefault((document.kind, document.key), document.file)
        if first != document.file:
            yield diagnostic("A306", Location(file=document.file), first=first, key=document.key)
