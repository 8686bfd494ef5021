"""A town of one whole, two districts and five areas, and tables written as an author writes them: figures and signs, None where a table says nothing."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from msgspec.structs import fields

from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import ClassRule, Indicator, Register
from atlas.model.panel import Panel, Status
from atlas.model.tabulation import Counts, Tabulation

SIGNS = {"–": Status.ZERO, "0*": Status.BELOW_HALF, "·": Status.CONFIDENTIAL, ".": Status.UNKNOWN, "…": Status.PENDING}
SIGNS |= {"/": Status.UNRELIABLE, "x": Status.NOT_APPLICABLE, "#": Status.NOT_COLLECTED}
HALF = {Status.ZERO, Status.BELOW_HALF}

Cell = str | None
Rows = Mapping[str, Sequence[Cell]]


def make_geography(parents: Mapping[str, str], since: Mapping[str, str] | None = None) -> Geography:
    """Make a geography from key → parent; the length of a key tells its level."""
    lengths = sorted({len(key) for key in parents})
    names = dict(zip(lengths, ("town", "district", "area"), strict=False))
    keys = sorted(parents, key=lambda key: (len(key), key))
    return Geography(
        levels=tuple(Level(id=names[length], title=names[length], plural=names[length]) for length in lengths),
        areas=tuple(
            Area(
                key=key,
                name=f"Area {key}",
                level=names[len(key)],
                parent=parents[key],
                slug=key,
                square_kilometres=1.0,
                since=(since or {}).get(key, ""),
            )
            for key in keys
        ),
        canvas=(1, 1),
        drawings=(),
    )


TOWN = {"0": "", "01": "0", "02": "0", "0101": "01", "0102": "01", "0103": "01", "0201": "02", "0202": "02"}


@pytest.fixture(scope="session")
def town() -> Geography:
    return make_geography(TOWN)


@pytest.fixture(scope="session")
def geography_of() -> Callable[..., Geography]:
    return make_geography


def _cell(cell: Cell) -> tuple[float, Status, int]:
    if cell is None:
        return np.nan, Status.UNKNOWN, 0
    if cell in SIGNS:
        status = SIGNS[cell]
        return (0.0 if status in HALF else np.nan), status, 1
    if cell.startswith("("):
        return float(cell.strip("()")), Status.LIMITED, 1
    return float(cell), Status.OK, 1


@pytest.fixture(scope="session")
def counts_of() -> Callable[..., Counts]:
    def make(geography: Geography, rows: Rows, flags: Mapping[str, Sequence[int]] | None = None) -> Counts:
        periods = len(next(iter(rows.values())))
        table = [[_cell(cell) for cell in rows.get(area.key, [None] * periods)] for area in geography.areas]
        marks = [(flags or {}).get(area.key, [0] * periods) for area in geography.areas]
        return Counts(
            values=np.array([[cell[0] for cell in row] for row in table]),
            status=np.array([[cell[1] for cell in row] for row in table], dtype=np.uint8),
            flags=np.array(marks, dtype=np.uint8),
            delivered=np.array([[cell[2] for cell in row] for row in table], dtype=np.uint8),
        )

    return make


@pytest.fixture(scope="session")
def tabulation_of(counts_of: Callable[..., Counts]) -> Callable[..., Tabulation]:
    def make(geography: Geography, **series: Rows) -> Tabulation:
        length = max(len(row) for rows in series.values() for row in rows.values())
        return Tabulation(
            periods=tuple(str(2020 + index) for index in range(length)),
            series={name: counts_of(geography, rows) for name, rows in series.items()},
            sources=dict.fromkeys(series, "data/table.csv"),
        )

    return make


@pytest.fixture(scope="session")
def indicator_of() -> Callable[..., Indicator]:
    def make(**given: object) -> Indicator:
        defaults: dict[str, object] = {field.name: "" for field in fields(Indicator) if field.required}
        defaults |= {
            "id": "young",
            "kind": "share",
            "numerator": "u18",
            "denominator": "people",
            "factor": 100.0,
            "unit": "%",
            "decimals": 1,
        }
        defaults |= {"higher_is": "neutral", "notes": (), "series_breaks": (), "not_collected": ()}
        defaults |= {"classes": ClassRule(method="quantiles", count=5, breaks=())}
        return Indicator(**(defaults | given))

    return make


@pytest.fixture(scope="session")
def register_of() -> Callable[..., Register]:
    return lambda *indicators: Register(themes=(), indicators=indicators)


@pytest.fixture(scope="session")
def panel_of(counts_of: Callable[..., Counts]) -> Callable[..., Panel]:
    """Make a published panel from figures and signs."""

    def make(geography: Geography, rows: Rows, flags: Mapping[str, Sequence[int]] | None = None) -> Panel:
        counts = counts_of(geography, rows, flags)
        return Panel(
            periods=tuple(str(2020 + index) for index in range(counts.values.shape[1])),
            values=counts.values,
            status=counts.status,
            flags=counts.flags,
            numerator=np.empty((0, 0)),
            denominator=np.empty((0, 0)),
        )

    return make


@pytest.fixture(scope="session")
def cells() -> Callable[..., list[object]]:
    """Write cells as they are printed, without rounding: figures (limited ones in brackets) and signs; one list per area, or one cell if there is one period."""
    signs = {status: sign for sign, status in SIGNS.items()}

    def write(matrix: Counts | Panel, *rows: int) -> list[object]:
        written: list[object] = []
        for row in rows or range(len(matrix.values)):
            line = [
                signs[Status(status)] if status in signs else f"({value:g})" if status == Status.LIMITED else f"{value:g}"
                for value, status in zip(matrix.values[row], matrix.status[row], strict=True)
            ]
            written.append(line[0] if len(line) == 1 else line)
        return written

    return write


@pytest.fixture(scope="session")
def plain() -> Callable[[np.ndarray], object]:
    """Turn an array into lists, NaN into None, so that two can be compared."""

    def turn(array: np.ndarray) -> object:
        items = array.tolist()
        return [turn(np.asarray(item)) for item in items] if isinstance(items, list) else None if np.isnan(items) else items

    return turn
