"""site.yaml and the register as typed values."""

from pathlib import Path

from msgspec.structs import replace

from atlas.base.diagnostics import Location
from atlas.load.config import load_config, schema
from atlas.load.indicators import load_register
from atlas.model.config import Contact, Licence, SiteConfig
from atlas.model.indicator import ClassRule, Indicator, ThemeEntry
from atlas.model.protection import UNPROTECTED


def test_the_site_knows_what_its_author_wrote(minimal: Path) -> None:
    spec, found = load_config(minimal)
    assert found == ()
    assert spec is not None
    expected = SiteConfig(
        title="Atlas Kleinau",
        place="Kleinau",
        language="de",
        edition="2026",
        publisher="Stadt Kleinau",
        contact=Contact(name="Sozialamt", email="sozialamt@kleinau.example", phone=""),
        licence=Licence(id="dl-de/by-2.0", title="Datenlizenz Deutschland – Namensnennung 2.0", url="https://www.govdata.de/dl-de/by-2-0"),
        notice="",
        url="",
        theme="base",
        main_level="viertel",
        core=("unter18",),
        population="einwohner",
        release="all",
        protection=replace(UNPROTECTED, rule=spec.site.protection.rule),
    )
    assert expected == spec.site


def test_a_key_without_quotation_marks_keeps_its_zeros(minimal: Path) -> None:
    path = minimal / "site.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("period: jahr", "period: {fixed: 0101}\n    keys: {prefix: 007, pad: 4, map: {0101: 00}}")
    )
    spec, _ = load_config(minimal)
    assert spec is not None
    table = spec.tables[0]
    assert (table.keys.prefix, table.keys.pad, table.keys.map) == ("007", 4, {"0101": "00"})
    assert table.period.fixed == "0101"  # type: ignore[union-attr]


def test_settings_know_their_place(minimal: Path) -> None:
    spec, _ = load_config(minimal)
    assert spec is not None
    assert Location(file="site.yaml", line=20, column=11) == spec.where("tables", 0, "file")


def test_the_schema_explains_every_key() -> None:
    document = schema()
    objects = [document, *document["$defs"].values()]
    unexplained = [name for one in objects for name, field in one["properties"].items() if not field.get("description")]
    assert unexplained == []


def test_an_indicator_has_its_defaults(minimal: Path) -> None:
    spec, _ = load_config(minimal)
    assert spec is not None
    register, found = load_register(minimal, spec)
    assert found == ()
    assert register is not None
    expected = Indicator(
        id="unter18",
        title="Unter 18-Jährige",
        theme="bevoelkerung",
        question="",
        kind="share",
        numerator="bev_u18",
        denominator="einwohner",
        value="",
        factor=100.0,
        unit="%",
        decimals=1,
        higher_is="neutral",
        definition="Menschen unter 18 Jahren je 100 Einwohnerinnen und Einwohner.",
        numerator_label="",
        denominator_label="",
        source="Melderegister",
        data_holder="Stadt Kleinau",
        licence="",
        reference_date="31.12.",
        denominator_reference_date="",
        update="",
        next_update="",
        notes=(),
        series_breaks=(),
        not_collected=(),
        classes=ClassRule(method="quantiles", count=5, breaks=()),
    )
    assert expected == register.indicators[1]
    assert ThemeEntry(id="wohnen", title="Wohnen", question="Wie wohnen die Menschen?") == register.themes[1]


def test_indicators_are_sorted_by_theme_and_keep_their_order(minimal: Path) -> None:
    path = minimal / "data" / "indikatoren.yaml"
    lines = path.read_text(encoding="utf-8")
    path.write_text(lines.replace("theme: bevoelkerung", "theme: wohnen", 1), encoding="utf-8")
    spec, _ = load_config(minimal)
    assert spec is not None
    register, _ = load_register(minimal, spec)
    assert register is not None
    assert [indicator.id for indicator in register.indicators] == ["unter18", "einwohner", "wohnflaeche"]


def test_borders_of_the_author_take_the_place_of_a_method(minimal: Path) -> None:
    path = minimal / "data" / "indikatoren.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "    classes: {breaks: [30, 37.5]}\n", encoding="utf-8")
    spec, _ = load_config(minimal)
    assert spec is not None
    register, _ = load_register(minimal, spec)
    assert register is not None
    assert ClassRule(method="breaks", count=5, breaks=(30.0, 37.5)) == register.indicators[2].classes
