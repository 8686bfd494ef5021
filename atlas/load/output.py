"""Reads a built atlas as its readers can: every figure in tables for download, in tables of pages, in the data of maps and charts, and all else in passages."""

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from atlas.base import digest
from atlas.load.agreement import Figures
from atlas.load.charted import charted
from atlas.load.contents import Unreadable, contents
from atlas.load.page_cells import Mention, Words, mentions
from atlas.load.passages import passages
from atlas.load.records import Records, read_records
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Panel, Status, freeze
from atlas.model.passage import Passage


class Output(Struct, frozen=True, kw_only=True):
    """What a built atlas shows: figures by indicator, numbers that stand where a file says that one is kept back, passages with numbers in them,
    and files that cannot be read. `numbers`: how many figures were read."""

    figures: dict[str, Panel]
    periods: tuple[str, ...]
    unexplained: tuple[Mention, ...]
    passages: tuple[Passage, ...]
    unreadable: tuple[str, ...]
    numbers: int


def read_output(files: Iterable[tuple[str, bytes]], geography: Geography, register: Register, language: str) -> Output:
    """Read all figures of the atlas in these files (path, content). Pooled periods (2020–2022) go by their last year."""
    words = Words(geography=geography, register=register, language=language)
    pieces = list(pieces_of(files, words))
    records = [piece.records for piece in pieces if piece.records]
    seen = [one for piece in pieces for one in piece.mentions]
    panels, periods = _panels(records, geography, register)
    figures = Figures(panels=panels, register=register)
    return Output(
        figures=panels,
        periods=periods,
        unexplained=(*_contradictions(records), *figures.unexplained(seen)),
        passages=tuple(one for piece in pieces for one in piece.passages),
        unreadable=tuple(piece.name for piece in pieces if piece.unreadable),
        numbers=len(seen) + sum(int(_numeric(one).sum()) for one in records),
    )


class Piece(Struct, frozen=True, kw_only=True):
    """What is read of a file, or of something packed in one: figures with a place of their own, and the passages of all the rest."""

    name: str
    records: Records | None = None
    mentions: tuple[Mention, ...] = ()
    passages: tuple[Passage, ...] = ()
    unreadable: bool = False


def pieces_of(files: Iterable[tuple[str, bytes]], words: Words) -> Iterator[Piece]:
    """Read files (path, content) and what is packed in them, texts that are repeated only once."""
    known: set[str] = set()
    for content in contents(files):
        if isinstance(content, Unreadable):
            yield Piece(name=str(content), unreadable=True)
        elif content.text is not None and (content.name.endswith(".html") or _is_new(content.text, known)):
            records = read_records(content, words.geography, words.register)
            if records is not None and (content.name.endswith((".csv", ".json")) or ".xlsx!" in content.name):
                yield Piece(name=content.name, records=records)
            elif records is not None:  # beside its figures, such a file may say anything; of workbooks, all parts together are read besides
                yield Piece(name=content.name, records=records, passages=tuple(passages(content)))
            else:
                yield Piece(
                    name=content.name, mentions=(*mentions(content, words), *charted(content, words)), passages=tuple(passages(content))
                )


def _is_new(text: str, known: set[str]) -> bool:
    """Tell whether a text was not read before: archives repeat what lies beside them."""
    before = len(known)
    known.add(digest.of_bytes(text.encode()))
    return len(known) > before


def _numeric(records: Records) -> NDArray[np.bool_]:
    return ~(np.isnan(records.values) & np.isnan(records.numerators) & np.isnan(records.denominators))


def _panels(records: list[Records], geography: Geography, register: Register) -> tuple[dict[str, Panel], tuple[str, ...]]:
    """Put together what files show: what any of them shows is shown."""
    periods = tuple(sorted({period for one in records for period in one.periods}))
    columns = {period: place for place, period in enumerate(periods)}
    order = {indicator.id: place for place, indicator in enumerate(register.indicators)}
    shape = (len(order), len(geography.areas), len(periods))
    values, numerators, denominators = (np.full(shape, np.nan) for _ in range(3))
    status = np.full(shape, Status.UNKNOWN, dtype=np.uint8)
    for one in records:
        cells = zip(map(order.__getitem__, one.indicators), one.rows, map(columns.__getitem__, one.periods), strict=True)
        places = np.array(list(cells), dtype=np.intp).reshape(-1, 3)
        for block, shown in ((values, one.values), (numerators, one.numerators), (denominators, one.denominators)):
            told = ~np.isnan(shown)
            block[tuple(places[told].T)] = shown[told]
        speaks = np.isnan(values[tuple(places.T)]) | ~np.isnan(one.values)
        status[tuple(places[speaks].T)] = np.array(one.status, dtype=np.uint8)[speaks]
    figures = {
        name: Panel(
            periods=periods,
            values=freeze(values[place]),
            status=freeze(status[place]),
            flags=freeze(np.zeros_like(status[place])),
            numerator=freeze(numerators[place]),
            denominator=freeze(denominators[place]),
        )
        for name, place in order.items()
    }
    return figures, periods


def _contradictions(records: list[Records]) -> Iterator[Mention]:
    """Give the numbers that one file shows and another keeps back."""
    hidden = int(Status.CONFIDENTIAL)
    secret = {one.cell(place) for one in records for place, status in enumerate(one.status) if status == hidden}
    for one in records if secret else ():
        for place in np.flatnonzero(~np.isnan(one.values)).tolist():
            indicator, row, period = cell = one.cell(place)
            if cell in secret:
                yield Mention(one.file, (indicator,), (row,), period, float(one.values[place]))
