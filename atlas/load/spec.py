"""The shape of `site.yaml`: which keys there are, what they may hold, and the words an editor shows beside them."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from atlas.load.protection import ProtectionSpec
from atlas.load.recipe import KeyRecipe, TableSpec
from atlas.load.schema import shape
from atlas.load.strict import Id, Strict, Text


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


class Prefix(Strict):
    """The parent is named by the first characters of the key."""

    prefix: Annotated[int, Field(ge=1, description="Number of characters")]


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
    bibliography: Annotated[str, Field(description="File with the literature that texts cite: CSL-JSON (.json) or BibTeX (.bib)")] = ""
    profile: Annotated[ProfileSpec, Field(description="What profiles show first")] = Field(default_factory=ProfileSpec)
    tables: Annotated[tuple[TableSpec, ...], Field(description="Where the figures come from")] = ()
    protection: Annotated[ProtectionSpec | None, Field(description="How figures about few people are kept back; every atlas decides")] = (
        None
    )
