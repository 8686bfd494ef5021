"""How figures of several areas spread: the five numbers of a box plot."""

from msgspec import Struct


class Spread(Struct, frozen=True, kw_only=True):
    """Figures of `count` areas inside the area `key` ("" = all of the level): lowest, quartiles, highest, in the indicator's unit."""

    key: str
    count: int
    low: float
    first: float
    median: float
    third: float
    high: float
