"""Figures as JSON: the same digits as in the CSV, and never a number where there is none."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.download import DataArea, DataIndicator, DataJob, Imprint
from atlas.model.panel import Flag, Panel, Series, Status, is_numeric
from atlas.plan.stack import Stack
from atlas.render.figures import render_json

IMPRINT = Imprint(
    title="Atlas", place="Süd", publisher="Amt", edition="2026", date="", licence="CC", licence_url="", url="", language="de", notice=""
)


def job(figures: Series, numerator: tuple[float, ...] = (), decimals: int = 1, **margin: tuple[float, ...]) -> DataJob:
    periods = tuple(str(2000 + step) for step in range(len(figures.values)))
    counts = np.array([numerator]) if numerator else np.empty((0, 0))
    panel = Panel(
        periods=periods,
        values=np.array([figures.values]),
        status=np.array([list(figures.status)], dtype=np.uint8),
        flags=np.array([list(figures.flags)], dtype=np.uint8),
        numerator=counts,
        denominator=counts,
        **{name: np.array([numbers]) for name, numbers in margin.items()},
    )
    return DataJob(
        path="daten/indikatoren/a.json",
        form="json",
        cut="indicator",
        id="a",
        title='A "quoted"\u2028',
        page="indikatoren/a/index.html",
        imprint=IMPRINT,
        areas=(DataArea(key="01", name="Nord", level="teil", parent="0", since=""),),
        indicators=(
            DataIndicator(
                id="a",
                title="A",
                unit="%",
                decimals=decimals,
                periods=periods,
                href="",
            ),
        ),
        about=(),
        cells=(Stack([panel], [decimals], 1).cut((0,), (0,)),),
        notes=(),
    )


def entry(made: DataJob) -> dict[str, object]:
    (found,) = json.loads(render_json(made))["figures"]
    return dict(found)


def test_values_are_rounded_as_on_the_page() -> None:
    assert [2.68, -1.24, 0.0] == entry(job(Series(values=(2.675, -1.235, -0.004), status=bytes(3), flags=bytes(3)), decimals=2))["value"]


def test_flags_are_letters() -> None:
    assert ["pb"] == entry(job(Series(values=(1.0,), status=bytes(1), flags=bytes([Flag.PROVISIONAL | Flag.BREAK]))))["flags"]


def test_an_uncertain_figure_has_its_interval_and_the_persons_asked() -> None:
    figures = Series(values=(5.0, math.nan), status=bytes([0, 4]), flags=bytes(2))
    made = entry(job(figures, low=(3.14, math.nan), high=(9.76, math.nan), sample=(212.0, 80.0)))
    assert ([3.1, None], [9.8, None], [212, 80]) == (made["lower"], made["upper"], made["n"])


def test_counts_stand_beside_their_rate() -> None:
    assert [[3], [3]] == [
        entry(job(Series(values=(1.0,), status=bytes(1), flags=bytes(1)), (3.0,)))[name] for name in ("numerator", "denominator")
    ]


@pytest.mark.parametrize("title", ["title", "id"])
def test_texts_survive(title: str) -> None:
    made = job(Series(values=(1.0,), status=bytes(1), flags=bytes(1)))
    assert getattr(made, title) == json.loads(render_json(made))[title]


@given(st.lists(st.tuples(st.sampled_from(list(Status)), st.floats(-1e9, 1e9)), min_size=1, max_size=6))
def test_there_is_a_number_exactly_where_the_status_allows_one(cells: list[tuple[Status, float]]) -> None:
    codes = np.array([status for status, _ in cells], dtype=np.uint8)
    values = tuple(value if shown else math.nan for (_, value), shown in zip(cells, is_numeric(codes), strict=True))
    found = entry(job(Series(values=values, status=codes.tobytes(), flags=bytes(len(cells)))))
    assert [bool(shown) for shown in is_numeric(codes)] == [value is not None for value in found["value"]]  # type: ignore[attr-defined]
    assert [status.name.lower() for status, _ in cells] == found["status"]
