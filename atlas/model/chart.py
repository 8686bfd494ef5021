"""Charts as values: their figures and their roles, without a word on how they are drawn."""

from msgspec import Struct

from atlas.model.panel import Floats

BAR_MARGINS, BAR_ROW, SCATTER_HEIGHT = 84, 28, 440
"""Pixels: around the bars of a chart, for each of them, and the height of a scatter chart."""


class ChartLine(Struct, frozen=True, kw_only=True):
    """A line of a chart: `role` is whole, chosen, scenario or other; NaN is a gap."""

    name: str
    role: str
    values: tuple[float, ...]


class ChartTarget(Struct, frozen=True, kw_only=True):
    """A value to be reached, drawn as a line across; `name` says what it is and by when."""

    name: str
    value: float


class DevelopmentChart(Struct, frozen=True, kw_only=True):
    """All areas over time, the whole in ink. `breaks`: indices of periods that start a new series."""

    unit: str
    decimals: int
    periods: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    breaks: tuple[int, ...]
    targets: tuple[ChartTarget, ...] = ()


class SpreadChart(Struct, frozen=True, kw_only=True):
    """The areas of the main level in one period, a row per parent; `whole` is the value of the whole."""

    unit: str
    decimals: int
    groups: tuple[str, ...]
    names: tuple[str, ...]
    group_of: tuple[int, ...]
    values: Floats
    whole: float
    whole_name: str = ""


class BarChart(Struct, frozen=True, kw_only=True):
    """Areas beside each other, in the author's order or by value; `chosen` tells which stand out, `whole` is the value of the whole, NaN without one."""

    unit: str
    decimals: int
    names: tuple[str, ...]
    values: tuple[float, ...]
    chosen: tuple[bool, ...]
    whole: float
    whole_name: str


class ScatterAxis(Struct, frozen=True, kw_only=True):
    """An indicator as an axis: one value per area, and that of the whole."""

    title: str
    unit: str
    decimals: int
    values: tuple[float, ...]
    whole: float


class ScatterChart(Struct, frozen=True, kw_only=True):
    """Two indicators against each other, a mark per area; `named` areas bear their name. `quadrants`: the whole parts the chart into four."""

    names: tuple[str, ...]
    named: tuple[bool, ...]
    across: ScatterAxis
    upward: ScatterAxis
    quadrants: bool


class PyramidChart(Struct, frozen=True, kw_only=True):
    """Two groups of figures back to back, from bottom to top."""

    unit: str
    decimals: int
    names: tuple[str, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    left_title: str
    right_title: str


class AuthorChart(Struct, frozen=True, kw_only=True):
    """A chart of the author's own: `spec` is its Vega-Lite as JSON, checked; `data` the published figures it names, as JSON; `file` is where it stands."""

    file: str
    spec: bytes
    data: bytes


Chart = DevelopmentChart | SpreadChart | BarChart | ScatterChart | PyramidChart | AuthorChart
