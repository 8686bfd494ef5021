"""Findings in the forms that people and tools read: text by file, JSON, SARIF 2.1.0, annotations of GitHub and GitLab."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from atlas.base.diagnostics import Diagnostic, Severity
from atlas.base.digest import of_value

Found = Sequence[Diagnostic]

SARIF = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
GITHUB = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
GITLAB = {Severity.NOTE: "info", Severity.WARNING: "minor", Severity.ERROR: "critical"}
WORDS = {"de": ("Hinweis", "Warnung", "Fehler"), "en": ("note", "warning", "error")}


def write(found: Found, form: str, language: str) -> str:
    """Write findings in one of FORMATS, sorted by file and place."""
    return FORMATS[form](sorted(found, key=_order), language)


def as_text(found: Found, language: str) -> str:
    """Group findings by file; each has its place, its weight, and what to do."""
    lines: list[str] = []
    for file, group in groupby(found, key=lambda one: one.where.file):
        lines.append(file)
        for one in group:
            place = str(one.where)[len(file) + 1 :] or "–"
            lines.append(f"  {place:>8}  {WORDS[language][one.severity]} {one.code}: {one.message(language)}")
            lines += [f"            → {one.hint(language)}"] if one.hint(language) else []
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def as_json(found: Found, language: str) -> str:
    """List findings with all their parts."""
    return _dump(
        [
            {
                "file": one.where.file,
                "line": one.where.line or None,
                "column": one.where.column or None,
                "cell": one.where.cell or None,
                "code": one.code,
                "severity": one.severity.name.lower(),
                "message": one.message(language),
                "hint": one.hint(language),
            }
            for one in found
        ]
    )


def as_sarif(found: Found, language: str) -> str:
    """Write a SARIF 2.1.0 log (OASIS standard), one rule per code."""
    from importlib.metadata import version

    rules = sorted({one.code: one for one in found}.items())
    places = {code: place for place, (code, _) in enumerate(rules)}
    driver = {
        "name": "atlas",
        "version": version("sozialatlas"),
        "rules": [{"id": code, "defaultConfiguration": {"level": SARIF[one.severity]}} for code, one in rules],
    }
    results = [
        {
            "ruleId": one.code,
            "ruleIndex": places[one.code],
            "level": SARIF[one.severity],
            "message": {"text": " ".join(filter(None, (_placed(one, language), one.hint(language))))},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": one.where.file}, **_region(one)}}],
        }
        for one in found
    ]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dump({"$schema": schema, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]})


def as_github(found: Found, language: str) -> str:
    """Write a workflow command per finding, which GitHub shows beside the line."""
    return "".join(
        f"::{GITHUB[one.severity]} {_properties(one)}::{_escape(_placed(one, language))}{_escape(chr(10) + one.hint(language)) if one.hint(language) else ''}\n"
        for one in found
    )


def as_gitlab(found: Found, language: str) -> str:
    """Write a code quality report (Code Climate's form), which GitLab shows in merge requests."""
    return _dump(
        [
            {
                "description": f"{_placed(one, language)} {one.hint(language)}".strip(),
                "check_name": one.code,
                "fingerprint": of_value((one.code, str(one.where), one.details)),
                "severity": GITLAB[one.severity],
                "location": {"path": one.where.file, "lines": {"begin": max(one.where.line, 1)}},
            }
            for one in found
        ]
    )


FORMATS: Mapping[str, Callable[[Found, str], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "gitlab": as_gitlab,
}


def _order(one: Diagnostic) -> tuple[str, int, int, str, str, str]:
    where = one.where
    return where.file, where.line, where.column, where.cell, one.code, str(one.details)


def _placed(one: Diagnostic, language: str) -> str:
    """Say the message, with the cell in front where a file has cells instead of lines."""
    return f"{one.where.cell}: {one.message(language)}" if one.where.cell else one.message(language)


def _region(one: Diagnostic) -> dict[str, object]:
    if not one.where.line:
        return {}
    return {"region": {"startLine": one.where.line} | ({"startColumn": one.where.column} if one.where.column else {})}


def _properties(one: Diagnostic) -> str:
    parts = {"file": one.where.file, "line": str(one.where.line or ""), "col": str(one.where.column or ""), "title": one.code}
    return ",".join(f"{name}={_escape(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in parts.items() if value)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
