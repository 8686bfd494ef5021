"""Site → Plan: the ordered list of kinds of output, each a small function from the prepared site to jobs."""

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.language import translate
from atlas.model.analysis_page import AnalysisPage
from atlas.model.frame import Head, Link
from atlas.model.job import CodeJob, Job, PageJob
from atlas.model.page import ProfilePage, TextPage, ThemePage
from atlas.model.quality_view import AnyPage, MethodPage
from atlas.model.site import Site
from atlas.plan import files, overview
from atlas.plan.ages import age_table
from atlas.plan.analyses import (
    association_page,
    overview_page,
    scenario_page,
    segregation_page,
    selection_page,
    target_page,
    targets_link,
    watch_page,
    watches_link,
)
from atlas.plan.cards import card_job, card_of
from atlas.plan.catalogue import catalogue_jobs
from atlas.plan.changes import changes_page
from atlas.plan.charts import text_charts
from atlas.plan.citations import make_citation
from atlas.plan.comparing import comparison_page, heat_page
from atlas.plan.courses import courses_job, courses_of
from atlas.plan.data_page import data_page
from atlas.plan.dcat import dcat_jobs
from atlas.plan.desk import Desk, make_desk
from atlas.plan.directives import blocks_of
from atlas.plan.downloads import description_jobs, table_jobs
from atlas.plan.embeds import embed_jobs, embeds_of
from atlas.plan.entrances import entrance_groups, entrance_pages
from atlas.plan.explorer import explorer_page, script_jobs, script_paths
from atlas.plan.extras import extra_jobs
from atlas.plan.feed import feed_jobs
from atlas.plan.indicators import indicator_page
from atlas.plan.indices import record_jobs
from atlas.plan.legal import is_statement, legal_pages, statement_page
from atlas.plan.mentions import indicator_mentions, indicator_targets, profile_analyses
from atlas.plan.missing import missing_page
from atlas.plan.moved import editions_page, moved_pages
from atlas.plan.navigation import has_analyses, make_head, page_assets
from atlas.plan.notes import note_jobs
from atlas.plan.paper import paper_jobs
from atlas.plan.pictures import indicator_pictures
from atlas.plan.profiles import crumbs, describe, profile_page
from atlas.plan.quality import is_method, method, quality_page
from atlas.plan.typologies import type_page, typology_page
from atlas.plan.uses import indicator_uses
from atlas.plan.versions import version_pages


def make_plan(site: Site, only: frozenset[tuple[str, str]] | None = None) -> Iterator[Job]:
    """Plan everything that will be written, job by job; with `only`, just the pages of these texts (kind, key)."""
    return plan_at(lay_out(site), only)


def lay_out(site: Site, former: Desk | None = None) -> Desk:
    """Lay out a site for planning; `former`: the desk of a site that differed in nothing but bodies of texts."""
    return make_desk(site, blocks_of, former)


def plan_at(desk: Desk, only: frozenset[tuple[str, str]] | None = None, first: Collection[str] = ()) -> Iterator[Job]:
    """Plan at a desk, as `make_plan` does; `first`: the addresses of pages that come before all others."""
    ahead: set[str] = set()
    subjects = _subjects(desk, first)
    for job in plan_kinds(replace(desk, only=subjects), PAGES) if subjects else ():
        if job.path in first:
            ahead.add(job.path)
            yield job
    for job in plan_kinds(replace(desk, only=only), KINDS if only is None else PAGES):
        if job.path in ahead:
            ahead.remove(job.path)
        else:
            yield job


def plan_kinds(desk: Desk, kinds: Iterable[Callable[[Desk], Iterable[Job]]]) -> Iterator[Job]:
    """Plan some kinds of output, each page with what goes with it."""
    for kind in kinds:
        for job in kind(desk):
            yield job
            if isinstance(job, PageJob):
                yield from _besides(desk, job)


def indicator_jobs(desk: Desk) -> Iterator[Job]:
    """Plan the pages of indicators."""
    uses, core = indicator_uses(desk.site, desk.addresses), desk.site.register.core(desk.site.config.core)
    for place, board in enumerate(desk.boards):
        if not desk.wants("indicator", board.indicator.id):
            continue
        page = replace(indicator_page(desk, place), targets=indicator_targets(desk, board), mentions=indicator_mentions(desk, board))
        pictures = indicator_pictures(desk, page)
        page = replace(page, uses=uses.get(board.indicator.id, ()), core=board.indicator.id in core, downloads=(*page.downloads, *pictures))
        head = make_head(
            board.label.href, board.indicator.title, board.indicator.question, desk.routes.themes(), (_themes_link(desk), page.theme)
        )
        yield from _coded(desk, "indicator.html", head, page)


def profile_jobs(desk: Desk) -> Iterator[Job]:
    """Plan the pages of areas."""
    site, routes = desk.site, desk.routes
    styles, scripts = page_assets(site, "profile")
    for row, area in enumerate(desk.geography.areas):
        if not desk.wants("profile", area.key):
            continue
        head = make_head(routes.area(area), area.name, describe(site, area), routes.areas(), crumbs(site, routes, area))
        page = replace(profile_page(desk, row), analyses=profile_analyses(desk, row), courses=courses_of(desk, row))
        yield from _coded(desk, "profile.html", replace(head, styles=styles, scripts=scripts), page)


def entry(job: Job) -> tuple[str, str]:
    """Give what is left to know of a job once it is on its way: its path, and its title."""
    return job.path, job.head.title if isinstance(job, PageJob) else job.path


def clashes(entries: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """Find entries that stand for one file, also where the system does not tell `A.csv` from `a.csv`."""
    names: dict[str, list[str]] = {}
    for path, title in entries:
        names.setdefault(path.casefold(), []).append(title)
    return tuple(
        diagnostic("A401", Location(file="site.yaml"), path=path, first=first, second=second)
        for path, (first, second, *_) in ((path, titles) for path, titles in names.items() if len(titles) > 1)
    )


def _start(desk: Desk) -> Iterator[Job]:
    if not desk.wants("start", "index"):
        return
    page = overview.start_page(desk)
    yield _page(desk, "start.html", make_head(desk.routes.start(), page.title, page.summary), page)


def _themes(desk: Desk) -> Iterator[Job]:
    for place, theme in enumerate(desk.site.register.themes):
        if not desk.wants("theme", theme.id):
            continue
        page = overview.theme_page(desk, place)
        head = make_head(
            desk.routes.theme(theme.id), theme.title, page.summary or theme.question, desk.routes.themes(), (_themes_link(desk),)
        )
        yield _page(desk, "theme.html", head, page)


def _entrances(desk: Desk) -> Iterator[Job]:
    groups = [group.title for group in entrance_groups(desk)]
    for one, page in entrance_pages(desk):
        crumb = Link(title=one.group, href=f"{desk.routes.start()}#_e{groups.index(one.group) + 1}")
        yield _page(desk, "theme.html", make_head(desk.routes.entrance(one.id), one.title, one.text, crumbs=(crumb,)), page)


def _lists(desk: Desk) -> Iterator[Job]:
    say, routes = translate(desk.site.config.language), desk.routes
    worked_out = [(say("Analyses"), routes.analyses(), overview_page(desk))] if has_analyses(desk.site) else []
    for title, path, page in (
        *worked_out,
        (desk.main.plural, routes.areas(), overview.area_list(desk)),
        (say("Themes"), routes.themes(), overview.theme_list(desk)),
        (say("A–Z"), routes.index(), overview.index_list(desk)),
        (say("Guiding questions"), routes.questions(), overview.question_list(desk)),
    ):
        yield _page(desk, "list.html", make_head(path, title, page.lead, path), page)
    everything = (Link(title=say("A–Z"), href=routes.index()),)
    for letter, page in overview.street_lists(desk):
        title = say("Streets with {letter}").format(letter=letter.upper())
        yield _page(desk, "list.html", make_head(routes.streets(letter), title, page.lead, routes.index(), everything), page)


def _data(desk: Desk) -> Iterator[Job]:
    page, path = data_page(desk), desk.routes.data()
    yield _page(desk, "data.html", make_head(path, translate(desk.site.config.language)("Data"), page.lead, path), page)


def _looking(desk: Desk) -> Iterator[Job]:
    say = translate(desk.site.config.language)
    scripts = tuple(script_jobs(desk))
    yield from scripts
    yield courses_job(desk, script_paths(scripts))
    explorer = explorer_page(desk, script_paths(scripts))
    styles, own = page_assets(desk.site, "explorer")
    head = make_head(desk.routes.map(), say("Map"), say("All indicators on the map, for every level and year."), desk.routes.map())
    yield _page(desk, "explorer.html", replace(head, styles=styles, scripts=own), explorer)
    comparison = comparison_page(desk, script_paths(scripts))
    head = make_head(
        desk.routes.comparison(),
        say("Comparison"),
        say("Up to five areas side by side, with the whole."),
        desk.routes.map(),
        (_map_link(desk),),
    )
    yield _page(desk, "comparison.html", replace(head, styles=styles, scripts=page_assets(desk.site, "comparison")[1]), comparison)
    heat = heat_page(desk)
    head = make_head(
        desk.routes.table(), heat.title, say("All areas by the core indicators, in one table."), desk.routes.areas(), (_areas_link(desk),)
    )
    yield _page(desk, "heat.html", replace(head, styles=styles), heat)


def _types(desk: Desk) -> Iterator[Job]:
    crumbs = (_analyses_link(desk),)
    for typology in desk.site.analyses.typologies:
        rule, path = typology.rule, desk.routes.typology(typology.rule.id)
        head = make_head(path, rule.title, rule.question or rule.definition, desk.routes.analyses(), crumbs)
        yield _page(desk, "typology.html", head, typology_page(desk, typology))
        for number, kind in enumerate(rule.types):
            where = desk.routes.type(rule.id, kind.id)
            inner = make_head(where, kind.title, kind.text, desk.routes.analyses(), (*crumbs, Link(title=rule.title, href=path)))
            yield _page(desk, "type.html", inner, type_page(desk, typology, number))


def _analyses(desk: Desk) -> Iterator[Job]:
    found, routes = desk.site.analyses, desk.routes
    pages: list[tuple[str, str, str, str, AnalysisPage]] = [
        *(("selection.html", one.rule.id, one.rule.title, one.rule.note, selection_page(desk, one)) for one in found.selections),
        *(("segregation.html", one.rule.id, one.rule.title, one.rule.note, segregation_page(desk, one)) for one in found.segregations),
        *(("association.html", one.rule.id, one.rule.title, one.rule.note, association_page(desk, one)) for one in found.associations),
        *(("scenario.html", one.id, one.title, one.note, scenario_page(desk, one)) for one in found.scenarios),
    ]
    paths = [(template, routes.analysis(name), title, note, page) for template, name, title, note, page in pages]
    if found.watches:
        link = watches_link(desk)
        paths.append(("watches.html", link.href, link.title, "", watch_page(desk)))
    if found.targets:
        link = targets_link(desk)
        paths.append(("targets.html", link.href, link.title, "", target_page(desk)))
    for template, path, title, note, page in paths:
        yield _page(desk, template, make_head(path, title, note, routes.analyses(), (_analyses_link(desk),)), page)


def _texts(desk: Desk) -> Iterator[Job]:
    for document in desk.site.documents:
        if document.kind != "page" or not desk.wants("page", document.key):
            continue
        prose = desk.body(document)
        path = desk.routes.text(document.key)
        head = make_head(path, document.title, document.summary, path)
        if is_method(desk, document):
            placed = any(directive.name == "method" for directive in document.directives)
            yield _page(desk, "method.html", head, MethodPage(prose=prose, method=None if placed else method(desk)))
        elif is_statement(desk, document):
            yield _page(desk, "accessibility.html", head, statement_page(desk, document))
        elif prose:
            yield _page(desk, "text.html", head, TextPage(prose=prose))


def _versions(desk: Desk) -> Iterator[Job]:
    for path, page in version_pages(desk):
        head = make_head(path, f"{page.title} – {page.variant}", crumbs=(Link(title=page.title, href=page.original),))
        yield _page(desk, "version.html", head, page)


def _quality(desk: Desk) -> Iterator[Job]:
    """Plan the page of data quality, and the page of methods if no author wrote one."""
    say, routes = translate(desk.site.config.language), desk.routes
    yield _page(desk, "quality.html", make_head(routes.quality(), say("Data quality"), "", routes.data()), quality_page(desk))
    if not any(is_method(desk, document) for document in desk.site.documents):
        yield _page(desk, "method.html", make_head(routes.method(), say("Methods")), MethodPage(prose=None, method=method(desk)))


def _changes(desk: Desk) -> Iterator[Job]:
    if desk.site.archive.editions:
        say, path = translate(desk.site.config.language), desk.routes.changes()
        head = make_head(path, say("What changed"), say("What is new in this edition, compared with the one before."), desk.routes.data())
        yield _page(desk, "changes.html", replace(head, styles=page_assets(desk.site, "editions")[0]), changes_page(desk))
    yield from feed_jobs(desk)


def _editions(desk: Desk) -> Iterator[Job]:
    archive, routes, say = desk.site.archive, desk.routes, translate(desk.site.config.language)
    if archive.frozen:
        head = make_head(routes.editions(), say("Editions"), say("All editions of this atlas, unchanged, and what was corrected since."))
        yield _page(desk, "editions.html", replace(head, styles=page_assets(desk.site, "editions")[0]), editions_page(desk.site))
    for path, page in moved_pages(desk.site):
        yield _page(desk, "moved.html", make_head(path, page.heirs[0][0]), page)


def _legal(desk: Desk) -> Iterator[Job]:
    for template, head, page in legal_pages(desk):
        yield _page(desk, template, head, page)


def _missing(desk: Desk) -> Iterator[Job]:
    for head, page in missing_page(desk):
        yield _page(desk, "list.html", head, page)


PAGES: tuple[Callable[[Desk], Iterable[Job]], ...] = (text_charts, _start, indicator_jobs, profile_jobs, _themes, _texts, _versions)
"""The kinds of pages that show a text."""

KINDS: tuple[Callable[[Desk], Iterable[Job]], ...] = (
    files.chart_jobs,
    paper_jobs,
    text_charts,
    _start,
    indicator_jobs,
    profile_jobs,
    _themes,
    _entrances,
    _lists,
    _data,
    _looking,
    _types,
    _analyses,
    _texts,
    _versions,
    _quality,
    _editions,
    _changes,
    table_jobs,
    description_jobs,
    _legal,
    _missing,
    age_table,
    extra_jobs,
    dcat_jobs,
    record_jobs,
    note_jobs,
    files.shape_jobs,
    files.asset_jobs,
    catalogue_jobs,
)
"""Every kind of output, in the order of writing: what takes long comes early, so that no process waits for it at the end."""


def _subjects(desk: Desk, addresses: Collection[str]) -> frozenset[tuple[str, str]]:
    """Name what the pages at these addresses are about (kind, key), as far as it is something an author writes on."""
    if not addresses:
        return frozenset()
    routes, register = desk.routes, desk.site.register
    known = {routes.start(): ("start", "index")}
    known |= {row.href: ("profile", row.key) for row in desk.area_rows}
    known |= {routes.indicator(one.id): ("indicator", one.id) for one in register.indicators}
    known |= {routes.theme(one.id): ("theme", one.id) for one in register.themes}
    known |= {desk.addresses.of(text.file): (text.kind, text.key) for text in desk.site.documents if text.kind in {"page", "version"}}
    return frozenset(known[address] for address in addresses if address in known)


def _page(desk: Desk, template: str, head: Head, page: AnyPage) -> PageJob:
    cited = make_citation(desk.site.archive, desk.routes, desk.chrome, head, page)
    described = replace(head, citation=cited, description=head.description or f"{head.title} – {desk.chrome.title}")
    paper = desk.routes.paper(head.path) if "pdf" in desk.site.config.extras and isinstance(page, (ProfilePage, ThemePage)) else ""
    marked = replace(
        described,
        unpublished=desk.addresses.unpublished.get(head.path, ("", "")),
        versions=desk.versions.get(head.path, ()),
        plain=desk.plain.get(head.path),
        paper=paper,
        card=card_of(desk, head.path, page),
        embeds=embeds_of(desk, page),
    )
    return PageJob(path=head.path, template=template, chrome=desk.chrome, head=marked, page=page)


def _besides(desk: Desk, job: PageJob) -> Iterator[Job]:
    """Plan what goes with a page: its card, the parts of it that others may show."""
    yield from card_job(desk, job.path, job.page)
    yield from embed_jobs(desk, job.head, job.page)


def _coded(desk: Desk, template: str, head: Head, page: AnyPage) -> Iterator[Job]:
    """Plan a page that bears the code of its address on paper; without an address of the atlas there is none."""
    code = f"{head.path.removesuffix('index.html')}qr.svg" if desk.chrome.url else ""
    made = _page(desk, template, replace(head, code=code), page)
    yield made
    if code and made.head.citation:
        yield CodeJob(path=code, address=made.head.citation.address)


def _themes_link(desk: Desk) -> Link:
    return Link(title=translate(desk.site.config.language)("Themes"), href=desk.routes.themes())


def _map_link(desk: Desk) -> Link:
    return Link(title=translate(desk.site.config.language)("Map"), href=desk.routes.map())


def _areas_link(desk: Desk) -> Link:
    return Link(title=desk.main.plural, href=desk.routes.areas())


def _analyses_link(desk: Desk) -> Link:
    return Link(title=translate(desk.site.config.language)("Analyses"), href=desk.routes.analyses())
