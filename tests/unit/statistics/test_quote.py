"""What sentences ask and assert: five areas with 10, 20, 30, 40 and no figure in the latest period; their districts, and a town with 25."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.panel import Panel
from atlas.model.quote import Problem, Quote
from atlas.statistics.find import find
from atlas.statistics.quote import Library, answer
from atlas.statistics.terms import FILLERS, LATEST, PARENT, VERBS, WHOLE

ROWS: Mapping[str, list[str]] = {
    "0": ["20", "25"],
    "01": ["18", "20"],
    "02": ["30", "40"],
    "0101": ["12", "10"],
    "0102": ["15", "20.04"],
    "0103": ["30", "30"],
    "0201": ["(30)", "(40)"],
    "0202": ["35", "·"],
}

WORDS = (*(word for words in VERBS.values() for word in words), *LATEST, *WHOLE, *PARENT, *FILLERS[:3])


@pytest.fixture(scope="module")
def library(town: Geography, indicator_of: Callable[..., Indicator], panel_of: Callable[..., Panel]) -> Library:
    share, people = indicator_of(title="Young"), indicator_of(id="people", kind="count", unit="Personen", decimals=0)
    figures = {"young": panel_of(town, ROWS), "people": panel_of(town, {key: [cell] for key, (_, cell) in ROWS.items()})}
    findings = {one.id: find(figures[one.id], one, town, "area") for one in (share, people)}
    return Library(
        geography=town, indicators={"young": share, "people": people}, figures=figures, findings=findings, main_level="area", language="de"
    )


def said(words: str, library: Library, own: str = "0101") -> str:
    found = answer("figure", words, library.geography.rows[own], library)
    return found.text if isinstance(found, Quote) else found.code if isinstance(found, Problem) else ""


def judged(words: str, library: Library, own: str = "0101") -> str:
    found = answer("claim", words, library.geography.rows[own], library)
    return found.code if isinstance(found, Problem) else "true"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("young", "10,0\u202f%"),
        ("young 2020", "12,0\u202f%"),
        ("young 0102", "20,0\u202f%"),
        ("young area:0102 aktuell", "20,0\u202f%"),
        ("young Stadt", "25,0\u202f%"),
        ("young in der Stadt 2020", "20,0\u202f%"),
        ("young district", "20,0\u202f%"),
        ("young übergeordnet", "20,0\u202f%"),
        ("young 0201", "(40,0\u202f%)"),
        ("young Unterschied", "\u221215,0\u00a0Prozentpunkte"),
        ("young Abstand zu Stadt", "15,0\u00a0Prozentpunkte"),
        ("young difference to 0102", "\u221210,0\u00a0Prozentpunkte"),
        ("young Rang", "4"),
        ("young höchster", "40,0\u202f% (Area 0201)"),
        ("young lowest district", "20,0\u202f% (Area 01)"),
        ("young seit 2020", "\u22122,0\u00a0Prozentpunkte"),
        ("young year", "2021"),
        ("people Summe 0101 0103", "40"),
        ("people", "10"),
        ("yung", "A360"),
        ("young gestern", "A361"),
        ("young seit 1990", "A361"),
        ("young 0202", "A363"),
        ("young Summe 0101 0102", "A364"),
        ("young Anzahl", "A364"),
        ("young > Stadt", "A364"),
    ],
)
def test_a_figure_is_written_as_it_is_printed(words: str, expected: str, library: Library) -> None:
    assert expected == said(words, library)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("young < Stadt", "true"),
        ("young<Stadt", "true"),
        ("young liegt unter der Stadt", "A361"),
        ("young unter Stadt", "true"),
        ("young > Stadt", "A365"),
        ("young 0102 ≈ 1/5", "true"),
        ("young 0102 > 20", "A365"),
        ("young ≈ 1/4", "A365"),
        ("young mindestens 10", "true"),
        ("young at most 9,9", "A365"),
        ("young 0102 etwa wie district", "true"),
        ("young gesunken seit 2020", "true"),
        ("young gestiegen", "A365"),
        ("young 0103 risen", "A365"),
        ("young 0201 am höchsten", "true"),
        ("young niedrigster", "true"),
        ("young höchster", "A365"),
        ("young 0202 > Stadt", "A363"),
        ("young", "A366"),
        ("young Stadt > Stadt", "A366"),
    ],
)
def test_a_claim_is_judged_by_the_printed_figures(words: str, expected: str, library: Library) -> None:
    assert expected == judged(words, library)


def test_without_an_area_of_its_own_a_page_must_name_one(library: Library) -> None:
    found = answer("figure", "young", None, library)
    assert isinstance(found, Problem)
    assert "A362" == found.code


def test_a_missing_figure_comes_with_those_that_there_are(library: Library) -> None:
    found = answer("figure", "young 0202", library.geography.rows["0101"], library)
    assert isinstance(found, Problem)
    details = dict(found.details)
    assert ("·", "2020", "Area 0 (0), Area 02 (02)") == (details["sign"], details["periods"], details["around"])


@given(words=st.lists(st.sampled_from([*WORDS, "0102", "2020", "20,5", "1/4", "0202", "unsinn", ">=", "seit"]), max_size=6))
def test_whatever_stands_in_braces_there_is_an_answer_or_a_reason(words: list[str], library: Library) -> None:
    for kind in ("figure", "claim"):
        found = answer(kind, " ".join(["young", *words]), library.geography.rows["0101"], library)
        assert found is None or isinstance(found, Quote | Problem)
