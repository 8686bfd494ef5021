"""What is derived from installed libraries alone is kept for the user, so that the next build of any site need not derive it again."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from atlas.base import digest


def keep(name: str, ingredients: object, make: Callable[[], bytes]) -> bytes:
    """Give what an earlier build made of the same ingredients (a tree of frozen values), else make it now.

    Where nothing can be written, everything is made anew.
    """
    path = folder() / f"{name}-{digest.of_value(ingredients)[:32]}"
    with suppress(OSError):
        return path.read_bytes()
    content = make()
    passing = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        passing.write_bytes(content)
        passing.replace(path)
    return content


def folder() -> Path:
    """Name the folder of what is kept: `$ATLAS_CACHE`, or `atlas` in the user's cache."""
    own = os.environ.get("ATLAS_CACHE")
    shared = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(own) if own else Path(shared) / "atlas"
