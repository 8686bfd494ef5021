"""Small sites and what they must produce: every folder beside this file with a site.yaml is built, and `expected.yaml` is looked up in its pages."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
import yaml

from atlas.base.diagnostics import Severity
from atlas.pipeline import Options, build

SITES = sorted(path.parent for path in Path(__file__).parent.glob("*/site.yaml"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_site_shows_what_it_must(site: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(site, tmp_path / "site"))
    result = build(root, tmp_path / "public", Options(kind="inline"))
    expected = yaml.safe_load((site / "expected.yaml").read_text(encoding="utf-8"))
    missing = [
        f"{page}: {words}"
        for page, texts in expected["shows"].items()
        for words in texts
        if words not in visible((tmp_path / "public" / page).read_text(encoding="utf-8"))
    ]
    hidden = [
        f"{path.relative_to(tmp_path)}: {words}"
        for words in expected.get("nowhere", [])
        for path in sorted((tmp_path / "public").rglob("*"))
        if path.is_file() and words.encode() in path.read_bytes()
    ]
    assert [expected["pages"], [], [], []] == [
        result.pages,
        missing,
        hidden,
        [found.text("en") for found in result.found if found.severity >= Severity.WARNING],
    ]


def visible(page: str) -> str:
    """Give the text of a page as one line, blanks of every kind as one."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
