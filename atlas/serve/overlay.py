"""What the preview adds for authors: one script in each page, and errors with the lines they stand in."""

from html import escape
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Severity
from atlas.base.language import translate
from atlas.load.files import inside
from atlas.serve.preview import News, page_digest

AROUND = 2
"""Lines shown before and after the one that is wrong."""

MOST = 50
"""So many findings are shown; mending the first mends others."""

WIDEST = 240
LARGEST = 4_000_000


def inject(page: bytes, path: str) -> bytes:
    """Put the preview's script at the end of a page. Nothing else of it changes: it stays what `atlas build` writes."""
    script = f'<script src="/__atlas/preview.js" data-page="{escape(path)}" data-digest="{page_digest(page)}"></script>\n'
    before, end, after = page.rpartition(b"</body>")
    return before + script.encode() + end + after if end else page + script.encode()


def as_json(news: News, root: Path) -> dict[str, object]:
    """Give news as a browser reads them: errors come first, each with its place, its hint and an excerpt of the file."""
    _ = translate(news.language)
    errors = [one for one in news.found if one.severity == Severity.ERROR] or list(news.found)
    words = {
        "broken": _("This is the last good state. What was saved since cannot be built:")
        if news.built
        else _("The atlas cannot be built yet:"),
        "close": _("Close"),
        "more": _("{count} more").format(count=len(errors) - MOST) if len(errors) > MOST else "",
        "changed": _("Changed:"),
        "origin": _("Where does this figure come from?"),
        "unknown": _("No figure of a table is known for this place."),
        "defect": _("That is a defect of atlas, not of your data. Please report it with this text:"),
    }
    return {
        "version": news.version,
        "language": news.language,
        "page": news.page,
        "styles": news.styles,
        "errors": [_error(one, root, news.language) for one in errors[:MOST]],
        "defect": news.defect,
        "changed": {"href": f"/{news.changed.removesuffix('index.html')}", "title": news.changed_title} if news.changed else None,
        "words": words,
    }


def excerpt(root: Path, found: Diagnostic) -> list[tuple[int, str]]:
    """Give the lines around a place, with their numbers; nothing where the file is no text."""
    path = inside(root, found.where.file)
    if not found.where.line or path is None or not path.is_file() or path.stat().st_size > LARGEST:
        return []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    first = max(found.where.line - AROUND, 1)
    return [(number, line[:WIDEST]) for number, line in enumerate(lines[first - 1 : found.where.line + AROUND], first)]


def _error(found: Diagnostic, root: Path, language: str) -> dict[str, object]:
    return {
        "place": str(found.where),
        "line": found.where.line,
        "column": found.where.column,
        "code": found.code,
        "message": found.message(language),
        "hint": found.hint(language),
        "excerpt": excerpt(root, found),
    }
