"""A feed: what is new, for those who want to hear of it."""

from msgspec import Struct


class FeedEntry(Struct, frozen=True, kw_only=True):
    """Something new. `href` leads from the root of the site and is the entry's name for good; `date` is a day (ISO)."""

    href: str
    title: str
    date: str
    text: str


class FeedJob(Struct, frozen=True, kw_only=True):
    """An Atom feed (RFC 4287), the latest entries first; `page` is the page that says the same."""

    path: str
    page: str
    title: str
    publisher: str
    licence: str
    language: str
    url: str
    entries: tuple[FeedEntry, ...]
