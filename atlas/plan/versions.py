"""Pages for versions of texts: in *Leichte Sprache*, in plain words, in other languages."""

from collections.abc import Iterator

from atlas.model.document import Document
from atlas.model.page import VersionPage
from atlas.model.version import FROM_THE_RIGHT, VARIANTS
from atlas.plan.desk import Desk
from atlas.plan.prose import is_older, original_of


def version_pages(desk: Desk) -> Iterator[tuple[str, VersionPage]]:
    """Give the page of every version, with its address."""
    for text in desk.site.documents:
        if text.of is None:
            continue
        prose = desk.body(text)
        if prose is None or not desk.wants(text.kind, text.key):
            continue
        variant, path = VARIANTS[text.variant], desk.addresses.of(text.file)
        original = desk.documents.get(text.of)
        yield (
            path,
            VersionPage(
                title=text.title or _title(desk, text),
                variant=variant.title,
                language=variant.language,
                rtl=variant.language in FROM_THE_RIGHT,
                prose=prose,
                author=text.author,
                checked_by=text.checked_by,
                date=text.date,
                changed=original.date if original and is_older(text, original) else "",
                original=original_of(path),
            ),
        )


def _title(desk: Desk, text: Document) -> str:
    """Name what a version is about: the area, the theme, the indicator, or the page."""
    kind, key = text.of or ("", "")
    register = desk.site.register
    titles = {
        "profile": {area.key: area.name for area in desk.geography.areas},
        "theme": {theme.id: theme.title for theme in register.themes},
        "indicator": {indicator.id: indicator.title for indicator in register.indicators},
    }.get(kind, {})
    original = desk.documents.get((kind, key))
    return titles.get(key) or (original.title if original else "") or desk.site.config.title
