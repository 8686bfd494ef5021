"""Reads a theme: the site's own templates and assets, and those of the base theme for all it does not have."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.digest import of_value
from atlas.load.design import design_assets
from atlas.load.directives import read_declarations
from atlas.load.faces import faces
from atlas.load.files import BASE, base_folder, listing, read_bytes, read_text
from atlas.load.schema import validate
from atlas.load.strict import Strict, Text
from atlas.load.yaml import read
from atlas.model.config import PLAIN, Design
from atlas.model.theme import Asset, Theme, ThemeDirective

SETTINGS = "theme.yaml"
DIRECTIVES = "directives.yaml"


class ThemeSettings(Strict):
    """theme.yaml: what a theme says of itself."""

    extends: Literal["base"] = "base"
    title: Text = ""


def load_theme(root: Path, name: str, look: Design = PLAIN) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Read the theme `name` from the site's `themes/`, completed file by file from the base theme that ships, with the city's own look on top.

    What a theme replaces stays within reach as `base/…`, so that it may extend it.
    """
    own = root / "themes" / name
    shipped = base_folder()
    if (name != own.name or not own.is_dir()) and name != BASE:
        known = sorted(path.name for path in (root / "themes").glob("*") if path.is_dir())
        return None, (diagnostic("A501", Location(file="site.yaml"), name=name, near=suggestion(name, [*known, BASE])),)
    templates, assets, found = _folder(shipped.parent, shipped)
    if own.is_dir() and own.resolve() != shipped.resolve():
        more_templates, more_assets, found = _folder(root, own)
        templates |= {f"{BASE}/{name}": templates[name] for name in more_templates if name in templates} | more_templates
        assets |= more_assets
    assets |= design_assets(root, look)
    assets |= faces(assets)
    directives, more = _directives(root, own, templates)
    parts = (tuple(sorted(templates.items())), tuple(Asset(path=path, content=assets[path]) for path in sorted(assets)), directives)
    return Theme(name=name, templates=parts[0], assets=parts[1], digest=of_value(parts), directives=directives), (*found, *more)


def _directives(root: Path, folder: Path, templates: Iterable[str]) -> tuple[tuple[ThemeDirective, ...], tuple[Diagnostic, ...]]:
    path = folder / DIRECTIVES
    if not path.is_file() or path.is_symlink():
        return (), ()
    text, unread = read_text(root, path)
    return read_declarations(text, path.relative_to(root).as_posix(), templates) if text is not None else ((), unread)


def _folder(root: Path, folder: Path) -> tuple[dict[str, str], dict[str, bytes], tuple[Diagnostic, ...]]:
    templates: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    paths, refused = listing(root, folder)
    found = [*refused]
    for path in paths:
        part, _, name = path.relative_to(folder).as_posix().partition("/")
        if part == "assets":
            assets[name], unread = read_bytes(root, path)
        elif part == SETTINGS or (part == "templates" and path.suffix == ".html"):
            text, unread = read_text(root, path)
            if part == SETTINGS:
                unread = unread or _settings(text or "", path.relative_to(root).as_posix())
            else:
                templates[name] = text or ""
        elif part == DIRECTIVES:
            unread = ()
        else:
            unread = (diagnostic("A502", Location(file=path.relative_to(root).as_posix()), name=path.name),)
        found += unread
    return templates, assets, tuple(found)


def _settings(text: str, file: str) -> tuple[Diagnostic, ...]:
    data, places, found = read(text, file)
    return found or validate(ThemeSettings, {} if data is None else data, places)[1]
