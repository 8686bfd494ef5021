"""Editions from end to end: freeze one, prove that it is as it was, put all of them into the living site."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic, failed, suggestion
from atlas.publish import edition as archive
from atlas.publish.store import FOLDER as CACHE
from atlas.publish.store import Written
from atlas.publish.writer import MARKER, Staging

if TYPE_CHECKING:
    from atlas.model.edition import Edition, FrozenEdition, FrozenFile
    from atlas.model.extras import Extra
    from atlas.model.site import Site
    from atlas.pipeline import Options, Result

SITE = Location(file="site.yaml")
COMMITTED = ("title", "place", "language", "edition", "publisher", "url", "theme", "main_level")
"""Settings that a manifest repeats."""

MADE = "extras"
"""Under this name a manifest says what was made besides."""


def as_edition(site: "Site", identifier: str) -> "Site":
    """Give the site as one of its announced editions shows it; a partial one has its themes only. Raises AtlasError for an unknown id."""
    edition = site.archive.announced(identifier)
    if edition is None:
        known = [one.id for one in site.archive.editions]
        raise AtlasError([diagnostic("A450", SITE, edition=identifier, near=suggestion(identifier, known))])
    config = replace(site.config, edition=edition.title)
    living = replace(site, config=config, archive=replace(site.archive, freezing=edition, frozen=()))
    return _part(living, edition) if edition.themes else living


def with_extras(site: "Site", extras: "tuple[Extra, ...]") -> "Site":
    """Give the site with what its build is to make besides what the site itself asks for."""
    return replace(site, config=replace(site.config, extras=tuple(sorted({*site.config.extras, *extras})))) if extras else site


def freeze(root: Path, identifier: str, options: "Options") -> "tuple[FrozenEdition, Result]":
    """Build an edition, with the extras of the options, and put it into the archive: what is frozen can be read for good, so it is attacked before, alone and beside all others.

    Raises AtlasError if there is one with this id, if anything is wrong with the site, or if figures that are kept back can be worked out.
    """
    from atlas.load.contents import files_below
    from atlas.load.editions import load_frozen
    from atlas.pipeline.audit import audit_files

    root = root.resolve()
    if archive.exists(root, identifier):
        raise AtlasError([diagnostic("A451", SITE, edition=identifier)])

    def attacked(out: Path) -> None:
        done = audit_files(root, identifier, files_below(out))
        if failed(done.found):
            raise AtlasError(done.found)

    def kept(out: Path, paths: Iterable[str]) -> "dict[str, FrozenFile]":
        earlier = {path: file for one in reversed(load_frozen(root)[0]) for path, file in one.files.items()}
        return archive.pack(root, out, paths, earlier)

    frozen, result = _make(root, identifier, options, kept, attacked)
    archive.seal(root, frozen)
    return frozen, result


def verify(root: Path, identifier: str, options: "Options | None" = None) -> tuple[Diagnostic, ...]:
    """Prove that an edition is as it was frozen; with `options` also by building it again from its inputs."""
    from atlas.model.extras import EXTRAS

    root = root.resolve()
    frozen = find(root, identifier)
    found = archive.verify(root, frozen)
    if options is None:
        return found
    extras = tuple(extra for extra in EXTRAS if extra in frozen.configuration.get(MADE, "").split())
    again, _ = _make(root, identifier, replace(options, extras=extras), archive.measure)
    where = Location(file=f"{archive.FOLDER}/{identifier}/{archive.MANIFEST}")
    changed = sorted(path for path in {*frozen.inputs, *again.inputs} if frozen.inputs.get(path) != again.inputs.get(path))
    found += tuple(diagnostic("A458", where, edition=identifier, path=path) for path in changed)
    differing = archive.differing(frozen.files, again.files)
    return found + tuple(diagnostic("A457", where, edition=identifier, path=path) for path in differing)


def find(root: Path, identifier: str) -> "FrozenEdition":
    """Give a frozen edition by its id. Raises AtlasError if there is none."""
    from atlas.load.editions import load_frozen

    frozen, found = load_frozen(root)
    for one in frozen:
        if one.edition.id == identifier:
            return one
    known = [one.edition.id for one in frozen]
    raise AtlasError([*found, diagnostic("A459", SITE, edition=identifier, near=suggestion(identifier, known))])


def place(root: Path, site: "Site", folder: Staging, held: Mapping[str, Written]) -> dict[str, Written]:
    """Lay all frozen editions into the new folder, corrections on the pages they concern; files that are alike are one on disk."""
    from atlas.plan.routes import Routes
    from atlas.render.errata import notices

    written: dict[str, Written] = {}
    first: dict[str, str] = {}
    for frozen in site.archive.frozen:
        told = notices(frozen, site.archive.errata)
        base = Routes(frozen.language).edition(frozen.edition.id)
        for path, file in frozen.files.items():
            target, notice = f"{base}{path}", told.get(path, "")
            key = digest.of_value((file.sha256, notice))
            if target in held and held[target].job == key:
                folder.keep(target)
                written[target] = held[target]
                continue
            if key in first:
                stamp = folder.repeat(target, first[key])
            else:
                content = archive.read(root, path, file, frozen.edition.id)
                stamp = folder.write(target, archive.with_errata(content, notice) if notice else content)
                first[key] = target
            written[target] = Written(key, *stamp)
    return written


def _make(
    root: Path,
    identifier: str,
    options: "Options",
    take: "Callable[[Path, Iterable[str]], dict[str, FrozenFile]]",
    judge: Callable[[Path], None] = lambda _out: None,
) -> "tuple[FrozenEdition, Result]":
    """Build an edition and let `take` have its files, unless `judge`, who may look at them before, raises an error."""
    from atlas.model.edition import FrozenEdition
    from atlas.pipeline import build_site

    out = root / CACHE / f"edition-{identifier}"
    result, site, manifest = build_site(root, out, replace(options, edition=identifier))
    try:
        judge(out)
        files = take(out, manifest.files)
    finally:
        if (out / MARKER).is_file():
            shutil.rmtree(out)
    edition = site.archive.freezing
    if edition is None:
        raise ValueError(f"{identifier} was built as the living site")
    frozen = FrozenEdition(
        edition=edition,
        version=program_version(),
        language=site.config.language,
        state=archive.state(files),
        files=files,
        inputs={path: sha256 for path, sha256 in sorted(manifest.sources.items()) if not path.startswith((f"{archive.FOLDER}/", "*"))},
        addresses=dict(_addresses(site)),
        configuration={**{name: str(getattr(site.config, name)) for name in COMMITTED}, MADE: " ".join(options.extras)},
    )
    return frozen, result


def _addresses(site: "Site") -> Iterator[tuple[str, str]]:
    from atlas.plan.moved import addresses

    yield from addresses(site).items()


def _part(site: "Site", edition: "Edition") -> "Site":
    """Leave out the Handlungsfelder that a partial edition does not have, with their indicators and texts."""
    register = site.register
    unknown = [theme for theme in edition.themes if theme not in {entry.id for entry in register.themes}]
    if unknown:
        known = [entry.id for entry in register.themes]
        raise AtlasError([diagnostic("A453", SITE, name=f"theme:{word}", near=suggestion(word, known)) for word in unknown])
    indicators = tuple(indicator for indicator in register.indicators if indicator.theme in edition.themes)
    kept = {indicator.id for indicator in indicators}
    return replace(
        site,
        config=replace(site.config, core=tuple(word for word in site.config.core if word in kept)),
        register=replace(register, themes=tuple(theme for theme in register.themes if theme.id in edition.themes), indicators=indicators),
        documents=tuple(
            document
            for document in site.documents
            if not (
                (document.kind == "theme" and document.key not in edition.themes)
                or (document.kind == "indicator" and document.key not in kept)
            )
        ),
    )


def program_version() -> str:
    """Give the version of atlas, empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sozialatlas")
    except PackageNotFoundError:
        return ""
