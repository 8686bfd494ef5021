"""The handbook builds, and whoever does what it says gets what it promises: every command runs, every snippet is taken over, in their order."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.base.diagnostics import Severity, failed
from atlas.cli import commands, main
from atlas.load.yaml import read
from atlas.pipeline import Options, build
from tests.conftest import ROOT

HANDBOOK = ROOT / "docs" / "handbuch"
PAGES = HANDBOOK / "content"
HOW_TOS = ("tabellen", "gebiete", "rechnen", "vorschau", "veroeffentlichen", "gestaltung", "excel")

FENCE = re.compile(r"(?P<before>[^\n]*)\n\n(?P<fence>`{3,})(?P<kind>\w+)\n(?P<body>.*?)\n(?P=fence)$", re.MULTILINE | re.DOTALL)
LABEL = re.compile(r"`([\w./-]+\.\w+)`[^`]*:$")
SECTION = r"^{key}:[^\n]*(?:\n(?![A-Za-z])[^\n]*)*\n?"


def steps(page: str) -> Iterator[tuple[str, str, str]]:
    """Give what a page tells to do: `sh` and a command, or a kind, a text and the file it belongs to (site.yaml if none is named)."""
    for match in FENCE.finditer((PAGES / f"{page}.md").read_text(encoding="utf-8")):
        if match["kind"] == "sh":
            yield from (("sh", line, "") for line in match["body"].splitlines())
        elif match["kind"] != "text":
            label = LABEL.search(match["before"])
            yield ("append" if "Am Ende" in match["before"] else "write"), match["body"] + "\n", label[1] if label else "site.yaml"


def follow(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Do what a page says; gives the folder where that ends."""
    for kind, words, file in steps(page):
        if words.startswith("cd "):
            folder /= words.removeprefix("cd ")
        elif kind == "sh":
            monkeypatch.chdir(folder)
            call(words)
        elif file == "site.yaml":
            (folder / file).write_text(with_keys((folder / file).read_text(encoding="utf-8"), words), encoding="utf-8")
        else:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            before = (folder / file).read_text(encoding="utf-8").rstrip("\n") + "\n\n" if kind == "append" else ""
            (folder / file).write_text(before + words, encoding="utf-8")
    return folder


def call(line: str) -> None:
    """Run a command; the preview, which has no end, is only understood."""
    name, *arguments = shlex.split(line)
    assert name == "atlas"
    if arguments[0] == "serve":
        commands.commands["serve"].make_context("serve", arguments[1:])
        return
    with pytest.raises(SystemExit) as done:
        main(arguments)
    assert (line, done.value.code) in {(line, 0), (line, None), ("atlas check --strict", 1)}


def with_keys(settings: str, snippet: str) -> str:
    """Give site.yaml with the keys of a snippet instead of its own."""
    data, _, found = read(snippet, "snippet")
    assert () == found
    for key in data:
        settings = re.sub(SECTION.format(key=key), "", settings, flags=re.MULTILINE)
    return f"{settings.rstrip()}\n{snippet}"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas at the end of the course."""
    folder = tmp_path_factory.mktemp("lehrgang")
    for file in (HANDBOOK / "data").glob("[ES]*"):
        shutil.copy(file, folder)
    with pytest.MonkeyPatch.context() as monkeypatch:
        return follow("lehrgang", folder, monkeypatch)


def test_the_handbook_is_an_atlas_without_errors_and_warnings(tmp_path: Path) -> None:
    root = Path(shutil.copytree(HANDBOOK, tmp_path / "handbuch", ignore=shutil.ignore_patterns("public", ".atlas")))
    result = build(root, tmp_path / "public", Options(kind="inline"))
    assert [] == [one.text("de") for one in result.found if one.severity > Severity.NOTE]


def test_the_course_ends_with_a_profile_of_every_area_with_figures_in_its_text_and_a_map(finished: Path) -> None:
    profiles = sorted(path.parent.name for path in (finished / "public" / "profile").glob("*/index.html"))
    text = (finished / "public" / "profile" / "02-bahnhof" / "index.html").read_text(encoding="utf-8")
    theme = (finished / "public" / "themen" / "bevoelkerung" / "index.html").read_text(encoding="utf-8")
    assert [1 + 10, True, False, True] == [
        len(profiles),
        "Stadtteiltreff mit Mittagstisch" in text,
        "{unter-18-jahre" in text,
        "Anteil der unter 18-Jährigen in den Stadtteilen" in theme,
    ]


@pytest.mark.parametrize("page", HOW_TOS)
def test_a_how_to_works_on_the_atlas_of_the_course(page: str, finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(shutil.copytree(finished, tmp_path / "atlas"))
    follow(page, root, monkeypatch)
    found = build(root, root / "public", Options(kind="inline")).found
    assert [True, False] == [bool(list(steps(page))), failed(found)]


def test_the_example_of_a_themes_directive_is_the_one_that_is_tested() -> None:
    page = (PAGES / "bausteine.md").read_text(encoding="utf-8")
    shown, _, found = read(next(match["body"] for match in FENCE.finditer(page) if match["kind"] == "yaml"), "page")
    file = ROOT / "tests" / "sites" / "bericht" / "themes" / "haus" / "directives.yaml"
    assert ((), shown) == (found, read(file.read_text(encoding="utf-8"), "file")[0])


def test_every_command_is_in_the_handbook() -> None:
    page = (PAGES / "befehle.md").read_text(encoding="utf-8")
    assert [] == [name for name in commands.commands if f"`atlas {name}" not in page]
