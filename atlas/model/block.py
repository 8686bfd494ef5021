"""What directives show: the context of their templates, as frozen values. No slots: see docs/decisions/006-values-on-the-way.md."""

from msgspec import Struct

from atlas.model.analysis_page import TypeMap
from atlas.model.analysis_view import TargetRow
from atlas.model.frame import Link
from atlas.model.indicator import Indicator
from atlas.model.map_view import AreaRow, MapArea, MapView
from atlas.model.page import ChartView, FigureRow, IndicatorLabel
from atlas.model.prose import Insert, Prose
from atlas.model.quality_view import Method


class MapFigure(Struct, frozen=True, kw_only=True):
    """A map of one period (`latest` is 0: there is no other)."""

    indicator: Indicator
    label: IndicatorLabel
    periods: tuple[str, ...]
    latest: int
    map: MapView | None


class TypologyFigure(Struct, frozen=True, kw_only=True):
    """A map of types; `page` leads to the typology."""

    map: TypeMap
    period: str
    page: Link


class ChartFigure(Struct, frozen=True, kw_only=True):
    """A chart with its values as a table (`heads`, `rows` of words) where no other page has them; `source` leads to the indicators."""

    chart: ChartView
    source: tuple[Link, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class FigureCell(Struct, frozen=True, kw_only=True):
    """A figure in a table."""

    value: float
    status: int
    flags: int
    decimals: int
    unit: str


class FigureLine(Struct, frozen=True, kw_only=True):
    """A row of figures."""

    head: Link
    cells: tuple[FigureCell, ...]


class FigureTable(Struct, frozen=True, kw_only=True):
    """A table of figures; `source` dates them."""

    corner: str
    columns: tuple[Link, ...]
    rows: tuple[FigureLine, ...]
    source: tuple[str, ...]


class Card(Struct, frozen=True, kw_only=True):
    """One area in brief."""

    area: AreaRow
    level: str
    population: float
    period: str
    rows: tuple[FigureRow, ...]
    whole_name: str


class PlaceEntry(Struct, frozen=True, kw_only=True):
    """A place in a list."""

    title: Prose
    area: Link
    text: Prose | None


class PlaceGroup(Struct, frozen=True, kw_only=True):
    """Places of one kind."""

    title: str
    places: tuple[PlaceEntry, ...]


class PlacesFigure(Struct, frozen=True, kw_only=True):
    """Places on a map (areas with their number) and in a list."""

    map: MapView
    counts: tuple[tuple[MapArea, int, int, int], ...]
    """Area, horizontal and vertical place of its number on the canvas, number."""
    groups: tuple[PlaceGroup, ...]


class GoalEntry(Struct, frozen=True, kw_only=True):
    """A goal and how far it is: `missing` is how much is still to go, 0 once it is reached, NaN without a figure."""

    title: Prose
    indicator: IndicatorLabel | None
    area: str
    period: str
    value: FigureCell | None
    target: float
    at_least: bool
    missing: float
    by: str
    measures: tuple[Prose, ...]


class Goals(Struct, frozen=True, kw_only=True):
    """Goals in the author's order, and targets of the file of analyses."""

    goals: tuple[GoalEntry, ...]
    targets: tuple[TargetRow, ...] = ()


class WordRow(Struct, frozen=True, kw_only=True):
    """A row of words."""

    head: Prose
    cells: tuple[Prose, ...]


class WordTable(Struct, frozen=True, kw_only=True):
    """A table of words."""

    corner: str
    columns: tuple[Prose, ...]
    rows: tuple[WordRow, ...]


class Swot(Struct, frozen=True, kw_only=True):
    """Four lists."""

    strengths: tuple[Prose, ...]
    weaknesses: tuple[Prose, ...]
    opportunities: tuple[Prose, ...]
    threats: tuple[Prose, ...]


class ProcessStep(Struct, frozen=True, kw_only=True):
    """A step of a process."""

    title: Prose
    text: Prose | None
    who: str


class Process(Struct, frozen=True, kw_only=True):
    """Steps; `order` is fixed, free or circle."""

    order: str
    steps: tuple[ProcessStep, ...]


class ScenarioRow(Struct, frozen=True, kw_only=True):
    """A scenario."""

    title: Prose
    assumptions: tuple[Prose, ...]
    amounts: tuple[float, ...]


class Scenarios(Struct, frozen=True, kw_only=True):
    """Scenarios, told apart from figures; `page` and `chart` are those of scenarios of the file of analyses."""

    unit: str
    decimals: int
    periods: tuple[str, ...]
    rows: tuple[ScenarioRow, ...]
    source: str
    page: Link | None = None
    chart: ChartView | None = None


class Downloads(Struct, frozen=True, kw_only=True):
    """Files to take away."""

    links: tuple[Link, ...]


class Passage(Struct, frozen=True, kw_only=True):
    """A passage of another file."""

    body: Prose


class ThemeBlock(Struct, frozen=True, kw_only=True):
    """A directive of the theme: its options by name, Markdown among them."""

    values: tuple[tuple[str, str | float | bool | tuple[str, ...] | Prose], ...]

    def __getitem__(self, name: str) -> str | float | bool | tuple[str, ...] | Prose:
        """Give an option, as templates ask for it: `view["title"]`."""
        return dict(self.values)[name]


BlockView = (
    MapFigure
    | TypologyFigure
    | ChartFigure
    | FigureTable
    | Card
    | PlacesFigure
    | Goals
    | WordTable
    | Swot
    | Process
    | Scenarios
    | Downloads
    | Passage
    | Method
    | ThemeBlock
)


class Block(Insert, frozen=True, kw_only=True):
    """What a directive becomes. `numbered`: figure, table or empty; `id`: a name to refer to it, or empty."""

    name: str
    template: str
    numbered: str
    id: str
    caption: Prose | None
    view: BlockView
