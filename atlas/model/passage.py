"""What a published file says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words with numbers in them; `whole`: a file of data, in which anything may stand anywhere."""

    file: str
    words: str
    whole: bool
