"""What the page of changes between two editions shows, as frozen values. Addresses (`href`) are relative to the root of the site, empty for what is gone."""

from msgspec import Struct

from atlas.model.frame import Link


class Reworded(Struct, frozen=True, kw_only=True):
    """Something that is said in other words than before; `name` is a key of `render.workbook.names`, or empty."""

    subject: Link
    name: str
    old: str
    new: str


class Revised(Struct, frozen=True, kw_only=True):
    """A figure that both editions show, and not alike; numbers in the indicator's unit."""

    area: Link
    period: str
    old: float
    new: float


class Revision(Struct, frozen=True, kw_only=True):
    """The figures of an indicator against the edition before: periods that are new, how many figures were revised, came, or are no longer shown.

    `examples`: some of the revised ones, the largest changes first. What is no longer shown is not repeated.
    """

    subject: Link
    decimals: int
    unit: str
    periods: tuple[str, ...]
    revised: int
    came: int
    went: int
    examples: tuple[Revised, ...]


class ChangesPage(Struct, frozen=True, kw_only=True):
    """What is new in an edition. `before`: the edition it is compared with, None for the first; `feed`: address of the Atom feed, or empty."""

    edition: str
    before: Link | None
    remarks: tuple[str, ...]
    came: tuple[Link, ...]
    went: tuple[Link, ...]
    reworded: tuple[Reworded, ...]
    borders: tuple[Reworded, ...]
    areas_came: tuple[Link, ...]
    areas_went: tuple[Link, ...]
    areas_changed: tuple[Reworded, ...]
    revisions: tuple[Revision, ...]
    feed: str

    @property
    def unchanged(self) -> bool:
        """Tell whether nothing differs."""
        found = (self.came, self.went, self.reworded, self.borders, self.areas_came, self.areas_went, self.areas_changed, self.revisions)
        return not any(found)
