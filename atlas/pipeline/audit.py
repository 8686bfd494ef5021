"""The attack on what is published, file by file, alone and together with earlier editions: `atlas audit`, and before an edition is frozen; and in short, in every build beside frozen editions."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.load.contents import files_below
from atlas.load.output import Output, read_output
from atlas.model.edition import FrozenEdition
from atlas.model.site import Site
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.disclosure import Outlook
from atlas.pipeline.reading import report_mentions, report_sightings, report_unreadable
from atlas.pipeline.sources import engine_digest, load_data
from atlas.plan.routes import Routes
from atlas.publish import edition as archive
from atlas.publish.store import Store
from atlas.statistics.audit import Attack, Published, audit, collect, merge, needed, report
from atlas.statistics.sightings import Names, find_sightings, known_numbers, secrets
from atlas.statistics.suppress import Account, tell

Files = Iterable[tuple[str, bytes]]
Found = tuple[Diagnostic, ...]


class Audit(Struct, frozen=True, kw_only=True):
    """What an attack found: how many numbers were read, how many cells are kept back, and what the author must know.

    `account`: what was kept back and why, as CSV, confidential.
    """

    numbers: int
    hidden: int
    found: Found
    seconds: float
    account: str


def audit_output(root: Path, out: Path, against: Path | None = None) -> Audit:
    """Read every figure in `out` as readers can, and try to work out what is kept back; `against`: with the help of an earlier edition.

    Frozen editions, in `out` or in the archive of the site, help in any case. Raises AtlasError if the site cannot be loaded, or a folder holds
    no atlas.
    """
    earlier = {} if against is None else {against.name: list(files_below(against.resolve()))}
    return audit_files(root, out.as_posix(), files_below(out.resolve()), earlier)


def audit_files(root: Path, name: str, files: Files, earlier: Mapping[str, Files] = {}) -> Audit:
    """Attack files (path, content) that are to be published under this name, alone and with the help of each earlier edition.

    Raises AtlasError if the site cannot be loaded, or there is no figure of it in the files.
    """
    root, since = root.resolve(), time.perf_counter()
    data, protected = load_data(root, Store(root), engine_digest(), Ahead(root))
    outlook, language = data.outlook, data.config.language
    frozen = dict(_frozen(root))
    places = tuple(frozen)
    output = _read((file for file in files if not file[0].startswith(places)), outlook, language)
    if not output.periods:
        raise AtlasError([diagnostic("A625", Location(file=name))])
    kept_back = secrets(protected.account, protected.figures, outlook.register)
    published = _collect(output, outlook)
    attack = _attack(published, outlook, protected.account)
    names = Names(geography=outlook.geography, register=data.register, language=language)
    known = known_numbers(data.register, data.figures[0], data.figures[1])
    found = [
        *report_unreadable(output.unreadable),
        *report_mentions(output.unexplained, outlook.geography),
        *report_sightings(find_sightings(output.passages, kept_back, known, names), outlook.geography),
        *report(attack, outlook.geography, outlook.tables),
    ]
    numbers = output.numbers
    accepted = {one.edition for one in data.config.protection.accepted}
    for title, others in (*earlier.items(), *((edition, content) for edition, content in frozen.values())):
        if title not in accepted:
            former = _read(others, outlook, language)
            if not former.periods:
                raise AtlasError([diagnostic("A625", Location(file=title))])
            numbers += former.numbers
            found += _differences(published, _collect(former, outlook), outlook, title, protected.account)
    return Audit(
        numbers=numbers,
        hidden=attack.hidden,
        found=tuple(found),
        seconds=time.perf_counter() - since,
        account=tell(protected.account, data.outlook.geography),
    )


def attack_editions(site: Site, outlook: Outlook, account: Account, files: Files, archived: Callable[[FrozenEdition, str], bytes]) -> Found:
    """Attack what a build publishes (tables of indicators: path, content) with the help of every frozen edition, and the other way round. `archived`: a file of an edition.

    The tables of indicators are read alone: they have all figures, and everything else shows no more than they do (`pipeline.reading`).
    """
    language = site.config.language
    published = _collect(_read(files, outlook, language), outlook)
    accepted = {one.edition for one in site.config.protection.accepted}
    found: Found = ()
    for one in site.archive.frozen if published.periods else ():
        tables = [(path, archived(one, path)) for path in one.files if is_table(path, one.language)]
        former = _read(tables, outlook, language) if one.edition.id not in accepted else None
        if former and former.periods:
            found += tuple(_differences(published, _collect(former, outlook), outlook, one.edition.id, account))
    return found


def is_table(path: str, language: str) -> bool:
    """Tell whether a path is that of the table of an indicator, in the form for programs."""
    return path.startswith(Routes(language).indicator_table("", "").removesuffix(".")) and path.endswith(".json")


def _frozen(root: Path) -> Iterator[tuple[str, tuple[str, Files]]]:
    """Give the files of all frozen editions: where they lie in the living site → (id, files)."""
    from atlas.load.editions import load_frozen

    for one in load_frozen(root)[0]:
        files = ((path, archive.read(root, path, file, one.edition.id)) for path, file in one.files.items())
        yield Routes(one.language).edition(one.edition.id), (one.edition.id, files)


def _read(files: Files, outlook: Outlook, language: str) -> Output:
    return read_output(files, outlook.geography, outlook.register, language)


def _collect(output: Output, outlook: Outlook) -> Published:
    return collect(output.figures, outlook.register, output.periods)


def _attack(published: Published, outlook: Outlook, account: Account) -> Attack:
    need = needed(account, published)
    return audit(published, outlook.geography, outlook.register, outlook.protection, outlook.tables, outlook.links, need)


def _differences(new: Published, old: Published, outlook: Outlook, name: str, account: Account) -> list[Diagnostic]:
    """Attack each edition with the help of the other."""
    found: list[Diagnostic] = []
    for first, second in ((new, old), (old, new)):
        attack = _attack(merge(first, second), outlook, account)
        for one in report(attack, outlook.geography, outlook.tables):
            told = dict(one.details)
            if one.code == "A620" and (told["area"], told["period"], told["series"]) not in {
                (dict(other.details)["area"], dict(other.details)["period"], dict(other.details)["series"]) for other in found
            }:
                found.append(replace(one, code="A623", details=(*one.details, ("edition", name))))
    return found
