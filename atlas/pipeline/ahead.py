"""What other processes do while this one reads geometries and tables: read texts and convert them.

Only time depends on it: what was not done ahead is done where it is needed.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.base.executor import InlineExecutor

if TYPE_CHECKING:
    from atlas.load.documents import Texts
    from atlas.model.job import Job

PARTS = 6
"""Texts are converted in so many pieces, to share the work."""


class Ahead:
    """Work that is handed out early, and what comes of it. Without other processes everything waits until it is asked for."""

    def __init__(self, executor: Executor, root: Path) -> None:
        self._executor = executor
        self._root = root
        self._texts: Future[Texts] | None = None
        self._pending: list[Future[dict[str, str]]] = []
        self._converted: dict[str, str] = {}

    def begin(self, language: str) -> None:
        """Hand out all there is to do for a site in this language."""
        if isinstance(self._executor, InlineExecutor):
            return
        self._texts = self._executor.submit(_read_texts, self._root, language)
        self._pending = [self._executor.submit(_convert, self._root, language, part) for part in range(PARTS)]

    def texts(self, language: str) -> "Texts":
        """Give all texts."""
        return self._texts.result() if self._texts else _read_texts(self._root, language)

    def converted(self, jobs: "Iterable[Job]") -> Mapping[str, str]:
        """Give what has been made of the narratives in these jobs: Markdown → HTML, neither aimed nor cleaned."""
        from atlas.model.job import PageJob
        from atlas.model.page import ProfilePage

        pages = (job.page for job in jobs if isinstance(job, PageJob))
        wanted = [page.narrative.text for page in pages if isinstance(page, ProfilePage) and page.narrative]
        while wanted and self._pending:
            self._converted |= self._pending.pop(0).result()
        return {text: self._converted[text] for text in wanted if text in self._converted}


def _read_texts(root: Path, language: str) -> "Texts":
    from atlas.load.documents import read_documents

    return read_documents(root, language)


def _convert(root: Path, language: str, part: int) -> dict[str, str]:
    from atlas.load.bodies import read_bodies
    from atlas.render.prose import convert

    return {body: convert(body, language) for body in read_bodies(root, part, PARTS)}
