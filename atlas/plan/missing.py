"""The page for what is not there. A server shows it at any address, so its links start at the root of the host."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec.structs import replace

from atlas.base.language import translate
from atlas.model.frame import Head, Link, LinkGroup
from atlas.model.page import ListPage
from atlas.plan.desk import Desk
from atlas.plan.navigation import make_head

PATH = "404.html"


def missing_page(desk: Desk) -> Iterator[tuple[Head, ListPage]]:
    """Plan the page for what is not there; none for a frozen edition, which lies inside of a living site."""
    if desk.site.archive.freezing is not None:
        return
    say, routes = translate(desk.site.config.language), desk.routes
    ways = (
        Link(title=say("Home page"), href=routes.start()),
        Link(title=desk.main.plural, href=routes.areas()),
        Link(title=say("Themes"), href=routes.themes()),
        Link(title=say("A–Z"), href=routes.index()),
    )
    lead = say(
        "There is no page at this address. It may be misspelt, or the page has been given another name; the search and these pages lead on."
    )
    page = ListPage(lead=lead, groups=(LinkGroup(title=say("Ways on"), href="", links=ways),), letters=False)
    yield replace(make_head(PATH, say("This page is not there"), lead), root=base(desk.site.config.url)), page


def base(url: str) -> str:
    """Give the path on its host of a site at this address: `/` or `/atlas/`."""
    path = urlsplit(url).path.strip("/")
    return f"/{path}/" if path else "/"
