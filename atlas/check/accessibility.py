"""Rules of accessibility that a built page can be held against without a browser. They find a part of what may hinder readers; the statement says so."""

from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from itertools import pairwise

from msgspec import Struct, field

from atlas.model.accessibility import Checked

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAMED = ("a", "button", "summary")


class _Element(Struct):
    name: str
    attributes: dict[str, str]
    inside: "list[_Element | str]" = field(default_factory=list)

    def all(self, *names: str) -> "Iterator[_Element]":
        for child in self.inside:
            if isinstance(child, _Element):
                if not names or child.name in names:
                    yield child
                yield from child.all(*names)

    def words(self) -> str:
        """Give what a screen reader says: text, labels, alternative texts."""
        said = self.attributes.get("aria-label") or self.attributes.get("alt") or ""
        hidden = self.attributes.get("aria-hidden") == "true"
        return "" if hidden else said or "".join(child if isinstance(child, str) else child.words() for child in self.inside)


def check_pages(pages: Mapping[str, str]) -> tuple[Checked, ...]:
    """Hold pages (path → markup) against all rules."""
    broken: dict[str, list[str]] = {rule: [] for rule in RULES}
    for path, markup in sorted(pages.items()):
        page = _read(markup)
        for rule, holds in RULES.items():
            if not holds(page):
                broken[rule].append(path)
    return tuple(Checked(rule=rule, pages=len(pages), broken=tuple(paths)) for rule, paths in broken.items())


def _language(page: _Element) -> bool:
    return all(one.attributes.get("lang") for one in page.all("html"))


def _title(page: _Element) -> bool:
    return any(one.words().strip() for one in page.all("title"))


def _one_heading(page: _Element) -> bool:
    return len(list(page.all("h1"))) == 1


def _heading_order(page: _Element) -> bool:
    levels = [HEADINGS.index(one.name) for one in page.all("main") for one in one.all(*HEADINGS)]
    return all(after - before <= 1 for before, after in pairwise(levels))


def _pictures(page: _Element) -> bool:
    return all("alt" in one.attributes for one in page.all("img"))


def _drawings(page: _Element) -> bool:
    hidden = {id(inner) for one in page.all() if one.attributes.get("aria-hidden") == "true" for inner in one.all("svg")}
    nested = {id(inner) for one in page.all("svg") for inner in one.all("svg")}
    outer = (one for one in page.all("svg") if id(one) not in hidden | nested)
    return all(
        one.attributes.get("aria-hidden") == "true" or "aria-label" in one.attributes or "aria-labelledby" in one.attributes
        for one in outer
    )


def _tables(page: _Element) -> bool:
    return all(any(True for _ in one.all("th")) for one in page.all("table"))


def _names(page: _Element) -> bool:
    return all(one.words().strip() for one in page.all(*NAMED) if one.name != "a" or "href" in one.attributes)


def _fields(page: _Element) -> bool:
    labelled = {one.attributes.get("for") for one in page.all("label")}
    fields = (one for one in page.all("input", "select", "textarea") if one.attributes.get("type") not in {"hidden", "submit"})
    return all(one.attributes.get("id") in labelled or "aria-label" in one.attributes for one in fields)


def _skip(page: _Element) -> bool:
    first = next((one for one in page.all("a") if "href" in one.attributes), None)
    target = first.attributes["href"].removeprefix("#") if first else ""
    return any(one.attributes.get("id") == target for one in page.all("main"))


def _zoom(page: _Element) -> bool:
    views = [one.attributes.get("content", "") for one in page.all("meta") if one.attributes.get("name") == "viewport"]
    return not any(word in view for view in views for word in ("user-scalable", "maximum-scale"))


RULES: Mapping[str, Callable[[_Element], bool]] = {
    "language": _language,
    "title": _title,
    "one-heading": _one_heading,
    "heading-order": _heading_order,
    "pictures": _pictures,
    "drawings": _drawings,
    "tables": _tables,
    "names": _names,
    "fields": _fields,
    "skip": _skip,
    "zoom": _zoom,
}
"""The rules, by the name under which they are recorded."""


def _read(markup: str) -> _Element:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(_Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].name == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)
