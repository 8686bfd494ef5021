"""Links that lead somewhere: every target in every text is an area, an indicator, another text and a heading in it, or an address out on the web."""

import html
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.text import slug
from atlas.check.texts import captioned
from atlas.model.directive import strings
from atlas.model.document import Document, image_targets, link_targets
from atlas.model.site import Site

OUTSIDE = ("https://", "mailto:", "tel:")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HEADING = re.compile(r"^(?:#{1,6}(?P<marked>[^\n]+?)#*|(?P<underlined>[^\n]+)\n(?:=+|-+)[ ]*)$", re.MULTILINE)
_NAMED = re.compile(r"\s*\{:?\s*#([\w-]+)[^{}]*\}\s*$")
_MARKUP = re.compile(r"(?<!\\)\{(?![#.:{%])[^{}]*\}|<[^<>]*>|!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|\[\^[^\[\]]*\]|[*`]")


def check_links(site: Site) -> tuple[Diagnostic, ...]:
    """Report every link or picture in a text whose target does not exist or is not allowed, with its line and column.

    Sentences in front matter (summary, key statements, strengths, needs) are checked too; of them only the file is named.
    """
    targets = _Targets(site)
    return tuple(found for document in site.documents for found in _check_document(document, targets))


def heading_anchors(body: str) -> tuple[str, ...]:
    """Give the anchors of a text's headings, in order: the names their authors gave them (`{#name}`), else their slugs, as Python-Markdown's toc extension
    makes them, with `_1`, `_2` … when repeated."""
    anchors: dict[str, None] = {}
    for match in _HEADING.finditer(body):
        written = match["marked"] or match["underlined"]
        named = _NAMED.search(written)
        words = _MARKUP.sub(lambda markup: markup[1] or "", written)
        anchor = base = named[1] if named else slug(html.unescape(words))
        count = 0
        while not anchor or anchor in anchors:
            count += 1
            anchor = f"{base}_{count}"
        anchors[anchor] = None
    return tuple(anchors)


class _Targets:
    """What can be linked to: areas, indicators, texts by file, and the headings of each text (read when first asked for)."""

    def __init__(self, site: Site) -> None:
        self.areas = dict.fromkeys(area.key for area in site.geography.areas)
        self.indicators = dict.fromkeys(indicator.id for indicator in site.register.indicators)
        self.documents = {document.file: document for document in site.documents if document.kind != "passage"}
        self._anchors: dict[str, tuple[str, ...]] = {}

    def anchors(self, file: str) -> tuple[str, ...]:
        if file not in self._anchors:
            document = self.documents[file]
            self._anchors[file] = (*heading_anchors(document.body), *captioned(document))
        return self._anchors[file]

    def nearest(self, folder: str, path: str) -> str:
        """Give the way from `folder` that was perhaps meant: areas and indicators have pages without a text of their own."""
        stem = posixpath.splitext(posixpath.basename(path))[0]
        if stem in self.areas:
            return f"area:{stem}"
        if stem in self.indicators:
            return f"indicator:{stem}"
        return _nearest(path, _ways(tuple(self.documents), folder))


def _check_document(document: Document, targets: _Targets) -> Iterator[Diagnostic]:
    for text in (document.summary, *document.sentences):
        for target, _, _ in link_targets(text):
            yield from _check_target(target, document.file, Location(file=document.file), targets)
    for directive in document.directives:
        for (_, text), line in zip(strings(directive.options), directive.lines, strict=True):
            for target, _, _ in link_targets(text):
                yield from _check_target(target, document.file, Location(file=document.file, line=line), targets)
    pictures = set(image_targets(document.body))
    lines = document.body.split("\n")
    for target, line, column in link_targets(document.body):
        where = Location(file=document.file, line=document.body_line + line - 1, column=column)
        if (target, line, column) in pictures:
            if ":" in target:
                yield diagnostic("A375", where, target=target)
        elif not lines[line - 1].endswith("[](", 0, column - 1):  # a reference to a figure is the business of check.texts
            yield from _check_target(target, document.file, where, targets)


def _check_target(target: str, file: str, where: Location, targets: _Targets) -> Iterator[Diagnostic]:
    scheme, _, rest = target.partition(":")
    if scheme == "area":
        if rest not in targets.areas:
            yield _unknown("A370", where, target, f"{scheme}:", _nearest(rest, tuple(targets.areas)))
    elif scheme == "indicator":
        if rest not in targets.indicators:
            yield _unknown("A371", where, target, f"{scheme}:", _nearest(rest, tuple(targets.indicators)))
    elif _SCHEME.match(target):
        if not target.startswith(OUTSIDE):
            yield _unknown("A374", where, target, "https:", rest if scheme == "http" else "")
    else:
        yield from _check_path(target, file, where, targets)


def _check_path(target: str, file: str, where: Location, targets: _Targets) -> Iterator[Diagnostic]:
    path, mark, anchor = target.partition("#")
    folder = posixpath.dirname(file)
    aim = posixpath.normpath(posixpath.join(folder, path)) if path or not mark else file
    if aim not in targets.documents:
        yield diagnostic("A372", where, target=target, suggestion=targets.nearest(folder, path))
    elif mark and anchor not in targets.anchors(aim):
        yield diagnostic("A373", where, file=aim, anchor=anchor, suggestion=_nearest(anchor, targets.anchors(aim)))


def _unknown(code: str, where: Location, target: str, scheme: str, near: str) -> Diagnostic:
    return diagnostic(code, where, target=target, suggestion=f"{scheme}{near}" if near else "")


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Remember suggestions: a wrong word is often in many texts, and looking for a near one takes a while."""
    return suggestion(word, known)


@lru_cache(maxsize=16)
def _ways(files: tuple[str, ...], folder: str) -> tuple[str, ...]:
    return tuple(posixpath.relpath(file, folder) for file in files)
