"""Files that readers take home besides plain tables: figures with all that must be known of them, and descriptions of files for machines and for people.

No slots: see docs/decisions/006-values-on-the-way.md.
"""

from typing import Literal

from msgspec import Struct

from atlas.model.cells import Cells

Cut = Literal["area", "indicator", "theme", "atlas"]
"""What a file is about: one area with those around it, one indicator, one Handlungsfeld, or everything."""


class Imprint(Struct, frozen=True, kw_only=True):
    """Whose figures they are, and on what terms they may be used."""

    title: str
    place: str
    publisher: str
    edition: str
    date: str
    licence: str
    licence_url: str
    url: str
    language: str
    notice: str


class DataArea(Struct, frozen=True, kw_only=True):
    """An area as a file names it."""

    key: str
    name: str
    level: str
    parent: str
    since: str


class DataIndicator(Struct, frozen=True, kw_only=True):
    """An indicator as a file names it; `href` leads from the root of the site to all that is known of it."""

    id: str
    title: str
    unit: str
    decimals: int
    periods: tuple[str, ...]
    href: str


class About(Struct, frozen=True, kw_only=True):
    """What must be known to use an indicator, as (name, words) in the order of reading, and as (name, list); empty ones are left out.

    `breaks`: inner borders of the classes on its maps, rising.
    """

    words: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    breaks: tuple[float, ...]


class DataNote(Struct, frozen=True, kw_only=True):
    """A note on one value."""

    area: str
    indicator: str
    period: str
    note: str


class DataJob(Struct, frozen=True, kw_only=True):
    """Figures in one of the forms of `render.downloads`: `form` is its ending.

    `cells` hold the figures of `indicators` in equal shares of the `areas`, in their order. `about` goes with `indicators`; it is empty where only their names are said. `page`: address of the
    page with the same figures, from the root of the site.
    """

    path: str
    form: str
    cut: Cut
    id: str
    title: str
    page: str
    imprint: Imprint
    areas: tuple[DataArea, ...]
    indicators: tuple[DataIndicator, ...]
    about: tuple[About, ...]
    cells: tuple[Cells, ...]
    notes: tuple[DataNote, ...]


class ShapesJob(Struct, frozen=True, kw_only=True):
    """Areas with their figures in one of the forms of `render.shapes`: `form` is its ending.

    `geometries` (GeoJSON as text, WGS 84) go with `areas`; `values` (rounded as printed, NaN where there is no number) and `status` go with `columns`, and
    have an entry per area each.
    """

    path: str
    form: str
    name: str
    attribution: str
    areas: tuple[DataArea, ...]
    geometries: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    status: tuple[bytes, ...]


class DataFile(Struct, frozen=True, kw_only=True):
    """A file as a description names it: its address from the root of the site, what it is about, and its words for readers."""

    path: str
    cut: str
    id: str
    title: str
    text: str


class DescriptionJob(Struct, frozen=True, kw_only=True):
    """A description of files; `kind` is a key of `render.describe.KINDS`. `folder`: where the files lie, from the root of the site."""

    path: str
    kind: str
    folder: str
    imprint: Imprint
    files: tuple[DataFile, ...]
