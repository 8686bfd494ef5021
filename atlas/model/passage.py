"""What a published file says."""

from msgspec import Struct


class Passage(Struct, frozen=True, kw_only=True):
    """Words with numbers in them; `whole`: a file of data, in which anything may stand anywhere."""

    file: str
    words: str
    whole: bool
