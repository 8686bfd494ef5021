"""What a published file says, cut into passages: a sentence, a row, a label of a chart, or a file of data as a whole.

Figures in tables of a known shape are read cell by cell (`output`); passages are for all the rest: sentences, words for screen readers,
data of scripts, workbooks, documents, whatever comes.
"""

import re
from collections.abc import Iterator
from html import unescape

from atlas.load.contents import Content
from atlas.model.passage import Passage

_ENDS = (
    "address|article|aside|caption|dd|desc|div|dl|dt|figcaption|figure|footer|h[1-6]|header|label|legend|li|main|nav|option|p|pre|section|"
    "summary|table|text|title|tr|ul"
)
_BREAK = re.compile(rf"[<.!?:;](?:(?<=<)/?(?:{_ENDS})\b[^>]*>|(?<!<)\s(?=\D))")
"""Ends of blocks and sentences; what it may start with comes first, to be looked for quickly."""
_READ = re.compile(r' d="[^"]*"|<table class="years".*?</table>', re.DOTALL)
"""Shapes, which say nothing, and tables of which `page_cells` reads every cell."""
_CODE = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(r'<script type="application/[a-z+]*json"[^>]*>(.*?)</script>', re.DOTALL)
_SAID = re.compile(r'\s(?:alt|title|aria-label|aria-description|content|data-[a-z-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_DIGIT = re.compile(r"\d")


def passages(content: Content) -> Iterator[Passage]:
    """Cut a file into passages that have a number."""
    if content.text is None:
        return
    if not content.text.lstrip("\ufeff \r\n\t").startswith("<"):
        yield Passage(file=content.name, words=content.text, whole=True)
        return
    for block in _BLOCK.findall(content.text):
        yield Passage(file=content.name, words=unescape(block), whole=True)
    plain = _CODE.sub(" ", _READ.sub(" ", content.text))
    for words in (*_BREAK.split(plain), *_SAID.findall(plain)):
        if _DIGIT.search(words):
            said = " ".join(unescape(_TAG.sub(" ", words)).split())
            if _DIGIT.search(said):
                yield Passage(file=content.name, words=said, whole=False)
