"""Figures as a workbook for people: a sheet of figures to sort and filter, a sheet on how they are made, a sheet of notes and signs."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from math import isnan
from typing import Any

import xlsxwriter

from atlas.base.language import translate
from atlas.model.cells import floats, lines
from atlas.model.download import DataJob
from atlas.model.panel import SIGNS, Status, letters
from atlas.render import cells
from atlas.render.downloads import HEADER, noted
from atlas.render.wording import said_of

MOMENT = datetime(1980, 1, 1)
"""A workbook says when it was made; the same content shall be the same bytes."""

WIDTHS = (10, 26, 16, 30, 12, 12, 14, 16, 8, 12, 12, 10, 10, 10, 40)


def render_workbook(job: DataJob) -> bytes:
    """Write figures in long form, with the columns of the CSV. Numbers are numbers, all else is text and never a formula; a cell without a number is empty."""
    say = translate(job.imprint.language)
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": job.title, "author": job.imprint.publisher, "comments": job.imprint.licence, "created": MOMENT})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    _figures(book, book.add_worksheet(say("Figures")), bold, job)
    for title, heads, rows, widths in (
        (say("About the figures"), (say("Subject"), say("What"), say("Words")), _about(job), (34, 24, 100)),
        (say("Notes and signs"), (say("Where"), say("Note")), _notes(job), (50, 100)),
    ):
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(place, place, width, body)
            sheet.write_string(0, place, head, bold)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, body)
    book.close()
    return stream.getvalue()


def _figures(book: Any, sheet: Any, bold: Any, job: DataJob) -> None:
    heads = HEADER.split(",")
    sheet.freeze_panes(1, 2)
    for place, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, bold)
    decimals = {one.decimals for one in job.indicators}
    formats = {count: book.add_format({"num_format": "#,##0" + (f".{'0' * count}" if count else "")}) for count in sorted(decimals)}
    line, known = 0, noted(job.notes)
    for indicator, area, packed in lines(job.cells, job.indicators, job.areas):
        shape, notes = formats[indicator.decimals], dict(known.get((indicator.id, area.key), ()))
        exact = [(place, floats(numbers)) for place, numbers in ((5, packed.values), (11, packed.lower), (12, packed.upper))]
        counted = [(place, floats(numbers)) for place, numbers in ((9, packed.numerator), (10, packed.denominator), (13, packed.sample))]
        for spot, period in enumerate(indicator.periods):
            line += 1
            texts = {0: area.key, 1: area.name, 2: area.level, 3: indicator.id, 4: period, 6: indicator.unit}
            texts |= {7: Status(packed.status[spot]).name.lower(), 8: letters(packed.flags[spot]), 14: notes.get(period, "")}
            for place, text in texts.items():
                if text:
                    sheet.write_string(line, place, text)
            for place, values in exact:
                if values and not isnan(values[spot]):
                    sheet.write_number(line, place, values[spot], shape)
            for place, counts in counted:
                if counts and not isnan(counts[spot]):
                    sheet.write_number(line, place, float(f"{counts[spot]:.12g}"))
    sheet.autofilter(0, 0, line, len(heads) - 1)


def _about(job: DataJob) -> Iterator[tuple[str, str, str]]:
    """Say whose figures they are, then of every indicator all that must be known."""
    said, say = job.imprint, translate(job.imprint.language)
    whole = (
        (say("Title"), said.title),
        (say("Place"), said.place),
        (say("Publisher"), said.publisher),
        (say("Edition"), said.edition),
        (say("Appeared"), said.date),
        (say("Licence"), " ".join(part for part in (said.licence, said.licence_url) if part)),
        (say("Address"), f"{said.url}{job.page}"),
        (say("Notice"), said.notice),
    )
    yield from ((job.title, what, words) for what, words in whole if words)
    names = said_of(job.imprint.language)
    for indicator, known in zip(job.indicators, job.about, strict=True):
        for what, words in known.words:
            yield indicator.title, names[what], words
        for what, several in known.lists:
            yield from ((indicator.title, names[what], words) for words in several)


def _notes(job: DataJob) -> Iterator[tuple[str, str]]:
    """Give the notes on single values, then what every status and every mark says."""
    say, words = translate(job.imprint.language), cells.status_words(job.imprint.language)
    names = {area.key: area.name for area in job.areas}
    titles = {indicator.id: indicator.title for indicator in job.indicators}
    for note in job.notes:
        yield f"{names[note.area]}, {titles[note.indicator]}, {note.period}", note.note
    for status in Status:
        yield f"{status.name.lower()} {SIGNS[status]}".strip(), words[status] or say("a figure")
    yield "flags", say("Marks: p provisional, r revised, s estimated, b break in the series")
