"""Files by which search engines, catalogues and reference managers find and name the atlas."""

from collections.abc import Iterator

from atlas.model.job import CatalogueEntry, CatalogueJob
from atlas.plan.desk import Desk
from atlas.plan.moved import addresses
from atlas.plan.routes import PAGE


def catalogue_jobs(desk: Desk) -> Iterator[CatalogueJob]:
    """Plan CITATION.cff, with an announced edition its record for DataCite; and, for an atlas that knows its address, sitemap, robots.txt and llms.txt. A frozen edition is in no index and has no sitemap."""
    config, archive = desk.site.config, desk.site.archive
    yield _job(desk, "CITATION.cff", "cff", ())
    if archive.freezing or archive.announced(config.edition):
        yield _job(desk, "datacite.xml", "datacite", ())
    if not config.url or archive.freezing:
        return
    routes = desk.routes
    lists = (
        routes.start(),
        routes.areas(),
        routes.themes(),
        routes.data(),
        routes.index(),
        routes.map(),
        routes.comparison(),
        routes.table(),
        routes.questions(),
        routes.quality(),
        routes.method(),
        *((routes.editions(),) if archive.frozen else ()),
        *((routes.changes(),) if archive.editions else ()),
    )
    pages = sorted({*lists, *addresses(desk.site).values()})
    yield _job(desk, "sitemap.xml", "sitemap", tuple(CatalogueEntry(title="", href=path) for path in pages))
    yield _job(desk, "robots.txt", "robots", ())
    yield _job(
        desk,
        "llms.txt",
        "llms",
        tuple(
            CatalogueEntry(title=board.indicator.title, href=board.label.href, note=board.indicator.question or board.indicator.definition)
            for board in desk.boards
        ),
    )


def _job(desk: Desk, path: str, kind: str, entries: tuple[CatalogueEntry, ...]) -> CatalogueJob:
    config, archive = desk.site.config, desk.site.archive
    announced = archive.freezing or archive.announced(config.edition)
    return CatalogueJob(
        path=path,
        kind=kind,
        language=config.language,
        title=config.title,
        publisher=config.publisher,
        edition=config.edition,
        date=announced.date if announced else "",
        doi=announced.doi if announced else "",
        licence=config.licence.title,
        licence_url=config.licence.url,
        url=config.url,
        address=f"{config.url}{desk.routes.edition(announced.id)}{PAGE}" if config.url and announced else "",
        entries=entries,
    )
