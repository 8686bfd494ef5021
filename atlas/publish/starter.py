"""Lays out a new site, or a new page in one: small commented files that build at once. Nothing of an author's is ever overwritten."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from types import MappingProxyType

from msgspec import Struct

from atlas.base.language import FOLDERS
from atlas.base.text import slug
from atlas.publish.draft import draft_register

KINDS = ("profile", "indicator", "measure")
AREAS = 6
PERIODS = ("2024", "2025")
CENTRE = (10.0, 51.0)
"""Degrees east and north: the middle of Germany, where a city that has no borders yet is drawn."""

STEP = 0.02
"""Side of an invented area, in degrees."""

TABLE = "data/bevoelkerung.csv"
"""The table of a new site that has none of its own."""

PLURALS = {
    "de": {"raum": "räume", "stadt": "städte", "viertel": "viertel", "gemeinde": "gemeinden", "region": "regionen", "": "e"},
    "en": {"city": "cities", "county": "counties", "community": "communities", "": "s"},
}
"""Endings of words for areas, and of several of them."""

LEGAL = {"de": ("impressum.md", "datenschutz.md", "barrierefreiheit.md"), "en": ("imprint.md", "privacy.md", "accessibility.md")}
"""Pages that the law asks for, with gaps to be filled."""

CLOSE = {"shp": ("shx", "dbf", "prj", "cpg")}
"""Files without which another cannot be read."""

EXAMPLES = {
    "de": {
        "population": "  population: {series}               # Reihe, die im Kopf der Profile als Einwohnerzahl steht",
        "table": "  # Spalte in der Datei: Reihe im Atlas. Weitere Dateien: atlas import DATEI --write\n"
        "  - {file: data/bevoelkerung.csv, layout: columns, area: schluessel, period: jahr, series: {einwohner: einwohner, unter18: bev_u18}}",
        "notice": "Im Aufbau: Gebiete und Zahlen sind noch Platzhalter.",
        "own_notice": "Im Aufbau: Texte und Indikatoren werden noch geprüft.",
        "sentence": "{unter18} der Menschen sind jünger als 18 Jahre.",
    },
    "en": {
        "population": "  population: {series}               # series shown as inhabitants in the head of a profile",
        "table": "  # Column of the file: series of the atlas. Further files: atlas import FILE --write\n"
        "  - {file: data/bevoelkerung.csv, layout: columns, area: schluessel, period: jahr, series: {einwohner: einwohner, unter18: bev_u18}}",
        "notice": "Under construction: areas and figures are placeholders.",
        "own_notice": "Under construction: texts and indicators are still being checked.",
        "sentence": "{unter18} of the people are younger than 18.",
    },
}
"""What stands in a new site as long as it has no table of its own."""

_STARTER = Path(__file__).parent / "starter"


class Wishes(Struct, frozen=True, kw_only=True):
    """What a new site shall be: `levels` from the whole to the parts, by their names in the singular; `geometry` is a file with the finest, and
    `layer`, `key` and `name` its layer ("" if it has one only) and columns, `keys` what stands in the former (without it, areas are invented);
    `groups` are columns of it with key and name of larger areas, the fewest areas first; `table` is a file with figures to begin with.
    """

    place: str
    language: str
    levels: Sequence[str]
    geometry: Path | None = None
    layer: str = ""
    key: str = ""
    name: str = ""
    keys: Sequence[str] = ()
    groups: Sequence[tuple[str, str]] = ()
    table: Path | None = None


def new_site(folder: Path, wishes: Wishes) -> list[str]:
    """Write a new site into an empty or new folder; gives the names of its files. Raises FileExistsError if the folder holds anything."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    written = site_files(wishes)
    for name, text in written.items():
        _write(folder / name, text)
    for given in (wishes.geometry, wishes.table):
        for file in _with_companions(given) if given else ():
            shutil.copyfile(file, folder / "data" / file.name)
            written[f"data/{file.name}"] = ""
    return sorted(written)


def adopt_table(folder: Path, wishes: Wishes, entries: str, series: Mapping[str, str]) -> None:
    """Let a site just laid out read its author's own table instead of the empty one: `entries` for `tables:`, an indicator for each series (id → words of the file)."""
    files = site_files(wishes, entries, series)
    (folder / TABLE).unlink(missing_ok=True)
    for name, text in files.items():
        _write(folder / name, text)


def new_page(root: Path, kind: str, identifier: str, language: str, register: str) -> str:
    """Write a text with questions as prompts, or add an indicator to the register; gives the file. Raises FileExistsError if there is one."""
    words = {"id": identifier, "title": identifier.replace("-", " ").capitalize()}
    text = _fill(language, {"profile": "profile-new.md", "indicator": "indicator.yaml", "measure": "measure.md"}[kind], words)
    if kind == "indicator":
        file = root / register
        before = file.read_text(encoding="utf-8")
        if re.search(rf"""\bid:\s*["']?{re.escape(identifier)}["']?\s*(?:[,}}#]|$)""", before, re.MULTILINE):
            raise FileExistsError(register)
        file.write_text(f"{before.rstrip()}\n{text}", encoding="utf-8")
        return register
    folder = FOLDERS[language]["profile"] if kind == "profile" else {"de": "massnahmen", "en": "measures"}[language]
    name = f"content/{folder}/{identifier}.md"
    if (root / name).exists():
        raise FileExistsError(name)
    _write(root / name, text)
    return name


def site_files(wishes: Wishes, entries: str = "", series: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Give the files of a new site by their names; with `entries` and `series`, those of one that begins with a table of its author's."""
    keys = [f"{number:02}" for number in range(1, AREAS + 1)]
    finest = wishes.levels[-1]
    draft = draft_register(wishes.place, wishes.language, wishes.table.name, series) if wishes.table and series else None
    core = {"unter18": ""} if draft is None else draft.core
    population = EXAMPLES[wishes.language]["population"].format(series=draft.population if draft else "einwohner")
    words = {
        "place": wishes.place,
        "whole": wishes.levels[0],
        "level": finest,
        "levels": "\n".join(_levels(wishes)),
        "main": slug(finest),
        "first": wishes.keys[0] if wishes.keys else keys[0],
        "notice": EXAMPLES[wishes.language]["notice" if draft is None else "own_notice"],
        "core": ", ".join(core),
        "population": population if draft is None or draft.population else "",
        "tables": entries.rstrip("\n") or EXAMPLES[wishes.language]["table"],
        # In code, for nobody knows yet whether the first area has a figure.
        "example": EXAMPLES[wishes.language]["sentence"]
        if draft is None
        else "; ".join(f"`{{{name}}}` – {title}" for name, title in core.items()),
        "folder": FOLDERS[wishes.language]["profile"],
    }
    register = "data/indikatoren.yaml" if wishes.language == "de" else "data/indicators.yaml"
    files = {
        name: _fill(wishes.language, source, words)
        for name, source in {
            "site.yaml": "site.yaml",
            "README.md": "README.md",
            register: "indicators.yaml",
            "content/index.md": "index.md",
            **{f"content/{name}": name for name in LEGAL[wishes.language]},
            "themes/eigen/theme.yaml" if wishes.language == "de" else "themes/own/theme.yaml": "theme.yaml",
            "themes/eigen/assets/css/eigen.css" if wishes.language == "de" else "themes/own/assets/css/own.css": "theme.css",
        }.items()
    }
    if draft is not None:
        files[register] = draft.register
    if draft is not None or wishes.geometry is None:
        files[f"content/{words['folder']}/{words['first']}.md"] = _fill(wishes.language, "profile.md", words)
    if wishes.geometry is None:
        files["data/gebiete.geojson"] = _grid(keys, finest, wishes.levels[1:-1])
        files[TABLE] = _table(keys)
    elif draft is None:
        files[TABLE] = "\n".join(["schluessel;jahr;einwohner;unter18", *(f"{key};{PERIODS[-1]};;" for key in wishes.keys)]) + "\n"
    return files


def _levels(wishes: Wishes) -> Iterator[str]:
    """Write the entries of the levels: those above the finest are merged from it."""
    whole, *between, finest = wishes.levels
    several = {level: _plural(level, wishes.language) for level in wishes.levels}
    yield f'    - {{id: {slug(whole)}, title: {whole}, plural: {several[whole]}, dissolve: {{key: "0", name: {wishes.place}}}}}'
    columns = [*wishes.groups[: len(between)], *((slug(level), f"{slug(level)}_name") for level in between[len(wishes.groups) :])]
    for level, (column, title) in zip(between, columns, strict=True):
        yield f'    - {{id: {slug(level)}, title: {level}, plural: {several[level]}, dissolve: {{key: "{column}", name: "{title}"}}}}'
    file = f"data/{wishes.geometry.name}" if wishes.geometry else "data/gebiete.geojson"
    key, name = wishes.key or "schluessel", wishes.name or "name"
    layer = f', layer: "{wishes.layer}"' if wishes.layer else ""
    parent = f', parent: "{columns[-1][0]}"' if between else ""
    yield f'    - {{id: {slug(finest)}, title: {finest}, plural: {several[finest]}, file: "{file}"{layer}, key: "{key}", name: "{name}"{parent}}}'


def _plural(level: str, language: str) -> str:
    """Form the plural of a word for areas, as far as its ending tells; its author may correct it."""
    ending = next(one for one in PLURALS[language] if level.casefold().endswith(one))
    lowered = level[: len(level) - len(ending)] + PLURALS[language][ending]
    return lowered[:1].upper() + lowered[1:]


def _grid(keys: Sequence[str], title: str, between: Sequence[str]) -> str:
    """Draw invented areas, two in a row, as GeoJSON; the first half of them lies in the first of two larger areas, at every level between."""
    features = []
    for number, key in enumerate(keys):
        west, south = CENTRE[0] + STEP * (number % 2), CENTRE[1] - STEP * (number // 2)
        ring = [[west, south], [west + STEP, south], [west + STEP, south + STEP], [west, south + STEP], [west, south]]
        half = 1 if number < len(keys) // 2 else 2
        around = {slug(level): f"{place}{half}" for place, level in enumerate(between, 1)}
        named = {f"{slug(level)}_name": f"{level} {half}" for level in between}
        properties = {"schluessel": key, "name": f"{title} {number + 1}", **around, **named}
        rounded = [[round(x, 4), round(y, 4)] for x, y in ring]
        features.append({"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [rounded]}})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def _table(keys: Sequence[str]) -> str:
    """Write a table with invented figures for invented areas."""
    lines = ["schluessel;jahr;einwohner;unter18"]
    for period, year in enumerate(PERIODS):
        for number, key in enumerate(keys):
            people = 2400 + 310 * number + 25 * period * (number + 1)
            lines.append(f"{key};{year};{people};{people * (14 + number) // 100}")
    return "\n".join(lines) + "\n"


def _fill(language: str, name: str, words: Mapping[str, str]) -> str:
    return Template((_STARTER / language / name).read_text(encoding="utf-8")).substitute(words)


def _with_companions(path: Path) -> list[Path]:
    beside = (path.with_suffix(f".{ending}") for ending in CLOSE.get(path.suffix.lower().lstrip("."), ()))
    return [path, *(file for file in beside if file.is_file())]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
