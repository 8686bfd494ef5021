"""What an audience does not get leaves the figures and the geography alike."""

import numpy as np

from atlas.model.panel import Panel
from atlas.pipeline.release import release_areas
from tests.unit.statistics.conftest import TOWN, make_geography


def test_areas_of_a_level_that_is_not_released_lie_in_what_is_around_it() -> None:
    from types import SimpleNamespace

    from msgspec.structs import replace

    town = make_geography(TOWN)
    levels = tuple(replace(level, public=level.id != "district") for level in town.levels)
    drawn = replace(town, levels=levels, drawings=(None,) * len(town.areas))  # type: ignore[arg-type]
    values = np.arange(float(len(town.areas)))[:, np.newaxis]
    panel = Panel(
        periods=("2020",),
        values=values,
        status=np.zeros(values.shape, dtype=np.uint8),
        flags=np.zeros(values.shape, dtype=np.uint8),
        numerator=np.empty((0, 0)),
        denominator=np.empty((0, 0)),
        notes=((4, 0, "Neubau"),),
    )
    narrowed, figures, _ = release_areas(drawn, {"x": panel}, None, SimpleNamespace(release="marked"), "public")  # type: ignore[arg-type]
    assert [
        [("0", ""), ("0101", "0"), ("0102", "0"), ("0103", "0"), ("0201", "0"), ("0202", "0")],
        [0.0, 3.0, 4.0, 5.0, 6.0, 7.0],
        ((2, 0, "Neubau"),),
    ] == [[(area.key, area.parent) for area in narrowed.areas], figures["x"].values[:, 0].tolist(), figures["x"].notes]
