"""Adds entries to the author's own site.yaml, which otherwise is only read: at the end of its list of tables, every other line as it was."""

import re
from pathlib import Path

FILE = "site.yaml"


def write_recipe(path: Path, entries: str) -> None:
    """Write entries to a file of their own."""
    path.write_text(entries, encoding="utf-8")


def add_entries(root: Path, entries: str) -> bool:
    """Add entries below `tables:`; False, and nothing is written, if that is not a list with a line for each entry."""
    path = root / FILE
    content = path.read_text(encoding="utf-8")
    changed = with_entries(content, entries)
    if changed:
        path.write_text(changed, encoding="utf-8")
    return bool(changed)


def with_entries(content: str, entries: str) -> str:
    """Give the content of a site.yaml with entries added, indented as those that are there; empty if it cannot be done safely."""
    lines = content.splitlines()
    start = next((number for number, line in enumerate(lines) if re.fullmatch(r"tables:\s*(#.*)?", line)), None)
    if start is None:
        return "" if any(line.startswith("tables:") for line in lines) else f"{content.rstrip()}\ntables:\n{entries}"
    body = lines[start + 1 :]
    length = next((number for number, line in enumerate(body) if re.match(r"[^\s#-]", line)), len(body))
    while length and (not body[length - 1].strip() or body[length - 1].startswith("#")):
        length -= 1
    first = next((line for line in body[:length] if line.lstrip().startswith("- ")), "  - ")
    indent = len(first) - len(first.lstrip()) - 2
    added = [f"{' ' * indent}{line}" if indent >= 0 else line[-indent:] for line in entries.splitlines()]
    return "\n".join([*lines[: start + 1], *body[:length], *added, *body[length:]]) + "\n"
