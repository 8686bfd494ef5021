"""What is made of an atlas besides its pages, by command: a hand-out of a few areas, and the whole as one file to take along."""

from collections.abc import Sequence
from pathlib import Path

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic, failed, suggestion
from atlas.base.language import translate
from atlas.base.text import slug
from atlas.load.config import load_config
from atlas.model.geography import Area
from atlas.model.site import Site
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.delivery import ready
from atlas.pipeline.sources import engine_digest, load_site
from atlas.publish.bundle import write_bundle, write_document
from atlas.publish.store import Store

SITE = Location(file="site.yaml")
MOST_COMPARED = 5


def hand_out(root: Path, words: Sequence[str], indicators: Sequence[str], title: str, file: Path) -> None:
    """Print areas, named by key or name, side by side by some indicators (the core indicators without any). Raises AtlasError for names nobody has."""
    from atlas.plan.desk import make_desk
    from atlas.plan.paper import handout
    from atlas.render.jobs import render

    root = root.resolve()
    loaded = load_site(root, Store(root), engine_digest(), Ahead(root), {})
    if failed(loaded.found):
        raise AtlasError(loaded.found)
    site = loaded.site
    areas, found = _areas(site, words)
    known = [one.id for one in site.register.indicators]
    found += tuple(diagnostic("A732", SITE, name=name, near=suggestion(name, known)) for name in indicators if name not in known)
    if len(words) > MOST_COMPARED:
        found += (diagnostic("A733", SITE, count=len(words), most=MOST_COMPARED),)
    if found:
        raise AtlasError(found)
    say = translate(site.config.language)
    names = ", ".join(area.name for area in areas)
    job = handout(make_desk(site), areas, indicators, title or say("Comparison"), names)
    (printed,) = render([job], site.theme, site.config.language)
    write_document(file.resolve(), printed)


def bundle(root: Path, out: Path, file: Path | None) -> tuple[Path, int]:
    """Pack a built folder into one file; gives its place and the number of files in it. Raises AtlasError if no atlas lies there as it was built."""
    root, out = root.resolve(), out.resolve()
    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    ready(root, out)
    said = spec.settings
    name = "-".join(part for part in (slug(said.title), slug(said.edition)) if part)
    say = translate(said.language)
    note = say("README.txt"), say("Unpack this folder and open index.html in a browser. It needs no network and no installation.") + "\r\n"
    target = (file or root / f"{name}.zip").resolve()
    return target, write_bundle(out, target, name, note)


def _areas(site: Site, words: Sequence[str]) -> tuple[list[Area], tuple[Diagnostic, ...]]:
    by_word = {word.casefold(): area for area in reversed(site.geography.areas) for word in (area.key, area.name)}
    names = [name for area in site.geography.areas for name in (area.key, area.name)]
    found = tuple(diagnostic("A731", SITE, name=word, near=suggestion(word, names)) for word in words if word.casefold() not in by_word)
    return [by_word[word.casefold()] for word in words if word.casefold() in by_word], found
