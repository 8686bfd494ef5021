"""Editions of the demo with everything that can be made: proved, made again byte for byte, and cheap to keep."""

import shutil
from pathlib import Path

import pytest

from atlas.model.extras import EXTRAS
from atlas.pipeline import Options, build
from atlas.pipeline.editions import freeze, verify
from tests.conftest import ROOT

YEARS = ("2026", "2027")
LIGHT = "2028"
ALL = Options(kind="process", workers=2, extras=EXTRAS)


def disk(folder: Path) -> int:
    """Sum up files, each only once however many names it has."""
    return sum({status.st_ino: status.st_size for status in (path.stat() for path in folder.rglob("*") if path.is_file())}.values())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """The demo with two editions frozen with everything, the size of the archive after each, and a third with the pages and plain tables alone."""
    root = tmp_path_factory.mktemp("editions")
    shutil.copy(ROOT / "site.yaml", root)
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    settings = (root / "site.yaml").read_text(encoding="utf-8")
    announced = "".join(f'  - {{id: "{year}", date: {year}-10-01}}\n' for year in (*YEARS, LIGHT) if f'{{id: "{year}"' not in settings)
    (root / "site.yaml").write_text(settings.replace("editions:\n", f"editions:\n{announced}", 1), encoding="utf-8")
    sizes = []
    for year in YEARS:
        freeze(root, year, ALL)
        sizes.append(disk(root / "editions"))
    freeze(root, LIGHT, Options(kind="inline"))
    return root, sizes


def test_ten_editions_cost_at_most_two_and_a_half_times_one(demo: tuple[Path, list[int]]) -> None:
    """Each further edition costs what the second did: its figures are those of the first, its name is on every page, in every picture, document and workbook."""
    root, (first, second) = demo
    out = build(root, root / "public", Options(kind="inline")).out
    one = sum(path.stat().st_size for path in (out / "ausgabe" / "2026").rglob("*") if path.is_file())
    assert first + 9 * (second - first) <= 2.5 * one


def test_every_edition_is_as_it_was(demo: tuple[Path, list[int]]) -> None:
    assert [()] * len(YEARS) == [verify(demo[0], year) for year in YEARS]


def test_an_edition_is_made_again_byte_for_byte(demo: tuple[Path, list[int]]) -> None:
    """The one without extras: that these are the same bytes again is tested on a small site (`tests/unit/pipeline/test_editions.py`)."""
    assert () == verify(demo[0], LIGHT, Options(kind="process", workers=2))
