"""The edition before: found among the frozen ones, and read from its own files, so that readers can be told what changed."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.record import read_record
from atlas.model.edition import Archive, FrozenEdition
from atlas.model.site import Site
from atlas.plan.routes import Routes
from atlas.publish import edition as archive


def with_forerunner(root: Path, site: Site, freezing: str) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Give the site with what the edition before it published. `freezing`: id of the edition that is being made, "" for the living site."""
    before = forerunner(site.archive, freezing, site.config.edition)
    if before is None:
        return site, ()
    folder = Routes(before.language).indicator_table("", "").removesuffix(".")
    paths = sorted(path for path in before.files if path.startswith(folder) and path.endswith(".json"))
    contents: Iterable[bytes] = (archive.read(root, path, before.files[path], before.edition.id) for path in paths)
    try:
        record = read_record(before.edition.title, contents)
    except (ValueError, KeyError, TypeError) as error:
        where = Location(file=f"{archive.FOLDER}/{before.edition.id}/{archive.MANIFEST}")
        return site, (diagnostic("A460", where, edition=before.edition.title, reason=error),)
    return replace(site, archive=replace(site.archive, before=record if paths else None)), ()


def forerunner(known: Archive, freezing: str, edition: str) -> FrozenEdition | None:
    """Find the newest frozen edition with all themes that is older than this one."""
    announced = known.announced(freezing or edition)
    for one in known.frozen:
        own = one.edition.id == freezing or edition in (one.edition.id, one.edition.title)
        late = announced is not None and one.edition.date > announced.date
        if not own and not late and one.edition.kind != "partial":
            return one
    return None
