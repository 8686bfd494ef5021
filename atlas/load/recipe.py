"""The shape of a table's recipe: which rows belong to it, what its columns are called, and where area, period and series of a cell stand."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from atlas.load.schema import shape
from atlas.load.strict import Strict, Text

StatusName = Literal[
    "zero", "below_half", "confidential", "unknown", "pending", "unreliable", "not_applicable", "not_collected"
]  # the lower-case names of model.panel.Status that need no number of their own


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str | int) else value


_ONE_OR_MORE = {"type": ["string", "number", "array"], "items": {"type": ["string", "number"]}}
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)]
"""One text or a list of them."""

Numbers = Annotated[
    tuple[Annotated[int, Field(ge=1)], ...],
    BeforeValidator(_listed),
    WithJsonSchema({"type": ["integer", "array"], "items": {"type": "integer"}}),
]


class Choice(Strict):
    """Which cells of a column are meant, other than by naming them."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    pattern: Annotated[str, Field(description="Regular expression for the whole cell")] = ""
    others: Annotated[Texts, Field(alias="not", description="Every cell but these")] = ()


Match = Annotated[
    Annotated[Texts, Tag("~text")] | Annotated[Choice, Tag("~mapping")],
    Discriminator(shape),
]
"""A cell, several cells, or {pattern: …} or {not: …}."""


class KeyRecipe(Strict):
    """How keys of a file become keys of the atlas: pattern, strip, pad, prefix, then map."""

    pattern: Annotated[str, Field(description="Regular expression; its first group is the key")] = ""
    strip: Annotated[Text, Field(description="Text taken off the beginning of the key, or else off its end")] = ""
    pad: Annotated[int, Field(ge=0, le=20, description="Length to which keys are filled with leading zeros")] = 0
    prefix: Annotated[Text, Field(description="Text put in front")] = ""
    map: Annotated[Mapping[str, Text], Field(description="Key as in the file, or as made so far → key of the atlas")] = Field(
        default_factory=dict
    )


class TableKeys(KeyRecipe):
    """The recipe for keys in a table."""

    empty: Annotated[Text, Field(description="Key of rows whose area cell is empty")] = ""
    also: Annotated[
        Mapping[str, Text], Field(description="Key of an area → key of another that has the same figures (a Land that is a Kreis as well)")
    ] = Field(default_factory=dict)


class Rows(Strict):
    """Which rows belong to the table, and which of them are its header."""

    header: Annotated[Numbers, Field(description="Row number of the header as Excel shows it, or those of several header rows")] = (1,)
    start: Annotated[
        Text,
        Field(description="Row that the header is counted from (it is row 1): its number, or the text that one of its cells begins with"),
    ] = ""
    end: Annotated[Text, Field(description="First row after the table: its number, or the text that one of its cells begins with")] = ""
    where: Annotated[Mapping[str, Match], Field(description="Column → cells of the rows that are read")] = Field(default_factory=dict)
    fill: Annotated[Texts, Field(description="Columns whose empty cells repeat the cell above (merged cells)")] = ()
    headings: Annotated[
        Mapping[str, str],
        Field(description="New column → regular expression for headings in the first column that hold for all rows below"),
    ] = Field(default_factory=dict)


class Fixed(Strict):
    """The same for every row."""

    fixed: Annotated[Text, Field(description="The one key for all rows")]


class PeriodSource(Strict):
    """Where the period stands, if it is not a whole cell."""

    fixed: Annotated[Text, Field(description="The one period of all rows")] = ""
    column: Annotated[Text, Field(description="Column with the period")] = ""
    pattern: Annotated[str, Field(description="Regular expression for what is written; its first group is the period")] = ""
    map: Annotated[Mapping[str, Text], Field(description="What is written → period")] = Field(default_factory=dict)


class Made(Strict):
    """A series that is made from several columns or rows of the table."""

    sum: Annotated[Texts, Field(description="Columns (long, wide: series of the file) that are added up")] = ()
    minus: Annotated[Texts, Field(description="Columns that are subtracted")] = ()
    where: Annotated[Mapping[str, Match], Field(description="Column → cells of the rows that are added up")] = Field(default_factory=dict)
    absent: Annotated[Literal["", "zero"], Field(description="zero: parts that the table leaves out count as nothing")] = ""


class TableSpec(Strict):
    """A table and how to read series from it."""

    file: Annotated[str, Field(description="CSV, TSV, TXT, XLSX, ODS or Parquet")]
    layout: Annotated[
        Literal["columns", "long", "periods", "wide"],
        Field(description="What a column of values stands for: a series, any series, a period, or what its header says"),
    ] = "columns"
    area: Annotated[
        Annotated[Texts, Tag("~text")] | Annotated[Fixed, Tag("~mapping")],
        Discriminator(shape),
        Field(description="Column with the key of the area, several columns whose cells together are the key, or {fixed: key}"),
    ] = ()
    period: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[PeriodSource, Tag("~mapping")],
        Discriminator(shape),
        Field(description="Column with the period, {fixed: period}, or {column: …, pattern: …, map: …}"),
    ] = ""
    series: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[Mapping[str, Text], Tag("~mapping")],
        Discriminator(shape),
        Field(
            description="columns: {column: series}; wide: {what the header says: series}; long and periods: column with the series' id, or {fixed: series}"
        ),
    ] = ""
    make: Annotated[Mapping[str, Made], Field(description="Series → the columns or rows it is made from")] = Field(default_factory=dict)
    value: Annotated[Text, Field(description="long: column with the value")] = ""
    flags: Annotated[
        Text, Field(description="Column with the letters p, r, s, b or signs of `marks`; +1: the column to the right of each value")
    ] = ""
    notes: Annotated[
        Annotated[Text, Tag("~text")] | Annotated[Mapping[str, Text], Tag("~mapping")],
        Discriminator(shape),
        Field(description="Column with notes on single values, or {series: note}"),
    ] = ""
    periods: Annotated[
        Annotated[Literal["auto"], Tag("~text")] | Annotated[Mapping[str, Text], Tag("~mapping")],
        Discriminator(shape),
        Field(description="periods: {column: period}, or auto: every column that is a year"),
    ] = "auto"
    sheet: Annotated[Text, Field(description="Sheet of a workbook; the first otherwise")] = ""
    rows: Annotated[Rows, Field(description="Which rows belong to the table")] = Field(default_factory=Rows)
    columns: Annotated[
        Annotated[str, Tag("~text")] | Annotated[Mapping[str, Text], Tag("~mapping")],
        Discriminator(shape),
        Field(description="wide: regular expression for headers, with groups area, period, series; or {letter of a column: its name}"),
    ] = ""
    delimiter: Annotated[Literal["", ",", ";", "|", "tab"], Field(description="Sign between columns; found out otherwise")] = ""
    decimal: Annotated[Literal["", ",", "."], Field(description="Decimal sign; found out otherwise")] = ""
    thousands: Annotated[Literal["", ",", ".", " ", "'"], Field(description="Sign between groups of three digits")] = ""
    encoding: Annotated[Text, Field(description="utf-8, latin-1, cp1252 …; found out otherwise")] = ""
    keys: Annotated[TableKeys, Field(description="How keys of the table become keys of the atlas")] = Field(default_factory=TableKeys)
    skip: Annotated[tuple[Text, ...], Field(description="Area cells that are left out on purpose")] = ()
    missing: Annotated[Mapping[str, StatusName], Field(description="Signs of this table → status")] = Field(default_factory=dict)
    crosswalk: Annotated[Text, Field(description="Crosswalk by which keys of other borders become areas")] = ""
    unit: Annotated[Texts, Field(description="Units behind the number in a cell, such as % or €")] = ()
    factor: Annotated[
        Annotated[float, Tag("~text")] | Annotated[Mapping[str, float], Tag("~mapping")],
        Discriminator(shape),
        Field(description="Number that all values are multiplied by, or {series: number}"),
    ] = 1.0
    marks: Annotated[
        Mapping[str, Text], Field(description="Sign behind a number or in the column flags → p, r, s, b, a note in words, or nothing")
    ] = Field(default_factory=dict)
