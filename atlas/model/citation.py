"""What a citation names: enough to write it as a sentence or in any format of reference managers."""

from msgspec import Struct


class Citation(Struct, frozen=True, kw_only=True):
    """A page as something to cite.

    `key`: a name for reference managers; `words`: what is cited; `producer`: who made the figures, empty if there are several or it is the publisher;
    `issued`: day (ISO) or year; `period` and `reference_date`: what the figures stand for; `address`: that of the frozen copy where there is one.
    """

    key: str
    words: str
    title: str
    edition: str
    publisher: str
    producer: str
    issued: str
    period: str
    reference_date: str
    licence: str
    address: str
    doi: str
    language: str
