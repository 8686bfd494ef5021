"""Single figures: numbers, signs and the words behind them."""

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.finding import Word
from atlas.model.page import FigureRow, IndicatorLabel
from atlas.model.panel import Flag, Status
from atlas.render import cells
from tests.unit.render.conftest import NAN, series


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        (19.75, Status.OK, "19,8"),
        (1234.0, Status.OK, "1.234,0"),
        (0.0, Status.ZERO, "–"),
        (0.0, Status.BELOW_HALF, "0"),
        (NAN, Status.CONFIDENTIAL, "·"),
        (NAN, Status.UNKNOWN, "."),
        (NAN, Status.PENDING, "…"),
        (NAN, Status.UNRELIABLE, "/"),
        (12.34, Status.LIMITED, "(12,3)"),
        (NAN, Status.NOT_APPLICABLE, "x"),
    ],
)
def test_a_figure_is_written_by_the_signs_of_official_statistics(value: float, status: Status, expected: str) -> None:
    assert expected == cells.plain(value, status, 1, "de")


def test_a_sign_carries_its_words_for_screen_readers() -> None:
    expected = '<span aria-hidden="true">·</span><span class="vh">kein Wert aus Gründen des Datenschutzes</span>'
    assert expected == cells.cell(NAN, Status.CONFIDENTIAL, 0, 1, "de")


def test_a_small_base_is_heard_with_its_number() -> None:
    assert '<span class="vh">12,3, kleine Fallzahl, eingeschränkt aussagekräftig</span>' in cells.cell(12.34, Status.LIMITED, 0, 1, "de")


def test_flags_follow_as_letters_with_their_words() -> None:
    text = cells.cell(1.0, Status.OK, Flag.PROVISIONAL | Flag.BREAK, 0, "de")
    assert '1<abbr class="flag" title="vorläufig">p</abbr><abbr class="flag" title="Bruch in der Zeitreihe">b</abbr>' == text


def test_a_matrix_is_written_like_its_single_cells() -> None:
    values = np.array([[19.75, 2.25], [NAN, 12.34]])
    status = np.array([[0, 0], [3, 7]], dtype=np.uint8)
    flags = np.array([[0, 1], [0, 0]], dtype=np.uint8)
    one_by_one = [
        [cells.cell(float(values[place]), int(status[place]), int(flags[place]), 1, "de") for place in ((row, 0), (row, 1))]
        for row in (0, 1)
    ]
    assert one_by_one == cells.matrix(values, status, flags, 1, "de")


@pytest.mark.parametrize("kind", ["share", "index", "mean"])
def test_many_figures_are_written_like_single_ones(label: IndicatorLabel, kind: str) -> None:
    values, status = np.array([0.04, -0.06, 12.25, -1234.5, 999.96, NAN]), np.array([0, 2, 7, 0, 0, 3], dtype=np.uint8)
    label = replace(label, kind=kind, in_points=kind != "mean")
    assert [cells.difference(value, label, "de") for value in values.tolist()] == cells.differences(values, label, "de")
    singles = [cells.plain(float(value), int(state), 1, "de") for value, state in zip(values, status, strict=True)]
    assert singles == cells.plain_all(values, status, 1, "de")
    pairs = zip(values.tolist(), values[::-1].tolist(), strict=True)
    assert [cells.counts(*pair, "de") for pair in pairs] == cells.counts_all(values, values[::-1], "de")


def test_a_unit_stands_beside_a_number_and_never_beside_a_sign(label: IndicatorLabel) -> None:
    shown = [cells.figure(value, status, 0, label, "de") for value, status in ((1.0, 0), (NAN, Status.CONFIDENTIAL), (0.0, Status.ZERO))]
    assert [True, False, False] == ["%" in text for text in shown]


def test_a_long_unit_stands_below_its_number() -> None:
    assert ["unit", "unit below"] == [cells.unit(name).split('"')[1] for name in ("Jahre", "je 1.000 Einwohner")]


def test_a_difference_of_shares_is_in_percentage_points_with_the_full_words_for_screen_readers(label: IndicatorLabel) -> None:
    expected = '−1,3&nbsp;<span aria-hidden="true">Pkt.</span><span class="vh">Prozentpunkte</span>'
    assert expected == cells.difference(-1.25, label, "de")


def test_any_other_difference_is_in_per_cent(label: IndicatorLabel) -> None:
    assert "+4,2\u202f%" == cells.difference(4.2, replace(label, in_points=False), "de")


def test_a_difference_that_does_not_exist_is_empty(label: IndicatorLabel) -> None:
    assert "" == cells.difference(NAN, label, "de")


def test_a_difference_of_nothing_has_no_sign_of_its_own(label: IndicatorLabel) -> None:
    assert "±0,0" == cells.difference(-0.04, label, "de").split("&")[0]


@pytest.mark.parametrize(
    ("period", "reference_date", "expected"),
    [
        ("2025", "31.12.", "31.12.2025"),
        ("2025", "31.12., Daten nach drei Monaten", "31.12.2025"),
        ("2025", "31 December", "31 December 2025"),
        ("2025", "Kalenderjahr", "2025, Kalenderjahr"),
        ("2022", "30.06.2022", "30.06.2022"),
        ("2025", "", "2025"),
    ],
)
def test_a_period_is_joined_with_its_reference_date(period: str, reference_date: str, expected: str) -> None:
    assert expected == cells.dated(period, reference_date)


def test_a_short_date_leaves_descriptions_out() -> None:
    assert ["31.12.2025", "2025"] == [cells.short_date("2025", text) for text in ("31.12.", "Kalenderjahr")]


@pytest.mark.parametrize(("language", "expected"), [("de", "27.04.2026"), ("en", "27 April 2026")])
def test_a_day_is_written_as_the_language_does(language: str, expected: str) -> None:
    assert expected == cells.day("2026-04-27", language)


def test_what_is_no_day_stays_as_it_is() -> None:
    assert "Frühjahr 2026" == cells.day("Frühjahr 2026", "de")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (Word.NONE, ""),
        (Word.WELL_BELOW, "deutlich niedriger als in Wallenfurt"),
        (Word.SIMILAR, "ähnlich wie in Wallenfurt"),
        (Word.WELL_ABOVE, "deutlich höher als in Wallenfurt"),
    ],
)
def test_a_comparison_is_one_plain_phrase(row: FigureRow, word: Word, expected: str) -> None:
    assert expected == cells.phrase(replace(row, word=word), "Wallenfurt", "de")


def test_a_suppressed_figure_says_why_instead_of_comparing(suppressed: FigureRow) -> None:
    assert "kein Wert aus Gründen des Datenschutzes" == cells.phrase(suppressed, "Wallenfurt", "de")


def test_a_level_without_figures_gives_the_register_s_reason(row: FigureRow) -> None:
    missing = replace(row, own=series(NAN, NAN, NAN, status=(9, 9, 9)), reason="Nur für die Stadt erhoben.")
    assert "Nur für die Stadt erhoben." == cells.phrase(missing, "Wallenfurt", "de")


def test_a_small_base_is_said_instead_of_compared(row: FigureRow) -> None:
    small = replace(row, own=series(18.0, 19.0, 19.8, status=(0, 0, Status.LIMITED)))
    assert "kleine Fallzahl, eingeschränkt aussagekräftig" == cells.phrase(small, "Wallenfurt", "de")


def test_the_key_explains_only_signs_that_occur() -> None:
    expected = '<p class="key"><span><b>·</b> kein Wert aus Gründen des Datenschutzes</span> <span><b>p</b> vorläufig</span></p>'
    assert expected == cells.key([0, 3, 3], Flag.PROVISIONAL, "de")


def test_plain_figures_need_no_key() -> None:
    assert "" == cells.key([0, 0], 0, "de")
