"""Site → Plan: the ordered list of kinds of output, each a small function from the prepared site to jobs."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from atlas.base import digest
from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.language import translate
from atlas.model.document import Document
from atlas.model.job import Chrome, Job, Link, PageJob, Plan, SearchJob, TextPage
from atlas.model.site import Site
from atlas.plan import files, overview
from atlas.plan.figures import Board, make_boards
from atlas.plan.indicators import chart_script, indicator_page
from atlas.plan.navigation import make_chrome, make_head, sections
from atlas.plan.profiles import crumbs, describe, profile_page
from atlas.plan.prose import Addresses
from atlas.plan.routes import Routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The site, laid out for planning: what every kind of page needs is made once."""

    site: Site
    routes: Routes
    chrome: Chrome
    boards: tuple[Board, ...]
    addresses: Addresses
    search: SearchJob

    def document(self, kind: str, key: str) -> Document | None:
        return next((found for found in self.site.documents if (found.kind, found.key) == (kind, key)), None)


def make_plan(site: Site) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Plan everything that will be written. Two jobs for one path are an error."""
    desk = _desk(site)
    jobs = tuple(job for kind in KINDS for job in kind(desk))
    return Plan(jobs=jobs), _collisions(jobs)


def _desk(site: Site) -> Desk:
    routes = Routes(site.config.language)
    entries = overview.search_entries(site, routes)
    search = SearchJob(path=f"assets/search-{digest.short(digest.of_value(entries))}.js", entries=entries)
    return Desk(
        site=site,
        routes=routes,
        chrome=make_chrome(site, routes, search.path, chart_script("vega", site.config.language)),
        boards=make_boards(site, routes),
        addresses=Addresses(site, routes),
        search=search,
    )


def _start(desk: Desk) -> Iterator[Job]:
    page = overview.start_page(desk.site, desk.routes, desk.addresses, desk.boards, desk.document("start", "index"))
    head = make_head(desk.routes.start(), page.title, page.summary)
    yield PageJob(path=head.path, template="start.html", chrome=desk.chrome, head=head, page=page)


def _profiles(desk: Desk) -> Iterator[Job]:
    site, routes = desk.site, desk.routes
    texts = {document.key: document for document in site.documents if document.kind == "profile"}
    for row, area in enumerate(site.geography.areas):
        page = profile_page(site, routes, desk.addresses, desk.boards, row, texts.get(area.key))
        head = make_head(routes.area(area), area.name, describe(site, area), routes.areas(), crumbs(site, routes, area))
        yield PageJob(path=head.path, template="profile.html", chrome=desk.chrome, head=head, page=page)


def _indicators(desk: Desk) -> Iterator[Job]:
    site, routes = desk.site, desk.routes
    for place, board in enumerate(desk.boards):
        before = desk.boards[place - 1] if place > 0 else None
        after = desk.boards[place + 1] if place + 1 < len(desk.boards) else None
        document = desk.document("indicator", board.indicator.id)
        page = indicator_page(site, routes, desk.addresses, board, (before, after), document)
        themes = Link(title=translate(site.config.language)("Themes"), href=routes.themes())
        head = make_head(board.label.href, board.indicator.title, board.indicator.question, routes.themes(), (themes, page.theme))
        yield PageJob(path=head.path, template="indicator.html", chrome=desk.chrome, head=head, page=page)


def _themes(desk: Desk) -> Iterator[Job]:
    themes = Link(title=translate(desk.site.config.language)("Themes"), href=desk.routes.themes())
    for place, theme in enumerate(desk.site.register.themes):
        page = overview.theme_page(desk.site, desk.routes, desk.addresses, desk.boards, place, desk.document("theme", theme.id))
        head = make_head(desk.routes.theme(theme.id), theme.title, page.summary or theme.question, desk.routes.themes(), (themes,))
        yield PageJob(path=head.path, template="theme.html", chrome=desk.chrome, head=head, page=page)


def _lists(desk: Desk) -> Iterator[Job]:
    site, routes = desk.site, desk.routes
    say = translate(site.config.language)
    areas, themes = sections(site, routes)[:2]
    for title, path, page in (
        (areas.title, routes.areas(), overview.area_list(site, routes)),
        (themes.title, routes.themes(), overview.theme_list(site, routes)),
        (say("Data"), routes.data(), overview.data_list(site, routes)),
        (say("A–Z"), routes.index(), overview.index_list(site, routes)),
    ):
        head = make_head(path, title, page.lead, path)
        yield PageJob(path=path, template="list.html", chrome=desk.chrome, head=head, page=page)


def _texts(desk: Desk) -> Iterator[Job]:
    for document in desk.site.documents:
        prose = desk.addresses.body(document)
        if document.kind == "page" and prose:
            path = desk.routes.text(document.key)
            head = make_head(path, document.title, document.summary, path)
            yield PageJob(path=path, template="text.html", chrome=desk.chrome, head=head, page=TextPage(prose=prose))


def _charts(desk: Desk) -> Iterator[Job]:
    yield from files.chart_jobs(desk.site, desk.routes, desk.boards)


def _tables(desk: Desk) -> Iterator[Job]:
    yield from files.table_jobs(desk.site, desk.routes, desk.boards)


def _shapes(desk: Desk) -> Iterator[Job]:
    yield from files.shape_jobs(desk.site, desk.routes)


def _assets(desk: Desk) -> Iterator[Job]:
    yield from files.asset_jobs(desk.site, desk.search)


KINDS: tuple[Callable[[Desk], Iterator[Job]], ...] = (
    _start,
    _charts,
    _indicators,
    _profiles,
    _themes,
    _lists,
    _texts,
    _tables,
    _shapes,
    _assets,
)
"""Every kind of output, in the order of writing: what takes long comes early, so that no process waits for it at the end."""


def _collisions(jobs: tuple[Job, ...]) -> tuple[Diagnostic, ...]:
    # Windows and macOS do not tell `A.csv` from `a.csv`.
    written = Counter(job.path.casefold() for job in jobs)
    twice = [path for path, times in written.items() if times > 1]
    return tuple(
        diagnostic("A401", Location(file="site.yaml"), path=path, first=_name(jobs, path, 0), second=_name(jobs, path, 1)) for path in twice
    )


def _name(jobs: tuple[Job, ...], path: str, place: int) -> str:
    job = [job for job in jobs if job.path.casefold() == path][place]
    return job.head.title if isinstance(job, PageJob) else job.path
