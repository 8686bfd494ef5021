"""What docs/handbuch/content/texte.md says of the demo is so."""

import re
import shutil
from pathlib import Path

import pytest

from atlas.model.mark import Mark, find_marks
from atlas.model.quote import Quote
from atlas.pipeline import load_site
from atlas.pipeline.ahead import Ahead
from atlas.publish.store import Store
from atlas.statistics.quote import Library, answer
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "handbuch" / "content" / "texte.md").read_text(encoding="utf-8")
EXAMPLES = [mark for block in re.findall(r"^```markdown\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL) for mark in find_marks(block)]
AREA = "0305"
"""The area that the examples speak of."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("demo")
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "site.yaml", root)
    site = load_site(root, Store(root), "engine", Ahead(Path(root)), {}).site
    return Library(
        geography=site.geography,
        indicators={one.id: one for one in site.register.indicators},
        figures=site.figures,
        findings=site.findings,
        main_level=site.config.main_level,
        language="de",
    )


@pytest.mark.parametrize("mark", [mark for mark in EXAMPLES if mark.kind in {"figure", "claim"}], ids=lambda mark: mark.words)
def test_examples_of_figures_and_claims_are_true(mark: Mark, library: Library) -> None:
    found = answer(mark.kind, mark.words, library.geography.rows[AREA], library)
    assert isinstance(found, Quote) if mark.kind == "figure" else found is None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Wert", "`Wert`"),
        ("Unterschied", "`Unterschied "),
        ("Abstand", "`Abstand "),
        ("seit 2014", "`Veränderung`"),
        ("Rang", "`Rang`"),
        ("höchster", "`höchster`"),
    ],
)
def test_the_table_of_words_shows_what_they_give(words: str, line: str, library: Library) -> None:
    found = answer("figure", f"unter18 {words}", library.geography.rows[AREA], library)
    row = next(row for row in PAGE.splitlines() if row.startswith(f"| {line}"))
    assert isinstance(found, Quote)
    assert " ".join(found.text.split()) in row
