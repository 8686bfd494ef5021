"""Where jobs become files, in this process or in another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from types import MappingProxyType

from msgspec import Struct

from atlas.base import digest
from atlas.model.job import ChartJob, Job
from atlas.model.theme import Theme
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

    def make(self, jobs: Sequence[Job], converted: Mapping[str, str] = MappingProxyType({})) -> dict[str, Written]:
        """Render jobs and lay their files into the new folder; `converted` holds what was made of their texts already."""
        from atlas.render.jobs import remember, render

        if converted:
            remember(converted, self.language)
        rendered = zip(jobs, render(jobs, self.theme, self.language), strict=True)
        return {job.path: Written(self.key(job), *self.folder.write(job.path, content)) for job, content in rendered}


def chunks(jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
    """Cut jobs into pieces as they come. Charts stay together: starting their engine takes longer than drawing them."""
    for charts, group in groupby(jobs, key=lambda job: isinstance(job, ChartJob)):
        while chunk := list(islice(group, None if charts else CHUNK)):
            yield chunk
