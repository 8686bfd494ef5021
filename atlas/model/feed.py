"""A feed: what is new, for those who want to hear of it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """Something new. `href` leads from the root of the site and is the entry's name for good; `date` is a day (ISO)."""

    href: str
    title: str
    date: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FeedJob:
    """An Atom feed (RFC 4287), the latest entries first; `page` is the page that says the same."""

    path: str
    page: str
    title: str
    publisher: str
    licence: str
    language: str
    url: str
    entries: tuple[FeedEntry, ...]
