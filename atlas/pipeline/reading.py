"""Reads what a build wrote as its readers can, before it is put in place: no file may show what is kept back.

Published figures have been attacked as a whole; here every number that has an address in a file is held against them, and all else is searched for the very
figures that are kept back. Only files made anew are read, unless figures changed. An atlas that keeps nothing back is not read at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.team import Team, hand_out
from atlas.publish.store import Written
from atlas.publish.writer import Staging

if TYPE_CHECKING:
    from atlas.load.agreement import Figures
    from atlas.load.page_cells import Mention, Words
    from atlas.model.geography import Geography
    from atlas.model.passage import Passage
    from atlas.model.site import Site
    from atlas.pipeline.disclosure import Protected
    from atlas.pipeline.sources import Data, Loaded
    from atlas.statistics.sightings import Names, Secret, Sighting

Found = tuple[Diagnostic, ...]

LIMIT = 20
"""So many findings of a kind are told."""
SHARES = 8
"""Files are read in so many parts, to share the work."""


def read_made(
    loaded: "Loaded",
    folder: Staging,
    made: Mapping[str, Written],
    anew: bool,
    team: Team,
    again: "Callable[[], tuple[Data, Protected]]",
) -> Found:
    """Read files (path → size and all) in the new folder. `anew`: figures are as before, and these are the files that changed.

    `again` loads all data once more, where disclosure control did not have to run: only if a changed text may hold what is kept back.
    """
    if not made or not _keeps_back(loaded.site, loaded.outlook.geography):
        return ()
    from atlas.load.agreement import Figures, widened
    from atlas.load.page_cells import Words
    from atlas.model.ages import PREFIX, with_ages
    from atlas.statistics.sightings import Names

    site, geography = loaded.site, replace(loaded.outlook.geography, drawings=())
    panels = {**site.figures, **{f"{PREFIX}{name}": panel for name, panel in site.ages.items()}}
    register = with_ages(site.register, site.config.ages)
    register = replace(register, indicators=tuple(one for one in register.indicators if one.id in panels))
    figures = Figures(panels=widened(panels, site.geography, geography), register=register)
    words = Words(geography=geography, register=register, language=site.config.language, only=figures.gaps)
    names = Names(geography=geography, register=site.register, language=site.config.language)
    reader = Reader(folder=folder, words=words, figures=figures, names=names)
    if loaded.protected is None and anew:
        found = reader.read(tuple(made))
        return (*found, *_read_said(reader, made, site, again))
    reader = _with_secrets(reader, site, loaded.protected or again()[1])
    read = dict(hand_out(team, reader.read, _shares(made, 1 if len(team) == 1 else SHARES)))
    return tuple(one for number in sorted(read) for one in read[number])


class Reader(Struct, frozen=True, kw_only=True):
    """Reads files. `kept_back`: the figures to search for, with the numbers that are known (by indicator)."""

    folder: Staging
    words: "Words"
    figures: "Figures"
    names: "Names"
    kept_back: "tuple[Secret, ...]" = ()
    known: Mapping[str, set[float]] | None = None

    def read(self, paths: Sequence[str]) -> Found:
        """Read some files; gives what must not be published."""
        from atlas.load.output import pieces_of
        from atlas.statistics.sightings import find_sightings

        unreadable: list[str] = []
        seen: list[Mention] = []
        said: list[Passage] = []
        for piece in pieces_of(((path, self.folder.read(path)) for path in paths), self.words):
            unreadable += [piece.name] if piece.unreadable else []
            seen += self.figures.differing(piece.records) if piece.records else self.figures.unexplained(piece.mentions)
            said += piece.passages if self.kept_back else ()
        sightings = find_sightings(said, self.kept_back, self.known, self.names) if self.known is not None else ()
        geography = self.words.geography
        return (
            *report_unreadable(unreadable),
            *report_mentions(seen, geography, self.figures),
            *report_sightings(sightings, geography),
        )


def report_unreadable(names: Iterable[str]) -> Iterator[Diagnostic]:
    """Tell of files that nobody can read."""
    for name, _ in zip(names, range(LIMIT), strict=False):
        yield diagnostic("A652", Location(file=name))


def report_mentions(seen: Iterable["Mention"], geography: "Geography", figures: "Figures | None" = None) -> Iterator[Diagnostic]:
    """Tell of numbers and colours that stand somewhere although their cell is kept back, or is another one in the published figures."""
    for one, _ in zip(seen, range(LIMIT), strict=False):
        code = "A655" if figures and not figures.hides(one) else "A654" if one.coloured else "A622"
        yield diagnostic(
            code,
            Location(file=one.file),
            name=geography.areas[one.rows[0]].name,
            indicator=one.indicators[0],
            period=one.period,
            number=f"{one.number + one.coloured:g}",
        )


def report_sightings(sightings: Iterable["Sighting"], geography: "Geography") -> Iterator[Diagnostic]:
    """Tell of passages that hold what is kept back."""
    for one, _ in zip(sightings, range(LIMIT), strict=False):
        yield diagnostic(
            "A653",
            Location(file=one.file),
            name=geography.areas[one.secret.row].name,
            indicator=one.secret.indicator,
            period=one.secret.period,
            number=one.written,
        )


def _keeps_back(site: "Site", whole: "Geography") -> bool:
    from atlas.model.panel import Status

    panels = (*site.figures.values(), *site.ages.values())
    return len(site.geography.areas) < len(whole.areas) or any(bool((panel.status == Status.CONFIDENTIAL).any()) for panel in panels)


def _with_secrets(reader: Reader, site: "Site", protected: "Protected") -> Reader:
    from atlas.statistics.sightings import known_numbers, secrets

    kept_back = secrets(protected.account, protected.figures, protected.outlook.register)
    return replace(reader, kept_back=kept_back, known=known_numbers(site.register, site.figures, site.findings))


def _shares(made: Mapping[str, Written], count: int) -> list[list[str]]:
    """Part files into shares of about the same size."""
    ordered = sorted(made, key=lambda path: (-made[path].size, path))
    return [share for first in range(count) if (share := ordered[first::count])]


def _read_said(
    reader: Reader, made: Mapping[str, Written], site: "Site", again: "Callable[[], tuple[Data, Protected]]"
) -> Iterator[Diagnostic]:
    """Search what pages say that they did not say before; what is kept back is worked out once more only if they name its area and indicator."""
    from atlas.load.output import pieces_of
    from atlas.statistics.sightings import find_sightings

    gaps = reader.figures.gaps
    said: list[Passage] = []
    for path in made:
        now, before = (
            {one for piece in pieces_of([(path, content)], reader.words) for one in piece.passages}
            for content in (reader.folder.read(path), reader.folder.former(path))
        )
        said += [one for one in now - before if reader.names.concerns(one, gaps)]
    if said:
        full = _with_secrets(reader, site, again()[1])
        yield from report_sightings(find_sightings(said, full.kept_back, full.known or {}, full.names), reader.words.geography)
