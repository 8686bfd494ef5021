"""The output folder: replaced as a whole, never half, never when it is not ours."""

from pathlib import Path

import pytest

from atlas.publish import writer
from atlas.publish.store import Written


def fill(out: Path, **files: bytes) -> None:
    with writer.staging(out) as folder:
        for name, content in files.items():
            folder.write(f"{name}.html", content)


def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "public"
    fill(out, a=b"old", b=b"old")
    fill(out, a=b"new")
    assert {".atlas-output", "a.html"} == {path.name for path in out.iterdir()}
    assert b"new" == (out / "a.html").read_bytes()


def test_nothing_is_left_beside_the_output(tmp_path: Path) -> None:
    fill(tmp_path / "public", a=b"old")
    fill(tmp_path / "public", a=b"new")
    assert ["public"] == [path.name for path in tmp_path.iterdir()]


def test_a_failed_build_leaves_the_old_output_untouched(tmp_path: Path) -> None:
    out = tmp_path / "public"
    fill(out, a=b"old")

    def fail() -> None:
        with writer.staging(out) as folder:
            folder.write("a.html", b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [b"old", ["public"]] == [(out / "a.html").read_bytes(), [path.name for path in tmp_path.iterdir()]]


def test_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "documents"
    out.mkdir()
    (out / "letter.txt").write_text("dear", encoding="utf-8")
    assert ["A403"] == [found.code for found in writer.refuse(tmp_path / "site", out)]


@pytest.mark.parametrize("out", [".", "..", "content", "data/public"])
def test_the_sources_are_never_an_output(tmp_path: Path, out: str) -> None:
    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    assert ["A402"] == [found.code for found in writer.refuse(site, site / out)]


def test_an_empty_or_missing_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert () == writer.refuse(tmp_path / "site", tmp_path / "empty") + writer.refuse(tmp_path / "site", tmp_path / "none")


def test_an_interrupted_swap_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "public"
    fill(out, a=b"old")
    out.rename(tmp_path / ".public.old")
    writer.recover(out)
    assert b"old" == (out / "a.html").read_bytes()


def test_kept_files_are_the_same_file(tmp_path: Path) -> None:
    out = tmp_path / "public"
    fill(out, a=b"old")
    before = (out / "a.html").stat().st_ino
    with writer.staging(out) as folder:
        folder.keep("a.html")
        folder.write("b.html", b"new")
    assert [before, b"new"] == [(out / "a.html").stat().st_ino, (out / "b.html").read_bytes()]


def test_a_single_changed_file_takes_its_place_alone(tmp_path: Path) -> None:
    out = tmp_path / "public"
    fill(out, a=b"old", b=b"old")
    folder_before = out.stat().st_ino
    with writer.staging(out, ["a.html", "b.html"]) as folder:
        folder.keep("b.html")
        folder.write("a.html", b"new")
    assert [folder_before, b"new", b"old"] == [out.stat().st_ino, (out / "a.html").read_bytes(), (out / "b.html").read_bytes()]
    assert ["public"] == [path.name for path in tmp_path.iterdir()]


def test_a_single_changed_file_beside_a_dropped_one_replaces_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "public"
    fill(out, a=b"old", b=b"old", c=b"old")
    with writer.staging(out, ["a.html", "b.html", "c.html"]) as folder:
        folder.keep("b.html")
        folder.write("a.html", b"new")
    assert {".atlas-output", "a.html", "b.html"} == {path.name for path in out.iterdir()}


def test_a_file_that_somebody_changed_is_not_held(tmp_path: Path) -> None:
    out = tmp_path / "public"
    with writer.staging(out) as folder:
        stamps = {name: Written("job", *folder.write(name, b"text")) for name in ("a.html", "b.html")}
    (out / "b.html").write_bytes(b"other")
    assert {"a.html"} == set(writer.unchanged(out, stamps))
