"""Directives that name what does not exist, or are not complete: told with their line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from atlas.check.directives import check_directives
from atlas.load.directives import load_directives
from atlas.model.document import Document
from atlas.model.site import Site


@pytest.fixture
def told(site_of: Callable[..., Site], document_of: Callable[..., Document]) -> Callable[[str], list[str]]:
    def check(block: str) -> list[str]:
        passages = [
            document_of(f"{name}.md", body, kind="passage") for name, body in (("_a", "Text"), ("_b", "```{include}\nfile: _a.md\n```\n"))
        ]
        documents, found = load_directives(Path(), [document_of("methodik.md", f"```{{{block}\n```\n"), *passages], ())
        site = replace(site_of(), documents=documents)
        return [
            f"{one.where.line} {one.code} {dict(one.details).get('suggestion', '')}".strip() for one in (*found, *check_directives(site))
        ]

    return check


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("map}\nindicator: miete", ["5 A708"]),
        ("places}\nitems: []", ["5 A702"]),
        ("table}\nindicators: []\nperiods: ['2024']", ["5 A702"]),
        ("table}\nindicators: [miete]", []),
        ("map}\nindicator: mite\nperiod: 2024", ["6 A701 miete"]),
        ("table}\nindicators: [Miete]", ["6 A701 miete"]),
        ("tabelle}\nindicators: [miete]\nlevel: arae\nperiods: [2023]", ["7 A701 area", "8 A701 2024"]),
        ("table}\nindicators: [miete]\nareas: ['01', Süd]", ["7 A701 02"]),
        ("chart}\nindicator: miete", ["5 A712"]),
        ("chart}\nkind: strip\nindicator: miete", ["5 A713"]),
        ("chart}\nkind: scatter\nindicator: miete", ["5 A702"]),
        ("chart}\nkind: bar\nindicator: miete", []),
        ("chart}\nkind: pyramid\nleft: [miete]\nright: [miete, abitur]", ["5 A710"]),
        ("table}\nindicators: [miete, abitur]\nperiods: ['2024']", ["5 A709"]),
        ("matrix}\ncolumns: [a, b]\nrows: [{title: x, cells: [y]}]", ["5 A710"]),
        ("scenario}\nperiods: ['2030']\nvariants: [{title: x, assumptions: [], values: [1, 2]}]", ["5 A711", "5 A710"]),
        ("scenario}\nscenario: pflege", ["6 A701"]),
        ("scenario}\nscenario: pflege\nperiods: ['2030']", ["6 A701", "5 A715"]),
        ("goals}\ntargets: [miete]", ["6 A701"]),
        ("goals}\ncaption: Ziele", ["5 A702"]),
        ("include}\nfile: _a.md", []),
        ("include}\nfile: _aa.md", ["6 A701 _a.md"]),
        ("include}\nfile: _b.md", ["6 A714"]),
        ("typologie}\ntypology: lage", ["6 A701"]),
        ("mapp}\nindicator: miete", ["5 A700 map"]),
    ],
)
def test_what_a_directive_needs_is_there(block: str, expected: list[str], told: Callable[[str], list[str]]) -> None:
    assert expected == told(block)
