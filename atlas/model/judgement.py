"""Rules by which statistics judge figures: when a base is small, and when a figure is called similar, higher or lower. The page of methods prints them."""

from msgspec import Struct


class SmallBase(Struct, frozen=True, kw_only=True):
    """A share or rate of fewer than `denominator`, or with fewer than `numerator` cases, is of limited reliability; so is a survey of fewer persons."""

    denominator: float = 100.0
    numerator: float = 10.0


class WordRule(Struct, frozen=True, kw_only=True):
    """Limits of the words in standard deviations of the main level's figures, the fewest figures that have a spread, and the base period wished for.

    Up to `similar` a figure is called much the same, up to `far` higher or lower, beyond it far higher or lower. Without a `base`, development is told since
    the first period that can be compared.
    """

    similar: float = 0.25
    far: float = 1.0
    fewest: int = 5
    base: str = ""


USUAL = WordRule()
"""The rule where the author names no other."""
