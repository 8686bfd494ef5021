"""The register and the heads of texts as a workbook and back, for offices that write neither YAML nor Markdown. What no cell holds stays in the files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic, suggestion
from atlas.load.bodies import ENDING, FOLDER
from atlas.load.config import load_config
from atlas.load.files import listing
from atlas.load.workbook import read_workbook
from atlas.load.yaml import read
from atlas.model.indicator import Kind, Polarity
from atlas.publish.rewrite import Trail, Value, rewrite, written
from atlas.publish.workbook import Column, write_workbook

SHEETS = {"de": ("Handlungsfelder", "Indikatoren", "Texte"), "en": ("Themes", "Indicators", "Texts")}
LISTS = ("key_statements", "strengths", "needs", "plain_summary", "notes")
"""Keys whose cells hold one entry per line."""

THEMES = {"id": "Kürzel", "title": "Name", "question": "Frage"}
INDICATORS = {
    "id": "Kürzel",
    "title": "Name",
    "theme": "Handlungsfeld",
    "question": "Frage",
    "kind": "Art",
    "numerator": "Zähler (Reihe)",
    "denominator": "Nenner (Reihe)",
    "value": "Reihe",
    "factor": "Faktor",
    "unit": "Einheit",
    "decimals": "Nachkommastellen",
    "higher_is": "Ein hoher Wert ist",
    "definition": "Definition",
    "numerator_label": "Worte für den Zähler",
    "denominator_label": "Worte für den Nenner",
    "source": "Quelle",
    "data_holder": "Datenhalter",
    "licence": "Lizenz",
    "reference_date": "Stichtag",
    "denominator_reference_date": "Stichtag des Nenners",
    "update": "Aktualisierung",
    "next_update": "nächste Aktualisierung",
    "notes": "Anmerkungen (eine je Zeile)",
}
TEXTS = {
    "file": "Datei",
    "title": "Titel",
    "status": "Stand",
    "summary": "Zusammenfassung",
    "author": "Verfasst von",
    "date": "Datum (JJJJ-MM-TT)",
    "key_statements": "Kernaussagen (eine je Zeile)",
    "strengths": "Stärken (eine je Zeile)",
    "needs": "Bedarfe (einer je Zeile)",
    "plain_summary": "In einfacher Sprache (ein Satz je Zeile)",
}
"""Keys of each sheet, in order, with the German words above them."""

WIDE = {"definition", "question", "summary", *LISTS}


class _Text(Struct, frozen=True):
    """A text file: what stands before its front matter, the front matter, the rest."""

    opening: str
    head: str
    rest: str


def export_register(root: Path) -> bytes:
    """Write the register and the heads of all texts as XLSX. Raises AtlasError if they cannot be read."""
    from atlas.load.register import IndicatorSpec, ThemeSpec

    register, language = _register_file(root)
    data = _data(_source(root / register), register)
    themes, indicators, texts = SHEETS[language]
    entries = _entries(data, "indicators")
    known = [str(theme.get("id", "")) for theme in _entries(data, "themes")]
    choices: dict[str, Sequence[str]] = {
        "theme": known,
        "kind": get_args(Kind),
        "higher_is": get_args(Polarity),
        "status": ("draft", "internal", "final"),
    }
    notes = {name: field.description or "" for spec in (ThemeSpec, IndicatorSpec) for name, field in spec.model_fields.items()}
    rows = [{**_cells(_data(_split(_source(root / file)).head, file), TEXTS), "file": file} for file in _texts(root)]
    return write_workbook(
        {
            themes: (_columns(THEMES, language, notes, {}), [_cells(theme, THEMES) for theme in _entries(data, "themes")]),
            indicators: (_columns(INDICATORS, language, notes, choices), [_cells(entry, INDICATORS) for entry in entries]),
            texts: (_columns(TEXTS, language, {}, choices), rows),
        }
    )


def import_register(root: Path, path: Path) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Give the files that a workbook changes, with their new content, and what could not be taken over. Nothing is written."""
    sheets, found = read_workbook(path)
    if found:
        return {}, found
    register, language = _register_file(root)
    themes, indicators, texts = SHEETS[language]
    missing = [diagnostic("A421", Location(file=path.name), sheet=name) for name in (themes, indicators, texts) if name not in sheets]
    source = _source(root / register)
    data = _data(source, register)
    changes = [
        *_changes(_entries(data, "themes"), sheets.get(themes, []), THEMES, "themes"),
        *_changes(_entries(data, "indicators"), sheets.get(indicators, []), INDICATORS, "indicators"),
    ]
    ids = {str(entry.get("id")) for entry in _entries(data, "indicators")}
    fresh = [row for row in sheets.get(indicators, []) if row["id"] not in ids]
    written_anew = {
        register: rewrite(source, changes).rstrip("\n") + "\n" + "".join(map(_entry, fresh)) if fresh else rewrite(source, changes)
    }
    known = _texts(root)
    lost = [row["file"] for row in sheets.get(texts, []) if row["file"] not in known]
    missing += [diagnostic("A422", Location(file=path.name), file=file, near=suggestion(file, known)) for file in lost]
    for row in (row for row in sheets.get(texts, []) if row["file"] in known):
        written_anew[row["file"]] = _with_head(_source(root / row["file"]), row)
    return {file: text for file, text in written_anew.items() if text != _source(root / file)}, tuple(missing)


def _changes(
    entries: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, str]], keys: Mapping[str, str], top: str
) -> Iterator[tuple[Trail, Value]]:
    """Compare rows with what is written, by id."""
    places = {str(entry.get("id")): place for place, entry in enumerate(entries)}
    for row in rows:
        if row["id"] in places:
            place = places[row["id"]]
            before = _cells(entries[place], keys)
            for key in keys:
                if key in row and row[key] != before[key]:
                    yield (top, place, key), _value(key, row[key])


def _with_head(source: str, row: Mapping[str, str]) -> str:
    """Give a text with the head that a row asks for."""
    text = _split(source)
    before = _cells(_data(text.head, row["file"]), TEXTS)
    changes = [((key,), _value(key, row[key])) for key in TEXTS if key in row and key != "file" and row[key] != before[key]]
    if not changes:
        return source
    if not text.head.strip():
        lines = "".join(f"{trail[0]}: {written(value)}\n" for trail, value in changes)
        return f"---\n{lines}---\n{source}" if not text.opening else f"{text.opening}{lines}{text.rest}"
    return f"{text.opening}{rewrite(text.head, changes)}{text.rest}"


def _entry(row: Mapping[str, str]) -> str:
    """Write a new indicator as the last entry of the register."""
    first, *others = [f"{key}: {written(_value(key, row[key]))}" for key in INDICATORS if row.get(key)]
    return f"\n  - {first}\n" + "".join(f"    {line}\n" for line in others)


def _value(key: str, cell: str) -> Value:
    return tuple(line.strip() for line in cell.split("\n") if line.strip()) if key in LISTS else cell


def _cells(entry: Any, keys: Mapping[str, str]) -> dict[str, str]:
    given = entry if isinstance(entry, Mapping) else {}
    return {key: "\n".join(map(str, value)) if isinstance(value := given.get(key) or "", list) else str(value).strip() for key in keys}


def _columns(labels: Mapping[str, str], language: str, notes: Mapping[str, str], choices: Mapping[str, Sequence[str]]) -> list[Column]:
    return [
        Column(
            key=key,
            label=label if language == "de" else key.replace("_", " "),
            note=notes.get(key, ""),
            choices=choices.get(key, ()),
            width=50 if key in WIDE else 20,
        )
        for key, label in labels.items()
    ]


def _register_file(root: Path) -> tuple[str, str]:
    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    return spec.indicators, spec.site.language


def _texts(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in listing(root, root / FOLDER)[0] if path.suffix == ENDING]


def _source(path: Path) -> str:
    """Read a file with its line ends as they are."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise AtlasError([diagnostic("A125", Location(file=path.name), path=path.name, reason=error)]) from error


def _split(source: str) -> _Text:
    end = source.find("\n---", 3)
    if not source.startswith("---") or end < 0:
        return _Text(opening="", head="", rest=source)
    first = source.index("\n") + 1
    return _Text(opening=source[:first], head=source[first : end + 1], rest=source[end + 1 :])


def _data(text: str, file: str) -> Any:
    data, _, found = read(text, file)
    if found:
        raise AtlasError(found)
    return data


def _entries(data: Any, name: str) -> list[dict[str, Any]]:
    return [entry for entry in (data or {}).get(name) or [] if isinstance(entry, dict)]
