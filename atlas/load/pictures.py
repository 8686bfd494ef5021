"""Reads the pictures that texts show: from below the site, of a kind that browsers know, with their size; SVG only if nothing in it acts or loads."""

import io
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.files import inside, listing, read_bytes
from atlas.model.document import Document, image_targets
from atlas.model.media import Picture

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".svg")

_SIGNATURES = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".svg": re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<svg\b", re.DOTALL),
}
_ACTIVE = {"script", "foreignObject", "iframe", "style", "animate", "set", "animateTransform", "animateMotion", "handler"}
_LOADING = re.compile(r"url\(\s*['\"]?(?!#)|^\s*(?:https?:|//|javascript:|data:(?!image/(?:png|jpeg|webp);))", re.IGNORECASE)


def load_pictures(root: Path, documents: Iterable[Document]) -> tuple[tuple[Picture, ...], tuple[Diagnostic, ...]]:
    """Read every picture that a text shows, once; what cannot be shown is reported where the text asks for it."""
    pictures: dict[str, Picture | None] = {}
    found: list[Diagnostic] = []
    for document in documents:
        for target, line, column in image_targets(document.body):
            if ":" in target:
                continue  # addresses out on the web are refused by check
            where = Location(file=document.file, line=document.body_line + line - 1, column=column)
            file = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), target))
            if file not in pictures:
                pictures[file], reasons = _picture(root, file, target, where)
                found += reasons
    return tuple(pictures[file] for file in sorted(pictures) if pictures[file] is not None), tuple(found)  # type: ignore[misc]


def _picture(root: Path, file: str, target: str, where: Location) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    path = inside(root, file)
    if path is None or not file.startswith("content/") or path.is_symlink() or not path.is_file():
        folder = posixpath.dirname(where.file)
        known = [posixpath.relpath(one.relative_to(root), folder) for one in listing(root, root / "content")[0] if one.suffix in ENDINGS]
        same = next((one for one in known if posixpath.basename(one).casefold() == posixpath.basename(target).casefold()), "")
        return None, (diagnostic("A317", where, target=target, suggestion=same or suggestion(target, known)),)
    ending = path.suffix.lower()
    content, found = read_bytes(root, path)
    if found:
        return None, found
    if ending not in ENDINGS or not _SIGNATURES[ending].match(content):
        return None, (diagnostic("A318", where, target=target, endings=", ".join(ENDINGS)),)
    reason = _refusal(content) if ending == ".svg" else ""
    if reason:
        return None, (diagnostic("A319", where, target=target, reason=reason),)
    width, height = _size(content)
    if width <= 0 or height <= 0:
        return None, (diagnostic("A318", where, target=target, endings=", ".join(ENDINGS)),)
    return Picture(file=file, content=content, width=width, height=height), ()


def _size(content: bytes) -> tuple[int, int]:
    import imagesize  # noqa: PLC0415  sites without pictures do without

    try:
        width, height = imagesize.get(io.BytesIO(content))
    except (ValueError, OSError):
        return 0, 0
    return round(width), round(height)


def _refusal(content: bytes) -> str:
    """Say what in an SVG acts, or loads something; nothing if it is a plain drawing."""
    if b"<!" in re.sub(rb"<!--.*?-->", b"", content, flags=re.DOTALL):
        return "<!DOCTYPE"
    try:
        tree = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return "XML"
    for element in tree.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in _ACTIVE:
            return f"<{name}>"
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute.lower().startswith("on") or _LOADING.search(value):
                return f'{attribute}="{value[:40]}"'
    return ""
