"""Accessibility: every kind of page, in every width, light and dark, after the rules of WCAG 2.2 AA that a machine can check."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from atlas.model.accessibility import TEMPLATES
from atlas.pipeline import Options, build
from tests.browser.conftest import Watched
from tests.browser.test_charts import wake
from tests.conftest import ROOT
from tests.site_checks.demo import FURTHER, KINDS

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 768, 1280)


SEVEN_TO_ONE = ["color-contrast-enhanced"]


@pytest.fixture(scope="module")
def embeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with parts that others may show in pages of their own."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path_factory.mktemp("embeds") / "site"))
    file = root / "site.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}url: https://atlas.example/\n", encoding="utf-8")
    return build(root, root / "public", Options(kind="inline", extras=("embeds",))).out / "embed"


def violations(page: Page, rules: list[str] = TAGS) -> list[str]:
    """Name every rule that is broken, with the element that breaks it."""
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
    assert found["passes"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_has_no_violation(visit: Callable[..., Watched], kind: str, width: int) -> None:
    page = visit(width=width).open(kind)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert (scheme, []) == (scheme, violations(page))


def test_the_statement_says_what_is_run_here(visit: Callable[..., Watched]) -> None:
    """What `atlas.model.accessibility.TEMPLATES` tells readers; its day is that of the last change."""
    tool = Axe().run(visit().open("accessibility"), options={"runOnly": TAGS}).response["testEngine"]
    run = (f"{tool['name']} {tool['version']}", tuple(TAGS), len({*KINDS, *FURTHER}), WIDTHS, SCHEMES)
    assert run == (TEMPLATES.tool, TEMPLATES.rules, TEMPLATES.kinds, TEMPLATES.widths, TEMPLATES.schemes)


def test_living_charts_have_no_violation(visit: Callable[..., Watched]) -> None:
    page = visit().open("indicator")
    wake(page)
    assert violations(page) == []


@pytest.mark.parametrize("kind", ["profile", "indicator"])
def test_an_unfolded_page_has_no_violation(visit: Callable[..., Watched], kind: str) -> None:
    page = visit(width=768).open(kind)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("part", ["indikatoren/unter18/karte", "indikatoren/unter18/entwicklung", "profile/01/unter18"])
def test_what_is_shown_in_pages_of_others_has_no_violation(
    visit: Callable[..., Watched], embeds: Path, part: str, width: int, scheme: str
) -> None:
    page = visit(width=width, color_scheme=scheme).page
    page.goto((embeds / part / "index.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_what_is_not_there_has_no_violation(visit: Callable[..., Watched], host: str, scheme: str) -> None:
    page = visit(width=320, color_scheme=scheme).page
    page.goto(f"{host}/404.html")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["start", "profile", "indicator", "map", "table", "text", "report"])
def test_who_asks_for_more_contrast_gets_seven_to_one(visit: Callable[..., Watched], kind: str, scheme: str) -> None:
    page = visit(color_scheme=scheme, contrast="more").open(kind)
    assert violations(page, SEVEN_TO_ONE) == []
