"""Texts that show what is not theirs: whatever changes, a warm build ends with the same bytes as a cold one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from tests.conftest import ROOT, tree


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A copy of the site whose report uses everything texts can do."""
    return Path(shutil.copytree(ROOT / "tests" / "sites" / "bericht", tmp_path / "site"))


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


CHANGES = {
    "a word of the text": replaced("content/bericht.md", "Viele", "Wenige"),
    "a shared passage": replaced("content/_grundlage.md", "Grundlage ist", "Gezählt wird nach"),
    "a chart of the text": replaced("content/bericht.md", "kind: bar\nindicator: unter18", "kind: bar\nindicator: wohnflaeche"),
    "a chart taken away": replaced(
        "content/bericht.md", "```{diagramm}\nkind: bar\nindicator: unter18\ncaption: Von Viertel zu Viertel\n```\n", ""
    ),
    "the author's own chart": replaced("content/punkte.json", '"width": 400', '"width": 300'),
    "the literature": replaced("content/literatur.json", "Sozialraumanalyse", "Raumanalyse"),
    "a picture": lambda root: (root / "content/bilder/marktplatz.png").write_bytes((root / "content/bilder/anders.png").read_bytes()),
    "a figure": replaced("data/bevoelkerung.csv", "01;2025;4188;598", "01;2025;4188;580"),
    "the theme's directive": replaced("themes/haus/directives.yaml", "default: ruhig", "default: laut"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_warm_build_after_a_change_writes_what_a_cold_one_does(change: Callable[[Path], None], report: Path) -> None:
    replaced("content/bericht.md", "Nach dem SGB", "Viele. Nach dem SGB")(report)
    picture = (report / "content/bilder/marktplatz.png").read_bytes()
    (report / "content/bilder/anders.png").write_bytes(picture + b"\0")
    build(report, report / "warm", Options(kind="inline"))
    change(report)
    build(report, report / "warm", Options(kind="inline"))
    cold = Path(shutil.copytree(report, report.parent / "elsewhere", ignore=shutil.ignore_patterns(".atlas", "warm")))
    build(cold, cold / "cold", Options(kind="inline"))
    assert tree(cold / "cold") == tree(report / "warm")
