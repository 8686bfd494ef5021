"""What is known of an indicator's figures, and what is not: the statement on coverage of the data-quality page."""

from msgspec import Struct


class Coverage(Struct, frozen=True, kw_only=True):
    """The latest figures of one level: how many areas there are, and what their cells say; the numbers of `shown` to `apart` add up to `areas`.

    `limited` and `estimated` are among the `shown`; `suppressed`: kept back, or too uncertain to show; `missing`: unknown, or will follow; `apart`: makes no
    sense, or is not collected here. `total` is the sum of the counts shown, `published` that of the whole; NaN where there are no counts to add.
    """

    level: str
    areas: int
    shown: int
    limited: int
    estimated: int
    suppressed: int
    missing: int
    apart: int
    total: float
    published: float


class Gap(Struct, frozen=True, kw_only=True):
    """A period in which areas of the level shown have no figure that should have one: so many."""

    period: str
    areas: int
