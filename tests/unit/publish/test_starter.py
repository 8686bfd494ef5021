"""What `atlas new` writes builds at once, without an error or a warning, in both languages; nothing that exists is overwritten."""

import shutil
from pathlib import Path

import pytest

from atlas.base.diagnostics import Severity
from atlas.cli import main
from atlas.pipeline import Options, build
from atlas.publish.starter import Wishes, new_page, new_site
from tests.conftest import ROOT, tree

GERMAN = Wishes(place="Neustadt", language="de", levels=("Stadt", "Sozialraum"))
DUTIES = {"A359", "A356", "A358"}
"""Texts that only the author can write: imprint, privacy, accessibility, one per area and theme."""


def grave(site: Path) -> list[str]:
    result = build(site, site / "public", Options(kind="inline"))
    return [one.text("de") for one in result.found if one.severity > Severity.NOTE and one.code not in DUTIES]


@pytest.mark.parametrize(
    "wishes",
    [
        GERMAN,
        Wishes(place="Newtown", language="en", levels=("City", "Ward")),
        Wishes(place="Neukreis", language="de", levels=("Landkreis", "Planungsraum", "Gemeinde")),
        Wishes(place="Neustadt", language="de", levels=("Stadt", "Bezirk", "Ortsteil", "Sozialraum")),
    ],
    ids=["german", "english", "three levels", "four levels"],
)
def test_a_new_site_builds_without_errors_and_warnings(tmp_path: Path, wishes: Wishes) -> None:
    new_site(tmp_path / "neu", wishes)
    assert [] == grave(tmp_path / "neu")


def test_a_new_site_has_a_profile_of_every_area_and_the_first_has_a_text_with_a_figure(tmp_path: Path) -> None:
    new_site(tmp_path / "neu", GERMAN)
    grave(tmp_path / "neu")
    profiles = sorted((tmp_path / "neu" / "public" / "profile").glob("*/index.html"))
    text = next(path for path in profiles if path.parent.name.startswith("01-")).read_text(encoding="utf-8")
    assert [1 + 6, False] == [len(profiles), "{unter18}" in text]


def test_borders_that_are_given_are_used(tmp_path: Path) -> None:
    geometry = ROOT / "tests" / "sites" / "minimal" / "data" / "viertel.geojson"
    main_arguments = ["new", str(tmp_path / "neu"), "--place", "Kleinau", "--levels", "Stadt,Viertel", "--geometry", str(geometry)]
    with pytest.raises(SystemExit) as done:
        main(main_arguments)
    build(tmp_path / "neu", tmp_path / "neu" / "public", Options(kind="inline"))
    assert [0, True] == [done.value.code, any(path.name.startswith("01-") for path in (tmp_path / "neu" / "public" / "profile").iterdir())]


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notizen.txt").write_text("wichtig", encoding="utf-8")
    with pytest.raises(FileExistsError):
        new_site(tmp_path, GERMAN)
    assert ["notizen.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(("kind", "name"), [("profile", "02"), ("indicator", "wohngeld"), ("measure", "lesepaten")])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_page_or_indicator_builds(tmp_path: Path, kind: str, name: str, language: str) -> None:
    site = tmp_path / "neu"
    new_site(site, Wishes(place="Neustadt", language=language, levels=("Stadt", "Sozialraum")))
    register = {"de": "data/indikatoren.yaml", "en": "data/indicators.yaml"}[language]
    assert (site / new_page(site, kind, name, language, register)).is_file()
    assert [] == grave(site)


def test_a_new_profile_is_a_draft_until_its_author_says_otherwise(tmp_path: Path) -> None:
    new_site(tmp_path, GERMAN)
    new_page(tmp_path, "profile", "02", "de", "data/indikatoren.yaml")
    hidden = build(tmp_path, tmp_path / "public", Options(kind="inline"))
    page = next((hidden.out / "profile").glob("02-*/index.html"))
    before = "Was zeigen die Zahlen" in page.read_text(encoding="utf-8")
    build(tmp_path, tmp_path / "vorschau", Options(kind="inline", drafts=True))
    after = "Was zeigen die Zahlen" in next((tmp_path / "vorschau" / "profile").glob("02-*/index.html")).read_text(encoding="utf-8")
    assert [False, True] == [before, after]


@pytest.mark.parametrize(("kind", "name"), [("profile", "01"), ("indicator", "einwohner")])
def test_what_is_there_stays_as_it_was(tmp_path: Path, kind: str, name: str) -> None:
    new_site(tmp_path, GERMAN)
    before = tree(tmp_path)
    with pytest.raises(FileExistsError):
        new_page(tmp_path, kind, name, "de", "data/indikatoren.yaml")
    assert before == tree(tmp_path)


def test_the_command_says_how_to_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["new", str(tmp_path / "neu"), "--place", "Neustadt"],
        ["new", "massnahme", "lesepaten", "--site", str(tmp_path / "neu")],
    ):
        with pytest.raises(SystemExit) as done:
            main(arguments)
        assert 0 == done.value.code
    assert ["atlas serve --site" in line or "content/massnahmen/lesepaten.md" in line for line in capsys.readouterr().out.splitlines()] == [
        True,
        True,
    ]


def test_a_second_start_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "neu")
    with pytest.raises(SystemExit) as done:
        main(["new", str(tmp_path / "neu"), "--place", "Neustadt"])
    assert 1 == done.value.code
