"""HTML as a tree, just enough to ask a page what it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(slots=True)
class Element:
    """An element with its attributes; children are elements and texts in order."""

    name: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    def all(self, *names: str, **attributes: str) -> "Iterator[Element]":
        """Give the elements inside of these names (any without one) whose attributes hold these words."""
        for child in self.children:
            if isinstance(child, Element):
                if (not names or child.name in names) and all(word in child.words(key) for key, word in attributes.items()):
                    yield child
                yield from child.all(*names, **attributes)

    def words(self, attribute: str) -> list[str]:
        return self.attributes.get(attribute.rstrip("_"), "").split()

    def text(self, *without: str) -> str:
        """Give the text inside, leaving out elements of these classes."""
        parts = (
            child if isinstance(child, str) else "" if set(without) & set(child.words("class")) else child.text(*without)
            for child in self.children
        )
        return "".join(parts)


@dataclass(slots=True)
class Page:
    """A page: its bytes and its tree."""

    content: bytes
    tree: Element

    @property
    def ids(self) -> set[str]:
        return {element.attributes["id"] for element in self.tree.all() if "id" in element.attributes}


def read_page(path: Path) -> Page:
    """Read a page; every element but the empty ones must be closed."""
    content = path.read_bytes()
    builder = _Builder()
    builder.feed(content.decode())
    builder.close()
    assert len(builder.open) == 1, f"{path}: {builder.open[-1].name} is not closed"
    return Page(content, builder.open[0])


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        element = self.open.pop()
        assert element.name == tag, f"{element.name} is closed by {tag}"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
