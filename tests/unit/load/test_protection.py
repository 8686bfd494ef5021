"""The decision on protection as typed values."""

from pathlib import Path
from typing import Any

from atlas.load.config import load_config
from atlas.load.geography import load_geography
from atlas.load.indicators import load_register
from atlas.load.protection import ProtectionSpec, protection
from atlas.load.tables import load_tables
from atlas.model.protection import Protection


def decision(**said: Any) -> Protection:
    return protection(ProtectionSpec.model_validate(said))


def test_the_complement_is_protected_like_the_count_unless_told_otherwise() -> None:
    assert [5, 0] == [decision(minimum=5).rule.complement, decision(minimum=5, complement=0).rule.complement]


def test_what_is_kept_back_stays_as_uncertain_as_the_minimum() -> None:
    assert [5.0, 2.0, 1.0] == [decision(minimum=5).rule.width, decision(minimum=5, width=2).rule.width, decision(method="round").rule.width]


def test_an_exemption_says_only_what_differs() -> None:
    rule = decision(minimum=7, zeros=False, exemptions=[{"series": ["s"], "method": "imported"}]).exemptions[0].rule
    assert ("imported", 7, False) == (rule.method, rule.minimum, rule.zeros)


def test_a_series_goes_before_its_indicator_and_this_before_its_table() -> None:
    exemptions = [{"series": ["s"], "minimum": 4}, {"indicators": ["i"], "minimum": 5}, {"tables": ["t.csv"], "minimum": 6}]
    said = decision(exemptions=exemptions)
    cases = [("s", "t.csv", ["i"]), ("r", "t.csv", ["i"]), ("r", "t.csv", []), ("r", "u.csv", [])]
    assert [4, 5, 6, 3] == [said.rule_of(*case).minimum for case in cases]


def test_series_that_only_a_rule_needs_are_read(minimal: Path) -> None:
    settings = minimal / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("{method: none, reason: Erfundene Zahlen.}", "{contributors: haushalte}").replace("u18: bev_u18", "u18: haushalte")
    )
    spec, _ = load_config(minimal)
    assert spec is not None
    register, _ = load_register(minimal, spec)
    geography, _ = load_geography(minimal, spec)
    assert register is not None
    assert geography is not None
    _, found = load_tables(minimal, spec, geography, register)
    assert ["bev_u18"] == [dict(one.details)["series"] for one in found if one.code in ("A215", "A216")]
