"""What is kept between builds of any site."""

from pathlib import Path

import pytest

from atlas.render.kept import keep


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def never() -> bytes:
    raise AssertionError("made again")


def test_what_was_made_once_is_not_made_again(folder: Path) -> None:
    keep("form", ("a", 1), lambda: b"made")
    assert keep("form", ("a", 1), never) == b"made"
    assert len(list(folder.iterdir())) == 1


def test_other_ingredients_make_another_result(folder: Path) -> None:
    keep("form", ("a", 1), lambda: b"made")
    assert keep("form", ("a", 2), lambda: b"other") == b"other"
    assert len(list(folder.iterdir())) == 2


def test_without_a_place_to_write_everything_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file stands where the folder should be")
    monkeypatch.setenv("ATLAS_CACHE", str(blocked))
    assert [keep("form", "a", lambda: b"made") for _ in range(2)] == [b"made", b"made"]


def test_without_a_folder_of_its_own_it_lives_in_the_cache_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    keep("form", "a", lambda: b"made")
    assert [path.read_bytes() for path in (tmp_path / "atlas").iterdir()] == [b"made"]
