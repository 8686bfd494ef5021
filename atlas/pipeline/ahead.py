"""What a helper does while this process reads geometries and tables: read texts and convert them.

Only time depends on it: what was not done ahead is done where it is needed.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.base.team import Helper, Worker

if TYPE_CHECKING:
    from atlas.load.documents import Texts


class Ahead:
    """Work that is handed out early, and what comes of it. Without a helper everything waits until it is asked for."""

    def __init__(self, root: Path, worker: Worker | None = None) -> None:
        self._root = root
        self._helper = worker if isinstance(worker, Helper) else None
        self._read: tuple[Texts, Mapping[str, str]] | None = None
        self._begun = False

    def begin(self, language: str) -> None:
        """Hand out all there is to do for a site in this language."""
        if self._helper and not self._begun:
            self._begun = True
            self._helper.tell(_read_on, self._root, language)

    def texts(self, language: str) -> "Texts":
        """Give all texts."""
        return self._heard()[0] if self._begun else _read_texts(self._root, language)

    def converted(self) -> Mapping[str, str]:
        """Give what has been made of narratives: Markdown → HTML, neither aimed nor cleaned."""
        return self._heard()[1] if self._begun else {}

    def _heard(self) -> "tuple[Texts, Mapping[str, str]]":
        if self._read is None:
            assert self._helper is not None
            self._read = self._helper.hear()
        return self._read


def _read_on(root: Path, language: str) -> "tuple[Texts, dict[str, str]]":
    from atlas.render.prose import convert

    texts = _read_texts(root, language)
    return texts, {text.body: convert(text.body, language) for text in texts[0]}


def _read_texts(root: Path, language: str) -> "Texts":
    from atlas.load.documents import read_documents

    return read_documents(root, language)
