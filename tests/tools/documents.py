"""Writes the pages of docs/ that come from the code: `make docs`. Tests compare them with what stands there."""

import ast
import inspect
from dataclasses import MISSING, fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from atlas.base.diagnostics import codes
from atlas.model.directive import DIRECTIVES, GERMAN

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("", "base", "model", "load", "statistics", "check", "plan", "render", "render/markdown", "publish", "pipeline", "serve")
MARK = "<!-- from the code: make docs -->"
SEVERITIES = {"error": "Fehler", "warning": "Warnung", "note": "Hinweis"}


def architecture() -> str:
    """Give docs/architecture.md: the text above the mark, then a line per module from its head comment."""
    head = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split(MARK)[0]
    lines = [MARK, ""]
    for package in PACKAGES:
        modules = [path for path in sorted((ROOT / "atlas" / package).glob("*.py")) if path.name != "__init__.py"]
        if modules:
            lines += [f"### {f'atlas/{package}'.rstrip('/')}", "", "| module | what it is for |", "|---|---|"]
            lines += [f"| `{path.relative_to(ROOT / 'atlas').with_suffix('').as_posix()}` | {_head(path)} |" for path in modules] + [""]
    return head + "\n".join(lines)


def errors() -> str:
    """Give docs/errors.md: every diagnostic with its sentences."""
    lines = [
        "# All diagnostics",
        "",
        "Codes are stable: A1xx settings, A2xx figures and borders, A3xx texts, A4xx what is written, A5xx themes, A6xx disclosure, A70x–A71x directives in texts, A72x publishing, A73x paper, cards, embeds. An error stops the build and leaves the former output as it was;",
        "a warning does so under `--strict`; a note informs. Parts in [[…]] appear only where they apply.",
        "",
        "| code | weight | what the author sees | what to do |",
        "|---|---|---|---|",
    ]
    for code, entry in sorted(codes().items()):
        cells = (code, SEVERITIES[entry["severity"]], entry["de"], entry.get("hint_de", ""))
        lines.append("| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def directives() -> str:
    """Give docs/bausteine.md: every directive with its options."""
    head = (ROOT / "docs" / "bausteine.md").read_text(encoding="utf-8").split(MARK)[0]
    german = {name: words for words, name in GERMAN.items()}
    lines = [MARK]
    for name, options in DIRECTIVES.items():
        lines += ["", f"## `{name}`" + (f", `{german[name]}`" if name in german else ""), "", inspect.getdoc(options) or ""]
        lines += _options(options)
    return head + "\n".join(lines) + "\n"


def _options(options: type, title: str = "") -> list[str]:
    words = {name: text for base in reversed(options.__mro__) for name, text in _field_words(base).items()}
    lines = ["", *([title, ""] if title else []), "| option | what may stand there | without it | what it is for |", "|---|---|---|---|"]
    inner: list[str] = []
    for field in fields(options):
        kind, parts = _kind(get_type_hints(options)[field.name])
        default = "needed" if field.default is MISSING else {"": "–", (): "–", None: "–"}.get(field.default, f"`{field.default}`")
        lines.append(f"| `{field.name}` | {kind} | {default} | {words[field.name]} |")
        inner += _options(parts, f"Each of `{field.name}`:") if parts else []
    return lines + inner


def _kind(hint: Any) -> tuple[str, type | None]:
    """Say what may stand there; with the type of its parts, if it is a list of mappings."""
    if get_origin(hint) is Literal:
        return " \\| ".join(f"`{choice}`" for choice in get_args(hint)), None
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        return ("list of mappings", part) if is_dataclass(part) else (f"list of {_kind(part)[0]}s", None)
    return {str: "text", float: "number", bool: "true, false"}.get(hint, "number"), None


def _field_words(options: type) -> dict[str, str]:
    """Read the words below each field of a class."""
    tree = ast.parse(inspect.getsource(options)) if is_dataclass(options) else ast.parse("")
    body = tree.body[0].body if tree.body and isinstance(tree.body[0], ast.ClassDef) else []
    return {
        field.target.id: " ".join(words.value.value.split()).replace("|", "\\|")
        for field, words in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant) and isinstance(words.value.value, str)
    }


def _head(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    (ROOT / "docs" / "architecture.md").write_text(architecture(), encoding="utf-8")
    (ROOT / "docs" / "bausteine.md").write_text(directives(), encoding="utf-8")
    (ROOT / "docs" / "errors.md").write_text(errors(), encoding="utf-8")
