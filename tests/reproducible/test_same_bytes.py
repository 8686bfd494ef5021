"""Cold, warm, inline, parallel, elsewhere: the same bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from tests.conftest import ROOT, tree

SOURCES = ("site.yaml", "content", "data")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, away from the project and its cache."""
    return copied(tmp_path_factory.mktemp("demo"))


def copied(folder: Path) -> Path:
    for name in SOURCES:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="module")
def cold(copy: Path) -> dict[str, bytes]:
    """The demo site as a first build in one process makes it."""
    build(copy, copy / "cold", Options(kind="inline"))
    return tree(copy / "cold")


def test_a_second_build_runs_no_job(copy: Path, cold: dict[str, bytes]) -> None:
    again = build(copy, copy / "cold", Options(kind="inline"))
    assert (0, cold) == (again.ran, tree(copy / "cold"))


def test_processes_write_the_same_bytes(copy: Path, cold: dict[str, bytes]) -> None:
    for kept in (copy / ".atlas").glob("*.pickle"):
        kept.unlink()
    build(copy, copy / "parallel", Options(kind="process", workers=2))
    assert cold == tree(copy / "parallel")


def test_a_build_from_the_cache_of_another_output_writes_the_same_bytes(copy: Path, cold: dict[str, bytes]) -> None:
    build(copy, copy / "second", Options(kind="inline"))
    assert cold == tree(copy / "second")


def test_a_change_and_its_reversal_end_where_they_began(copy: Path, cold: dict[str, bytes]) -> None:
    page = copy / "content" / "profile" / "0201.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\nEin Satz mehr.\n", encoding="utf-8")
    changed = build(copy, copy / "cold", Options(kind="inline"))
    assert [1, True] == [changed.ran, tree(copy / "cold") != cold]
    page.write_text(text, encoding="utf-8")
    build(copy, copy / "cold", Options(kind="inline"))
    assert cold == tree(copy / "cold")


def test_time_zone_hash_seed_and_folder_do_not_show(cold: dict[str, bytes], tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    command = [sys.executable, "-m", "atlas", "build", "--site", copied(tmp_path), "--out", tmp_path / "out", "--executor", "inline"]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    assert cold == tree(tmp_path / "out")


def test_a_page_that_loses_its_text_is_taken_away(minimal: Path) -> None:
    page, out = minimal / "content" / "seite.md", minimal / "public"
    page.write_text("---\ntitle: Seite\n---\n\nEin Satz.\n", encoding="utf-8")
    build(minimal, out, Options(kind="inline"))
    assert (out / "seite" / "index.html").is_file()
    page.write_text("---\ntitle: Seite\n---\n", encoding="utf-8")
    build(minimal, out, Options(kind="inline"))
    assert not (out / "seite").exists()
