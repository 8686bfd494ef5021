"""The attack on what is published, file by file, alone and together with earlier editions: `atlas audit`, and before an edition is frozen."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.base.executor import InlineExecutor
from atlas.load.contents import files_below
from atlas.load.output import Output, read_output
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.reading import report_mentions, report_sightings, report_unreadable
from atlas.pipeline.sources import Data, engine_digest, load_data
from atlas.publish import edition as archive
from atlas.publish.store import Store
from atlas.statistics.audit import Attack, Published, audit, collect, merge, needed, report
from atlas.statistics.sightings import Names, find_sightings, known_numbers, secrets
from atlas.statistics.suppress import Account, tell

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an attack found: how many numbers were read, how many cells are kept back, and what the author must know.

    `account`: what was kept back and why, as CSV, confidential.
    """

    numbers: int
    hidden: int
    found: tuple[Diagnostic, ...]
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
    data, protected = load_data(root, Store(root), engine_digest(), Ahead(InlineExecutor(), root))
    frozen = dict(_frozen(root))
    places = tuple(frozen)
    output = _read(name, (file for file in files if not file[0].startswith(places)), data)
    kept_back = secrets(protected.account, protected.figures, data.outlook.register)
    published, attack = _attack(output, data, protected.account)
    names = Names(geography=data.outlook.geography, register=data.register, language=data.config.language)
    known = known_numbers(data.register, data.figures[0], data.figures[1])
    found = [
        *report_unreadable(output.unreadable),
        *report_mentions(output.unexplained, data.outlook.geography),
        *report_sightings(find_sightings(output.passages, kept_back, known, names), data.outlook.geography),
        *report(attack, data.outlook.geography, data.outlook.tables),
    ]
    numbers = output.numbers
    accepted = {one.edition for one in data.config.protection.accepted}
    for title, others in (*earlier.items(), *((edition, content) for edition, content in frozen.values())):
        if title not in accepted:
            former = _read(title, others, data)
            numbers += former.numbers
            found += _differences(published, _collect(former, data), data, title, protected.account)
    return Audit(
        numbers=numbers,
        hidden=attack.hidden,
        found=tuple(found),
        seconds=time.perf_counter() - since,
        account=tell(protected.account, data.outlook.geography),
    )


def _frozen(root: Path) -> Iterator[tuple[str, tuple[str, Files]]]:
    """Give the files of all frozen editions: where they lie in the living site → (id, files)."""
    from atlas.load.editions import load_frozen
    from atlas.plan.routes import Routes

    for one in load_frozen(root)[0]:
        files = ((path, archive.read(root, path, file, one.edition.id)) for path, file in one.files.items())
        yield Routes(one.language).edition(one.edition.id), (one.edition.id, files)


def _read(name: str, files: Files, data: Data) -> Output:
    output = read_output(files, data.outlook.geography, data.outlook.register, data.config.language)
    if not output.periods:
        raise AtlasError([diagnostic("A625", Location(file=name))])
    return output


def _collect(output: Output, data: Data) -> Published:
    return collect(output.figures, data.outlook.register, output.periods)


def _attack(output: Output, data: Data, account: Account) -> tuple[Published, Attack]:
    published = _collect(output, data)
    return published, _attack_published(published, data, account)


def _attack_published(published: Published, data: Data, account: Account) -> Attack:
    outlook, need = data.outlook, needed(account, published)
    return audit(published, outlook.geography, outlook.register, outlook.protection, outlook.tables, outlook.links, need)


def _differences(new: Published, old: Published, data: Data, name: str, account: Account) -> list[Diagnostic]:
    """Attack each edition with the help of the other."""
    found: list[Diagnostic] = []
    for first, second in ((new, old), (old, new)):
        attack = _attack_published(merge(first, second), data, account)
        for one in report(attack, data.outlook.geography, data.outlook.tables):
            told = dict(one.details)
            if one.code == "A620" and (told["area"], told["period"], told["series"]) not in {
                (dict(other.details)["area"], dict(other.details)["period"], dict(other.details)["series"]) for other in found
            }:
                found.append(replace(one, code="A623", details=(*one.details, ("edition", name))))
    return found
