"""Editions of every kind, and what keeps one from being frozen."""

from pathlib import Path

import pytest

from atlas.pipeline.editions import freeze, verify
from tests.unit.pipeline.test_editions import INLINE, announce, change, codes, public

FIRST = 'editions:\n  - {id: "2026", date: 2026-10-01}\n'


@pytest.fixture
def reported(minimal: Path) -> Path:
    """A site with a yearly edition, a report as of a day, and an edition of one Handlungsfeld."""
    announce(
        minimal,
        f'{FIRST}  - {{id: bericht, kind: report, title: Sozialbericht 2026, date: 2026-11-01, reference_date: "31. Dezember 2025"}}\n'
        "  - {id: wohnen, kind: partial, title: Wohnen 2026, date: 2026-12-01, themes: [wohnen]}\n",
    )
    for identifier in ("2026", "bericht", "wohnen"):
        freeze(minimal, identifier, INLINE)
    return minimal


def test_the_living_site_leads_to_every_edition_with_its_kind_and_day(reported: Path) -> None:
    out = public(reported)
    page = (out / "ausgabe" / "index.html").read_text(encoding="utf-8")
    assert [True] * 3 == [
        f'href="../ausgabe/{name}/index.html"' in page and (out / "ausgabe" / name / "index.html").is_file()
        for name in ("2026", "bericht", "wohnen")
    ]
    assert ["Sozialbericht 2026", "31. Dezember 2025"] == [word for word in ("Sozialbericht 2026", "31. Dezember 2025") if word in page]


def test_a_partial_edition_has_its_theme_and_no_other(reported: Path) -> None:
    themes = {path.parent.name for path in (public(reported) / "ausgabe" / "wohnen" / "themen").glob("*/index.html")}
    assert {"wohnen"} == themes


def test_a_report_is_cited_by_its_title_and_its_address(reported: Path) -> None:
    page = next((public(reported) / "ausgabe" / "bericht" / "profile").glob("01-*/index.html")).read_text(encoding="utf-8")
    assert "Sozialbericht 2026" in page.split("data-cite")[1].split("</p>")[0]


def test_every_kind_is_proved(reported: Path) -> None:
    assert [()] * 3 == [verify(reported, name, INLINE) for name in ("2026", "bericht", "wohnen")]


def test_a_correction_stands_in_every_edition_that_has_the_wrong_figure(reported: Path) -> None:
    announce(
        reported,
        "errata:\n  - {editions: ['2026', bericht], indicator: unter18, area: '01', period: '2025', old: '1,0', new: '2,0', "
        "reason: Ein Nachtrag fehlte., date: 2026-12-02}\n",
    )
    out = public(reported)
    told = [
        name
        for name in ("2026", "bericht", "wohnen")
        for page in (out / "ausgabe" / name / "profile").glob("01-*/index.html")
        if "Ein Nachtrag fehlte." in page.read_text(encoding="utf-8")
    ]
    assert ["2026", "bericht"] == told


def test_nothing_is_frozen_while_a_claim_is_false(minimal: Path) -> None:
    announce(minimal, FIRST)
    text = minimal / "content" / "profile" / "01.md"
    text.write_text(
        text.read_text(encoding="utf-8") + "\n[Mehr als in der Stadt]{unter18 > Stadt}, [weniger als in der Stadt]{unter18 < Stadt}.\n",
        encoding="utf-8",
    )
    assert ["A365"] == codes(lambda: freeze(minimal, "2026", INLINE))
    assert not (minimal / "editions").exists()


def test_nothing_is_frozen_while_protection_is_undecided(minimal: Path) -> None:
    announce(minimal, FIRST)
    change(minimal / "site.yaml", "protection: {method: none, reason: Erfundene Zahlen.}\n", "")
    assert ["A601"] == codes(lambda: freeze(minimal, "2026", INLINE))
    assert not (minimal / "editions").exists()
