"""Reads charts that authors made themselves, in Vega-Lite (JSON, as Altair saves it): only figures of this atlas, nothing from elsewhere."""

import json
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.files import inside, listing, read_text

FORBIDDEN = {"url", "datasets", "usermeta", "href"}
"""Keys that load, link, or bring figures along; `data` may hold a name only."""

_LOADING = ("://", "javascript:", "data:")


def read_chart(root: Path, folder: str, name: str, where: Location) -> tuple[bytes, tuple[str, ...], tuple[Diagnostic, ...]]:
    """Read the chart `name`, as seen from `folder`. Gives its specification as JSON, the indicators whose figures it shows, and what is wrong with it."""
    file = posixpath.normpath(posixpath.join(folder, name))
    path = inside(root, file)
    if path is None or not file.startswith("content/") or path.is_symlink() or not path.is_file() or path.suffix != ".json":
        known = [posixpath.relpath(one.relative_to(root), folder) for one in listing(root, root / "content")[0] if one.suffix == ".json"]
        return b"", (), (diagnostic("A701", where, option="file", word=name, suggestion=suggestion(name, known)),)
    text, found = read_text(root, path)
    if text is None:
        return b"", (), found
    try:
        spec = json.loads(text)
    except json.JSONDecodeError as error:
        return b"", (), (diagnostic("A704", Location(file=file, line=error.lineno, column=error.colno)),)
    named = tuple(dict.fromkeys(_sources(spec)))
    reason = next(_refusals(spec), "" if named else '"data"')
    if reason:
        return b"", (), (diagnostic("A705", Location(file=file), reason=reason),)
    return json.dumps(spec, ensure_ascii=False, sort_keys=True).encode(), named, ()


def _refusals(part: Any, key: str = "") -> Iterator[str]:
    """Name what loads something from elsewhere or brings figures of its own."""
    if isinstance(part, dict):
        for name, inner in part.items():
            if name in FORBIDDEN:
                yield f'"{name}"'
            elif name == "data" and not (isinstance(inner, dict) and list(inner) == ["name"]):
                yield f'"data": {json.dumps(inner)[:40]}'
            else:
                yield from _refusals(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from _refusals(inner, key)
    elif isinstance(part, str) and key != "$schema" and any(sign in part for sign in _LOADING):
        yield f'"{key}": "{part[:40]}"'
    elif part == "image" and key in {"mark", "type"}:
        yield '"mark": "image"'


def _sources(part: Any) -> Iterator[str]:
    """Name the data that a specification asks for."""
    if isinstance(part, dict):
        if isinstance(part.get("data"), dict):
            yield str(part["data"].get("name", ""))
        for inner in part.values():
            yield from _sources(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _sources(inner)
