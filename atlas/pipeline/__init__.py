"""The whole story: load, protect, find, check, plan, render, publish. The only place where stages meet."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic, failed
from atlas.base.team import Team, default_workers, hand_out, open_team, takes_helpers, uncollected
from atlas.load import files
from atlas.model.extras import Extra
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.audiences import Audience
from atlas.pipeline.beside import attack_beside
from atlas.pipeline.editions import as_edition, place, with_extras
from atlas.pipeline.reading import read_made
from atlas.pipeline.sources import Loaded, engine_digest, load_data, load_site
from atlas.publish import writer
from atlas.publish.store import EMPTY, FIRST, PROGRAM, Manifest, Store, Written

if TYPE_CHECKING:
    from atlas.model.job import Job
    from atlas.model.site import Site
    from atlas.pipeline.bench import Bench
    from atlas.plan.desk import Desk

Found = tuple[Diagnostic, ...]
Progress = Callable[[int, int], None]

WORTH_A_TEAM = 120
"""So many jobs pay for starting helpers."""
PRELOAD = ("atlas.render.jobs", "atlas.render.templates", "atlas.render.downloads")


class Options(Struct, frozen=True, kw_only=True):
    """How to build: `strict` lets warnings stop the build, `drafts` shows texts that are not to be published yet, `kind` is one of `team.KINDS`,
    `progress` hears of files done and files to do; if it raises, the build ends and leaves everything as it was. Of a small change, the pages that are `wanted` are made first, and `first_look` is given them.
    `audience`: for whom; an internal atlas is never put where a public one was.
    `edition`: the announced edition to build instead of the living site. `extras`: what to make besides, with those that the site itself asks for.
    """

    strict: bool = False
    drafts: bool = False
    kind: str = "auto"
    workers: int = field(default_factory=default_workers)
    progress: Progress = lambda _done, _all: None
    wanted: frozenset[str] = frozenset()
    first_look: Callable[[Mapping[str, bytes]], None] = lambda _pages: None
    audience: Audience = "public"
    edition: str = ""
    extras: tuple[Extra, ...] = ()


PLAIN = Options()


class Result(Struct, frozen=True, kw_only=True):
    """What a build did. `changed`: the files that were made anew, the others were kept; `seconds`: stage → wall time."""

    out: Path
    pages: int
    files: int
    figures: int
    changed: tuple[str, ...]
    found: Found
    seconds: dict[str, float]

    @property
    def ran(self) -> int:
        """Tell how many files were made anew."""
        return len(self.changed)


class Watch(Struct):
    """Measures stages one after the other."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str, inside: Mapping[str, float] = {}) -> None:
        """End a stage; `inside`: stages within it that are told apart."""
        now = time.perf_counter()
        self.seconds |= {stage: now - self._since - sum(inside.values()), **inside}
        self._since = now


def build(root: Path, out: Path, options: Options = PLAIN, store: Store | None = None) -> Result:
    """Build the site in `root` into `out`. Raises AtlasError with everything found if the site is wrong; then `out` is as it was.

    `store`: the store of the site, of one who builds it again and again with the same options.
    """
    root, out = root.resolve(), out.resolve()
    _stop(writer.refuse(root, out, internal=options.audience == "internal"), options)
    store = store or Store(root)
    with store.alone(), uncollected():
        watch, engine, before = Watch(), digest.of_value((engine_digest(), options.audience)), store.manifest(out)
        held = writer.unchanged(out, before.files)
        complete = (
            before.engine == engine
            and (before.drafts, before.extras) == (options.drafts, options.extras)
            and len(held) == len(before.files)
        )
        if complete and files.same(root, before.sources) and not failed(before.found, strict=options.strict):
            watch.lap("load")
            return _result(out, before, (), watch)
        known = replace(before, files=held, base=before.base if complete else "")
        return _build_changed(root, out, options, store, engine, known, watch)[0]


def build_site(root: Path, out: Path, options: Options) -> "tuple[Result, Site, Manifest]":
    """Build from nothing, whatever was built before; gives the site and what was written besides. Raises AtlasError as `build` does."""
    store = Store(root)
    with store.alone(), uncollected():
        return _build_changed(root, out, options, store, engine_digest(), EMPTY, Watch())


def check(root: Path, today: date) -> Found:
    """Load, check and review a site without writing anything. Gives everything found, errors too. `today`: what is due before is overdue."""
    from atlas.plan.jobs import clashes, entry, make_plan

    root = root.resolve()
    try:
        loaded = load_site(root, Store(root), engine_digest(), Ahead(root), {})
    except AtlasError as error:
        return error.diagnostics
    return loaded.found + check_site(loaded.site) + clashes(map(entry, make_plan(loaded.site))) + _review(root, loaded.site, today)


def _review(root: Path, site: "Site", today: date) -> Found:
    """Say what a build does not wait for: how texts read, what is missing or overdue, which pages of the last build are too large."""
    from atlas.check.review import review_site
    from atlas.load.config import load_config
    from atlas.load.review import load_review

    spec, found = load_config(root)
    if spec is None:
        return found
    review, found = load_review(root, spec)
    sizes = {path: entry.size for path, entry in Store(root).manifest(root / "public").files.items()}
    return found + review_site(site, review, spec.indicators, today, sizes)


def check_site(site: "Site") -> Found:
    """Apply every rule that needs the whole site."""
    from atlas.check.addresses import check_addresses
    from atlas.check.claims import check_claims
    from atlas.check.directives import check_directives
    from atlas.check.entrances import check_entrances
    from atlas.check.links import check_links
    from atlas.check.rules import check_site as check_rules
    from atlas.check.texts import check_texts
    from atlas.check.versions import check_versions

    found = check_rules(site) + check_links(site) + check_claims(site)
    return found + check_texts(site) + check_directives(site) + check_addresses(site) + check_versions(site) + check_entrances(site)


def _build_changed(
    root: Path, out: Path, options: Options, store: Store, engine: str, before: Manifest, watch: Watch
) -> "tuple[Result, Site, Manifest]":
    """Load, check and plan the site, and make what is not held from before."""
    with ExitStack() as stack:
        loaded, converted = _load(root, store, engine, before, options)
        again = partial(load_data, root, store, engine, Ahead(root), options.audience)
        watch.lap("load", loaded.seconds)
        from atlas.pipeline.bench import Bench, Workplace
        from atlas.plan.jobs import clashes, lay_out

        site, found = loaded.site, loaded.found + check_site(loaded.site)
        _stop(found, options)
        watch.lap("check")
        folder = stack.enter_context(writer.staging(out, before.files if before.base else (), internal=options.audience == "internal"))
        bench = Bench(engine, digest.of_value(site.theme.templates), replace(site.theme, assets=()), site.config.language, folder)
        desk = lay_out(site, store.recall("desk", loaded.base))
        store.remember("desk", loaded.base, desk)
        written: dict[str, Written] = {}
        planned: list[tuple[str, str]] = []
        changed: list[str] = []
        if before.files:
            plan = _plan(loaded, before, written, folder, desk, options)
            stale = _after_a_look(_stale(plan, bench, before.files, planned, written), bench, options, written, changed)
            watch.lap("plan")
            few = options.kind == "auto" and len(stale) <= WORTH_A_TEAM
            team = stack.enter_context(open_team("inline" if few else options.kind, options.workers, PRELOAD))
            _make_jobs(stale, bench, team, options, written, changed)
        else:
            begin = Workplace(bench, desk, converted).take
            team = stack.enter_context(open_team(options.kind, options.workers, PRELOAD, begin))
            planned = _make_parts(desk, team, options, written)
            changed = list(written)
        if not before.base or loaded.base != before.base:
            written |= place(root, site, folder, before.files)
        watch.lap("render")
        unread = changed if loaded.data == before.data else [path for path, _ in planned]
        found += clashes(planned) + read_made(loaded, folder, {path: written[path] for path in unread}, unread is changed, team, again)
        found += attack_beside(root, loaded, before, folder, written, again)
        _stop(found, options)
        watch.lap("read")
    after = Manifest(
        engine=engine,
        drafts=options.drafts,
        extras=options.extras,
        base=loaded.base,
        data=loaded.data,
        sources=loaded.sources,
        texts=loaded.texts,
        found=found,
        figures=_figures(site),
        causes=_causes(before, engine, loaded.sources),
        fresh=tuple(changed),
        files=written,
    )
    store.keep_manifest(out, after)
    watch.lap("publish")
    return _result(out, after, tuple(changed), watch), site, after


def _load(root: Path, store: Store, engine: str, before: Manifest, options: Options) -> tuple[Loaded, Mapping[str, str]]:
    """Load the site as it is to be built; with what was made of its texts meanwhile (Markdown → HTML)."""
    # A first build has texts read beside tables, where a helper is quickly there; a small change is done before it were up.
    beside = not before.files and hasattr(os, "fork") and takes_helpers(options.kind, options.workers)
    with open_team("process" if beside else "inline", 1, PRELOAD) as team:
        ahead = Ahead(root, team[0])
        loaded = load_site(root, store, engine, ahead, before.data, drafts=options.drafts, audience=options.audience)
        converted = ahead.converted()
    loaded = replace(loaded, site=with_extras(loaded.site, options.extras))
    if loaded.site.archive.frozen and loaded.base != before.base:
        from atlas.pipeline.forerunner import with_forerunner

        site, more = with_forerunner(root, loaded.site, options.edition)
        loaded = replace(loaded, site=site, found=loaded.found + more)
    if options.edition:
        loaded = replace(loaded, site=as_edition(loaded.site, options.edition))
    return loaded, converted


def _plan(
    loaded: Loaded, before: Manifest, written: dict[str, Written], folder: writer.Staging, desk: "Desk", options: Options
) -> "Iterable[Job]":
    """Plan the site; or, if nothing but the bodies of texts changed, the pages of these texts, and take over all other files."""
    from atlas.plan.jobs import plan_at

    if loaded.base != before.base:
        return plan_at(desk, first=options.wanted)
    changed = frozenset(name for name, text in loaded.texts.items() if before.texts.get(name) != text)
    jobs = list(plan_at(desk, changed))
    paths = {job.path for job in jobs}
    for path, entry in before.files.items():
        if path not in paths:
            folder.keep(path)
            written[path] = entry
    return jobs


def _make_parts(desk: "Desk", team: Team, options: Options, written: dict[str, Written]) -> list[tuple[str, str]]:
    """Make all there is, each part planned where it is rendered, and enter it in `written`; gives the entries of all jobs, in the order of the plan."""
    from atlas.pipeline.bench import make_part
    from atlas.plan.parts import cut_plan

    parts = list(cut_plan(desk))
    entries: dict[int, tuple[tuple[str, str], ...]] = {}
    for number, made in hand_out(team, make_part, parts):
        written |= made.written
        entries[number] = made.entries
        options.progress(len(written), len(written) * len(parts) // len(entries))
    return [one for number in range(len(parts)) for one in entries[number]]


def _make_jobs(
    jobs: "Sequence[Job]", bench: "Bench", team: Team, options: Options, written: dict[str, Written], changed: list[str]
) -> None:
    """Make the files of some jobs, and enter them in `written` and `changed`."""
    from atlas.pipeline.bench import chunks

    count = len(changed) + len(jobs)
    for _, done in hand_out(team, bench.make, chunks(jobs)):
        written |= done
        changed += done
        options.progress(len(changed), count)


def _stale(
    plan: "Iterable[Job]", bench: "Bench", held: "dict[str, Written]", planned: list[tuple[str, str]], written: dict[str, Written]
) -> "Iterator[Job]":
    """Give the jobs that must run; enters every job in `planned`, and takes over the file of every other one, entering it in `written`."""
    from atlas.plan.jobs import entry

    for job in plan:
        planned.append(entry(job))
        if job.path in held and held[job.path].job == bench.key(job):
            bench.folder.keep(job.path)
            written[job.path] = held[job.path]
        else:
            yield job


def _after_a_look(stale: "Iterable[Job]", bench: "Bench", options: Options, written: dict[str, Written], changed: list[str]) -> "list[Job]":
    """Make the pages that are looked at as soon as they are planned, and give all other jobs."""
    others: list[Job] = []
    for job in stale:
        if job.path in options.wanted:
            written |= bench.make([job])
            changed.append(job.path)
            options.first_look({job.path: bench.folder.read(job.path)})
        else:
            others.append(job)
            options.progress(len(changed), len(changed) + len(others))
    return others


def _causes(before: Manifest, engine: str, sources: Mapping[str, str]) -> tuple[str, ...]:
    """Name the inputs that changed since the last build."""
    if not before.sources:
        return (FIRST,)
    program = (PROGRAM,) if before.engine != engine else ()
    return (*program, *sorted(name for name in {*before.sources, *sources} if before.sources.get(name) != sources.get(name)))


def _figures(site: "Site") -> int:
    return sum(int((panel.values == panel.values).sum()) for panel in site.figures.values())


def _result(out: Path, manifest: Manifest, changed: tuple[str, ...], watch: Watch) -> Result:
    pages = sum(path.endswith(".html") for path in manifest.files)
    return Result(
        out=out,
        pages=pages,
        files=len(manifest.files),
        figures=manifest.figures,
        changed=changed,
        found=manifest.found,
        seconds=watch.seconds,
    )


def _stop(found: Found, options: Options) -> None:
    if failed(found, strict=options.strict):
        raise AtlasError(found)
