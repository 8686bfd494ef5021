"""Telephone numbers and e-mail addresses in texts: fine where readers look for a contact, a slip in a text about people."""

import re
from collections.abc import Iterator

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.document import Document
from atlas.model.site import Site

CONTACT_PAGES = {"impressum", "datenschutz", "barrierefreiheit", "kontakt", "imprint", "privacy", "accessibility", "contact"}
_HEADING = re.compile(r"#{1,6}\s")
_CONTACT_HEADING = re.compile(r"#{1,6}\s.*\b(kontakt|ansprech|ansprechpartner\w*|contact)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+(?<![\w.,/-]\+)49[\s/()-]*|\((?<![\w.,/-]\()0|0(?<![\w.,/-]0))[1-9]\d{1,4}\)?[\s/-]+\d[\d\s-]{3,}\d(?![\w.,]\d)")
_DIALLED = re.compile(r"0(?<![\w.,/-]0)[1-9]")
"""How numbers begin that do not begin with +49."""


def contacts(site: Site) -> Iterator[Diagnostic]:
    """Report addresses and numbers outside of pages, and parts of pages, that are about contacts; the atlas' own contact is known."""
    own = site.config.contact
    for document in site.documents:
        whole = "\n".join((document.summary, *document.sentences, document.body))
        if document.key in CONTACT_PAGES or not _may_hold_contacts(whole):
            continue
        for line, written in _lines(document):
            for found in (*_EMAIL.findall(written), *_PHONE.findall(written)):
                if found not in (own.email, own.phone):
                    yield diagnostic("A651", Location(file=document.file, line=line), found=found)


def _may_hold_contacts(text: str) -> bool:
    """Look for what is quickly found first."""
    return "@" in text or (("+49" in text or _DIALLED.search(text) is not None) and _PHONE.search(text) is not None)


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    """Give the lines of a text that are in no part headed as a contact."""
    yield from ((1, line) for line in (document.summary, *document.sentences))
    contact = False
    for number, line in enumerate(document.body.split("\n")):
        if _HEADING.match(line):
            contact = bool(_CONTACT_HEADING.match(line))
        if not contact:
            yield document.body_line + number, line
