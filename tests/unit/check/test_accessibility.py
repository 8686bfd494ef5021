"""Rules of accessibility on built pages: each finds what it is for, and nothing on a sound page."""

import pytest

from atlas.check.accessibility import RULES, check_pages

SOUND = """<!doctype html><html lang="de"><head><title>Altstadt</title><meta name="viewport" content="width=device-width"></head>
<body><a href="#_main">Zum Inhalt</a><main id="_main"><h1>Altstadt</h1><h2>Zahlen</h2><h3>Kinder</h3><h2>Karte</h2>
<img src="a.png" alt="Der Markt"><img src="b.png" alt=""><svg aria-label="Karte"><svg></svg></svg><span aria-hidden="true"><svg></svg></span>
<table><tr><th scope="col">Jahr</th></tr></table><label for="_q">Suche</label><input id="_q"><a href="x.html"><svg aria-label="Süd"></svg></a>
</main></body></html>"""
FAULTS = {
    "language": ('lang="de"', ""),
    "title": ("<title>Altstadt</title>", "<title> </title>"),
    "one-heading": ("<h3>Kinder</h3>", "<h1>Kinder</h1>"),
    "heading-order": ("<h2>Zahlen</h2><h3>", "<h3>"),
    "pictures": (' alt="Der Markt"', ""),
    "drawings": ('<svg aria-label="Karte">', "<svg>"),
    "tables": ('<th scope="col">Jahr</th>', "<td>Jahr</td>"),
    "names": (' aria-label="Süd"', ' aria-hidden="true"'),
    "fields": (' for="_q"', ""),
    "skip": ('href="#_main"', 'href="x.html"'),
    "zoom": ("width=device-width", "width=device-width, user-scalable=no"),
}


def broken(markup: str) -> set[str]:
    return {one.rule for one in check_pages({"index.html": markup}) if one.broken}


def test_a_sound_page_breaks_no_rule() -> None:
    assert set() == broken(SOUND)


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_a_page_that_breaks_a_rule_is_named_under_it(rule: str) -> None:
    before, after = FAULTS[rule]
    assert before in SOUND
    assert {rule} == broken(SOUND.replace(before, after))


def test_every_rule_is_tried() -> None:
    assert set(RULES) == set(FAULTS)


def test_a_record_counts_pages_and_names_those_that_break_a_rule() -> None:
    (first, *_) = check_pages({"a.html": SOUND, "b.html": SOUND.replace('lang="de"', "")})
    assert ("language", 2, ("b.html",)) == (first.rule, first.pages, first.broken)
