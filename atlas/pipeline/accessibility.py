"""Checks a built atlas for what may hinder readers, and records it for the statement on accessibility."""

import json
from datetime import date
from pathlib import Path

from msgspec import to_builtins

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.base.language import FOLDERS
from atlas.check.accessibility import check_pages
from atlas.load.accessibility import FILE, built_pages
from atlas.load.config import load_config
from atlas.model.accessibility import CheckRecord
from atlas.pipeline.delivery import ready
from atlas.pipeline.editions import program_version
from atlas.publish.bundle import write_document


def check_accessibility(root: Path, out: Path, today: date) -> tuple[CheckRecord, tuple[Diagnostic, ...]]:
    """Hold every page of a built atlas against the rules, and record what came of it beside `site.yaml`; gives the
    record, and what is broken. Raises AtlasError if nothing is built."""
    root, out = root.resolve(), out.resolve()
    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    ready(root, out)
    language = spec.settings.language
    pages = dict(built_pages(out, f"{FOLDERS[language]['edition']}/"))
    record = CheckRecord(
        date=today.isoformat(),
        version=program_version(),
        edition=spec.settings.edition,
        pages=len(pages),
        documents=sum(1 for _ in out.rglob("*.pdf")),
        checked=check_pages(pages),
    )
    write_document(root / FILE, (json.dumps(to_builtins(record), indent=1, ensure_ascii=False) + "\n").encode())
    return record, tuple(diagnostic("A734", Location(file=path), rule=one.rule) for one in record.checked for path in one.broken)
