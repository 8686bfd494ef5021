"""Profiles and indicators hold all that readers are promised; each promise is looked for where it should stand, and in what number."""

import pytest

from tests.site_checks.markup import Page

PROFILE = {
    "the areas around it": ("nav", "crumbs", 1),
    "inhabitants and area": ("p", "facts", 1),
    "its place on the map": ("svg", "locator", 1),
    "key statements": ("div", "statements", 1),
    "a value for each core indicator": ("td", "own", 9),
    "the value of the area around": ("td", "around", 9),
    "the value of the whole": ("td", "all", 9),
    "the distance in words": ("span", "phrase", 9),
    "the distance in figures": ("span", "apart", 9),
    "the place among all areas": ("td", "place", 9),
    "its own mark among them": ("circle", "own", 9),
    "the development": ("svg", "spark", 9),
    "the age structure": ("table", "ages", 1),
    "indices and types": ("dl", "placed", 1),
    "what contributes to an index": ("table", "contributions", 1),
    "strengths beside needs": ("div", "balance", 1),
    "what was found": ("div", "finding", 1),
    "what it is taken to mean": ("div", "assessment", 1),
    "all indicators, folded": ("details", "fold", 7),
    "areas much like it": ("ul", "similar", 1),
    "the areas before and after": ("nav", "beside", 1),
    "how to cite it": ("section", "cite", 1),
}

INDICATOR = {
    "the question and its answer": ("p", "question", 1),
    "how to read it": ("p", "reading", 1),
    "the map": ("svg", "choropleth", 1),
    "classes and signs": ("ul", "legend", 1),
    "development and spread": ("figure", "chart", 2),
    "all areas": ("table", "areas", 1),
    "all years": ("table", "years", 1),
    "what uses it": ("ul", "mentions", 1),
    "what is counted": ("dl", "facts", 1),
    "how to cite it": ("section", "cite", 1),
}

FACTS = [
    "Definition",
    "Zähler",
    "Nenner",
    "Formel",
    "Stichtag",
    "Stichtag des Nenners",
    "Quelle",
    "Datenhalter",
    "Lizenz",
    "Aktualisierung",
]


@pytest.mark.parametrize(("name", "look", "least"), PROFILE.values(), ids=PROFILE)
def test_a_profile_has(pages: dict[str, Page], name: str, look: str, least: int) -> None:
    assert least <= len([*pages["profile/0201-hafen/index.html"].tree.all(name, class_=look)])


def test_a_profile_has_three_to_five_key_statements(pages: dict[str, Page]) -> None:
    counts = {path: len([*one.all("p")]) for path, page in pages.items() for one in page.tree.all("div", class_="statements")}
    assert {} == {path: count for path, count in counts.items() if not 3 <= count <= 5}
    assert len(counts) > 30


def test_areas_are_alike_for_reasons(pages: dict[str, Page]) -> None:
    (similar,) = pages["profile/0201-hafen/index.html"].tree.all("ul", class_="similar")
    assert [True] * 3 == ["Am ähnlichsten: " in one.text() and "Am weitesten auseinander: " in one.text() for one in similar.all("li")]


@pytest.mark.parametrize(("name", "look", "least"), INDICATOR.values(), ids=INDICATOR)
def test_an_indicator_has(pages: dict[str, Page], name: str, look: str, least: int) -> None:
    assert least <= len([*pages["indikatoren/sgb2/index.html"].tree.all(name, class_=look)])


def test_an_indicator_tells_what_is_counted(pages: dict[str, Page]) -> None:
    told = [one.text() for facts in pages["indikatoren/sgb2/index.html"].tree.all("dl", class_="facts") for one in facts.all("dt")]
    assert [] == [fact for fact in FACTS if fact not in told]


def test_an_indicator_tells_why_its_classes_have_their_borders(pages: dict[str, Page]) -> None:
    reasons = ("von Hand gesetzt", "Standardabweichung", "gleich viele", "gleich breit", "Lücken", "Mittelwert")
    shown = {
        path: page.tree for path, page in pages.items() if path.startswith("indikatoren/") and [*page.tree.all("svg", class_="choropleth")]
    }
    captions = {path: " ".join(one.text() for one in tree.all("figcaption")) for path, tree in shown.items()}
    assert [] == [path for path, words in captions.items() if not any(reason in words for reason in reasons)]
    assert len(shown) > 20


def test_an_indicator_with_a_target_shows_it(pages: dict[str, Page]) -> None:
    assert 1 == len([*pages["indikatoren/betreuung-u3/index.html"].tree.all("table", class_="targets")])
