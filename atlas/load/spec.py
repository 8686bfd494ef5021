"""The shape of `site.yaml`: which keys there are, what they may hold, and the words an editor shows beside them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from atlas.load.protection import ProtectionSpec
from atlas.load.schema import shape
from atlas.load.strict import Id, Strict, Text

StatusName = Literal[
    "zero", "below_half", "confidential", "unknown", "pending", "unreliable", "not_applicable", "not_collected"
]  # the lower-case names of model.panel.Status that need no number of their own


class ContactSpec(Strict):
    """Whom readers ask."""

    name: Annotated[Text, Field(description="Office or person")]
    email: Annotated[str, Field(description="Address for questions")] = ""
    phone: Annotated[Text, Field(description="Telephone number, in quotation marks")] = ""


class LicenceSpec(Strict):
    """Terms of reuse of the atlas' figures."""

    id: Annotated[str, Field(description="Identifier, such as dl-de/by-2.0")]
    title: Annotated[str, Field(description="Full title")]
    url: Annotated[str, Field(description="Address of the text of the licence")] = ""


class KeyRecipe(Strict):
    """How keys of a file become keys of the atlas: strip, pad, prefix, then map."""

    strip: Annotated[Text, Field(description="Text taken off the beginning of the key, or else off its end")] = ""
    pad: Annotated[int, Field(ge=0, le=20, description="Length to which keys are filled with leading zeros")] = 0
    prefix: Annotated[Text, Field(description="Text put in front")] = ""
    map: Annotated[Mapping[str, Text], Field(description="Key as in the file, or as made so far → key of the atlas")] = Field(
        default_factory=dict
    )


class TableKeys(KeyRecipe):
    """The recipe for keys in a table."""

    empty: Annotated[Text, Field(description="Key of rows whose area cell is empty")] = ""


class Prefix(Strict):
    """The parent is named by the first characters of the key."""

    prefix: Annotated[int, Field(ge=1, description="Number of characters")]


class Fixed(Strict):
    """The same for every row."""

    fixed: Annotated[Text, Field(description="The one value for all rows")]


class Dissolve(Strict):
    """A level without a file: the areas of the next finer level merged."""

    key: Annotated[Text, Field(description="Key of the one area, or column of the finer level with the keys")]
    name: Annotated[Text, Field(description="Name of the one area, or column of the finer level with the names")]


class LevelSpec(Strict):
    """One layer of the territorial division."""

    id: Annotated[Id, Field(description="Short name used in addresses and files")]
    title: Annotated[Text, Field(description="What one area is called")]
    plural: Annotated[Text, Field(description="What several areas are called")]
    file: Annotated[str, Field(description="GeoJSON, GeoPackage, Shapefile or TopoJSON")] = ""
    layer: Annotated[Text, Field(description="Layer of a GeoPackage or TopoJSON with several")] = ""
    key: Annotated[Text, Field(description="Column with the key")] = "key"
    name: Annotated[Text, Field(description="Column with the name")] = "name"
    name_pattern: Annotated[str, Field(description="Regular expression whose first group is the name")] = ""
    parent: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[Prefix, Tag("~mapping")],
        Discriminator(shape),
        Field(description="Column with the key of the next coarser area, or {prefix: n}"),
    ] = ""
    since: Annotated[Text, Field(description="Column with the first period of these borders")] = ""
    note: Annotated[Text, Field(description="Column with a note on the borders")] = ""
    aliases: Annotated[Text, Field(description="Column with other names, separated by semicolons")] = ""
    keys: Annotated[KeyRecipe, Field(description="How keys of the file become keys of the atlas")] = Field(default_factory=KeyRecipe)
    dissolve: Annotated[Dissolve | None, Field(description="Instead of a file: merge the next finer level")] = None


class GeographySpec(Strict):
    """Levels, from the whole to the parts, and how they are drawn."""

    levels: Annotated[tuple[LevelSpec, ...], Field(description="From the whole to the parts")]
    crs: Annotated[Text, Field(description="Projected reference system of the maps, such as EPSG:25832")] = ""
    tolerance: Annotated[float | None, Field(gt=0, description="Metres of simplification for drawings")] = None
    main: Annotated[Text, Field(description="Level that pages show first; the last one otherwise")] = ""


class Rows(Strict):
    """Where the table begins."""

    header: Annotated[int, Field(ge=1, description="Row number of the header, as Excel shows it")] = 1


class TableSpec(Strict):
    """A table and how to read series from it."""

    file: Annotated[str, Field(description="CSV, TSV, TXT, XLSX, ODS or Parquet")]
    layout: Annotated[Literal["columns", "long", "periods"], Field(description="What a row and a column stand for")] = "columns"
    area: Annotated[Text, Field(description="Column with the key of the area")]
    period: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[Fixed, Tag("~mapping")],
        Discriminator(shape),
        Field(description="Column with the period, or {fixed: period}"),
    ] = ""
    series: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[Mapping[str, Text], Tag("~mapping")],
        Discriminator(shape),
        Field(description="columns: {column: series}; long and periods: column with the series' id, or {fixed: series}"),
    ]
    value: Annotated[Text, Field(description="long: column with the value")] = ""
    flags: Annotated[Text, Field(description="long: column with the letters p, r, s, b")] = ""
    periods: Annotated[
        Annotated[Literal["auto"], Tag("~text")] | Annotated[Mapping[str, Text], Tag("~mapping")],
        Discriminator(shape),
        Field(description="periods: {column: period}, or auto: every column that is a year"),
    ] = "auto"
    sheet: Annotated[Text, Field(description="Sheet of a workbook; the first otherwise")] = ""
    rows: Annotated[Rows, Field(description="Where the table begins")] = Field(default_factory=Rows)
    delimiter: Annotated[Literal["", ",", ";", "|", "tab"], Field(description="Sign between columns; found out otherwise")] = ""
    decimal: Annotated[Literal["", ",", "."], Field(description="Decimal sign; found out otherwise")] = ""
    thousands: Annotated[Literal["", ",", ".", " ", "'"], Field(description="Sign between groups of three digits")] = ""
    encoding: Annotated[Text, Field(description="utf-8, latin-1, cp1252 …; found out otherwise")] = ""
    keys: Annotated[TableKeys, Field(description="How keys of the table become keys of the atlas")] = Field(default_factory=TableKeys)
    skip: Annotated[tuple[Text, ...], Field(description="Area cells that are left out on purpose")] = ()
    missing: Annotated[Mapping[str, StatusName], Field(description="Signs of this table → status")] = Field(default_factory=dict)


class ProfileSpec(Strict):
    """What profiles show first."""

    core: Annotated[tuple[Text, ...], Field(description="Five to ten core indicators, in order")] = ()
    population: Annotated[Text, Field(description="Series shown as inhabitants in the head of a profile")] = ""


class Settings(Strict):
    """site.yaml: the configuration of an atlas."""

    title: Annotated[Text, Field(description="Title of the atlas")]
    place: Annotated[Text, Field(description="Name of the whole, used in sentences and column heads")]
    language: Annotated[Literal["de", "en"], Field(description="Language of the user interface, numbers and addresses")]
    edition: Annotated[Text, Field(description="Name of this edition, such as 2026")]
    publisher: Annotated[Text, Field(description="Who publishes the atlas")]
    contact: Annotated[ContactSpec, Field(description="Whom readers ask")]
    licence: Annotated[LicenceSpec, Field(description="Terms of reuse")]
    notice: Annotated[Text, Field(description="A sentence shown on every page")] = ""
    url: Annotated[str, Field(description="Where the atlas will be found, for absolute links")] = ""
    theme: Annotated[Text, Field(description="A folder below themes/, or base")] = "base"
    geography: Annotated[GeographySpec, Field(description="Areas and maps")]
    indicators: Annotated[str, Field(description="File with the register of indicators")]
    profile: Annotated[ProfileSpec, Field(description="What profiles show first")] = Field(default_factory=ProfileSpec)
    tables: Annotated[tuple[TableSpec, ...], Field(description="Where the figures come from")] = ()
    protection: Annotated[ProtectionSpec | None, Field(description="How figures about few people are kept back; every atlas decides")] = (
        None
    )
