"""Links in texts: what is allowed, what is reported and where."""

from collections.abc import Callable
from typing import Any

import pytest
from markdown import Markdown
from markdown.extensions.toc import TocExtension

from atlas.base.text import slug
from atlas.check.links import check_links, heading_anchors

Make = Callable[..., Any]


@pytest.fixture
def told(site_of: Make, document_of: Make) -> Make:
    """Give the sentences about the text of the profile 01, which starts in line 5."""
    method = document_of("methodik.md", "## Räume und Ebenen\n\n## Zahlen\n")

    def run(body: str, **given: object) -> list[str]:
        return [found.text("de") for found in check_links(site_of(documents=(method, document_of("profile/01.md", body, **given))))]

    return run


@pytest.mark.parametrize(
    "target",
    [
        "area:02",
        "indicator:miete",
        "../methodik.md",
        "../methodik.md#raeume-und-ebenen",
        "01.md",
        "#hier",
        "https://example.org/a_(b)",
        "mailto:amt@example.org",
        "tel:+4900000",
        "<../methodik.md#zahlen>",
        '../methodik.md "Methode"',
    ],
)
def test_targets_that_exist_are_allowed(told: Make, target: str) -> None:
    assert [] == told(f"## Hier\n\nSiehe [dort]({target}).\n")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("area:02b", "A370: Verweis auf ein unbekanntes Gebiet: area:02b; gemeint ist vielleicht area:02."),
        ("area:2", "A370: Verweis auf ein unbekanntes Gebiet: area:2; gemeint ist vielleicht area:02."),
        ("indicator:mieten", "A371: Verweis auf einen unbekannten Indikator: indicator:mieten; gemeint ist vielleicht indicator:miete."),
        ("methodik.md", "A372: Verweis auf eine Datei, die es nicht gibt: methodik.md; gemeint ist vielleicht ../methodik.md."),
        ("/methodik/", "A372: Verweis auf eine Datei, die es nicht gibt: /methodik/; gemeint ist vielleicht ../methodik.md."),
        ("02.md", "A372: Verweis auf eine Datei, die es nicht gibt: 02.md; gemeint ist vielleicht area:02."),
        (
            "../indikatoren/miete.md",
            "A372: Verweis auf eine Datei, die es nicht gibt: ../indikatoren/miete.md; gemeint ist vielleicht indicator:miete.",
        ),
        ("", "A372: Verweis auf eine Datei, die es nicht gibt: ."),
        (
            "../methodik.md#raume-und-ebenen",
            "A373: In content/methodik.md gibt es keine Überschrift zu #raume-und-ebenen; gemeint ist vielleicht #raeume-und-ebenen.",
        ),
        ("#dort", "A373: In content/profile/01.md gibt es keine Überschrift zu #dort."),
        (
            "http://example.org/",
            "A374: Diese Art von Adresse ist nicht erlaubt: http://example.org/; stattdessen vielleicht https://example.org/.",
        ),
        ("javascript:alert(1)", "A374: Diese Art von Adresse ist nicht erlaubt: javascript:alert(1)."),
        ("C:\\Texte\\methodik.md", "A374: Diese Art von Adresse ist nicht erlaubt: C:\\Texte\\methodik.md."),
    ],
)
def test_other_targets_are_errors_with_a_suggestion(told: Make, target: str, expected: str) -> None:
    assert [f"content/profile/01.md:5:14: Fehler {expected}"] == told(f"Siehe [dort]({target}).\n")


def test_a_picture_from_another_site_is_an_error_and_a_link_to_it_is_not(told: Make) -> None:
    expected = "content/profile/01.md:7:9: Fehler A375: Bild von einer fremden Adresse: https://example.org/a.png."
    assert [expected] == told("Text.\n\n![Bild](https://example.org/a.png)\n\n[Bild](https://example.org/a.png)\n")


def test_a_linked_picture_from_elsewhere_is_told_beside_the_link(told: Make) -> None:
    assert ["A375", "A372"] == [found.split("Fehler ")[1][:4] for found in told("[![Bild](https://example.org/a.png)](b.md)")]


def test_all_wrong_links_are_reported_with_their_lines(told: Make) -> None:
    found = told("[a](x.md) und [b](y.md)\n\n- [c](area:99)\n\n[d]: z.md\n")
    assert ["5:5", "5:19", "7:7", "9:6"] == [":".join(line.split(":")[1:3]) for line in found]


def test_sentences_in_front_matter_are_checked_too(told: Make) -> None:
    wrong = "Siehe [dort](area:99)."
    found = told("Text.\n", summary=wrong, key_statements=(wrong,), strengths=(wrong,), needs=(wrong,))
    assert ["content/profile/01.md: Fehler A370: Verweis auf ein unbekanntes Gebiet: area:99."] * 4 == found


HEADINGS = """# Räume & Ebenen

## Zahlen ##
## Zahlen

Über uns
========

### **Fett** und *schräg*, `code`, [Verweis](area:01) &amp; mehr[^1]

Unten
-----

## …

## …

Text, kein Kopf

[^1]: Fußnote.
"""


def test_anchors_are_those_that_the_converter_makes() -> None:
    converter = Markdown(extensions=["footnotes", TocExtension(slugify=lambda words, _: slug(words))])
    converter.convert(HEADINGS)

    def ids(tokens: list[dict[str, Any]]) -> list[str]:
        return [anchor for token in tokens for anchor in (token["id"], *ids(token["children"]))]

    assert ids(converter.toc_tokens) == list(heading_anchors(HEADINGS))
