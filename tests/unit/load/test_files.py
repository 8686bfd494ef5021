"""The doors to the author's files."""

import os
from pathlib import Path

import pytest

from atlas.base.diagnostics import Location
from atlas.load import files

HERE = Location(file="site.yaml", line=3)
WORKBOOK = Path(__file__).parents[2] / "broken" / "table_unknown_sheet" / "data" / "bevoelkerung.xlsx"


def test_what_editors_leave_behind_is_not_listed(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "~$a.docx", ".a.md.swp", "a.md~", "#a.md#", "Thumbs.db", "deep/c.md", ".git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert (tmp_path / "a.md", tmp_path / "b.md", tmp_path / "deep" / "c.md") == files.listing(tmp_path, tmp_path)[0]


def test_a_file_that_was_the_same_for_long_is_seen_to_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a;1\n")
    monkeypatch.setattr(files, "SETTLED", -1)
    before = files.digests(tmp_path, [file])
    file.write_text("a;22\n")
    assert before != files.digests(tmp_path, [file])


def test_a_file_that_just_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a;1\n")
    before, status = files.digests(tmp_path, [file]), file.stat()
    file.write_text("a;2\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert before != files.digests(tmp_path, [file])


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "link").symlink_to("inside")
    found = files.listing(tmp_path, tmp_path)[1]
    assert [(one.code, str(one.where)) for one in found] == [("A122", "link")]


def test_a_file_behind_a_linked_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a.csv").write_text("a\n")
    (tmp_path / "link").symlink_to("inside")
    assert [one.code for one in files.locate(tmp_path, "link/a.csv", HERE, (".csv",))[1]] == ["A122"]


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv"])
def test_a_path_that_leaves_the_site_is_refused(tmp_path: Path, name: str) -> None:
    assert [one.code for one in files.locate(tmp_path, name, HERE, (".csv",))[1]] == ["A121"]


def test_a_path_may_be_written_as_windows_does(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("a\n")
    assert (tmp_path / "data" / "a.csv", ()) == files.locate(tmp_path, "data\\a.csv", HERE, (".csv",))


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    (tmp_path / "a.csv").write_text("abcd")
    named = files.locate(tmp_path, "a.csv", HERE, (".csv",))[1]
    read = files.read_bytes(tmp_path, tmp_path / "a.csv")[1]
    assert [one.code for one in (*named, *read)] == ["A123", "A123"]


def test_a_file_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("a")

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    content, found = files.read_bytes(tmp_path, tmp_path / "a.csv")
    assert (content, [one.text("en") for one in found]) == (b"", ['a.csv: error A125: the file "a.csv" cannot be read (Permission denied)'])


def test_text_is_read_without_byte_order_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf\xc3\xa4\r\nb")
    assert files.read_text(tmp_path, tmp_path / "a.md") == ("ä\nb", ())


def test_a_change_of_any_input_is_seen_and_so_is_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("a")
    known = files.digests(tmp_path, [tmp_path / "content", tmp_path / "content" / "a.md"])
    seen = [files.same(tmp_path, known)]
    (tmp_path / "content" / "~$b.md").write_text("")
    seen.append(files.same(tmp_path, known))
    (tmp_path / "content" / "b.md").write_text("")
    seen.append(files.same(tmp_path, known))
    (tmp_path / "content" / "b.md").unlink()
    (tmp_path / "content" / "a.md").write_text("b")
    seen.append(files.same(tmp_path, known))
    assert seen == [True, True, False, False]


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    content = WORKBOOK.read_bytes()
    (tmp_path / "a.xlsx").write_bytes(content.replace(b"PK\x01\x02", b"PK\x01\x03", 1))
    assert [one.code for one in files.locate(tmp_path, "a.xlsx", HERE, (".xlsx",))[1]] == ["A201"]
