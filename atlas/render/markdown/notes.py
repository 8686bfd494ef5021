"""Footnotes, as the library makes them; the whole text is searched for the place where they shall stand only if its author names one."""

from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FootnoteExtension


class NoteExtension(FootnoteExtension):
    """Gives converters the rules for footnotes."""

    def findFootnotesPlaceholder(self, root: Element) -> tuple[Element, Element, bool] | None:  # noqa: N802  the library's name
        """Give the place that a line names, if any does."""
        mark = self.getConfig("PLACE_MARKER")
        return super().findFootnotesPlaceholder(root) if any(mark in line for line in self.md.lines) else None  # type: ignore[attr-defined]
