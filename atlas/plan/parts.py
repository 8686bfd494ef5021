"""The plan in parts, so that several processes plan and render at once: each is a kind of output, whole or for some of its subjects."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from atlas.model.job import Job
from atlas.plan.desk import Desk
from atlas.plan.downloads import table_jobs
from atlas.plan.extras import extra_jobs
from atlas.plan.jobs import KINDS, indicator_jobs, plan_kinds, profile_jobs
from atlas.plan.paper import paper_jobs

Subject = tuple[str, str]

SIZES: Mapping[Callable[[Desk], Iterable[Job]], Mapping[str, int]] = {
    paper_jobs: {"start": 1, "theme": 1, "profile": 12},
    indicator_jobs: {"indicator": 4},
    profile_jobs: {"profile": 12},
    table_jobs: {"start": 1, "theme": 40, "indicator": 20, "profile": 120},
    extra_jobs: {"start": 1, "theme": 1, "indicator": 4, "profile": 12},
}
"""The kinds of output that are planned for some subjects at a time: what they are about, and how many of it make a part."""


class Part(Struct, frozen=True):
    """A part of the plan: one of KINDS, by its number; `only` for these subjects (kind, key)."""

    kind: int
    only: frozenset[Subject] | None = None


def cut_plan(desk: Desk) -> Iterator[Part]:
    """Cut the plan into parts, in its order."""
    geography, register = desk.geography, desk.site.register
    subjects = {
        "start": ["index"],
        "theme": [one.id for one in register.themes],
        "indicator": [one.id for one in register.indicators],
        "profile": [area.key for area in geography.areas],
    }
    for number, kind in enumerate(KINDS):
        if kind not in SIZES:
            yield Part(number)
        for subject, size in SIZES.get(kind, {}).items():
            keys = subjects[subject]
            for first in range(0, len(keys), size):
                yield Part(number, frozenset((subject, key) for key in keys[first : first + size]))


def plan_part(desk: Desk, part: Part) -> Iterator[Job]:
    """Plan a part."""
    return plan_kinds(replace(desk, only=part.only), (KINDS[part.kind],))
