"""How complete figures are, in tables and words."""

import re

from msgspec.structs import replace

from atlas.model.page import IndicatorPage
from atlas.model.quality import Coverage, Gap
from atlas.model.quality_view import QualityGroup, QualityRow
from atlas.render import quality

NAN = float("nan")
FULL = Coverage(level="raum", areas=3, shown=2, limited=1, estimated=0, suppressed=1, missing=0, apart=0, total=987.0, published=1000.0)


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).replace("&nbsp;", " ").split())


def test_only_states_that_occur_have_a_column(page: IndicatorPage) -> None:
    said = words(quality.coverage(replace(page, coverage=(FULL,)), "de"))
    assert "Ebene Gebiete Mit Wert in Klammern Gesperrt oder zu unsicher Summe, Teil der Gesamtzahl Sozialräume 3 2 1 1 98,7 %" == said


def test_a_sum_as_large_as_the_total_is_all_of_it() -> None:
    assert ["100&nbsp;%", ""] == [quality.total(replace(FULL, total=total), "de") for total in (1000.2, NAN)]


def test_gaps_are_named_with_the_number_of_areas() -> None:
    assert "2014 (2 Gebiete), 2016 (1 Gebiet)" == quality.gaps((Gap(period="2014", areas=2), Gap(period="2016", areas=1)), "de")


def test_a_row_tells_how_current_and_how_complete_an_indicator_is(page: IndicatorPage) -> None:
    row = QualityRow(
        indicator=page.label, latest="2025", update="jährlich", next_update="2027-02", coverage=FULL, breaks=("2023",), gaps=()
    )
    group = QualityGroup(title="Bevölkerung", href="", rows=(row, replace(row, latest="", coverage=None)))
    said = words(quality.quality(group, "", "de"))
    assert "Unter 18 31.12.2025 2027-02, jährlich 2 von 3 1 98,7 % 2023 Unter 18 – 2027-02, jährlich 2023" in said
