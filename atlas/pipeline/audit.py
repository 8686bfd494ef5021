"""The attack on what stands in an output folder, alone or together with an earlier edition: `atlas audit`."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.base.executor import InlineExecutor
from atlas.load.output import Output, read_output
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.sources import Data, engine_digest, load_data
from atlas.publish.store import Store
from atlas.statistics.audit import Attack, Published, audit, collect, merge, report
from atlas.statistics.suppress import tell

LIMIT = 20


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

    Raises AtlasError if the site cannot be loaded, or a folder holds no atlas.
    """
    root, since = root.resolve(), time.perf_counter()
    data, protected = load_data(root, Store(root), engine_digest(), Ahead(InlineExecutor(), root))
    output = _read(out, data)
    published, attack = _attack(output, data)
    found = [*_unexplained(output, data), *report(attack, data.geography, data.outlook.tables)]
    numbers, account = output.numbers, tell(protected.account, data.geography)
    if against is not None:
        earlier = _read(against, data)
        numbers += earlier.numbers
        found += _differences(published, _attack(earlier, data)[0], data, against.name)
    return Audit(numbers=numbers, hidden=attack.hidden, found=tuple(found), seconds=time.perf_counter() - since, account=account)


def _read(out: Path, data: Data) -> Output:
    output = read_output(out.resolve(), data.geography, data.outlook.register, data.config.language)
    if not output.periods:
        raise AtlasError([diagnostic("A625", Location(file=out.as_posix()))])
    return output


def _attack(output: Output, data: Data) -> tuple[Published, Attack]:
    published = collect(output.figures, data.outlook.register, output.periods)
    return published, _attack_published(published, data)


def _attack_published(published: Published, data: Data) -> Attack:
    return audit(published, data.geography, data.outlook.register, data.config.protection, data.outlook.tables, data.outlook.links)


def _unexplained(output: Output, data: Data) -> list[Diagnostic]:
    """Tell of numbers that stand somewhere although their cell is kept back."""
    return [
        diagnostic(
            "A622",
            Location(file=one.file),
            name=data.geography.areas[one.rows[0]].name,
            indicator=one.indicator,
            period=one.period,
            number=f"{one.number:g}",
        )
        for one in output.unexplained[:LIMIT]
    ]


def _differences(new: Published, old: Published, data: Data, name: str) -> list[Diagnostic]:
    """Attack each edition with the help of the other."""
    found: list[Diagnostic] = []
    for first, second in ((new, old), (old, new)):
        attack = _attack_published(merge(first, second), data)
        for one in report(attack, data.geography, data.outlook.tables):
            told = dict(one.details)
            if one.code == "A620" and (told["area"], told["period"], told["series"]) not in {
                (dict(other.details)["area"], dict(other.details)["period"], dict(other.details)["series"]) for other in found
            }:
                found.append(replace(one, code="A623", details=(*one.details, ("edition", name))))
    return found
