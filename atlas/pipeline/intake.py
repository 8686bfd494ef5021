"""Looks at a new file for a site: what it is, how it joins to the areas, and the entry of site.yaml that would read it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.load.config import SiteSpec, load_config
from atlas.load.geography import load_geography
from atlas.load.inputs import GEOMETRIES
from atlas.load.intake import take_in
from atlas.load.layer_survey import survey_layers, write
from atlas.load.yaml import read
from atlas.publish.starter import Wishes, adopt_table, new_site


class Intake(Struct, frozen=True, kw_only=True):
    """What was found, and the entries to be added, as YAML (empty if there are none), below the key `section` of site.yaml."""

    entries: str
    section: str
    found: tuple[Diagnostic, ...]


def look(root: Path, path: Path, language: str, sheet: str = "") -> Intake:
    """Look at a table or a geometry file. Raises AtlasError if the areas of the site cannot be read."""
    root, path = root.resolve(), path.resolve()
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else f"data/{path.name}"
    found = () if path.is_relative_to(root) else (diagnostic("A292", Location(file=path.name)),)
    if not path.is_file():
        return Intake(entries="", section="", found=(diagnostic("A120", Location(file=path.name), path=path.name, near=""),))
    if path.suffix.lower() in GEOMETRIES:
        entries, more = _geometry(path, file, language)
        return Intake(entries=entries, section="levels", found=found + more)
    entries, more = _table(root, path, file, language, sheet)
    return Intake(entries=entries, section="tables", found=found + more)


def begin(folder: Path, wishes: Wishes) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Lay out a new site and let it begin with the author's own table, if it is given one; gives its files and what was found in the table.

    Raises FileExistsError if the folder holds anything, AtlasError if the areas cannot be read.
    """
    written = new_site(folder, wishes)
    if wishes.table is None:
        return written, ()
    intake = look(folder, folder / "data" / wishes.table.name, wishes.language)
    if intake.entries:
        adopt_table(folder, wishes, intake.entries, series_of(intake.entries))
    return written, intake.found


def series_of(entries: str) -> dict[str, str]:
    """Give the series that entries of `tables:` make: id → words of the file."""
    return {name: words for entry in read(f"tables:\n{entries}", "site.yaml")[0]["tables"] for name, words in _series(entry).items()}


def _series(entry: Mapping[str, Any]) -> dict[str, str]:
    series = entry.get("series", {})
    named = {series["fixed"]: series["fixed"]} if "fixed" in series else {name: column for column, name in series.items()}
    return {str(name): str(words) for name, words in (named | {name: name.replace("_", " ") for name in entry.get("make", {})}).items()}


def _taken(entries: str, spec: SiteSpec, file: str) -> Iterator[Diagnostic]:
    """Name the series that other tables of the site, or of the same sheet, call alike."""
    made = [name for entry in read(f"tables:\n{entries}", "site.yaml")[0]["tables"] for name in _series(entry)]
    others = {
        name: table.file
        for table in spec.tables
        if table.file != file
        for name in (*(table.series.values() if isinstance(table.series, Mapping) else ()), *table.make)
    }
    again = {name: others.get(name, file) for name, count in Counter(made).items() if count > 1 or name in others}
    for other in dict.fromkeys(again.values()):
        names = ", ".join(name for name, delivered in again.items() if delivered == other)
        yield diagnostic("A348", Location(file=Path(file).name), series=names, other=other)


def _table(root: Path, path: Path, file: str, language: str, sheet: str) -> tuple[str, tuple[Diagnostic, ...]]:
    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    geography, found = load_geography(root, spec)
    if geography is None:
        raise AtlasError(found)
    entries, found = take_in(path, file, geography, language, sheet)
    return entries, (*found, *(_taken(entries, spec, file) if entries else ()))


def _geometry(path: Path, file: str, language: str) -> tuple[str, tuple[Diagnostic, ...]]:
    layers, found = survey_layers(path)
    for layer in layers:
        columns = ", ".join(f"{name} ({example})" if example else name for name, example in layer.columns)
        words = {"layer": layer.layer, "kind": layer.kind, "crs": layer.crs, "columns": columns}
        found += (diagnostic("A291", Location(file=path.name), count=layer.count, **words),)
        if layer.is_of_areas and layer.different < layer.count:
            found += (diagnostic("A345", Location(file=path.name), layer=layer.layer, count=layer.count, different=layer.different),)
        if layer.is_of_areas and not layer.key:
            found += (diagnostic("A344", Location(file=path.name), layer=layer.layer),)
    return "".join(write(layer, file, language) for layer in layers if layer.has_areas), found
