"""Entrances: whatever they name exists, and none is named twice."""

from collections.abc import Callable

from atlas.check.entrances import check_entrances
from atlas.model.entrance import Entrance
from atlas.model.site import Site

Make = Callable[..., Site]


def codes(site_of: Make, *entrances: Entrance) -> list[tuple[str, str]]:
    found = check_entrances(site_of(settings={"entrances": entrances}))
    return [(one.code, dict(one.details).get("name", dict(one.details).get("id", ""))) for one in found]


def entrance(name: str = "kinder", pages: tuple[str, ...] = (), indicators: tuple[str, ...] = ()) -> Entrance:
    return Entrance(id=name, group="Lebensphasen", title="Kinder", text="", pages=pages, indicators=indicators)


def test_an_unknown_indicator_is_named(site_of: Make) -> None:
    assert [("A165", "unter81")] == codes(site_of, entrance(indicators=("unter81",)))


def test_an_unknown_page_is_named(site_of: Make) -> None:
    assert [("A166", "content/gibtesnicht.md")] == codes(site_of, entrance(pages=("map", "content/gibtesnicht.md", "content/impressum.md")))


def test_an_id_is_used_once(site_of: Make) -> None:
    assert [("A167", "kinder")] == codes(site_of, entrance(), entrance())
