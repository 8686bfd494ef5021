"""The search index: what can be found, as a classic script, because pages opened from a folder may load nothing else."""

import json

from atlas.model.job import SearchJob


def render_search(job: SearchJob) -> bytes:
    """Write `window.atlasSearch`, a list of [title, other words, kind, address relative to the root of the site], in the order of the job."""
    rows = [(entry.title, entry.words, entry.kind, entry.href) for entry in job.entries]
    return f"window.atlasSearch={json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n".encode()
