"""What is made by command: a hand-out of a few areas, the atlas as one file."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from atlas.pipeline.paper import bundle, hand_out
from tests.conftest import tree

INLINE = Options(kind="inline")


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(AtlasError) as caught:
        call()
    return [found.code for found in caught.value.diagnostics]


def test_a_hand_out_lays_areas_side_by_side(minimal: Path) -> None:
    hand_out(minimal, ["01", "Bahnhof"], ["unter18"], "Zwei Viertel", minimal / "blatt.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(minimal / "blatt.pdf").pages)
    assert [True] * 5 == [word in text for word in ("Zwei Viertel", "Altstadt", "Bahnhof", "Kleinau", "Unter 18-Jährige")]


def test_a_hand_out_names_every_area_and_indicator_that_nobody_has(minimal: Path) -> None:
    assert ["A731", "A732"] == codes(lambda: hand_out(minimal, ["Altstatt"], ["unter81"], "", minimal / "blatt.pdf"))


def test_a_hand_out_has_five_areas_at_most(minimal: Path) -> None:
    assert ["A733"] == codes(lambda: hand_out(minimal, ["01"] * 6, [], "", minimal / "blatt.pdf"))


@pytest.fixture
def built(minimal: Path) -> Path:
    build(minimal, minimal / "public", INLINE)
    return minimal


def test_a_bundle_holds_the_whole_atlas_in_one_folder(built: Path) -> None:
    target, count = bundle(built, built / "public", None)
    with zipfile.ZipFile(target) as packed:
        held = {name.removeprefix("atlas-kleinau-2026/"): packed.read(name) for name in packed.namelist()}
    wanted = {path: content for path, content in tree(built / "public").items() if path != ".atlas-output"}
    assert (wanted, count) == ({name: content for name, content in held.items() if name != "LIESMICH.txt"}, len(wanted))


def test_a_bundle_says_how_to_open_it(built: Path) -> None:
    target, _ = bundle(built, built / "public", None)
    assert b"index.html" in zipfile.ZipFile(target).read("atlas-kleinau-2026/LIESMICH.txt")


def test_a_bundle_is_the_same_bytes_wherever_it_is_made(built: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(built, tmp_path / "elsewhere"))
    build(again, again / "out", INLINE)
    assert bundle(built, built / "public", None)[0].read_bytes() == bundle(again, again / "out", None)[0].read_bytes()


def test_nothing_is_bundled_before_it_is_built(minimal: Path) -> None:
    assert ["A720"] == codes(lambda: bundle(minimal, minimal / "public", None))
