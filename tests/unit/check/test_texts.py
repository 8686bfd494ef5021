"""Texts beyond plain Markdown: what is told, and where."""

from collections.abc import Callable

import pytest

from atlas.check.links import check_links
from atlas.check.texts import CALLOUTS, check_texts
from atlas.model.document import Document
from atlas.model.media import Reference
from atlas.model.site import Site
from atlas.render.markdown.callouts import KINDS


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("> [!Empfelung]\n> Text", ["7:5 A314 Empfehlung"]),
        ("> [!Einfache Sprache]\n> Text", []),
        ("![](bild.png)", ["7:1 A316 "]),
        ("![Hafen](bild.png)", []),
        ("Siehe [](#weg).\n\nTabelle: Wege {#wege}\n\n| a |\n|---|\n| b |", ["7:7 A315 wege"]),
        ("Siehe [](#wege) und [hier](#wege).\n\nTabelle: Wege {#wege}\nQuelle: Amt\n\n| a |\n|---|\n| b |", []),
        ("## Lage {#hier}\n\n[oben](#hier)", []),
        ("Nach [@sibel2008, S. 3; @Siebel2008].", ["7:6 A377 siebel2008"]),
        ("`[@x]` und `![](a.png)`", []),
    ],
)
def test_what_a_text_uses_is_known(
    body: str, expected: list[str], site_of: Callable[..., Site], document_of: Callable[..., Document]
) -> None:
    site = site_of(
        document_of("methodik.md", f"\n\n{body}"), references=(Reference(key="siebel2008", label="Siebel, 2008", entry="", place=0),)
    )
    found = (*check_texts(site), *check_links(site))
    assert expected == [f"{one.where.line}:{one.where.column} {one.code} {dict(one.details).get('suggestion', '')}" for one in found]


def test_what_is_not_filled_in_is_told(site_of: Callable[..., Site], document_of: Callable[..., Document]) -> None:
    works = (Reference(key="siebel2008", label="Siebel, 2008", entry="", place=0),)
    text = document_of("profile/01.md", summary="Mit {miete}.", key_statements=("Gut [@siebel2008].", "{miete}"), sentence_lines=(3, 4))
    found = check_texts(site_of(text, references=works))
    assert [(0, "{miete}"), (3, "[@siebel2008]")] == [(one.where.line, dict(one.details)["words"]) for one in found]


def test_every_kind_of_callout_is_known_to_check() -> None:
    assert {word for words in KINDS.values() for word in words} == {word.casefold() for words in CALLOUTS.values() for word in words}
