"""Where jobs become files, in this process or in another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from msgspec import Struct

from atlas.base import digest
from atlas.model.job import ChartJob, Job
from atlas.model.theme import Theme
from atlas.plan.desk import Desk
from atlas.plan.jobs import entry
from atlas.plan.parts import Part, plan_part
from atlas.publish.store import Written
from atlas.publish.writer import Staging

CHUNK = 12


class Bench(Struct, frozen=True):
    """What all jobs of a build share: the program, the templates, the language, the new folder."""

    engine: str
    templates: str
    theme: Theme
    language: str
    folder: Staging

    def key(self, job: Job) -> str:
        """Give what a file hangs on: its job, the program, and for a page, on screen or on paper, the templates."""
        return digest.of_value((self.engine, self.templates if job.path.endswith((".html", ".pdf")) else "", job))

    def make(self, jobs: Sequence[Job]) -> dict[str, Written]:
        """Render jobs and lay their files into the new folder."""
        from atlas.render.jobs import render

        rendered = zip(jobs, render(jobs, self.theme, self.language), strict=True)
        return {job.path: Written(self.key(job), *self.folder.write(job.path, content)) for job, content in rendered}


class Made(Struct, frozen=True):
    """What came of a part of the plan: its files, and the entries (`plan.jobs.entry`) of its jobs."""

    written: dict[str, Written]
    entries: tuple[tuple[str, str], ...]


class Workplace(Struct, frozen=True):
    """What it takes to plan and render parts of a site. `converted`: what was made of its texts already (Markdown → HTML)."""

    bench: Bench
    desk: Desk
    converted: Mapping[str, str]

    def take(self) -> None:
        """Let this process work here from now on."""
        from atlas.render.jobs import remember

        remember(self.converted, self.bench.language)
        _taken[:] = [self]


_taken: list[Workplace] = []


def make_part(part: Part) -> Made:
    """Plan and render a part of the site at the workplace that this process took."""
    (place,) = _taken
    written: dict[str, Written] = {}
    entries: list[tuple[str, str]] = []
    # One after the other: what a page took serves the next one.
    for job in plan_part(place.desk, part):
        written |= place.bench.make([job])
        entries.append(entry(job))
    return Made(written, tuple(entries))


def chunks(jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
    """Cut jobs into pieces as they come. Charts stay together: starting their engine takes longer than drawing them."""
    for charts, group in groupby(jobs, key=lambda job: isinstance(job, ChartJob)):
        while chunk := list(islice(group, None if charts else CHUNK)):
            yield chunk
