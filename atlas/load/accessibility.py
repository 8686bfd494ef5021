"""The record of what was checked for accessibility, which lies beside `site.yaml`; and the built pages that are checked."""

import json
from collections.abc import Iterator
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.accessibility import Checked, CheckRecord

FILE = "accessibility.json"


def load_record(root: Path) -> tuple[CheckRecord | None, tuple[Diagnostic, ...]]:
    """Read the record, None as long as nothing was checked."""
    path = root / FILE
    if not path.is_file() or path.is_symlink():
        return None, ()
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        checked = tuple(
            Checked(rule=str(one["rule"]), pages=int(one["pages"]), broken=tuple(map(str, one["broken"]))) for one in plain["checked"]
        )
        words = {name: str(plain[name]) for name in ("date", "version", "edition")}
        return CheckRecord(**words, pages=int(plain["pages"]), documents=int(plain["documents"]), checked=checked), ()
    except (ValueError, KeyError, TypeError, OSError):
        return None, (diagnostic("A735", Location(file=FILE)),)


def built_pages(out: Path, without: str) -> Iterator[tuple[str, str]]:
    """Give the pages of a built folder with their markup, but for those below the folder `without`, where frozen editions are."""
    for path in sorted(out.rglob("*.html")):
        name = path.relative_to(out).as_posix()
        if not name.startswith(without):
            yield name, path.read_text(encoding="utf-8")
