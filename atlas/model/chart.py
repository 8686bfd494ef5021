"""Charts as values: their figures and their roles, without a word on how they are drawn."""

from dataclasses import dataclass

from atlas.model.panel import Floats


@dataclass(frozen=True, kw_only=True)
class ChartLine:
    """A line of a chart: `role` is whole, chosen or other; NaN is a gap."""

    name: str
    role: str
    values: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class DevelopmentChart:
    """All areas over time, the whole in ink. `breaks`: indices of periods that start a new series."""

    unit: str
    decimals: int
    periods: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SpreadChart:
    """The areas of the main level in one period, a row per parent; `whole` is the value of the whole."""

    unit: str
    decimals: int
    groups: tuple[str, ...]
    names: tuple[str, ...]
    group_of: tuple[int, ...]
    values: Floats
    whole: float
    whole_name: str = ""
