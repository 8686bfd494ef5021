"""A small site as check sees it: a town of two areas, two themes, two indicators, and the texts that a test gives it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import fields, replace

from atlas.model.config import Contact, Licence, SiteConfig
from atlas.model.document import Document
from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import ClassRule, Indicator, Register, ThemeEntry
from atlas.model.panel import Panel, Status
from atlas.model.site import Site
from atlas.model.theme import Theme

KINDS = {"index": "start", "profile": "profile", "themen": "theme", "indikatoren": "indicator"}


def area(key: str, name: str, level: str, parent: str = "") -> Area:
    return Area(key=key, name=name, level=level, parent=parent, slug=name.lower(), square_kilometres=1.0)


def indicator(identifier: str, theme: str) -> Indicator:
    given: dict[str, Any] = {field.name: "" for field in fields(Indicator) if field.required}
    given |= {
        "id": identifier,
        "title": identifier.title(),
        "theme": theme,
        "kind": "count",
        "value": identifier,
        "factor": 1.0,
        "decimals": 0,
    }
    given |= {"higher_is": "neutral", "notes": (), "series_breaks": (), "not_collected": ()}
    return Indicator(**(given | {"classes": ClassRule(method="quantiles", count=5, breaks=())}))


def panel(value: float, status: Status) -> Panel:
    nothing = np.empty((0, 0))
    codes = np.full((3, 1), status, dtype=np.uint8)
    return Panel(periods=("2024",), values=np.full((3, 1), value), status=codes, flags=codes * 0, numerator=nothing, denominator=nothing)


@pytest.fixture(scope="session")
def document_of() -> Callable[..., Document]:
    """Make a document from its file below content/; kind and key follow from it."""

    def make(path: str, body: str = "Text.\n", **given: object) -> Document:
        parts = path.removesuffix(".md").split("/")
        document = Document(
            file=f"content/{path}",
            kind=KINDS.get(parts[0], "page"),
            key=parts[-1],
            title="",
            nav="main",
            order=100,
            summary="",
            key_statements=(),
            strengths=(),
            needs=(),
            author="",
            date="",
            news=(),
            body=body,
            body_line=5,
        )
        return replace(document, **given)

    return make


@pytest.fixture(scope="session")
def site_of(document_of: Callable[..., Document]) -> Callable[..., Site]:
    """Make a site without a flaw, then change what the test is about; `config` changes single settings."""
    complete = tuple(
        document_of(path)
        for path in (
            "impressum.md",
            "datenschutz.md",
            "barrierefreiheit.md",
            "profile/01.md",
            "profile/02.md",
            "themen/wohnen.md",
            "themen/bildung.md",
        )
    )
    config = SiteConfig(
        title="Atlas",
        place="Town",
        language="de",
        edition="2026",
        publisher="Town",
        contact=Contact(name="", email="", phone=""),
        licence=Licence(id="", title="", url=""),
        notice="",
        url="",
        theme="base",
        main_level="area",
        core=("miete",),
        population="",
    )
    site = Site(
        config=config,
        geography=Geography(
            levels=(Level(id="town", title="Stadt", plural="Städte"), Level(id="area", title="Sozialraum", plural="Sozialräume")),
            areas=(area("0", "Town", "town"), area("01", "Nord", "area", "0"), area("02", "Süd", "area", "0")),
            canvas=(1, 1),
            drawings=(),
        ),
        register=Register(
            themes=(ThemeEntry(id="wohnen", title="Wohnen", question=""), ThemeEntry(id="bildung", title="Bildung", question="")),
            indicators=(indicator("miete", "wohnen"), indicator("abitur", "bildung")),
        ),
        figures={"miete": panel(5.0, Status.OK), "abitur": panel(7.0, Status.OK)},
        findings={},
        population=None,
        documents=complete,
        theme=Theme(name="base", templates=(), assets=(), digest=""),
    )

    def make(*documents: Document, settings: dict[str, Any] | None = None, **given: object) -> Site:
        return replace(site, config=replace(config, **(settings or {})), **({"documents": complete + documents} | given))

    return make
