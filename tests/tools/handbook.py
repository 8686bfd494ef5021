"""Writes the pages of the handbook that come from the code: commands, settings, directives, diagnostics. in the German of `woerter.toml`."""

import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import click

from atlas.base.diagnostics import codes
from atlas.cli import commands
from atlas.load.analyses_spec import AnalysesSpec
from atlas.load.config import schema
from atlas.load.register import RegisterSpec
from atlas.model.directive import DIRECTIVES, GERMAN
from tests.tools.reflection import field_words, kind_of

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handbuch"
CONTENT = FOLDER / "content"
MARK = "<!-- from the code: make docs -->"
SEVERITIES = {"error": "Fehler", "warning": "Warnung", "note": "Hinweis"}
KINDS = {
    "text": "Text",
    "number": "Zahl",
    "true, false": "true, false",
    "list of texts": "Liste von Texten",
    "list of numbers": "Liste von Zahlen",
    "list of mappings": "Liste von Angaben",
}
TYPES = {"string": "Text", "number": "Zahl", "integer": "Zahl", "boolean": "true, false", "array": "Liste", "object": "Angaben"}
GROUPS = {
    "A1": "Einstellungen",
    "A2": "Zahlen und Grenzen",
    "A3": "Texte",
    "A4": "Ausgabe und Prüfung",
    "A5": "Themes",
    "A6": "Datenschutz",
    "A7": "Bausteine",
}


def pages() -> dict[str, str]:
    """Give every generated page by its name."""
    return {
        "befehle.md": command_page(),
        "einstellungen.md": settings_page(),
        "verzeichnis.md": register_page(),
        "auswertungen.md": analyses_page(),
        "bausteine.md": directive_page(),
        "meldungen.md": message_page(),
    }


def command_page() -> str:
    """List all commands with their options."""
    lines = _front("Befehle", "Alle Befehle mit ihren Angaben. `atlas BEFEHL --help` zeigt sie auch auf dem Bildschirm.")
    for name, command in _commands("atlas", commands):
        arguments = [one.name.upper() for one in command.params if isinstance(one, click.Argument) and one.name]
        lines += ["", f"## `{' '.join([name, *arguments])}`", "", german((command.help or "").split("\n")[0])]
        options = [one for one in command.params if isinstance(one, click.Option) and one.help]
        if options:
            lines += ["", "| Angabe | wozu |", "|---|---|"]
            lines += [f"| `{one.opts[-1]}`{_choices(one)} | {german(one.help or '')} |" for one in options]
    lines += [
        "",
        "Ein Befehl endet mit 0, wenn alles in Ordnung ist, mit 1, wenn am Atlas etwas falsch ist, mit 2, wenn der Befehl falsch geschrieben",
    ]
    lines += ["ist, und mit 70, wenn `atlas` selbst einen Fehler hat."]
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """List the settings of site.yaml, group by group."""
    return _reference(
        "Einstellungen in site.yaml",
        "Jede Angabe, die in `site.yaml` stehen darf. Beispiele: [Tabellen](tabellen.md), [Gebiete](gebiete.md), [Indikatoren](rechnen.md), [Veröffentlichen](veroeffentlichen.md).",
        schema(),
    )


def register_page() -> str:
    """List what the register of indicators may say."""
    return _reference(
        "Das Verzeichnis der Indikatoren",
        "Jede Angabe, die in der Datei stehen darf, die `site.yaml` unter `indicators` nennt: zuerst die Handlungsfelder, dann die Indikatoren.",
        RegisterSpec.model_json_schema(),
    )


def analyses_page() -> str:
    """List what the file of analyses may say."""
    return _reference(
        "Auswertungen",
        "Jede Angabe, die in der Datei stehen darf, die `site.yaml` unter `analyses` nennt: Typen, Regeln, Segregation, Ziele, Szenarien.",
        AnalysesSpec.model_json_schema(),
    )


def _reference(title: str, summary: str, whole: Mapping[str, Any]) -> str:
    places = _places(whole)
    lines = [*_front(title, summary), "", "## Oberste Ebene", *_settings(whole, places)]
    for name, (first, *others) in places.items():
        lines += ["", f"## `{first}` {{#{_anchor(first)}}}"]
        lines += ["", "Ebenso bei " + ", ".join(f"`{one}`" for one in others) + "."] if others else []
        lines += _settings(whole["$defs"][name], places)
    return "\n".join(lines) + "\n"


def directive_page() -> str:
    """Give the page of directives: the text above the mark, then every directive with its options."""
    names = {name: words for words, name in GERMAN.items()}
    lines = [(CONTENT / "bausteine.md").read_text(encoding="utf-8").split(MARK)[0] + MARK]
    for name, options in DIRECTIVES.items():
        lines += ["", f"## `{name}`" + (f", `{names[name]}`" if name in names else ""), "", german(inspect.getdoc(options) or "")]
        lines += _options(options)
    return "\n".join(lines) + "\n"


def message_page() -> str:
    """List all diagnostics with their hints."""
    lines = _front(
        "Meldungen und was zu tun ist",
        "Jede Meldung hat eine feste Nummer. Fehler halten den Bau an, Warnungen nur mit `--strict`, Hinweise nie. In Klammern steht, was die Meldung jeweils einsetzt.",
    )
    group = ""
    for code, entry in sorted(codes().items()):
        if code[:2] != group:
            group = code[:2]
            lines += ["", f"## {GROUPS[group]}"]
        hint = f"  \n→ {_plain(entry['hint_de'])}" if entry.get("hint_de") else ""
        lines += ["", f"### {code} ({SEVERITIES[entry['severity']]})", "", _plain(entry["de"]) + hint]
    return "\n".join(lines) + "\n"


def german(words: str) -> str:
    """Translate what the code says. Raises LookupError, with the words, where `woerter.toml` has no German for them."""
    plain = " ".join(words.split())
    if plain and plain not in _words():
        raise LookupError(f"docs/handbuch/woerter.toml needs a line with the German of: {plain}")
    return _cell(_words().get(plain, ""))


@cache
def _words() -> dict[str, str]:
    return dict(tomllib.loads((FOLDER / "woerter.toml").read_text(encoding="utf-8"))["words"])


def _front(title: str, summary: str) -> list[str]:
    return ["---", f"title: {title}", "nav: none", "---", "", summary, "", MARK]


def _commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, inner in command.commands.items():
            yield from _commands(f"{name} {part}", inner)
    else:
        yield name, command


def _choices(option: click.Option) -> str:
    return " " + " \\| ".join(f"`{choice}`" for choice in option.type.choices) if isinstance(option.type, click.Choice) else ""


def _places(whole: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give for each group of settings the keys below which it stands, from the top: `geography: levels`. In the order of the keys."""
    found: dict[str, list[str]] = {}
    waiting = [("", whole)]
    while waiting:
        before, part = waiting.pop(0)
        for key, said in part.get("properties", {}).items():
            for name in _references(said):
                again = name in found
                found.setdefault(name, []).append(f"{before}{key}")
                waiting += [] if again else [(f"{before}{key}: ", whole["$defs"][name])]
    return dict(sorted(found.items(), key=lambda one: list(whole["properties"]).index(one[1][0].partition(":")[0])))


def _references(said: Any) -> Iterator[str]:
    """Give the names of the groups of settings that a setting leads to."""
    if isinstance(said, Mapping):
        if "$ref" in said:
            yield said["$ref"].rpartition("/")[2]
        for inner in said.values():
            yield from _references(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from _references(inner)


def _settings(part: Mapping[str, Any], places: Mapping[str, list[str]]) -> Iterator[str]:
    yield from ["", "| Angabe | was dort stehen kann | wozu |", "|---|---|---|"]
    needed = part.get("required", ())
    for name, said in part.get("properties", {}).items():
        must = " (nötig)" if name in needed else ""
        yield f"| `{name}`{must} | {_kind(said, places)} | {german(said.get('description', ''))} |"


def _kind(said: Mapping[str, Any], places: Mapping[str, list[str]]) -> str:
    """Say what may stand behind a key; a group of settings leads to its own table."""
    if "$ref" in said:
        return f"[Angaben](#{_anchor(places[said['$ref'].rpartition('/')[2]][0])})"
    if "enum" in said:
        return ", ".join(f"`{one}`" for one in said["enum"])
    several = said.get("anyOf") or said.get("oneOf")
    if several:
        return " oder ".join(dict.fromkeys(_kind(one, places) for one in several if one.get("type") != "null"))
    if said.get("type") == "array" and isinstance(said.get("items"), dict) and "$ref" in said["items"]:
        return f"Liste von {_kind(said['items'], places)}"
    kind = said.get("type", "")
    return "Text" if isinstance(kind, list) else TYPES.get(kind, "Text")


def _anchor(place: str) -> str:
    return "angaben-" + re.sub(r"\W+", "-", place)


def _options(options: type, title: str = "") -> list[str]:
    words = {name: text for base in reversed(options.__mro__) for name, text in field_words(base).items()}
    if not fields(options):
        return ["", "Ohne Angaben: Der Block bleibt leer."]
    lines = ["", *([title, ""] if title else []), "| Angabe | was dort stehen kann | ohne Angabe | wozu |", "|---|---|---|---|"]
    inner: list[str] = []
    for field in fields(options):
        kind, parts = kind_of(get_type_hints(options)[field.name])
        default = "nötig" if field.default is MISSING else {"": "–", (): "–", None: "–"}.get(field.default, f"`{field.default}`")
        lines.append(f"| `{field.name}` | {KINDS.get(kind, kind)} | {default} | {german(words[field.name])} |")
        inner += _options(parts, f"Jeder Eintrag von `{field.name}`:") if parts else []
    return lines + inner


def _cell(words: str) -> str:
    """Write words so that neither a table nor the atlas takes a sign of them for its own; code stays as it is."""
    parts = re.split(r"(`[^`]*`)", words)
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(words: str) -> str:
    words = re.sub(r"\{(\w*)\}", r"⟨\1⟩", words.replace("{{", "\0").replace("}}", "\1"))
    words = " ".join(words.replace("[[", "").replace("]]", "").split())
    return re.sub(r"([\\`*_{}\[\]#|<>])", _escaped, words.replace("\0", "{").replace("\1", "}"))


def _escaped(match: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;", "|": "\\|"}.get(match[0], "\\" + match[0])
