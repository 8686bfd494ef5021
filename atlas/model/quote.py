"""Figures in sentences: what a text asks for in braces, answered from the published figures."""

from collections.abc import Mapping

from msgspec import Struct

from atlas.model.mark import MarkKind


class Quote(Struct, frozen=True, kw_only=True):
    """A figure as a sentence gives it. `text` is formatted; empty where the day is asked for that the figure stands for.

    `indicator` is an id, `title`, `area` and `definition` explain the figure, `period` and `reference_date` date it.
    """

    text: str
    indicator: str
    title: str
    area: str
    period: str
    reference_date: str
    definition: str


class Problem(Struct, frozen=True, kw_only=True):
    """Why there is no answer, or that a claim is not true: a code of the catalogue and its words."""

    code: str
    details: tuple[tuple[str, str], ...]


Answers = Mapping[tuple[str, MarkKind, str], Quote | Problem | None]
"""File, kind and words of a mark → its answer; None for a claim that is true."""
