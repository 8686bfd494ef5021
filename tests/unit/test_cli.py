"""The commands: what they print, where, and with which exit code."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from atlas.cli import main
from tests.conftest import ROOT, tree


def atlas(*arguments: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CI": "true"}
    command = [sys.executable, "-m", "atlas", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder or ROOT)


def test_it_says_its_version() -> None:
    assert f"atlas, version {version('sozialatlas')}\n" == atlas("--version").stdout


def test_a_build_ends_with_a_summary(minimal: Path) -> None:
    done = atlas("build", "--site", minimal, "--executor", "inline")
    lines = done.stdout.splitlines()
    assert [0, 3] == [done.returncode, len(lines)]
    assert "Seiten" in lines[0]
    assert str((minimal / "public" / "index.html").resolve()) in lines[0]
    assert all(stage in lines[2] for stage in ("load", "check", "render", "publish"))


def test_the_site_is_looked_for_where_one_stands(minimal: Path) -> None:
    assert 0 == atlas("build", "--executor", "inline", folder=minimal).returncode
    assert (minimal / "public" / "index.html").is_file()


def test_a_wrong_site_exits_with_1_and_writes_nothing(minimal: Path) -> None:
    atlas("build", "--site", minimal, "--executor", "inline")
    before = tree(minimal / "public")
    (minimal / "site.yaml").write_text("title: Atlas\nlanguage: de\n", encoding="utf-8")
    done = atlas("build", "--site", minimal)
    assert [1, before] == [done.returncode, tree(minimal / "public")]
    assert "site.yaml:1:1: Fehler A105" in done.stderr


def test_a_warning_stops_a_strict_build_only(minimal: Path) -> None:
    profile = minimal / "content" / "profile" / "01.md"
    profile.write_text(profile.read_text(encoding="utf-8") + "\n<b>fett</b>\n", encoding="utf-8")
    assert [0, 1] == [atlas("build", "--site", minimal, *more).returncode for more in ((), ("--strict",))]


def test_a_site_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = atlas("build", "--site", tmp_path)
    assert [2, True] == [done.returncode, "site.yaml" in done.stderr]


@pytest.mark.parametrize("arguments", [("build", "--executor", "threads"), ("bake",), ("build", "--jobs", "0")])
def test_wrong_words_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert 2 == atlas(*arguments).returncode


def test_a_mistake_in_a_template_names_its_line(minimal: Path) -> None:
    templates = minimal / "themes" / "base" / "templates"
    templates.mkdir(parents=True)
    (templates / "start.html").write_text("<p>\n{{ nothing }}", encoding="utf-8")
    done = atlas("build", "--site", minimal, "--executor", "inline")
    assert [1, True] == [done.returncode, "templates/start.html:2: Fehler A510" in done.stderr]


def test_a_defect_of_ours_exits_with_70(minimal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("atlas.cli.build", break_down)
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--site", str(minimal)])
    assert [70, True] == [stopped.value.code, "out of order" in capsys.readouterr().err]


def test_check_lists_notes_and_writes_nothing(minimal: Path) -> None:
    done = atlas("check", "--site", minimal)
    assert [0, True, False] == [done.returncode, "Hinweis A" in done.stdout, (minimal / "public").exists()]


def test_the_schema_knows_every_setting() -> None:
    schema = json.loads(atlas("schema").stdout)
    assert {"title", "place", "language", "geography", "indicators", "tables", "profile"} <= set(schema["properties"])


def test_a_log_shows_no_progress_bar(minimal: Path) -> None:
    assert "\x1b[" not in atlas("build", "--site", minimal, "--executor", "inline").stderr


TABLE = "Einwohner am 31.12.2023;\nSchlüssel;Zahl\n1;4000\n2;3800\n3;5000\n4;2900\n"


def test_import_prints_the_recipe_and_says_what_it_found_beside_it(minimal: Path) -> None:
    (minimal / "data" / "neu.csv").write_text(TABLE, encoding="utf-8")
    done = atlas("import", minimal / "data" / "neu.csv", "--site", minimal)
    assert 0 == done.returncode
    assert [True, True] == ["keys: {pad: 2}" in done.stdout, "A281" in done.stderr]


def test_import_adds_the_recipe_to_the_site_if_asked_and_the_site_builds_with_it(minimal: Path) -> None:
    (minimal / "data" / "neu.csv").write_text(TABLE, encoding="utf-8")
    assert 0 == atlas("import", minimal / "data" / "neu.csv", "--site", minimal, "--write").returncode
    text = (minimal / "site.yaml").read_text(encoding="utf-8")
    (minimal / "site.yaml").write_text(text.replace("Zahl: zahl", "Zahl: einwohner"), encoding="utf-8")
    assert 0 == atlas("check", "--site", minimal).returncode
    assert "  - file: data/neu.csv\n" in text


def test_import_writes_the_recipe_to_a_file(minimal: Path, tmp_path: Path) -> None:
    (minimal / "data" / "neu.csv").write_text(TABLE, encoding="utf-8")
    assert "" == atlas("import", minimal / "data" / "neu.csv", "--site", minimal, "--out", tmp_path / "r.yaml").stdout
    assert "file: data/neu.csv" in (tmp_path / "r.yaml").read_text(encoding="utf-8")


def test_import_looks_at_geometries_and_proposes_a_level(minimal: Path) -> None:
    done = atlas("import", minimal / "data" / "viertel.geojson", "--site", minimal)
    assert [True, True] == ["key: schluessel" in done.stdout, "A291" in done.stderr]


def test_import_of_a_file_elsewhere_says_that_it_has_to_be_copied(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "neu.csv").write_text(TABLE, encoding="utf-8")
    done = atlas("import", tmp_path / "neu.csv", "--site", minimal)
    assert [True, True] == ["file: data/neu.csv" in done.stdout, "A292" in done.stderr]


def test_import_of_what_is_no_table_of_the_atlas_exits_with_1(minimal: Path) -> None:
    (minimal / "data" / "neu.txt").write_text("Guten Tag\n", encoding="utf-8")
    assert 1 == atlas("import", minimal / "data" / "neu.txt", "--site", minimal).returncode
