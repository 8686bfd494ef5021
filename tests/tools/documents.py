"""Writes the pages of docs/ that come from the code: `make docs`. Tests compare them with what stands there."""

import ast
from pathlib import Path

from atlas.base.diagnostics import codes
from tests.tools import handbook

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "",
    "base",
    "model",
    "load",
    "statistics",
    "check",
    "plan",
    "render",
    "render/markdown",
    "render/paper",
    "publish",
    "pipeline",
    "serve",
)
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


def _head(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    (ROOT / "docs" / "architecture.md").write_text(architecture(), encoding="utf-8")
    for name, page in handbook.pages().items():
        (handbook.CONTENT / name).write_text(page, encoding="utf-8")
    (ROOT / "docs" / "errors.md").write_text(errors(), encoding="utf-8")
