"""What citizens read about disclosure control: only what is in force."""

from types import SimpleNamespace
from typing import Any, cast

from msgspec.structs import replace

from atlas.load.protection import ProtectionSpec, protection
from atlas.model.protection import UNPROTECTED
from atlas.model.quality_view import Method
from atlas.render.protection import protection_lines


def lines(kept_back: int = 12, **rules: Any) -> str:
    said = protection(ProtectionSpec.model_validate(rules)) if rules else UNPROTECTED
    view = cast(Method, SimpleNamespace(protection=said, kept_back=kept_back, shown=1234))
    return " ".join(protection_lines(view, "de"))


def test_nothing_is_said_where_nothing_is_protected() -> None:
    assert "" == lines(kept_back=0)


def test_how_many_figures_are_missing_is_told() -> None:
    assert "zurzeit bei 12 Werten, 1.234 werden gezeigt" in lines(method="suppress")


def test_the_rules_in_force_are_told_with_their_numbers() -> None:
    text = lines(method="suppress", minimum=4, complement=0, population=150)
    told = [words in text for words in ("weniger als 4 Menschen", "weniger als 150 Einwohner", "nicht zu einer Gruppe gehören", "gerundet")]
    assert [True, True, False, False] == told


def test_rounding_is_told_with_its_base() -> None:
    assert "Vielfache von 5" in lines(method="round", base=5)


def test_what_needs_no_protection_is_told_with_the_reason() -> None:
    assert "nicht nötig ist: Flächen." in lines(
        method="suppress", exemptions=[{"series": ["gruen"], "method": "none", "reason": "Flächen."}]
    )


def test_signs_of_tables_are_explained_without_any_rule() -> None:
    assert "aus Gründen des Datenschutzes" in " ".join(
        protection_lines(cast(Method, SimpleNamespace(protection=replace(UNPROTECTED), kept_back=3, shown=9)), "de")
    )
