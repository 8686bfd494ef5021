"""The Atom feed of editions and corrections."""

from xml.sax.saxutils import escape, quoteattr

from atlas.model.feed import FeedEntry, FeedJob


def render_feed(job: FeedJob) -> bytes:
    """Write a feed (RFC 4287). Days become the first moment of the day, because Atom wants moments."""
    latest = max(entry.date for entry in job.entries)
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(job.language)}>\n'
        f"<id>{escape(job.url + job.path)}</id>\n<title>{escape(job.title)}</title>\n<updated>{latest}T00:00:00Z</updated>\n"
        f"<author><name>{escape(job.publisher)}</name></author>\n<rights>{escape(job.licence)}</rights>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(job.url + job.path)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(job.url + job.page)}/>\n'
    )
    return f"{head}{''.join(_entry(job, entry) for entry in job.entries)}</feed>\n".encode()


def _entry(job: FeedJob, entry: FeedEntry) -> str:
    where = job.url + entry.href
    return (
        f"<entry><id>{escape(where)}</id><title>{escape(entry.title)}</title><updated>{entry.date}T00:00:00Z</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(where)}/><summary>{escape(entry.text)}</summary></entry>\n'
    )
