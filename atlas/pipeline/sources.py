"""From files to the frozen site. What an earlier build made of the same files is taken from the store, so that a small change loads little."""

import os
import sys
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

import atlas
from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic, Location, failed
from atlas.load import files
from atlas.pipeline.ahead import Ahead
from atlas.publish.store import Store

if TYPE_CHECKING:
    from atlas.load.config import SiteSpec
    from atlas.model.analysis import Analyses, Plans
    from atlas.model.config import SiteConfig
    from atlas.model.finding import Finding
    from atlas.model.geography import Geography
    from atlas.model.indicator import Register
    from atlas.model.media import Reference
    from atlas.model.panel import Panel
    from atlas.model.site import Site
    from atlas.model.street import Street
    from atlas.model.surroundings import Surroundings
    from atlas.model.yardstick import Yardstick
    from atlas.pipeline.audiences import Audience
    from atlas.pipeline.disclosure import Outlook, Protected

    Figures = tuple[dict[str, Panel], dict[str, Finding], Panel | None, Analyses, tuple[Yardstick, ...], dict[str, Panel]]

Found = tuple[Diagnostic, ...]


class Data(Struct, frozen=True, kw_only=True):
    """All of a site but its texts and its theme: settings, areas, register, published figures; with the files it was made of and what was found in them."""

    config: "SiteConfig"
    geography: "Geography"
    register: "Register"
    figures: "Figures"
    outlook: "Outlook"
    references: "tuple[Reference, ...]"
    streets: "tuple[Street, ...]"
    surroundings: "Surroundings"
    sources: dict[str, str]
    found: Found


class Loaded(Struct, frozen=True, kw_only=True):
    """The site, the digests of the files it was made of (those behind `Data` apart), and what was found.

    `base` is a digest of all that any page may show, but for the bodies of texts; `texts` has a digest of each text. `seconds`: how long
    disclosure control and its attacker took, if they had to run; `protected`: what they did then, never to be kept.
    """

    site: "Site"
    data: dict[str, str]
    sources: dict[str, str]
    base: str
    texts: dict[tuple[str, str], str]
    found: Found
    seconds: dict[str, float]
    outlook: "Outlook"
    protected: "Protected | None"


def load_site(
    root: Path, store: Store, engine: str, ahead: Ahead, known: Mapping[str, str], *, drafts: bool = False, audience: "Audience" = "public"
) -> Loaded:
    """Load everything, taking what was done ahead. `known`: the data files of an earlier build; `drafts`: texts too that are not to be published yet.

    Raises AtlasError with the errors of all inputs at once.
    """
    from atlas.load import inputs
    from atlas.load.accessibility import FILE as RECORD
    from atlas.load.accessibility import load_record
    from atlas.load.design import design_files
    from atlas.load.directives import load_directives
    from atlas.load.documents import relate_documents
    from atlas.load.editions import load_frozen, manifest_files
    from atlas.load.pictures import load_pictures
    from atlas.load.theme import load_theme
    from atlas.model.edition import Archive
    from atlas.model.site import Site
    from atlas.pipeline.release import release_offers, withheld
    from atlas.statistics.quote import answer_texts

    data = store.get("data", _key(engine, known)) if known and files.same(root, known) else None
    seconds: dict[str, float] = {}
    protected = None
    if data is None:
        data, protected = load_data(root, store, engine, ahead, audience)
        seconds = protected.seconds
        store.put("data", _key(engine, data.sources), data)
    sources = data.sources | files.digests(
        root, (*inputs.text_files(root, data.config.theme), *design_files(root, data.config.design), *manifest_files(root), root / RECORD)
    )
    look = (engine, data.config.theme, data.config.design, {name: one for name, one in sources.items() if not name.startswith("content/")})
    theme, found = store.recall("theme", look) or load_theme(root, data.config.theme, data.config.design)
    store.remember("theme", look, (theme, found))
    hidden = () if drafts else withheld(data.config, audience)
    documents, more = relate_documents(ahead.texts(data.config.language), data.geography, data.register, withheld=hidden)
    pictures, most = load_pictures(root, documents)
    frozen, last = load_frozen(root)
    record, late = load_record(root)
    found = data.found + found + more + most + last + late
    if theme is None:
        raise AtlasError(found)
    documents, more = load_directives(root, documents, theme.directives)
    documents = release_offers(documents, data.config, audience)
    found += more
    figures, findings, population, analyses, yardsticks, ages = data.figures
    site = Site(
        config=data.config,
        geography=data.geography,
        register=data.register,
        figures=figures,
        findings=findings,
        population=population,
        ages=ages,
        analyses=analyses,
        documents=documents,
        answers=answer_texts(
            documents, data.geography, data.register, figures, findings, data.config.main_level, data.config.language, data.config.words
        ),
        pictures=pictures,
        references=data.references,
        streets=data.streets,
        surroundings=data.surroundings,
        theme=theme,
        yardsticks=yardsticks,
        record=record,
        archive=Archive(editions=data.config.editions, frozen=frozen, errata=data.config.errata, moved=dict(data.config.moved)),
    )
    texts: dict[tuple[str, str], str] = {(text.kind, text.key): digest.of_value(text) for text in documents}
    # Besides what all pages show of a text: what others include of it, and the pictures of its charts, which are files of their own.
    shared = [
        (text.body if text.kind == "passage" or text.glossary else "", [one for one in text.directives if one.name == "chart"])
        for text in documents
    ]
    translated = {text.of for text in documents}
    frames = [
        (text.file, text.kind, text.key, text.title, text.nav, text.order, text.summary, text.status, bool(text.body.strip()))
        + ((text.variant, text.date) if text.of or (text.kind, text.key) in translated else ())
        for text in documents
    ]
    return Loaded(
        site=site,
        data=data.sources,
        sources=sources,
        base=digest.of_value(
            (
                _key(engine, data.sources),
                theme.digest,
                record,
                frames,
                shared,
                [(one.edition.id, one.state) for one in frozen],
                [(picture.file, digest.of_bytes(picture.content)) for picture in pictures],
            )
        ),
        texts=texts,
        found=found,
        seconds=seconds,
        outlook=data.outlook,
        protected=protected,
    )


def engine_digest() -> str:
    """Give one digest over our own source, the theme that ships, and the versions of all libraries."""
    theme = files.base_folder()
    shipped = [path for path in theme.rglob("*") if path.is_file()]
    return _key(_program_digest(), files.digests(theme, shipped))


@cache
def _program_digest() -> str:
    """Give the digest of what runs: a process goes on with the source and the libraries it started with."""
    package = Path(atlas.__file__).parent
    source = [path for path in package.rglob("*") if path.suffix in {".py", ".toml", ".mo", ".typ", ".ttf"}]
    return digest.of_value((digest.of_files(package, source), _libraries()))


def _libraries() -> list[str]:
    """Name the installed libraries with their versions, by the folders that packages leave beside themselves: quicker than asking each one."""
    beside = (Path(path) for path in sys.path)
    return sorted(entry for path in beside if path.is_dir() for entry in os.listdir(path) if entry.endswith((".dist-info", ".egg-info")))


def load_data(root: Path, store: Store, engine: str, ahead: Ahead, audience: "Audience" = "public") -> "tuple[Data, Protected]":
    """Load all but texts and theme; beside it what disclosure control did, which is not to be kept."""
    from atlas.load import inputs
    from atlas.load.bibliography import load_bibliography
    from atlas.load.config import load_config
    from atlas.load.indicators import load_register
    from atlas.pipeline.release import release, release_places, release_plans

    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    ahead.begin(spec.site.language)
    shapes = files.digests(root, inputs.geography_files(root, spec))
    register, more = load_register(root, spec)
    found += more
    geography, more = _geography(root, spec, store, digest.of_value((engine, repr(spec.geography), sorted(shapes.items()))))
    found += more
    if geography is None or register is None:
        raise AtlasError(found + _others(root, spec, geography, register))
    everything = register
    spec, register = release(spec, register, audience)
    from atlas.load.analyses import load_analyses

    plans, doubts = load_analyses(root, spec, everything, geography)
    whole = geography
    plans = release_plans(plans, everything, register, geography, audience)
    found += doubts
    geography, figures, protected, more = _load_figures(root, spec, geography, register, audience, plans)
    references, most = load_bibliography(root, spec.settings.bibliography, spec.site.language, spec.where("bibliography"))
    streets, last = _streets(root, spec, geography, set(whole.rows) - set(geography.rows))
    around = files.digests(root, inputs.map_files(root, spec))
    surroundings, late = _surroundings(
        root, spec, store, geography, digest.of_value((engine, repr(spec.settings.map), sorted((shapes | around).items())))
    )
    found += more + most + last + late
    if figures is None or protected is None or failed(found):
        raise AtlasError(found + _others(root, spec, geography, register))
    tables = (*inputs.table_files(root, spec), *(root / name for name in plans.tables))
    sources = shapes | around | files.digests(root, tables) | files.digests(root, inputs.settings_files(root, spec))
    data = Data(
        config=spec.site,
        geography=geography,
        register=register,
        figures=figures,
        outlook=protected.outlook,
        references=references,
        streets=streets,
        surroundings=release_places(surroundings, spec.site, audience),
        sources=sources,
        found=found,
    )
    return data, protected


def _surroundings(root: Path, spec: "SiteSpec", store: Store, geography: "Geography", key: str) -> "tuple[Surroundings, Found]":
    """Give layers and places of an earlier build of the same files, else read them; without any, no library is loaded."""
    from atlas.model.surroundings import Surroundings

    if not (spec.settings.map.layers or spec.settings.map.places):
        return Surroundings(), ()
    kept: tuple[Surroundings, Found] | None = store.get("surroundings", key)
    if kept is not None:
        return kept
    from atlas.load.surroundings import load_surroundings

    surroundings, found = load_surroundings(root, spec, geography)
    if not failed(found):
        store.put("surroundings", key, (surroundings, found))
    return surroundings, found


def _streets(root: Path, spec: "SiteSpec", geography: "Geography", withheld: set[str]) -> "tuple[tuple[Street, ...], Found]":
    if spec.settings.streets is None:
        return (), ()
    from atlas.load.streets import load_streets

    return load_streets(root, spec.settings.streets, spec.where("streets", "file"), geography, withheld)


def _others(root: Path, spec: "SiteSpec", geography: "Geography | None", register: "Register | None") -> Found:
    """Look for mistakes in texts and theme, too, before a wrong table or geometry stops the build."""
    from atlas.load.documents import load_documents
    from atlas.load.theme import load_theme

    found = load_theme(root, spec.theme)[1]
    return found + (load_documents(root, spec.site, geography, register)[1] if geography and register else ())


def _geography(root: Path, spec: "SiteSpec", store: Store, key: str) -> "tuple[Geography | None, Found]":
    """Give the geography of an earlier build of the same files, else read it. Only one without errors is kept."""
    kept: tuple[Geography, Found] | None = store.get("geography", key)
    if kept is not None:
        return kept
    from atlas.load.geography import load_geography

    geography, found = load_geography(root, spec)
    if not failed(found):
        store.put("geography", key, (geography, found))
    return geography, found


def _load_figures(
    root: Path, spec: "SiteSpec", geography: "Geography", register: "Register", audience: "Audience", plans: "Plans"
) -> "tuple[Geography, Figures | None, Protected | None, Found]":
    """Tables → published figures, and the areas that they are of. The confidential tabulation lives and ends in here: it is neither returned nor kept."""
    from atlas.load.crosswalks import load_crosswalks
    from atlas.load.tables import load_tables
    from atlas.model.ages import PREFIX, with_ages
    from atlas.pipeline.disclosure import protect_figures, publish_outside
    from atlas.pipeline.release import guarded, keep_back, release_areas, release_series
    from atlas.statistics.aggregate import aggregate
    from atlas.statistics.analyse import analyse
    from atlas.statistics.coincidences import find_runs, find_totals
    from atlas.statistics.crosswalk import carry_over, fill_members, settle_estimates
    from atlas.statistics.find import find
    from atlas.statistics.index import make_indices
    from atlas.statistics.pool import name_pools, pool
    from atlas.statistics.similar import find_similar
    from atlas.statistics.trend import cut_series
    from atlas.statistics.uncertainty import judge
    from atlas.statistics.yardstick import find_yardsticks

    measured = register.measured
    counted = with_ages(measured, spec.site.ages)
    crosswalks, found = load_crosswalks(root, spec, geography)
    tabulation, more = load_tables(root, spec, geography, counted, crosswalks)
    found += more
    if tabulation is None or failed(found):
        return geography, None, None, found
    tabulation, outside = carry_over(tabulation, geography, counted, crosswalks)
    tabulation, more = aggregate(tabulation, geography, counted)
    tabulation = settle_estimates(fill_members(tabulation, geography, counted, crosswalks), geography, crosswalks)
    tabulation, pooling = pool(tabulation, counted)
    groups = [(group.left, group.right) for group in spec.site.ages.groups] if spec.site.ages else []
    series = [name for one in counted.indicators for name in one.series]
    runs = find_runs(tabulation, groups, dict.fromkeys((*series, spec.site.population)))
    tabulation = replace(tabulation, totals=find_totals(tabulation, outside, geography, pooling), runs=runs)
    tabulation = keep_back(tabulation, geography, spec.site, audience)
    guard = guarded(spec.site.protection, geography, spec.site, audience)
    protected, tabulation = protect_figures(tabulation, geography, pooling, replace(spec.site, protection=guard), more)
    rule = spec.site.small_base
    figures = {one.id: judge(protected.figures[one.id], one, tabulation, rule) for one in counted.indicators}
    figures |= {one.id: cut_series(figures[one.id], one) for one in measured.indicators}
    geography, figures, people = release_areas(geography, figures, protected.population, spec.site, audience)
    figures = release_series(figures, counted, spec.site, audience)
    found += _inferred(spec, figures, counted, people, geography) if audience == "public" and spec.site.release == "marked" else ()
    ages = {name: figures.pop(f"{PREFIX}{name}") for name in (spec.site.ages.series if spec.site.ages else ())}
    figures, indices = make_indices(register, name_pools(figures, measured.indicators), geography)
    main, words = spec.site.main_level, spec.site.words
    findings = {indicator.id: find(figures[indicator.id], indicator, geography, main, words) for indicator in register.indicators}
    names = [(one.key, one.name) for one in spec.geography.references]
    yardsticks = find_yardsticks(outside, names, measured, figures, findings, partial(publish_outside, spec.site))
    analyses, last = analyse(plans, register, figures, findings, indices, geography, Location(file=spec.indicators))
    core = [(one, figures[one.id], findings[one.id]) for one in register.indicators if one.id in register.core(spec.site.core)]
    analyses = replace(analyses, similar=find_similar(core, geography))
    return geography, (figures, findings, people, analyses, yardsticks, ages), protected, found + protected.found + last


def _inferred(
    spec: "SiteSpec", figures: "Mapping[str, Panel]", register: "Register", people: "Panel | None", geography: "Geography"
) -> Found:
    """Find series that are not released, and follow from rates that are."""
    from atlas.statistics.inferred import find_inferred, report_inferred

    shown = (spec.site.population, people) if people else None
    return report_inferred(find_inferred(figures, register, shown), figures, geography, spec.indicators)


def _key(engine: str, sources: Mapping[str, str]) -> str:
    return digest.of_value((engine, sorted(sources.items())))
