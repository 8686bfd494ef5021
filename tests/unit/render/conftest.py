"""A few areas and one indicator, small enough to read every number of what is drawn."""

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.frame import Link
from atlas.model.indicator import ClassRule, Indicator
from atlas.model.map_view import AreaRow, LevelTable, MapArea, MapView
from atlas.model.page import FigureRow, IndicatorLabel, IndicatorPage, Strip
from atlas.model.panel import Series, Status

NAN = float("nan")
PERIODS = ("2023", "2024", "2025")


def series(*values: float, status: tuple[int, ...] = (0, 0, 0), flags: tuple[int, ...] = (0, 0, 0)) -> Series:
    return Series(values=values, status=bytes(status), flags=bytes(flags))


@pytest.fixture
def label() -> IndicatorLabel:
    return IndicatorLabel(
        id="u18",
        title="Unter 18",
        href="indikatoren/u18/index.html",
        kind="share",
        unit="%",
        decimals=1,
        in_points=True,
        reference_date="31.12.",
        source="Melderegister",
    )


@pytest.fixture
def row(label: IndicatorLabel) -> FigureRow:
    """Hafen: 19,8 % of 5.726, the city 15,9 %, the district 17,0 %."""
    return FigureRow(
        indicator=label,
        periods=PERIODS,
        latest=2,
        base=0,
        own=series(18.0, 19.0, 19.8),
        parent=series(16.0, 16.5, 17.0),
        whole=series(15.0, 15.5, 15.9),
        numerator=1134.0,
        denominator=5726.0,
        to_whole=3.9,
        to_parent=2.8,
        change=1.8,
        word=4,
        strip=Strip(ticks="M0 5v10M500 5v10", whole=250, low=5.0, high=25.0, count=39, plural="Sozialräume"),
        position=740,
        reason="",
    )


@pytest.fixture
def suppressed(row: FigureRow) -> FigureRow:
    """The same place with a latest figure that must not be shown."""
    return replace(row, own=series(18.0, 19.0, NAN, status=(0, 0, Status.CONFIDENTIAL)), to_whole=NAN, to_parent=NAN, change=NAN, word=0)


@pytest.fixture
def page(label: IndicatorLabel) -> IndicatorPage:
    """Three areas: a figure, a confidential one, one with a small base; two classes with the border 10."""
    values = np.array([[5.0, 6.0, 7.3], [12.0, NAN, NAN], [11.0, 11.0, 11.26]])
    status = np.array([[0, 0, 0], [0, 3, 3], [0, 0, 7]], dtype=np.uint8)
    names = ("Altstadt", "Brühl", "Süd <Ost>")
    areas = tuple(
        MapArea(key=str(key), name=name, href=f"profile/{key}/index.html", path=f"M{key} 0h9v9z") for key, name in enumerate(names)
    )
    table = LevelTable(
        id="raum",
        title="Sozialraum",
        plural="Sozialräume",
        areas=tuple(AreaRow(key=area.key, name=area.name, href=area.href, parent="Mitte") for area in areas),
        values=values,
        status=status,
        flags=np.zeros_like(status),
        numerator=np.array([[50.0, 60.0, 73.0], [120.0, NAN, NAN], [11.0, 11.0, NAN]]),
        denominator=np.array([[1000.0, 1000.0, 1000.0], [1000.0, 1000.0, 1000.0], [100.0, 100.0, 100.0]]),
        change=np.array([2.3, NAN, 0.26]),
        reason="",
    )
    return IndicatorPage(
        indicator=_indicator(),
        label=label,
        theme=Link(title="Bevölkerung", href="themen/bevoelkerung/index.html"),
        periods=PERIODS,
        latest=2,
        base=0,
        whole=series(9.0, 9.5, 9.8),
        whole_name="Wallenfurt",
        highest=None,
        lowest=None,
        map=MapView(
            width=1000,
            height=800,
            plural="Sozialräume",
            areas=areas,
            outlines=("M0 0h99z",),
            breaks=(10.0,),
            classes=np.array([[0, 0, 0], [1, 255, 255], [1, 1, 1]], dtype=np.uint8),
            values=values,
            status=status,
        ),
        development=None,
        spread=None,
        tables=(table,),
        prose=None,
        previous=None,
        next=None,
        downloads=(),
    )


def _indicator() -> Indicator:
    return Indicator(
        id="u18",
        title="Unter 18",
        theme="bevoelkerung",
        question="Wie viele?",
        kind="share",
        numerator="u18",
        denominator="alle",
        value="",
        factor=100.0,
        unit="%",
        decimals=1,
        higher_is="neutral",
        definition="",
        numerator_label="Kinder",
        denominator_label="Alle",
        source="Melderegister",
        data_holder="",
        licence="",
        reference_date="31.12.",
        denominator_reference_date="",
        update="",
        next_update="",
        notes=(),
        series_breaks=(),
        not_collected=(),
        classes=ClassRule(method="quantiles", count=2, breaks=()),
    )
