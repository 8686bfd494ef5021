"""The atlas as one file: unpacked on a stick, it is read without a server."""

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from atlas.pipeline import Options, build
from atlas.pipeline.paper import bundle
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with the unpacked atlas."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "site"))
    build(root, root / "public", Options(kind="inline"))
    target, _ = bundle(root, root / "public", None)
    zipfile.ZipFile(target).extractall(tmp_path / "stick")
    return tmp_path / "stick" / "atlas-kleinau-2026"


def test_a_reader_goes_from_the_start_to_a_profile_without_a_server(browser: Browser, stick: Path) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto((stick / "index.html").as_uri())
    page.get_by_role("link", name="Altstadt").first.click()
    assert ("Altstadt", []) == (page.locator("h1").inner_text(), complaints)
    page.close()
