"""Findings for people and for tools: every form says where, how grave, what, and what to do."""

import json

import pytest

from atlas.base.diagnostics import Location, diagnostic
from atlas.cli.formats import FORMATS, write

TABLE = diagnostic("A212", Location(file="data/t.xlsx", cell="B3"), key="0199", made="", near="", name="", count=3)
WORD = diagnostic("A405", Location(file="content/a.md", line=3, column=7), word="Ghetto, 100 %", better="die Sache")
EARLIER = diagnostic("A406", Location(file="content/a.md", line=2), word="Benchmark", better="Vergleichswert")


def test_text_is_grouped_by_file_and_sorted_by_place() -> None:
    lines = write([WORD, EARLIER], "text", "de").splitlines()
    assert ["content/a.md", True, True] == [lines[0], lines[1].strip().startswith("2  Hinweis A406"), "3:7  Warnung A405" in lines[3]]


def test_json_has_all_parts() -> None:
    (found,) = json.loads(write([WORD], "json", "en"))
    assert ("content/a.md", 3, 7, None, "A405", "warning") == tuple(
        found[key] for key in ("file", "line", "column", "cell", "code", "severity")
    )


def test_sarif_names_rule_level_and_region() -> None:
    log = json.loads(write([WORD, EARLIER], "sarif", "de"))
    (run,) = log["runs"]
    second = run["results"][1]
    assert ["2.1.0", ["A405", "A406"], "A405", 0, "warning", {"startLine": 3, "startColumn": 7}] == [
        log["version"],
        [rule["id"] for rule in run["tool"]["driver"]["rules"]],
        second["ruleId"],
        second["ruleIndex"],
        second["level"],
        second["locations"][0]["physicalLocation"]["region"],
    ]


def test_github_gets_one_line_per_finding_with_its_signs_escaped() -> None:
    (line,) = write([WORD], "github", "de").splitlines()
    assert [True, True] == [line.startswith("::warning file=content/a.md,line=3,col=7,title=A405::„Ghetto, 100 %25“"), "%0ABesser" in line]


def test_gitlab_gets_a_fingerprint_that_tells_places_apart() -> None:
    moved = diagnostic("A405", Location(file="content/a.md", line=9, column=7), word="Ghetto", better="die Sache")
    found = json.loads(write([WORD, moved], "gitlab", "de"))
    assert [2, ["minor", "minor"], [3, 9]] == [
        len({one["fingerprint"] for one in found}),
        [one["severity"] for one in found],
        [one["location"]["lines"]["begin"] for one in found],
    ]


@pytest.mark.parametrize("form", list(FORMATS))
def test_nothing_found_is_a_form_of_its_own(form: str) -> None:
    text = write([], form, "de")
    assert text == "" if form in {"text", "github"} else json.loads(text) is not None


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_cell_of_a_table_is_in_every_form(form: str) -> None:
    assert "B3" in write([TABLE], form, "de")
