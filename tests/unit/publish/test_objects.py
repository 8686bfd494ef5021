"""The files of frozen editions: every one once, those that are alike as what differs, and nothing damaged goes unseen."""

import gzip
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.publish.objects import README, README_TEXT, fetch, keep

PAGE = b"".join(f"<p>{number} {random.Random(number).random()}</p>".encode() for number in range(400))
NEXT = PAGE.replace(b"<p>7 ", b"<p>seven ")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def two_editions(folder: Path) -> tuple[str, str]:
    """Keep a page, and the same page of the next edition."""
    first = keep(folder, PAGE)
    return first, keep(folder, NEXT, like=first)


def test_a_page_of_the_next_edition_is_kept_as_what_differs(tmp_path: Path) -> None:
    first, second = two_editions(tmp_path)
    assert {f"{first[:2]}/{first[2:]}.gz", f"{second[:2]}/{second[2:]}.{first}.zst"} == set(names(tmp_path))
    sizes = {path.suffix: path.stat().st_size for path in tmp_path.rglob("*.*")}
    assert sizes[".zst"] < sizes[".gz"] / 20


def test_what_differs_from_a_difference_differs_from_its_whole(tmp_path: Path) -> None:
    first, second = two_editions(tmp_path)
    third = keep(tmp_path, NEXT + b"more", like=second)
    assert f"{third[:2]}/{third[2:]}.{first}.zst" in names(tmp_path)


def test_a_file_that_resembles_nothing_stays_whole(tmp_path: Path) -> None:
    first = keep(tmp_path, PAGE)
    other = keep(tmp_path, random.Random(1).randbytes(4000), like=first)
    assert f"{other[:2]}/{other[2:]}.gz" in names(tmp_path)


def test_a_file_is_kept_once(tmp_path: Path) -> None:
    two_editions(tmp_path)
    before = names(tmp_path)
    two_editions(tmp_path)
    keep(tmp_path, NEXT)
    assert before == names(tmp_path)


@given(pages=st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_every_file_comes_back_as_it_was(pages: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, like, kept = tmp_path_factory.mktemp("objects"), "", {}
    for page in pages:
        like = keep(folder, PAGE + page, like)
        kept[like] = PAGE + page
    assert kept == {sha256: fetch(folder, sha256) for sha256 in kept}


@pytest.mark.parametrize("damage", [b"", b"no such packing", gzip.compress(b"another file"), gzip.compress(PAGE)[:90] + bytes(90)])
@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_damaged_file_is_not_given_away(tmp_path: Path, ending: str, damage: bytes) -> None:
    _, second = two_editions(tmp_path)
    next(tmp_path.rglob(f"*{ending}")).write_bytes(damage)
    with pytest.raises((ValueError, OSError)):
        fetch(tmp_path, second)


def test_differences_that_go_in_a_circle_are_refused(tmp_path: Path) -> None:
    first, second = two_editions(tmp_path)
    packed = next(tmp_path.rglob("*.zst"))
    next(tmp_path.rglob("*.gz")).unlink()
    shutil.copy(packed, tmp_path / first[:2] / f"{first[2:]}.{second}.zst")
    with pytest.raises(OSError, match=first[2:]):
        fetch(tmp_path, second)


def test_the_programs_that_the_text_beside_them_names_read_them(tmp_path: Path) -> None:
    """Each command as it stands in the text, with the names put in."""
    if not shutil.which("zstd") or not shutil.which("gunzip"):
        pytest.skip("gunzip and zstd (Debian: apt-get install zstd) are not installed")
    folder = tmp_path / "objects"
    first, second = two_editions(folder)
    (tmp_path / README).write_text(README_TEXT)
    lines = (tmp_path / README).read_text().splitlines()
    command = next(line for line in lines if "--patch-from" in line)
    whole = f"objects/{first[:2]}/{first[2:]}.gz"
    command = command.replace("objects/01/23….gz", whole).replace(
        "objects/ab/cdef….0123….zst", f"objects/{second[:2]}/{second[2:]}.{first}.zst"
    )
    subprocess.run(command, shell=True, cwd=tmp_path, check=True, capture_output=True)
    assert [PAGE, NEXT] == [(tmp_path / name).read_bytes() for name in ("base", "file")]
