"""Pages' markup as a tree that typst reads: words stay words, so that no text of an author or of a table can become a command.

A drawing gets the colours that a page's style gives it, and a text that says what it shows; one without is left for typst to refuse.
"""

from html.parser import HTMLParser
from typing import Any

EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
SKIPPED = frozenset({"script", "style", "button", "template"})
HOLDERS = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "figure",
        "header",
        "ol",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that hold others, not words."""
UNSEEN = frozenset({"vh", "screen"})
"""Classes of what is heard or seen on screens alone."""
WIDTHS = {"strip": 150, "bar": 90}
"""Drawings that are as wide as their cell on a page, in units of their own height."""

SVG = "http://www.w3.org/2000/svg"

Node = dict[str, Any]


def tree(html: str, styles: str) -> list[Node | str]:
    """Turn markup into nodes: `t` tag, `c` classes, `k` children, `a` attributes that matter on paper; drawings hold their markup and words."""
    builder = _Builder(styles)
    builder.feed(html)
    builder.close()
    root = builder.open[0]
    _settle([root])
    nodes: list[Node | str] = root["k"]
    return nodes


class _Builder(HTMLParser):
    """Reads markup; what is not for paper is left out with all that is in it."""

    def __init__(self, styles: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Node] = [{"t": "article", "c": [], "k": [], "a": {}}]
        self._styles = styles
        self._drawing: list[str] = []
        self._depth = 0
        self._skipped = 0
        self._silent = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        classes = found.get("class", "").split()
        if self._skipped or tag in SKIPPED or UNSEEN & {*classes}:
            self._skipped += tag not in EMPTY
        elif self._depth or tag == "svg":
            self._draw(tag, found, classes)
        else:
            node: Node = {"t": tag, "c": classes, "k": [], "a": _kept(tag, found)}
            self.open[-1]["k"].append(node)
            if tag not in EMPTY:
                self.open.append(node)
                self._silent.append(self._silent[-1] or found.get("aria-hidden") == "true")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth and not self._skipped:
            self._drawing.append(self.get_starttag_text() or "")
        elif tag in EMPTY:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._depth:
            self._drawing.append(f"</{tag}>")
            if tag == "svg":
                self._depth -= 1
                if not self._depth:
                    self.open[-1]["k"][-1]["svg"] = "".join(self._drawing)
        else:
            self.open.pop()
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._depth:
            self._drawing.append(data.replace("&", "&amp;").replace("<", "&lt;"))
        else:
            self.open[-1]["k"].append(data)

    def _draw(self, tag: str, found: dict[str, str], classes: list[str]) -> None:
        start = self.get_starttag_text() or ""
        if not self._depth:
            width = next((wide for name, wide in WIDTHS.items() if name in classes), 0)
            added = ("" if "xmlns" in found else f' xmlns="{SVG}"') + (f' width="{width}"' if width and "width" not in found else "")
            self._drawing = [start.replace("<svg", f"<svg{added}", 1), f"<style>{self._styles}</style>"]
            alt = found.get("aria-label", "")
            node: Node = {
                "t": "svg",
                "c": classes,
                "k": [],
                "a": {"alt": alt, "hidden": not alt and (self._silent[-1] or "aria-hidden" in found)},
            }
            self.open[-1]["k"].append(node)
            self._depth = 1
            return
        self._drawing.append(start)
        self._depth += tag == "svg"


def _kept(tag: str, found: dict[str, str]) -> dict[str, Any]:
    wanted = {"a": ("href",), "th": ("rowspan", "colspan", "scope"), "td": ("rowspan", "colspan"), "img": ("src", "alt"), "ol": ("start",)}
    kept: dict[str, Any] = {name: found[name] for name in wanted.get(tag, ()) if name in found}
    return kept


def _settle(nodes: list[Node | str]) -> None:
    """Leave out the space between blocks, and let a figure's caption be the words of a drawing in it that has none of its own."""
    for node in nodes:
        if isinstance(node, str):
            continue
        if node["t"] in HOLDERS:
            node["k"] = [child for child in node["k"] if not isinstance(child, str) or child.strip()]
        if node["t"] == "figure":
            caption = " ".join(
                "".join(_text(child) for child in node["k"] if isinstance(child, dict) and child["t"] == "figcaption").split()
            )
            for child in node["k"]:
                if isinstance(child, dict) and child["t"] == "svg" and caption:
                    child["a"] |= {"alt": child["a"]["alt"] or caption, "hidden": False}
        _settle(node["k"])


def _text(node: Node | str) -> str:
    return node if isinstance(node, str) else "".join(_text(child) for child in node["k"])
