"""The whole story: load, protect, find, check, plan, render, publish. The only place where stages meet."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic, failed
from atlas.base.executor import InlineExecutor, default_workers, open_executor, uncollected
from atlas.load import files
from atlas.publish import writer
from atlas.publish.store import Manifest, Store, Written

if TYPE_CHECKING:
    from atlas.load.config import SiteSpec
    from atlas.model.finding import Finding
    from atlas.model.geography import Geography
    from atlas.model.indicator import Register
    from atlas.model.job import Job
    from atlas.model.panel import Panel
    from atlas.model.site import Site
    from atlas.model.theme import Theme

    Figures = tuple[dict[str, Panel], dict[str, Finding], Panel | None]

Found = tuple[Diagnostic, ...]
Progress = Callable[[int, int], None]

WORTH_A_POOL = 120
"""So many jobs pay for starting processes."""
CHUNK = 12
PRELOAD = ("atlas.render.jobs", "atlas.render.templates", "atlas.render.downloads")
LIBRARIES = ("jinja2", "markdown", "nh3", "numpy", "shapely", "altair", "vl-convert-python")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build did. `seconds`: stage → wall time; `ran`: jobs that were rendered, the others were kept."""

    out: Path
    pages: int
    files: int
    figures: int
    ran: int
    found: Found
    seconds: dict[str, float]


@dataclass(slots=True)
class Watch:
    """Measures stages one after the other."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._since
        self._since = now


@dataclass(frozen=True, slots=True)
class Bench:
    """Where jobs become files, in this process or in another: what all of them share."""

    engine: str
    templates: str
    theme: "Theme"
    language: str
    folder: writer.Staging

    def key(self, job: "Job") -> str:
        """Give what a file hangs on: its job, the program, and for a page the templates."""
        return digest.of_value((self.engine, self.templates if job.path.endswith(".html") else "", job))

    def make(self, jobs: "Sequence[Job]") -> dict[str, Written]:
        """Render jobs and lay their files into the new folder."""
        from atlas.render.jobs import render

        rendered = zip(jobs, render(jobs, self.theme, self.language), strict=True)
        return {job.path: Written(self.key(job), *self.folder.write(job.path, content)) for job, content in rendered}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build: `strict` lets warnings stop the build, `kind` is one of `executor.KINDS`, `progress` hears of files done and files to do."""

    strict: bool = False
    kind: str = "auto"
    workers: int = field(default_factory=default_workers)
    progress: Progress = lambda _done, _all: None


def build(root: Path, out: Path, options: Options = Options()) -> Result:
    """Build the site in `root` into `out`. Raises AtlasError with everything found if the site is wrong; then `out` is as it was."""
    root, out = root.resolve(), out.resolve()
    _stop(writer.refuse(root, out), options)
    store = Store(root)
    with store.alone(), uncollected():
        watch, engine, before = Watch(), engine_digest(), store.manifest(out)
        held = writer.unchanged(out, before.files)
        complete = before.engine == engine and len(held) == len(before.files)
        if complete and files.same(root, before.sources) and not failed(before.found, strict=options.strict):
            watch.lap("load")
            return _result(out, before, 0, watch)
        return _build_changed(root, out, options, store, engine, held, watch)


def _build_changed(root: Path, out: Path, options: Options, store: Store, engine: str, held: dict[str, Written], watch: Watch) -> Result:
    """Load, check and plan the site, and make what is not held."""
    from atlas.plan.jobs import clashes, make_plan
    from atlas.render.jobs import warm_up

    with ExitStack() as stack:
        # A first build wants its processes from the start, to read geometries beside tables; a small change is done before they were up.
        kind = "inline" if options.kind == "auto" and held else options.kind
        executor = stack.enter_context(open_executor(kind, options.workers, PRELOAD))
        if not isinstance(executor, InlineExecutor):
            executor.submit(warm_up)
        site, sources, found = load_site(root, store, engine, executor)
        watch.lap("load")
        found += check_site(site)
        _stop(found, options)
        watch.lap("check")
        folder = stack.enter_context(writer.staging(out))
        bench = Bench(engine, digest.of_value(site.theme.templates), replace(site.theme, assets=()), site.config.language, folder)
        written: dict[str, Written] = {}
        jobs: list[Job] = []
        stale: Iterable[Job] = _stale(make_plan(site), bench, held, jobs, written)
        if held:
            # What is held is known only after planning; a first build starts to render meanwhile.
            stale = few = list(stale)
            watch.lap("plan")
            if kind != options.kind and len(few) > WORTH_A_POOL:
                executor = stack.enter_context(open_executor(options.kind, options.workers, PRELOAD))
        pending = [executor.submit(bench.make, chunk) for chunk in _chunks(stale)]
        found += clashes(jobs)
        _stop(found, options)
        kept = len(written)
        for done in as_completed(pending):
            written |= done.result()
            options.progress(len(written), len(jobs))
        watch.lap("render")
    after = Manifest(engine=engine, sources=sources, found=found, figures=_figures(site), files=written)
    store.keep_manifest(out, after)
    watch.lap("publish")
    return _result(out, after, len(written) - kept, watch)


def check(root: Path) -> Found:
    """Load and check a site without writing anything. Gives everything found, errors too."""
    from atlas.plan.jobs import clashes, make_plan

    root = root.resolve()
    try:
        site, _, found = load_site(root, Store(root), engine_digest(), InlineExecutor())
    except AtlasError as error:
        return error.diagnostics
    return found + check_site(site) + clashes(make_plan(site))


def load_site(root: Path, store: Store, engine: str, executor: Executor) -> "tuple[Site, dict[str, str], Found]":
    """Load everything into one frozen value; gives it with the digests of all input files. Raises AtlasError with the errors of all inputs at once."""
    from atlas.load import inputs
    from atlas.load.config import load_config
    from atlas.load.documents import load_documents
    from atlas.load.indicators import load_register
    from atlas.load.theme import load_theme
    from atlas.model.site import Site

    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    shapes, tables = files.digests(root, inputs.geography_files(root, spec)), files.digests(root, inputs.table_files(root, spec))
    key = digest.of_value((engine, repr(spec.geography), sorted(shapes.items())))
    future = _cached(store, "geography", key, executor, _load_geography, root, spec)
    register, more = load_register(root, spec)
    found += more
    theme, more = load_theme(root, spec.theme)
    found += more
    import atlas.load.tables  # noqa: F401  pandas comes in while another process reads the geometries

    geography, more = future.result()
    found += more
    if geography is None or register is None or theme is None:
        raise AtlasError(found)
    documents, more = load_documents(root, spec.site, geography, register)
    found += more
    told = (register, repr(spec.tables), spec.site.main_level, spec.site.population, sorted(tables.items()))
    key = digest.of_value((engine, key, told))
    statistics = _cached(store, "figures", key, InlineExecutor(), _load_figures, root, spec, geography, register)
    tables_read, more = statistics.result()
    found += more
    if tables_read is None:
        raise AtlasError(found)
    figures, findings, population = tables_read
    site = Site(
        config=spec.site,
        geography=geography,
        register=register,
        figures=figures,
        findings=findings,
        population=population,
        documents=documents,
        theme=theme,
    )
    return site, shapes | tables | files.digests(root, inputs.text_files(root, spec)), found


def check_site(site: "Site") -> Found:
    """Apply every rule that needs the whole site."""
    from atlas.check.links import check_links
    from atlas.check.rules import check_site as check_rules

    return check_rules(site) + check_links(site)


def engine_digest() -> str:
    """Give one digest over our own source, the theme that ships, and the versions of the libraries whose output we write."""
    from atlas.load.theme import base_folder

    package, theme = Path(__file__).parent, base_folder()
    source = [path for path in package.rglob("*") if path.suffix in {".py", ".toml", ".mo"}]
    shipped = [path for path in theme.rglob("*") if path.is_file()]
    return digest.of_value((digest.of_files(package, source), digest.of_files(theme, shipped), [version(name) for name in LIBRARIES]))


def _load_geography(root: Path, spec: "SiteSpec") -> "tuple[Geography | None, Found]":
    from atlas.load.geography import load_geography

    return load_geography(root, spec)


def _load_figures(root: Path, spec: "SiteSpec", geography: "Geography", register: "Register") -> "tuple[Figures | None, Found]":
    """Tables → published figures. The confidential tabulation lives and ends in here: it is neither returned nor kept."""
    from atlas.load.tables import load_tables
    from atlas.statistics.aggregate import aggregate
    from atlas.statistics.find import find
    from atlas.statistics.protect import population, protect

    tabulation, found = load_tables(root, spec, geography, register)
    if tabulation is None:
        return None, found
    tabulation, more = aggregate(tabulation, geography, register)
    figures, most = protect(tabulation, geography, register)
    findings = {indicator.id: find(figures[indicator.id], indicator, geography, spec.site.main_level) for indicator in register.indicators}
    people = population(tabulation, spec.site.population) if spec.site.population else None
    return (figures, findings, people), found + more + most


def _cached(store: Store, name: str, key: str, executor: Executor, make: Callable[..., object], *parts: object) -> "Future[Any]":
    """Give what an earlier build made of the same inputs, else make it now. Only results without errors are kept."""
    kept = store.get(name, key)
    if kept is not None:
        future: Future[Any] = Future()
        future.set_result(kept)
        return future
    future = executor.submit(make, *parts)
    future.add_done_callback(lambda done: _keep(store, name, key, done))
    return future


def _keep(store: Store, name: str, key: str, done: "Future[Any]") -> None:
    if done.exception() is None and not failed(done.result()[1]):
        store.put(name, key, done.result())


def _stale(
    plan: "Iterable[Job]", bench: Bench, held: dict[str, Written], jobs: "list[Job]", written: dict[str, Written]
) -> "Iterator[Job]":
    """Give the jobs that must run; enters every job in `jobs`, and takes over the file of every other one, entering it in `written`."""
    for job in plan:
        jobs.append(job)
        if job.path in held and held[job.path].job == bench.key(job):
            bench.folder.keep(job.path)
            written[job.path] = held[job.path]
        else:
            yield job


def _chunks(jobs: "Iterable[Job]") -> "Iterator[Sequence[Job]]":
    """Cut jobs into pieces as they come. Charts stay together: starting their engine takes longer than drawing them."""
    from atlas.model.job import ChartJob

    for charts, group in groupby(jobs, key=lambda job: isinstance(job, ChartJob)):
        while chunk := list(islice(group, None if charts else CHUNK)):
            yield chunk


def _figures(site: "Site") -> int:
    return sum(int((~(panel.values != panel.values)).sum()) for panel in site.figures.values())


def _result(out: Path, manifest: Manifest, ran: int, watch: Watch) -> Result:
    pages = sum(path.endswith(".html") for path in manifest.files)
    return Result(
        out=out, pages=pages, files=len(manifest.files), figures=manifest.figures, ran=ran, found=manifest.found, seconds=watch.seconds
    )


def _stop(found: Found, options: Options) -> None:
    if failed(found, strict=options.strict):
        raise AtlasError(found)
