"""Where `atlas import` finds the areas of a table: in a column, side by side, or not at all; and the recipe that follows builds as it is."""

from pathlib import Path

import pytest

from atlas.base.diagnostics import Severity, failed
from tests.unit.load.test_families import proposed, read, written
from tests.unit.load.test_intake import codes, look, said

ACROSS = "Jahr;{heads}\n2024;9;4210;3875;5120\n2025;8;4188;3902;5173\n"


@pytest.mark.parametrize("heads", ["Insgesamt;Altstadt;Bahnhof;Süd", "Insgesamt;01;02;03", "Insgesamt;V1;V2;V3"])
def test_areas_side_by_side_and_years_below_each_other(minimal: Path, heads: str) -> None:
    entry = proposed(minimal, written(minimal, "quer.csv", ACROSS.format(heads=heads)))
    assert ["wide", r"(?!(?:Jahr)$)(?P<area>.+)", "Jahr"] == [entry["layout"], entry["columns"], entry["period"]]
    entry["series"] = {"fixed": "einwohner"}
    assert [[4210, 4188], [3875, 3902], [5120, 5173]] == read(minimal, entry)


def test_areas_and_years_side_by_side(minimal: Path) -> None:
    heads = ";01;;02;;03;\n;2024;2025;2024;2025;2024;2025\n"
    entry = proposed(minimal, written(minimal, "quer.csv", "Einwohner\n" + heads + "Alle;4210;4188;3875;3902;5120;5173\n"))
    entry["series"] = {"fixed": "einwohner"}
    assert [[4210, 4188], [3875, 3902], [5120, 5173]] == read(minimal, entry)


def test_names_below_keys_in_the_header_go_with_them(minimal: Path) -> None:
    heads = "Jahr;01;02;03\n;Altstadt;Bahnhof;Süd\n"
    entry = proposed(minimal, written(minimal, "quer.csv", heads + "2024;4210;3875;5120\n2025;4188;3902;5173\n"))
    assert r"(?P<area>.+) / .+" == entry["columns"]
    entry["series"] = {"fixed": "einwohner"}
    assert [[4210, 4188], [3875, 3902], [5120, 5173]] == read(minimal, entry)


def test_ages_below_each_other_become_series_of_areas_side_by_side(minimal: Path) -> None:
    table = "Stand: 31.12.2025\n;\nAlter;Altstadt;Bahnhof;Süd\nunter 6 Jahre;300;355;502\n6 bis 17;298;360;500\nInsgesamt;598;715;1002\n"
    entry = proposed(minimal, written(minimal, "quer.csv", table))
    assert {"Alter": "Insgesamt"} == next(iter(entry["make"].values()))["where"]
    entry["make"] = {"einwohner": next(iter(entry["make"].values()))}
    assert [598, 715, 1002] == [row[-1] for row in read(minimal, entry)]


LAENDER = "Land;2024;2025\nBahnhof;110;120\nSüd;310;410\nBayern;510;610\nHessen;710;810\nSachsen;910;990\n"


def test_a_few_names_that_agree_are_not_taken_for_areas_and_it_is_said_which_agree_and_which_do_not(tmp_path: Path) -> None:
    entry, found = look(tmp_path, LAENDER)
    assert {"map": {"Bahnhof": "?", "Süd": "?"}} == entry["keys"]
    assert ["Bayern", "Hessen", "Sachsen"] == entry["skip"]
    expected = "the table has no keys, only names in the column Land. Only 2 of 5 are called like areas of the atlas (Bahnhof: 02, Süd: 03); none is called Bayern, Hessen, Sachsen"
    assert expected == said(found, "A337")
    assert failed(found)


def test_a_few_names_that_agree_side_by_side_are_not_taken_for_areas_either(tmp_path: Path) -> None:
    entry, found = look(
        tmp_path,
        "Alter;Bahnhof;Süd;Bayern;Hessen;Sachsen\n0 bis 5;110;120;130;140;150\n6 bis 9;210;220;230;240;250\n10-12;310;320;330;340;350\n",
    )
    assert ["(?!(?:Alter)$)(?P<area>.+)", {"map": {"Bahnhof": "?", "Süd": "?"}}] == [entry["columns"], entry["keys"]]
    assert {"A334", "A337"} <= codes(found)


def test_a_list_of_areas_without_figures_is_called_that(tmp_path: Path) -> None:
    _, found = look(tmp_path, "id;name\nx;Altstadt\ny;Bahnhof\nz;Süd\n")
    expected = "a list of areas without figures: 3 of 3 entries in name are names of areas of the atlas, but no column has figures of them"
    assert expected == said(found, "A338")


def test_keys_of_another_place_are_shown_beside_those_of_the_atlas(tmp_path: Path) -> None:
    _, found = look(tmp_path, "k;jahr;n\nE01000001;2024;12\nE01000002;2024;13\nE01000003;2024;14\n")
    expected = "nothing was found in the table that could belong to areas of the atlas; the column k has E01000001, the atlas 01"
    assert expected == said(found, "A289")


def test_years_that_have_nothing_but_signs_yet_belong_to_the_table(minimal: Path) -> None:
    table = "k;31.12.2024;31.12.2025\n01;4210;...\n02;3875;...\n03;5120;...\n"
    entry = proposed(minimal, written(minimal, "a.csv", table))
    assert {"...": "pending"} == entry["missing"]
    entry["series"] = {"fixed": "einwohner"}
    assert "[[4210.0, nan], [3875.0, nan], [5120.0, nan]]" == str(read(minimal, entry))


@pytest.mark.parametrize(
    "head",
    ["k;2024;;2025;\n", "k;Stichtag;;;\n;31.12.2024;;31.12.2025;\n", "k;2024;2024;2025;2025\n"],
)
def test_marks_beside_every_figure_are_read_as_flags_and_notes(minimal: Path, head: str) -> None:
    rows = "01;4210;e;4188;p\n02;3875;e;3902;\n03;5120;e;5173;1)\n"
    entry = proposed(minimal, written(minimal, "a.csv", head + rows))
    assert ["+1", {"e": "", "1)": "?"}] == [entry["flags"], entry["marks"]]
    entry |= {"series": {"fixed": "einwohner"}, "marks": {"e": "", "1)": "Ohne Wohnheime."}}
    assert [[4210, 4188], [3875, 3902], [5120, 5173]] == read(minimal, entry)


def test_sexes_beside_figures_are_no_marks(tmp_path: Path) -> None:
    entry, _ = look(tmp_path, "k;jahr;n;sex\n" + "".join(f"{key};2025;{number};{sex}\n" for key, sex, number in KEYS_AND_SEXES))
    assert "flags" not in entry
    assert "make" in entry


KEYS_AND_SEXES = [(key, sex, 10 + number) for number, key in enumerate(("01", "02", "03", "04")) for sex in ("m", "w")]


def test_two_columns_of_the_same_name_are_told_apart_by_their_letters(minimal: Path) -> None:
    entry = proposed(minimal, written(minimal, "a.csv", "k;jahr;n;n\n01;2025;4188;1\n02;2025;3902;2\n03;2025;5173;3\n"))
    assert [{"C": "n (C)", "D": "n (D)"}, {"n (C)": "n", "n (D)": "n_2"}] == [entry["columns"], entry["series"]]
    entry["series"] = {"n (C)": "einwohner"}
    assert [4188, 3902, 5173] == [row[-1] for row in read(minimal, entry)]


def test_the_period_may_stand_in_the_header(tmp_path: Path) -> None:
    entry, _ = look(tmp_path, "Kennziffer, Stand 31.12.2015;Lagetyp\n01;1\n02;2\n03;3\n")
    assert {"fixed": "2015"} == entry["period"]


def test_a_period_that_nobody_says_is_asked_for(tmp_path: Path) -> None:
    _, found = look(tmp_path, "k;n\n01;1\n02;2\n03;3\n")
    assert Severity.WARNING == next(one.severity for one in found if one.code == "A343")


@pytest.mark.parametrize(
    ("rest", "code", "recipe"),
    [
        ((570, 600), "A335", {"keys": {"empty": "0"}}),
        ((5, 7), "A336", {"skip": [""]}),
        ((400, 7), "A227", {}),
    ],
)
def test_rows_without_a_key_are_weighed_against_the_sums_of_the_areas(
    tmp_path: Path, rest: tuple[int, int], code: str, recipe: dict[str, object]
) -> None:
    rows = "".join(
        f"{year};{key};{number}\n" for year in (2024, 2025) for key, number in (("01", 120), ("02", 130), ("03", 150), ("04", 180))
    )
    entry, found = look(tmp_path, "jahr;k;n\n" + rows + f"2024;;{rest[0]}\n2025;;{rest[1]}\n")
    assert code in codes(found)
    assert recipe == {key: entry[key] for key in ("keys", "skip") if key in entry}


def test_an_only_part_has_the_figures_of_what_it_is_all_of_but_one_of_several_parts_has_not(tmp_path: Path) -> None:
    entry, _ = look(tmp_path, "k;jahr;n\n0;2025;7\n01;2025;1\n02;2025;2\n03;2025;3\n")
    assert "keys" not in entry
