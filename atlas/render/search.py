"""The search index: what can be found, as classic scripts, because pages opened from a folder may load nothing else."""

from atlas.model.job import SearchEntry, SearchJob, StreetsJob
from atlas.render.json_text import json_text


def render_search(job: SearchJob) -> bytes:
    """Write `window.atlasSearch`, a list of [title, other words, kind, address relative to the root of the site], in the order of the job.

    `window.atlasStreets` gives the addresses of the scripts with streets by their first letter.
    """
    return f"window.atlasSearch={json_text(_rows(job.entries))};\nwindow.atlasStreets={json_text(dict(job.shards))};\n".encode()


def render_streets(job: StreetsJob) -> bytes:
    """Write the streets of one letter behind what can be found already."""
    return f"for(const one of {json_text(_rows(job.entries))})window.atlasSearch.push(one);\n".encode()


def _rows(entries: tuple[SearchEntry, ...]) -> list[tuple[str, str, str, str]]:
    return [(entry.title, entry.words, entry.kind, entry.href) for entry in entries]
