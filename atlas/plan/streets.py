"""Streets and postcodes by first letters: a script for the search, loaded when someone begins to type it. The pages from A to Z list the same."""

from collections import defaultdict

from atlas.base import digest
from atlas.base.language import translate
from atlas.base.text import collation
from atlas.model.job import SearchEntry, StreetsJob
from atlas.model.site import Site
from atlas.plan.routes import Routes, letter_name


def street_jobs(site: Site, routes: Routes) -> tuple[StreetsJob, ...]:
    """Plan the scripts; every entry leads to the profile of its area."""
    letters: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in (*_streets(site, routes), *_postcodes(site, routes)):
        letters[collation(entry.title)[:1]].append(entry)
    return tuple(
        StreetsJob(
            path=f"assets/streets/{letter_name(letter)}-{digest.short(digest.of_value(entries))}.js", letter=letter, entries=tuple(entries)
        )
        for letter, entries in sorted(letters.items())
        if letter
    )


def _streets(site: Site, routes: Routes) -> list[SearchEntry]:
    areas = site.geography.areas
    return [
        SearchEntry(
            title=" ".join(part for part in (street.name, street.numbers) if part),
            words=" ".join(part for part in (street.postcode, areas[street.row].name) if part),
            kind=areas[street.row].name,
            href=routes.area(areas[street.row]),
        )
        for street in site.streets
    ]


def _postcodes(site: Site, routes: Routes) -> list[SearchEntry]:
    """Give an entry for every postcode and every area that has streets in it."""
    say, areas = translate(site.config.language), site.geography.areas
    pairs = sorted({(street.postcode, street.row) for street in site.streets if street.postcode})
    return [
        SearchEntry(title=f"{postcode} {areas[row].name}", words="", kind=say("Postcode"), href=routes.area(areas[row]))
        for postcode, row in pairs
    ]
