"""Areas that are much alike: neighbours not on the map, but in the core indicators."""

from msgspec import Struct


class Likeness(Struct, frozen=True, kw_only=True):
    """An area that is like another one: its row, how far away it is (root of the mean squared difference in standard deviations), and what decides.

    `nearest` and `farthest` are the ids of the core indicators in which the two differ least and most, `gap` the difference in `farthest` in standard
    deviations.
    """

    row: int
    distance: float
    nearest: str
    farthest: str
    gap: float


class SimilarArea(Struct, frozen=True, kw_only=True):
    """What a profile shows of an area like its own: its distance, in what they differ least and most, and that `gap`, in standard deviations."""

    name: str
    href: str
    distance: float
    nearest: str
    farthest: str
    gap: float
