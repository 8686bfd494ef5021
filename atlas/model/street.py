"""Streets: where people say they live."""

from msgspec import Struct


class Street(Struct, frozen=True, kw_only=True):
    """A street, or a part of one (`numbers`, may be empty), with its postcode (may be empty) and the row of the area it lies in."""

    name: str
    numbers: str
    postcode: str
    row: int
