"""Markup: valid, without anything a strict policy would block, small, and the same things said on every page."""

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT
from tests.site_checks.markup import Page

NOTICE = "Fiktive Stadt, erfundene Zahlen"
MOST_OF_SCRIPTS = 40_000
MOST_BYTES, MOST_ZIPPED = 120_000, 30_000


def test_no_page_has_inline_styles_or_handlers(pages: dict[str, Page]) -> None:
    found = {
        f"{path}: <{element.name} {attribute}>"
        for path, page in pages.items()
        for element in page.tree.all()
        for attribute in element.attributes
        if attribute == "style" or attribute.startswith("on")
    }
    assert sorted(found) == []


def test_no_page_has_a_style_element_or_a_script_of_its_own(pages: dict[str, Page]) -> None:
    found = [
        f"{path}: <{element.name}>"
        for path, page in pages.items()
        for element in page.tree.all("style", "script")
        if element.name == "style"
        or ("src" not in element.attributes and element.attributes.get("type") not in {"application/json", "application/ld+json"})
    ]
    assert found == []


def test_every_script_waits_for_the_page(pages: dict[str, Page]) -> None:
    scripts = [script for page in pages.values() for script in page.tree.all("script") if "src" in script.attributes]
    assert scripts
    assert all("defer" in script.attributes for script in scripts)
    assert {script.attributes.get("type", "") for script in scripts} == {""}


def test_every_page_carries_the_strict_policy(pages: dict[str, Page]) -> None:
    policies = {
        meta.attributes["content"] for page in pages.values() for meta in page.tree.all("meta") if meta.attributes.get("http-equiv")
    }
    (policy,) = policies
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


def test_blocks_of_data_are_json(pages: dict[str, Page]) -> None:
    blocks = [
        script.text()
        for page in pages.values()
        for script in page.tree.all("script")
        if script.attributes.get("type") == "application/json"
    ]
    assert blocks
    assert all(json.loads(block) for block in blocks)


@pytest.mark.parametrize(
    ("size", "most"), [(len, MOST_BYTES), (lambda content: len(gzip.compress(content)), MOST_ZIPPED)], ids=["plain", "zipped"]
)
def test_profiles_stay_small(pages: dict[str, Page], size: "object", most: int) -> None:
    assert callable(size)
    sizes = {path: size(page.content) for path, page in pages.items() if re.fullmatch(r"profile/.+/index\.html", path)}
    assert sizes
    assert {path: number for path, number in sizes.items() if number > most} == {}


def test_our_own_scripts_stay_small_all_together() -> None:
    scripts = list((ROOT / "themes" / "base" / "assets" / "js").rglob("*.js"))
    assert scripts
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) <= MOST_OF_SCRIPTS


def test_every_page_says_that_the_city_is_invented(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if NOTICE not in page.tree.text()] == []


def test_every_page_has_a_title_of_its_own_that_names_the_atlas(pages: dict[str, Page]) -> None:
    titles = {path: "".join(title.text() for title in page.tree.all("title")) for path, page in pages.items()}
    assert [path for path, title in titles.items() if "Sozialstrukturatlas Wallenfurt" not in title] == []
    assert len(set(titles.values())) == len(titles)


def test_every_page_has_a_description(pages: dict[str, Page]) -> None:
    described = {
        path
        for path, page in pages.items()
        for meta in page.tree.all("meta")
        if meta.attributes.get("name") == "description" and meta.attributes["content"]
    }
    assert sorted(pages.keys() - described) == []


def test_every_page_has_one_main_heading_and_its_landmarks(pages: dict[str, Page]) -> None:
    counts = {path: [len(list(page.tree.all(name))) for name in ("h1", "main")] for path, page in pages.items()}
    assert {path: found for path, found in counts.items() if found != [1, 1]} == {}


def test_every_page_below_a_section_says_where_it_is(pages: dict[str, Page]) -> None:
    below = {path: page for path, page in pages.items() if path.count("/") == 2}
    assert [path for path, page in below.items() if not list(page.tree.all("nav", class_="crumbs"))] == []


def test_every_picture_has_words_and_a_size(pages: dict[str, Page]) -> None:
    pictures = [(path, image.attributes) for path, page in pages.items() for image in page.tree.all("img")]
    assert pictures
    assert [path for path, image in pictures if not image.get("alt") or not {"width", "height"} <= image.keys()] == []


def test_no_id_occurs_twice_on_a_page(pages: dict[str, Page]) -> None:
    numbers = {path: sum("id" in element.attributes for element in page.tree.all()) for path, page in pages.items()}
    assert {path for path, page in pages.items() if numbers[path] != len(page.ids)} == set()


def test_the_html_checker_finds_no_error(demo: Path) -> None:
    checker = Path(os.environ.get("VNU_JAR") or ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")
    if not checker.is_file() or not shutil.which("java"):
        pytest.skip(f"the Nu HTML checker needs Java and {checker}: npm install vnu-jar, or set VNU_JAR")
    run = subprocess.run(
        ["java", "-jar", str(checker), "--errors-only", "--skip-non-html", "--stdout", str(demo)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.returncode) == ("", 0)


def test_every_picture_is_well_formed(demo: Path) -> None:
    broken = []
    for path in sorted(demo.rglob("*.svg")):
        try:
            ElementTree.parse(path)
        except ElementTree.ParseError as error:
            broken.append(f"{path.relative_to(demo)}: {error}")
    assert [] == broken
