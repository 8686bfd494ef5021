"""Drafts the register of a new atlas from the series of its first table. A draft by the words of the columns: its author corrects it."""

import re
from collections.abc import Mapping

from msgspec import Struct

from atlas.base.text import slug

MOST = 10
"""So many core indicators at most: more is no core."""

_POPULATION = re.compile(r"einwohner|bevölkerung|wohnberechtigte|inhabitant|population", re.IGNORECASE)
_READY_MADE = re.compile(
    r"%|quote|anteil|durchschnitt|mittelwert|median|€|euro|\bje \d|index|miete|share|rate\b|average|\bper \d", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"darunter|davon|jahre|jährig|kinder|jugend|ältere|senior|frauen|männer|weiblich|männlich|personen|menschen|deutsche|ausländ|migration"
    r"|arbeitslos|leistung|sgb|empfäng|bedarfs|alleinerzieh|schüler|years|children|women|\bmen\b|people|foreign|unemployed|benefit",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:darunter|davon|dar\.|of which|thereof)[:,]?\s+", re.IGNORECASE)

WORDS = {
    "de": {
        "head": "# Das Verzeichnis der Indikatoren, vorgeschlagen nach den Spalten der Tabelle: bitte prüfen, vor allem Titel, Art und Definition.",
        "theme": "Bevölkerung",
        "who": "Wer lebt in {place}?",
        "share": "{title} je 100 Einwohnerinnen und Einwohner.",
        "other": "{title}, wie in der Tabelle „{file}“.",
        "kind": "count: Anzahl; share: Anteil (numerator, denominator); value: fertige Zahl",
        "polarity": "favourable, unfavourable oder neutral: nur was wertet, wird gewertet",
        "base": "Einwohnerinnen und Einwohner",
    },
    "en": {
        "head": "# The register of indicators, proposed by the columns of the table: please check, above all titles, kinds and definitions.",
        "theme": "Population",
        "who": "Who lives in {place}?",
        "share": "{title} per 100 inhabitants.",
        "other": "{title}, as in the table “{file}”.",
        "kind": "count: a count; share: a share (numerator, denominator); value: a ready-made figure",
        "polarity": "favourable, unfavourable or neutral",
        "base": "Inhabitants",
    },
}


class Draft(Struct, frozen=True, kw_only=True):
    """The register as YAML, the ids and titles of core indicators, and the series of inhabitants ("" if no column speaks of them)."""

    register: str
    core: Mapping[str, str]
    population: str


def draft_register(place: str, language: str, file: str, series: Mapping[str, str]) -> Draft:
    """Draft an indicator for each series (id → words of the file): people as shares of the inhabitants, what is ready-made as it is, all else as counts."""
    words = WORDS[language]
    population = next((name for name, title in series.items() if _POPULATION.search(title) and not _READY_MADE.search(title)), "")
    kinds = {name: _kind(name, title, population) for name, title in series.items()}
    lines = [
        words["head"],
        "themes:",
        f"  - {{id: bevoelkerung, title: {words['theme']}, question: {_text(words['who'].format(place=place))}}}",
        "",
        "indicators:",
    ]
    for name, title in series.items():
        lines += _entry(name, _title(title), kinds[name], population, file, words)
    shares = [name for name, kind in kinds.items() if kind == "share"] or list(series)
    core = {_id(name): _title(series[name]) for name in shares[:MOST]}
    return Draft(register="\n".join(lines), core=core, population=population)


def _kind(name: str, title: str, population: str) -> str:
    if _READY_MADE.search(title):
        return "value"
    return "share" if population and name != population and _PEOPLE.search(title) else "count"


def _entry(name: str, title: str, kind: str, population: str, file: str, words: Mapping[str, str]) -> list[str]:
    made = [f"    numerator: {name}", f"    denominator: {population}", '    unit: "%"'] if kind == "share" else [f"    value: {name}"]
    labels = [f"    numerator_label: {_text(title)}", f"    denominator_label: {words['base']}"] if kind == "share" else []
    return [
        f"  - id: {_id(name)}",
        f"    title: {_text(title)}",
        "    theme: bevoelkerung",
        f"    kind: {kind}   # {words['kind']}",
        *made,
        f"    decimals: {0 if kind == 'count' else 1}",
        f"    higher_is: neutral   # {words['polarity']}",
        f"    definition: {_text(words['share' if kind == 'share' else 'other'].format(title=title, file=file))}",
        *labels,
        f"    source: {_text(file)}",
        '    reference_date: "31.12."',
        "",
    ]


def _title(words: str) -> str:
    plain = _LEADING.sub("", " ".join(words.split())).replace(" / ", ", ")
    return plain[:1].upper() + plain[1:]


def _id(series: str) -> str:
    return slug(_LEADING.sub("", series.replace("_", " ")))


def _text(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
