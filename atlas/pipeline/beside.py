"""A build beside frozen editions: may readers of both work out what one of them keeps back? Asked only when figures or editions changed."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.base.diagnostics import Diagnostic
from atlas.publish import edition as archive
from atlas.publish.store import Manifest
from atlas.publish.writer import Staging

if TYPE_CHECKING:
    from atlas.model.edition import FrozenEdition
    from atlas.pipeline.disclosure import Protected
    from atlas.pipeline.sources import Data, Loaded


def attack_beside(
    root: Path, loaded: "Loaded", before: Manifest, folder: Staging, paths: Iterable[str], again: "Callable[[], tuple[Data, Protected]]"
) -> tuple[Diagnostic, ...]:
    """Attack the tables of indicators in the new folder (`paths`: all files there) together with those of each frozen edition.

    `before`: what the last build was made of; `again` loads all data once more, where disclosure control did not have to run.
    """
    same = loaded.data == before.data and _manifests(loaded.sources) == _manifests(before.sources)
    if same or not loaded.site.archive.frozen:
        return ()
    from atlas.pipeline.audit import attack_editions, is_table

    def archived(frozen: "FrozenEdition", path: str) -> bytes:
        return archive.read(root, path, frozen.files[path], frozen.edition.id)

    account = (loaded.protected or again()[1]).account
    tables = [(path, folder.read(path)) for path in sorted(paths) if is_table(path, loaded.site.config.language)]
    return attack_editions(loaded.site, loaded.outlook, account, tables, archived)


def _manifests(sources: Mapping[str, str]) -> dict[str, str]:
    """Give the digests of the manifests of frozen editions."""
    return {path: known for path, known in sources.items() if path.startswith(f"{archive.FOLDER}/")}
