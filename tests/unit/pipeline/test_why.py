"""Why a page was made anew, and where its figures come from: file, row, column, formula, protection."""

import shutil
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from atlas.pipeline.why import trace, why
from tests.conftest import ROOT


@pytest.fixture
def built(minimal: Path) -> Path:
    build(minimal, minimal / "public", Options(kind="inline"))
    return minimal


def explain(site: Path, address: str) -> str:
    return "\n".join(why(site, site / "public", address))


def page(site: Path, start: str) -> str:
    (found,) = (path for path in (site / "public" / "profile").iterdir() if path.name.startswith(start))
    return f"profile/{found.name}/"


def test_a_share_names_the_cells_of_both_counts_and_its_formula(built: Path) -> None:
    said = explain(built, page(built, "01-") + "#_unter18-2024")
    assert [True] * 3 == [
        line in said
        for line in ("bev_u18 / einwohner × 100", "bev_u18: data/bevoelkerung.csv:2:14", "einwohner: data/bevoelkerung.csv:2:9")
    ]


def test_a_figure_that_no_table_has_is_a_sum_over_the_areas_inside(built: Path) -> None:
    assert "einwohner, Summe über 4 Gebiete: data/bevoelkerung.csv:6:9, data/bevoelkerung.csv:7:9" in explain(
        built, page(built, "0-") + "#einwohner"
    )


def test_the_protection_of_a_series_is_said(built: Path) -> None:
    assert "Schutz: keiner. Erfundene Zahlen." in explain(built, page(built, "01-") + "#einwohner")


def test_an_area_on_the_page_of_an_indicator_is_the_same_figure(built: Path) -> None:
    first, second = explain(built, "indikatoren/einwohner/#_area-01"), explain(built, page(built, "01-") + "#einwohner")
    assert first.splitlines()[2:] == second.splitlines()[3:]


@pytest.mark.parametrize("form", ["http://127.0.0.1:8000/{}", "/{}", "{}", "{}index.html"])
def test_a_page_may_be_named_as_the_browser_names_it(built: Path, form: str) -> None:
    address = page(built, "01-")
    assert address + "index.html" == why(built, built / "public", form.format(address))[0]


def test_a_changed_text_is_the_cause_of_its_page_and_of_no_other(built: Path) -> None:
    text = built / "content" / "profile" / "01.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nMehr.\n", encoding="utf-8")
    build(built, built / "public", Options(kind="inline"))
    assert [True, True] == [
        "geändert haben: content/profile/01.md" in explain(built, page(built, "01-")),
        "übernommen" in explain(built, "index.html"),
    ]


def test_a_changed_table_is_the_cause_of_the_pages_that_show_it(built: Path) -> None:
    table = built / "data" / "bevoelkerung.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("4210", "4211"), encoding="utf-8")
    build(built, built / "public", Options(kind="inline"))
    assert "geändert haben: data/bevoelkerung.csv" in explain(built, page(built, "01-"))


def test_the_first_build_is_a_cause_of_its_own(built: Path) -> None:
    assert "Vom ersten Lauf" in explain(built, "index.html")


@pytest.mark.parametrize("address", ["nirgends/", "index.html#_nichts", "indikatoren/einwohner/#_area-99"])
def test_what_is_not_there_is_said(built: Path, address: str) -> None:
    with pytest.raises(LookupError):
        why(built, built / "public", address)


def test_a_figure_of_a_sentence_is_found_by_the_words_that_explain_it(built: Path) -> None:
    said = trace(built, built / "public", "profile/", "Unter 18-Jährige, Kleinau, 31.12.2024: Menschen unter 18.")
    assert ["Unter 18-Jährige, Kleinau (0), 2024", True] == [said[0], any("data/bevoelkerung.csv:" in line for line in said)]


def test_a_sum_of_a_sentence_is_traced_to_the_figures_of_all_its_areas(built: Path) -> None:
    said = trace(built, built / "public", "profile/", "Einwohnerinnen und Einwohner, Altstadt, Bahnhof, 31.12.2024: Menschen.")
    assert "Eine Summe aus 2 Zahlen:" == said[0]
    heads = [f"Einwohnerinnen und Einwohner, {name}, 2024" for name in ("Altstadt (01)", "Bahnhof (02)")]
    assert heads == [line for line in said if line in heads]
    assert ["einwohner: data/bevoelkerung.csv:2:9", "einwohner: data/bevoelkerung.csv:3:9"] == [
        line for line in said if line.startswith("einwohner: ")
    ]


@pytest.mark.parametrize(
    "words",
    ["Unter 18-Jährige, Nord, Süd, 31.12.2024: Eine Summe.", "Unter 18-Jährige, Kleinau, 31.12.1999: Niemand.", "Etwas, Kleinau, 2024: x"],
)
def test_words_that_explain_no_figure_are_no_figure(built: Path, words: str) -> None:
    with pytest.raises(LookupError):
        trace(built, built / "public", "profile/", words)


def test_a_series_made_of_several_columns_names_them(minimal: Path) -> None:
    table = minimal / "data" / "bevoelkerung.csv"
    rows = [line.split(";") for line in table.read_text(encoding="utf-8").splitlines()]
    table.write_text(
        "\n".join(";".join([*row, row[2] if number else "frauen"]) for number, row in enumerate(rows)) + "\n", encoding="utf-8"
    )
    site = (minimal / "site.yaml").read_text(encoding="utf-8")
    assert "einwohner: einwohner, " in site
    recipe = "make: {einwohner: {sum: [einwohner, frauen]}}\n    series: {"
    (minimal / "site.yaml").write_text(site.replace("series: {", recipe).replace("einwohner: einwohner, ", ""), encoding="utf-8")
    build(minimal, minimal / "public", Options(kind="inline"))
    assert "  gebildet aus einwohner + frauen" in explain(minimal, page(minimal, "01-") + "#einwohner").splitlines()


def of_case(tmp_path: Path, case: str, start: str, place: str) -> str:
    site = Path(shutil.copytree(ROOT / "tests" / "sites" / case, tmp_path / case))
    build(site, site / "public", Options(kind="inline"))
    return explain(site, f"{page(site, start)}#{place}")


def test_a_series_made_of_columns_names_the_cell_of_each(tmp_path: Path) -> None:
    assert "einwohner: data/12411.csv:6:26, data/12411.csv:6:32\n" in of_case(tmp_path, "office", "01-", "einwohner")


def test_a_series_made_of_rows_names_the_cell_of_each(tmp_path: Path) -> None:
    assert "bev_u18: data/alter.csv:18:30, data/alter.csv:19:31, data/alter.csv:20:32\n" in of_case(tmp_path, "office", "01-", "unter18")


def test_of_many_cells_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    (line,) = (line for line in of_case(tmp_path, "office", "0-", "unter18").splitlines() if line.startswith("bev_u18"))
    assert [6, True] == [line.count("data/alter.csv"), line.endswith(" … (+6)")]


def test_a_pool_names_every_year_it_sums(tmp_path: Path) -> None:
    said = of_case(tmp_path, "surveys", "01-", "abgang")
    years = next(line for line in said.splitlines() if "Jahren" in line)
    (line,) = (line for line in said.splitlines() if line.startswith("ohne:"))
    assert ["Die Zahlen aus 3 Jahren sind zusammengezählt: 2021, 2022, 2023", 3] == [years, line.count("data/zahlen.csv")]


def test_a_figure_for_other_borders_names_the_cells_of_the_units_that_lie_in_the_area(tmp_path: Path) -> None:
    said = of_case(tmp_path, "borders", "02", "_unter18-2021")
    assert "umgerechnet aus 2 Einheiten mit anderem Gebietsschnitt: data/bevoelkerung.csv" in said
