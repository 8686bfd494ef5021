"""The feed of what is new: editions as they appear, corrections as they are made."""

from collections.abc import Iterator

from atlas.base.language import translate
from atlas.model.edition import Erratum
from atlas.model.feed import FeedEntry, FeedJob
from atlas.plan.desk import Desk
from atlas.plan.moved import erratum_mark


def feed_jobs(desk: Desk) -> Iterator[FeedJob]:
    """Plan the feed, for a living atlas that knows its address and has announced an edition."""
    config, path = desk.site.config, feed_path(desk)
    if path:
        yield FeedJob(
            path=path,
            page=desk.routes.changes(),
            title=config.title,
            publisher=config.publisher,
            licence=config.licence.title,
            language=config.language,
            url=config.url,
            entries=tuple(sorted(_entries(desk), key=lambda entry: (entry.date, entry.href), reverse=True)),
        )


def feed_path(desk: Desk) -> str:
    """Give the address of the feed, nothing if there is none."""
    archive = desk.site.archive
    return desk.routes.feed() if desk.site.config.url and any(_shown(desk)) and not archive.freezing else ""


def _shown(desk: Desk) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Give address, title, day and remarks of the frozen editions, and of the one that the living atlas shows."""
    archive, routes = desk.site.archive, desk.routes
    frozen = {one.edition.id for one in archive.frozen}
    for one in archive.frozen:
        yield f"{routes.edition(one.edition.id)}index.html", one.edition.title, one.edition.date, one.edition.remarks
    now = archive.announced(desk.site.config.edition)
    if now and now.id not in frozen:
        yield routes.start(), now.title, now.date, now.remarks


def _entries(desk: Desk) -> Iterator[FeedEntry]:
    say = translate(desk.site.config.language)
    for href, title, date, remarks in _shown(desk):
        yield FeedEntry(href=href, title=say("Edition {edition}").format(edition=title), date=date, text=" ".join(remarks))
    for one in desk.site.archive.errata:
        words = say("Instead of {old} it should read {new}. {reason}").format(old=one.old, new=one.new, reason=one.reason)
        yield FeedEntry(href=f"{desk.routes.editions()}#{erratum_mark(one)}", title=_subject(desk, one), date=one.date, text=words)


def _subject(desk: Desk, one: Erratum) -> str:
    titles = {board.indicator.id: board.indicator.title for board in desk.boards}
    areas = {area.key: area.name for area in desk.geography.areas}
    about = ", ".join(part for part in (titles.get(one.indicator, one.indicator), areas.get(one.area, one.area), one.period) if part)
    return translate(desk.site.config.language)("Correction: {subject}").format(subject=about)
