"""What `atlas check` says beyond mistakes: sections that are missing, updates that are overdue, pages that are too large, numbers that no figure explains, and how texts read."""

from collections.abc import Iterator, Mapping
from datetime import date

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.text import number, slug
from atlas.check.language import check_language
from atlas.check.links import heading_anchors
from atlas.check.unexplained import unexplained_numbers
from atlas.model.review import Review
from atlas.model.site import Site


def review_site(site: Site, review: Review, register: str, today: date, sizes: Mapping[str, int]) -> tuple[Diagnostic, ...]:
    """Review a site. `register`: the file of indicators; `sizes`: bytes of each file of the last build, empty if there is none."""
    return (
        *missing_sections(site, review),
        *overdue(site, register, today),
        *large_pages(site, review, sizes),
        *unexplained_numbers(site),
        *check_language(site, review),
    )


def missing_sections(site: Site, review: Review) -> Iterator[Diagnostic]:
    """Find sections of the profile scheme that a profile text does not have."""
    for document in site.documents:
        if document.kind != "profile":
            continue
        present = heading_anchors(document.body)
        missing = [section for section in review.sections if slug(section) not in present]
        if missing:
            yield diagnostic("A410", Location(file=document.file, line=document.body_line), sections=", ".join(missing), first=missing[0])


def overdue(site: Site, register: str, today: date) -> Iterator[Diagnostic]:
    """Find indicators whose next update was to come before today: `next_update` is a day, a month or a year, and passes with its end."""
    for indicator in site.register.indicators:
        due = indicator.next_update
        if due and due[:4].isdigit() and today.isoformat()[: len(due)] > due:
            yield diagnostic("A411", Location(file=register), title=indicator.title, indicator=indicator.id, due=due)


def large_pages(site: Site, review: Review, sizes: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Find pages of the last build that a phone would load for too long."""
    for path, size in sizes.items():
        if path.endswith(".html") and size > review.page_bytes:
            written, limit = (number(value / 1000, 0, site.config.language) for value in (size, review.page_bytes))
            yield diagnostic("A412", Location(file="site.yaml"), path=path, size=written, limit=limit)
