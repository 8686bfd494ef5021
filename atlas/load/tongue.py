"""Finds the language of a site before anything of it is known to be right: what is wrong with `site.yaml` is told in the language it names."""

import re
from pathlib import Path

from atlas.load.inputs import FILE

_ENGLISH = re.compile(r"""^language\s*:\s*["']?en\b""", re.MULTILINE)


def language_of(root: Path) -> str:
    """Give `en` if `site.yaml` says so, else `de`; reads the file as far as it can be read."""
    try:
        text = (root / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "de"
    return "en" if _ENGLISH.search(text) else "de"
