"""What editors do while they save comes out as the names of changed files; what they leave behind does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.serve.watcher import Watcher


@pytest.fixture(params=[False, True], ids=["told", "polled"])
def watcher(request: pytest.FixtureRequest, minimal: Path) -> Iterator[Watcher]:
    watching = Watcher(minimal, minimal / ".atlas" / "preview", poll=request.param)
    watching.start()
    yield watching
    watching.stop()


def files(changed: frozenset[Path], root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in changed if not path.is_dir()}


def until(watcher: Watcher, root: Path, name: str) -> set[str]:
    """Wait until a file is named; everything named so far."""
    seen: set[str] = set()
    while name not in seen:
        seen |= files(watcher.wait(), root)
    return seen


def test_a_file_that_is_written_is_named(watcher: Watcher, minimal: Path) -> None:
    (minimal / "content" / "index.md").write_text("---\ntitle: Neu\n---\n", encoding="utf-8")
    assert "content/index.md" in until(watcher, minimal, "content/index.md")


def test_a_file_saved_beside_and_put_in_place_is_named_by_its_own_name(watcher: Watcher, minimal: Path) -> None:
    passing = minimal / "content" / ".index.md.tmp"
    passing.write_text("---\ntitle: Neu\n---\n", encoding="utf-8")
    passing.replace(minimal / "content" / "index.md")
    assert {"content/index.md"} == until(watcher, minimal, "content/index.md")


def test_swap_files_and_our_own_output_are_not_named(watcher: Watcher, minimal: Path) -> None:
    out = minimal / ".atlas" / "preview"
    out.mkdir(parents=True)
    for noise in (out / "index.html", minimal / "content" / ".index.md.swp", minimal / "content" / "index.md~"):
        noise.write_text("x", encoding="utf-8")
    (minimal / "site.yaml").write_text("title: Neu\n", encoding="utf-8")
    assert {"site.yaml"} == until(watcher, minimal, "site.yaml")


def test_a_renamed_folder_is_watched_under_its_new_name(watcher: Watcher, minimal: Path) -> None:
    (minimal / "content").rename(minimal / "texte")
    watcher.wait()
    (minimal / "texte" / "index.md").write_text("neu", encoding="utf-8")
    assert "texte/index.md" in until(watcher, minimal, "texte/index.md")


def test_a_new_folder_is_watched(watcher: Watcher, minimal: Path) -> None:
    (minimal / "bilder").mkdir()
    watcher.wait()
    (minimal / "bilder" / "neu.md").write_text("neu", encoding="utf-8")
    assert "bilder/neu.md" in until(watcher, minimal, "bilder/neu.md")


def test_merely_reading_a_file_is_no_change(watcher: Watcher, minimal: Path) -> None:
    (minimal / "content" / "index.md").read_text(encoding="utf-8")
    (minimal / "site.yaml").write_text("title: Neu\n", encoding="utf-8")
    assert {"site.yaml"} == until(watcher, minimal, "site.yaml")


def test_where_the_system_has_no_more_watches_files_are_looked_at(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from watchdog.observers import Observer

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    watching = Watcher(minimal, minimal / ".atlas" / "preview")
    assert "inotify watch limit reached" == watching.start()
    (minimal / "site.yaml").write_text("title: Neu\n", encoding="utf-8")
    assert {"site.yaml"} == until(watching, minimal, "site.yaml")
    watching.stop()


def test_a_change_is_told_at_once_and_waits_to_be_asked_for(minimal: Path) -> None:
    told: list[Path] = []
    watching = Watcher(minimal, minimal / ".atlas" / "preview", heard=told.append)
    before = watching.pending()
    watching.hear(minimal / "site.yaml")
    assert (False, True, [minimal / "site.yaml"]) == (before, watching.pending(), told)
