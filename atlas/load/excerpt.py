"""Shows the first findings of a kind and counts the others: an author who mends twenty lines has mended the cause."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from atlas.base.diagnostics import Diagnostic, Location, diagnostic

LIMIT = 20

Case = TypeVar("Case")


def excerpt(cases: Sequence[Case], describe: Callable[[Case], Diagnostic], file: str) -> Iterator[Diagnostic]:
    """Describe the first LIMIT cases, and say how many more there are in `file`."""
    shown = [describe(case) for case in cases[:LIMIT]]
    yield from shown
    if len(cases) > LIMIT:
        yield diagnostic("A213", Location(file=file), count=len(cases) - LIMIT, kind=shown[0].code)
