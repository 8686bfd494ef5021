"""From the built folder to where readers get it: `atlas publish`, and the rules for the server that goes with it: `atlas headers`."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.base.team import default_workers, open_team
from atlas.load.config import load_config
from atlas.load.publishing import PublishSpec
from atlas.publish.delivery import STATE, Change, Item, built, compare, read_state, sizes, stage
from atlas.publish.headers import FILES, SERVERS, Rules, read_rules
from atlas.publish.store import FOLDER as CACHE
from atlas.publish.store import Store
from atlas.publish.targets import BucketTarget, FolderTarget, Target, open_target
from atlas.publish.writer import INTERNAL_TEXT, MARKER, refuse, unchanged

SITE = Location(file="site.yaml")


class Delivery(Struct, frozen=True, kw_only=True):
    """What is published, or would be: the target, what changes there, and by kind of file how many there are and how large they are together."""

    target: str
    change: Change
    sizes: Mapping[str, tuple[int, int]]
    files: int
    bytes: int


def deliver(root: Path, out: Path, word: str = "", *, dry: bool = False) -> Delivery:
    """Publish a built folder; with `dry` only say what would change. Raises AtlasError if there is no atlas in it, or it may not go there."""
    root, out = root.resolve(), out.resolve()
    said, base = _settings(root)
    ready(root, out)
    name = word or said.target
    target = open_target(name, root)
    internal = (out / MARKER).read_text(encoding="utf-8") == INTERNAL_TEXT
    _allowed(root, target, name, internal=internal)
    folder = root / CACHE / ("delivery-internal" if internal else "delivery")
    rules = read_rules(out, base, built(out))
    own = {path: content for server in said.headers for path, content in FILES[server](rules).items()}
    with Store(root).alone(), open_team("auto", default_workers()) as team:
        now = stage(out, folder, own, team if said.compress else None)
        if isinstance(target, BucketTarget):
            now = {path: item for path, item in now.items() if not item.of}
        _within(said, now)
        change = compare(read_state(target.read(STATE)), now)
        if change and not dry:
            target.put(folder, now, change)
    return Delivery(target=name, change=change, sizes=sizes(now), files=len(now), bytes=sum(item.size for item in now.values()))


def headers(root: Path, out: Path, server: str) -> str:
    """Write the rules for one of `SERVERS`, as the built folder needs them. Raises AtlasError if nothing is built."""
    _, base = _settings(root.resolve())
    _built(out)
    rules: Rules = read_rules(out, base, built(out))
    return SERVERS[server](rules)


def _settings(root: Path) -> tuple[PublishSpec, str]:
    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    path = urlsplit(spec.settings.url).path
    return spec.settings.publish, f"/{path.strip('/')}/" if path.strip("/") else "/"


def _built(out: Path) -> None:
    if not (out / MARKER).is_file() or not (out / "index.html").is_file():
        raise AtlasError([diagnostic("A720", Location(file=str(out)))])


def ready(root: Path, out: Path) -> None:
    """See that a whole atlas lies there, as it was built. Raises AtlasError otherwise."""
    _built(out)
    files = Store(root).manifest(out).files
    changed = sorted(set(files) - set(unchanged(out, files)))
    if changed:
        raise AtlasError([diagnostic("A721", Location(file=str(out)), path=changed[0], count=len(changed))])


def _allowed(root: Path, target: Target, name: str, *, internal: bool) -> None:
    """An internal atlas never goes where a public one is; a folder that is not ours is never replaced."""
    if isinstance(target, FolderTarget):
        found = refuse(root, target.path, internal=internal)
        if found:
            raise AtlasError(found)
    held = target.read(MARKER)
    if internal and held is not None and held.decode(errors="replace") != INTERNAL_TEXT:
        raise AtlasError([diagnostic("A641", Location(file=name))])


def _within(said: PublishSpec, now: Mapping[str, Item]) -> None:
    size = sum(item.size for item in now.values()) / 1e6
    found = []
    if said.megabytes is not None and size > said.megabytes:
        found.append(diagnostic("A725", SITE, size=f"{size:.1f}", most=f"{said.megabytes:g}", kind=next(iter(sizes(now)))))
    if said.files is not None and len(now) > said.files:
        found.append(diagnostic("A726", SITE, count=len(now), most=said.files))
    if found:
        raise AtlasError(found)
