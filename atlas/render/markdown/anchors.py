"""Anchors of headings: the part of the library's table of contents that texts need, without the table."""

from html import unescape
from xml.etree.ElementTree import Element

from markdown.extensions.toc import TocExtension, TocTreeprocessor, remove_fnrefs, render_inner_html, strip_tags, unique

from atlas.base import text

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class _Anchors(TocTreeprocessor):
    def run(self, doc: Element) -> None:
        """Name every heading that has no name by its words, as `check.links` expects."""
        elements = [*doc.iter()]
        used = {element.attrib["id"] for element in elements if "id" in element.attrib}
        for heading in elements:
            if heading.tag in HEADINGS and "id" not in heading.attrib:
                words = strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
                heading.set("id", unique(text.slug(unescape(words)), used))


class AnchorExtension(TocExtension):
    """Gives converters the rule."""

    TreeProcessorClass = _Anchors
