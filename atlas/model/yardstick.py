"""Areas that figures are compared with outside of the atlas, such as the Land or the Bund: no map, no profile, a line in tables."""

from collections.abc import Mapping

from msgspec import Struct

from atlas.model.panel import Series


class Yardstick(Struct, frozen=True, kw_only=True):
    """One such area: its figures by indicator, over the periods of the indicator's panel, and their change since the base period (as `Finding.change`).

    Indicators without any figure are left out.
    """

    key: str
    name: str
    figures: Mapping[str, Series]
    changes: Mapping[str, float]
