"""Everything that can be quoted has an address of its own: every value, and every table, chart and map."""

import csv
from collections.abc import Iterator
from pathlib import Path

from atlas.base.text import anchor
from tests.site_checks.markup import Element, Page

QUOTED = {"table", "figure"}


def test_every_value_of_an_area_has_an_address(demo: Path, pages: dict[str, Page]) -> None:
    profiles = {path: page for path, page in pages.items() if path.startswith("profile/") and path.count("/") == 2}
    lost = []
    for path, page in profiles.items():
        key = path.split("/")[1].partition("-")[0]
        with (demo / "daten" / "profile" / f"{key}.csv").open(newline="", encoding="utf-8") as stream:
            own = [row for row in csv.DictReader(stream) if row["area"] == key]
        lost += [(path, row["indicator"], row["period"]) for row in own if anchor(row["indicator"], row["period"]) not in page.ids]
    assert [] == lost
    assert len(profiles) > 30


def test_every_table_chart_and_map_has_an_address(pages: dict[str, Page]) -> None:
    """Its own, or that of the part of the page it stands in."""
    shown = {path: page for path, page in pages.items() if path.startswith(("profile/", "indikatoren/", "typen/")) and path.count("/") > 1}
    assert [] == [f"{path}: {one.name} {one.attributes}" for path, page in shown.items() for one in unnamed(page.tree)]


def unnamed(element: Element) -> Iterator[Element]:
    """Give what has no address, nor stands in anything that has one."""
    for child in element.children:
        if not isinstance(child, Element) or "id" in child.attributes or child.attributes.get("aria-labelledby"):
            continue
        if child.name in QUOTED and "locator" not in child.words("class"):
            yield child
        elif child.name != "head":
            yield from unnamed(child)
