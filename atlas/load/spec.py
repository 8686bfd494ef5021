"""The shape of `site.yaml`: which keys there are, what they may hold, and the words an editor shows beside them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from atlas.load.ages import AgesSpec
from atlas.load.design import DesignSpec
from atlas.load.editions import EditionSpec, ErratumSpec
from atlas.load.entrances import EntranceSpec
from atlas.load.policy import ReviewSpec
from atlas.load.protection import ProtectionSpec
from atlas.load.publishing import PublishSpec
from atlas.load.recipe import KeyRecipe, TableSpec
from atlas.load.schema import shape
from atlas.load.strict import Id, Strict, Text
from atlas.model.extras import Extra

_ADDRESS = r"^(https?://\S+)?$"


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
    public: Annotated[bool, Field(description="Released, where release is marked")] = False
    released: Annotated[
        Text, Field(description="Column that says with ja, yes, true, x or 1: this area is released; without it all of a public level are")
    ] = ""
    dissolve: Annotated[Dissolve | None, Field(description="Instead of a file: merge the next finer level")] = None
    nested: Annotated[bool, Field(description="false: a division of its own, whose borders do not keep to the other levels")] = True
    members: Annotated[Text, Field(description="nested: false: the crosswalk that says what other areas of the atlas it is made of")] = ""


class ReferenceSpec(Strict):
    """An area that figures are compared with, outside of the atlas: it has no map and no profile."""

    key: Annotated[Text, Field(description="Its key in the tables")]
    name: Annotated[Text, Field(description="Its name, such as Nordrhein-Westfalen")]


class Fixed(Strict):
    """The same for every row."""

    fixed: Annotated[Text, Field(description="The one value for all rows")]


class CrosswalkSpec(Strict):
    """A table that says what part of a unit with other borders lies in which area."""

    id: Annotated[Id, Field(description="Short name, for the tables that use it")]
    file: Annotated[str, Field(description="CSV or another table: a row per unit and area")]
    source: Annotated[Text, Field(alias="from", description="Column with the key of the unit")] = "from"
    target: Annotated[Text, Field(alias="to", description="Column with the key of the area; empty: outside of the atlas")] = "to"
    weight: Annotated[Text, Field(description="Column with the part of the unit in the area, 0 to 1; without it the whole unit")] = ""
    until: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[Fixed, Tag("~mapping")],
        Discriminator(shape),
        Field(description="Column with the last period of the unit's borders, or {fixed: period}; without it they hold always"),
    ] = ""
    keys: Annotated[KeyRecipe, Field(description="How keys of areas in this file become keys of the atlas")] = Field(
        default_factory=KeyRecipe
    )
    note: Annotated[Text, Field(description="How the parts were found, in a sentence for readers")] = ""


class GeographySpec(Strict):
    """Levels, from the whole to the parts, and how they are drawn."""

    levels: Annotated[tuple[LevelSpec, ...], Field(description="From the whole to the parts")]
    crs: Annotated[Text, Field(description="Projected reference system of the maps, such as EPSG:25832")] = ""
    tolerance: Annotated[float | None, Field(gt=0, description="Metres of simplification for drawings")] = None
    main: Annotated[Text, Field(description="Level that pages show first; the last one otherwise")] = ""
    references: Annotated[
        tuple[ReferenceSpec, ...], Field(description="Areas to compare with that are not on the map: a Land, the Bund")
    ] = ()
    crosswalks: Annotated[tuple[CrosswalkSpec, ...], Field(description="From other borders to the areas of the atlas")] = ()


class MapLayerSpec(Strict):
    """A layer for orientation on the map."""

    title: Annotated[Text, Field(description="What readers see in the legend")]
    file: Annotated[str, Field(description="GeoJSON, GeoPackage, Shapefile or TopoJSON with surfaces or lines")]
    layer: Annotated[Text, Field(description="Layer of a GeoPackage or TopoJSON with several")] = ""
    kind: Annotated[Literal["water", "green", "rail", "road"], Field(description="Its look")]
    under: Annotated[bool, Field(description="Draw it under the areas, so that it shows where they leave it free; else over them")] = False


class PlacesSpec(Strict):
    """A file of places."""

    file: Annotated[str, Field(description="GeoJSON or another geometry file with points; or a table, then with x and y")]
    layer: Annotated[Text, Field(description="Layer of a GeoPackage or TopoJSON with several")] = ""
    title: Annotated[Text, Field(description="Column with the name")] = "name"
    kind: Annotated[Text, Field(description="Column with what it is, such as Kita")] = "kind"
    link: Annotated[Text, Field(description="Column with an address on the web")] = ""
    hidden: Annotated[Text, Field(description="Column that says with yes, ja, true, x or 1: show no point")] = ""
    x: Annotated[Text, Field(description="Of a table: column with the coordinate to the east, or the longitude")] = ""
    y: Annotated[Text, Field(description="Of a table: column with the coordinate to the north, or the latitude")] = ""
    crs: Annotated[
        Text, Field(description="Of a table: reference system of its coordinates, such as EPSG:25832; else longitude and latitude")
    ] = ""
    released: Annotated[Text, Field(description="Column that says with ja, yes, true, x or 1: released, where release is marked")] = ""


class MapSpec(Strict):
    """What maps show besides areas."""

    layers: Annotated[tuple[MapLayerSpec, ...], Field(description="Water, green, rail, roads: drawn over the areas")] = ()
    places: Annotated[tuple[PlacesSpec, ...], Field(description="Places as points, with a list")] = ()


class StreetsSpec(Strict):
    """A table of streets, so that the search finds the area one lives in."""

    file: Annotated[str, Field(description="CSV or another table: a row per street, or per part of one")]
    street: Annotated[Text, Field(description="Column with the name of the street")] = "street"
    numbers: Annotated[Text, Field(description="Column with the house numbers of this part, as readers should see them")] = ""
    postcode: Annotated[Text, Field(description="Column with the postcode")] = ""
    area: Annotated[Text, Field(description="Column with the key of the area")] = "area"
    keys: Annotated[KeyRecipe, Field(description="How keys of areas in this file become keys of the atlas")] = Field(
        default_factory=KeyRecipe
    )


class ProfileSpec(Strict):
    """What profiles show first."""

    core: Annotated[tuple[Text, ...], Field(description="Five to ten core indicators, in order")] = ()
    population: Annotated[Text, Field(description="Series shown as inhabitants in the head of a profile")] = ""
    ages: Annotated[AgesSpec | None, Field(description="Age structure: two counts per age group")] = None


class SmallBaseSpec(Strict):
    """When a figure is of limited reliability: then it stands in brackets, with an interval."""

    denominator: Annotated[float, Field(ge=0, description="Shares and rates of fewer than this, and surveys of fewer persons")] = 100
    numerator: Annotated[float, Field(ge=0, description="Shares and rates with fewer cases than this")] = 10


class ComparisonSpec(Strict):
    """The words of comparison, and since when development is told."""

    similar: Annotated[float, Field(ge=0, description="Up to so many standard deviations a figure is called much the same")] = 0.25
    far: Annotated[float, Field(ge=0, description="Beyond so many standard deviations it is called far higher or lower")] = 1.0
    fewest: Annotated[int, Field(ge=2, description="With fewer figures there are no words")] = 5
    base: Annotated[Text, Field(description="Period since which development is told; the first comparable one otherwise")] = ""


class CatalogueSpec(Strict):
    """What portals of open data (GovData) ask besides."""

    contributor: Annotated[str, Field(pattern=_ADDRESS, description="Your address in the list of contributors of DCAT-AP.de")] = ""
    area: Annotated[
        str, Field(pattern=_ADDRESS, description="Address of your area, by its key: http://dcat-ap.de/def/politicalGeocoding/…")
    ] = ""
    level: Annotated[
        Literal["", "federal", "state", "administrativeDistrict", "municipality"], Field(description="Level of administration")
    ] = ""


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
    design: Annotated[DesignSpec, Field(description="Colours, logo and fonts of the city")] = Field(default_factory=DesignSpec)
    geography: Annotated[GeographySpec, Field(description="Areas and maps")]
    indicators: Annotated[str, Field(description="File with the register of indicators")]
    bibliography: Annotated[str, Field(description="File with the literature that texts cite: CSL-JSON (.json) or BibTeX (.bib)")] = ""
    map: Annotated[MapSpec, Field(description="What maps show besides areas")] = Field(default_factory=MapSpec)
    streets: Annotated[StreetsSpec | None, Field(description="Streets and postcodes, for the search")] = None
    analyses: Annotated[str, Field(description="File with typologies, rules, targets and scenarios")] = ""
    profile: Annotated[ProfileSpec, Field(description="What profiles show first")] = Field(default_factory=ProfileSpec)
    entrances: Annotated[tuple[EntranceSpec, ...], Field(description="Pages for audiences and stages of life")] = ()
    uncertainty: Annotated[SmallBaseSpec | None, Field(description="Small bases: figures in brackets, with an interval")] = None
    comparison: Annotated[ComparisonSpec, Field(description="Words of comparison, base of development")] = Field(
        default_factory=ComparisonSpec
    )
    check: Annotated[ReviewSpec, Field(description="How atlas check reviews texts and pages")] = Field(default_factory=ReviewSpec)
    tables: Annotated[tuple[TableSpec, ...], Field(description="Where the figures come from")] = ()
    release: Annotated[
        Literal["all", "marked"] | None,
        Field(description="What the public atlas holds: all, or marked, only what is marked as public; every atlas decides"),
    ] = None
    protection: Annotated[ProtectionSpec | None, Field(description="How figures about few people are kept back; every atlas decides")] = (
        None
    )
    catalogue: Annotated[CatalogueSpec, Field(description="For portals of open data")] = Field(default_factory=CatalogueSpec)
    extras: Annotated[
        tuple[Extra, ...], Field(description="What every build makes besides pages, tables and JSON; frozen editions have all")
    ] = ()
    publish: Annotated[PublishSpec, Field(description="Where atlas publish brings the atlas")] = Field(default_factory=PublishSpec)
    editions: Annotated[tuple[EditionSpec, ...], Field(description="Editions that are frozen, or will be")] = ()
    errata: Annotated[tuple[ErratumSpec, ...], Field(description="Figures of frozen editions that were wrong")] = ()
    moved: Annotated[Mapping[str, tuple[Text, ...]], Field(description="What is no longer there (area:0101) → what took its place")] = (
        Field(default_factory=dict)
    )
