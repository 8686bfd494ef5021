"""Directives: what an author may ask for in a fenced block of a text, with its options. The words below each option are those of its documentation.

Every option is text in the author's file; `load.directives` makes these values of it. Words that readers see are Markdown and may hold figures and links.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from msgspec import Struct


@dataclass(frozen=True, kw_only=True)
class Options:
    """Part of a directive."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  read by load alone


@dataclass(frozen=True, kw_only=True)
class Captioned(Options):
    """A directive that may bear a caption."""

    caption: str = ""
    """What it shows; with a caption it is numbered."""
    id: str = ""
    """A name to refer to it: `[](#name)`."""


@dataclass(frozen=True, kw_only=True)
class MapOptions(Captioned):
    """A map of one indicator, each area a link to its profile, with its legend."""

    indicator: str
    """Id of the indicator."""
    level: str = ""
    """Level whose areas are drawn; without it the one that the indicator's page shows."""
    period: str = ""
    """Period shown; without it the latest."""


@dataclass(frozen=True, kw_only=True)
class ChartOptions(Captioned):
    """A chart, as a picture that comes to life where scripts run."""

    kind: Literal["line", "bar", "strip", "scatter", "pyramid", "portfolio"] = "line"
    """line: through the years; bar: areas beside each other; strip: areas on a scale, a row per area around them; scatter: two indicators against each other;
    portfolio: the same, parted into four at the values of the whole (the median of the areas where it has none); pyramid: two groups of indicators, such as age groups of women and of men."""
    indicator: str = ""
    """Id of the indicator; for pyramid use left and right."""
    against: str = ""
    """scatter, portfolio: id of the second indicator, on the vertical axis."""
    areas: tuple[str, ...] = ()
    """Keys of areas: those that stand out (line), are shown (bar), are named (scatter, portfolio); for pyramid the first is shown."""
    period: str = ""
    """Period shown; without it the latest."""
    left: tuple[str, ...] = ()
    """pyramid: ids of the indicators on the left, from bottom to top."""
    right: tuple[str, ...] = ()
    """pyramid: ids of the indicators on the right, in the same order."""
    left_title: str = ""
    """pyramid: words above the left side."""
    right_title: str = ""
    """pyramid: words above the right side."""
    file: str = ""
    """Instead of kind and indicator: a chart of your own in Vega-Lite, the way to its JSON file. Its data are indicators by their id: `"data": {"name": "unter18"}`,
    with key, name, level, parent, period and value in each row."""
    alt: str = ""
    """What is to be noticed, for those who do not see the chart; needed with file."""


@dataclass(frozen=True, kw_only=True)
class OwnChartOptions(ChartOptions):
    """A chart of the author's own, read and checked: its specification and the indicators whose figures it shows."""

    spec: bytes
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TypologyOptions(Captioned):
    """A map of the types of a typology, each area a link to its profile, with its legend."""

    typology: str
    """Id of the typology, from the file of analyses."""
    type: str = ""
    """Id of the one type that stands out; without it all are shown."""


@dataclass(frozen=True, kw_only=True)
class TableOptions(Captioned):
    """A table of figures: a row per area, a column per indicator, or per period of a single indicator."""

    indicators: tuple[str, ...]
    """Ids of the indicators."""
    areas: tuple[str, ...] = ()
    """Keys of areas, in their order; without them all of the level."""
    level: str = ""
    """Level whose areas are listed; without it the main one."""
    periods: tuple[str, ...] = ()
    """Periods, as columns of a single indicator; without them the latest."""


@dataclass(frozen=True, kw_only=True)
class CardOptions(Options):
    """A card of one area: name, inhabitants, core indicators, a link to its profile."""

    area: str
    """Key of the area."""
    indicators: tuple[str, ...] = ()
    """Ids of the indicators; without them the core indicators."""


@dataclass(frozen=True, kw_only=True)
class CompareOptions(Captioned):
    """Some areas beside each other and beside the whole, a row per indicator."""

    areas: tuple[str, ...]
    """Keys of the areas."""
    indicators: tuple[str, ...] = ()
    """Ids of the indicators; without them the core indicators."""


@dataclass(frozen=True, kw_only=True)
class Place(Options):
    """A place or an offer."""

    title: str
    """Its name."""
    area: str
    """Key of the area it lies in."""
    kind: str = ""
    """What it is; places are listed by kind."""
    text: str = ""
    """Who finds what there, and when."""
    hidden: bool = False
    """A shelter, or another place that must not be found: it is neither listed nor counted."""
    public: bool = False
    """Released, where `site.yaml` says `release: marked`."""


@dataclass(frozen=True, kw_only=True)
class PlacesOptions(Captioned):
    """Places and offers: a map that shows how many there are in each area, and a list by kind."""

    items: tuple[Place, ...]
    """The places."""


@dataclass(frozen=True, kw_only=True)
class Goal(Options):
    """A goal and the indicator by which it is told whether it is reached."""

    title: str
    """What is to be reached."""
    indicator: str = ""
    """Id of the indicator."""
    area: str = ""
    """Key of the area; without it that of the page, else the whole."""
    target: float | None = None
    """The value to be reached."""
    direction: Literal["at least", "at most"] = "at least"
    """Whether the value shall be reached from below or from above."""
    by: str = ""
    """Until when."""
    measures: tuple[str, ...] = ()
    """What is done for it."""


@dataclass(frozen=True, kw_only=True)
class GoalsOptions(Captioned):
    """Goals with target, latest value and what is still missing."""

    goals: tuple[Goal, ...] = ()
    """The goals."""
    targets: tuple[str, ...] = ()
    """Ids of indicators whose targets stand in the file of analyses; in a profile those of the area, if it has its own."""


@dataclass(frozen=True, kw_only=True)
class MatrixRow(Options):
    """A row of a matrix."""

    title: str
    """Its head."""
    cells: tuple[str, ...]
    """Its cells, one for each column."""


@dataclass(frozen=True, kw_only=True)
class MatrixOptions(Captioned):
    """A matrix of words: rows against columns."""

    corner: str = ""
    """Words in the upper left corner: what the rows are."""
    columns: tuple[str, ...]
    """Heads of the columns."""
    rows: tuple[MatrixRow, ...]
    """The rows."""


@dataclass(frozen=True, kw_only=True)
class SwotOptions(Captioned):
    """Strengths, weaknesses, opportunities, threats."""

    strengths: tuple[str, ...] = ()
    """What is good already."""
    weaknesses: tuple[str, ...] = ()
    """What is missing."""
    opportunities: tuple[str, ...] = ()
    """What could help."""
    threats: tuple[str, ...] = ()
    """What could harm."""


@dataclass(frozen=True, kw_only=True)
class Step(Options):
    """A step of a process."""

    title: str
    """Its name."""
    text: str = ""
    """What happens in it."""
    who: str = ""
    """Who does it."""


@dataclass(frozen=True, kw_only=True)
class ProcessOptions(Captioned):
    """A process in steps."""

    steps: tuple[Step, ...]
    """The steps."""
    order: Literal["fixed", "free", "circle"] = "fixed"
    """fixed: one after the other; free: the order is not compulsory; circle: after the last comes the first again."""


@dataclass(frozen=True, kw_only=True)
class Variant(Options):
    """One of several futures."""

    title: str
    """Its name."""
    assumptions: tuple[str, ...]
    """What is assumed."""
    values: tuple[float, ...]
    """A value for each period."""


@dataclass(frozen=True, kw_only=True)
class ScenarioOptions(Captioned):
    """Scenarios: those of the file of analyses, or the author's own with assumptions and values; told apart from figures of the atlas."""

    scenario: str = ""
    """Id of scenarios in the file of analyses, with chart and table; instead of periods and variants."""
    unit: str = ""
    """Unit of the values."""
    decimals: int = 0
    """Decimals of the values."""
    periods: tuple[str, ...] = ()
    """Periods, as columns."""
    variants: tuple[Variant, ...] = ()
    """The scenarios, at least two."""
    source: str = ""
    """Who worked them out, and when."""


@dataclass(frozen=True, kw_only=True)
class DownloadOptions(Options):
    """Links to files of figures and borders."""

    indicators: tuple[str, ...] = ()
    """Ids of indicators: all areas and years as CSV."""
    areas: tuple[str, ...] = ()
    """Keys of areas: all indicators as CSV."""
    levels: tuple[str, ...] = ()
    """Levels: borders as GeoJSON."""


@dataclass(frozen=True, kw_only=True)
class IncludeOptions(Options):
    """A passage that several texts share. Its file begins with an underscore, so that it is no page of its own."""

    file: str
    """The way from the text's file to the passage, such as ../_hinweis.md."""


@dataclass(frozen=True, kw_only=True)
class MethodOptions(Options):
    """What was really computed in this atlas, with its rules and numbers. Without it the page of methods has this at its end."""


@dataclass(frozen=True, kw_only=True)
class ThemeOptions(Options):
    """A directive of the theme: options as its `directives.yaml` declares them, with their defaults. `markdown` names those that are Markdown."""

    values: tuple[tuple[str, str | float | bool | tuple[str, ...]], ...]
    markdown: tuple[str, ...] = ()


DIRECTIVES: Mapping[str, type[Options]] = {
    "map": MapOptions,
    "chart": ChartOptions,
    "typology": TypologyOptions,
    "table": TableOptions,
    "profile-card": CardOptions,
    "compare": CompareOptions,
    "places": PlacesOptions,
    "goals": GoalsOptions,
    "matrix": MatrixOptions,
    "swot": SwotOptions,
    "process": ProcessOptions,
    "scenario": ScenarioOptions,
    "download": DownloadOptions,
    "include": IncludeOptions,
    "method": MethodOptions,
}
"""Name → options."""

GERMAN = {
    "karte": "map",
    "diagramm": "chart",
    "typologie": "typology",
    "tabelle": "table",
    "profilkarte": "profile-card",
    "vergleich": "compare",
    "orte": "places",
    "ziele": "goals",
    "prozess": "process",
    "szenarien": "scenario",
    "einbinden": "include",
    "methode": "method",
}
"""German name → name; matrix, swot and download are the same in both languages."""


class Directive(Struct, frozen=True, kw_only=True):
    """A directive as it stands in a text: `number` counts those of the text, `line` is that of the file, `lines` those of its strings as `strings` gives them."""

    name: str
    options: Options
    number: int
    line: int
    lines: tuple[int, ...]


Trail = tuple[str | int, ...]


def strings(options: object, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Give all strings in a directive's options, each with the way to it."""
    if isinstance(options, str):
        yield trail, options
    elif isinstance(options, tuple):
        for place, item in enumerate(options):
            yield from strings(item, (*trail, place))
    elif is_dataclass(options):
        for field in fields(options):
            yield from strings(getattr(options, field.name), (*trail, field.name))
