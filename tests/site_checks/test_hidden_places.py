"""Places that must not be found: no name, no kind, no count of them is in any byte."""

import re
from pathlib import Path

from atlas.pipeline import Options, build
from tests.tools.canaries import sightings

TEXT = """\
---
title: Angebote
---

```{orte}
items:
  - {title: Jugendhaus, area: "01", kind: Treff}
  - {title: Zwergmispelhaus, area: "01", kind: Schutzwohnung, text: Quittenhof, hidden: true}
  - {title: Hagebuttenhaus, area: "02", kind: Schutzwohnung, hidden: true}
```
"""


def written(root: Path, text: str) -> Path:
    (root / "content" / "angebote.md").write_text(text, encoding="utf-8")
    build(root, root / "public", Options(kind="inline"))
    return root / "public"


def test_no_byte_tells_of_a_hidden_place(minimal: Path) -> None:
    out = written(minimal, TEXT)
    assert set() == sightings(out, {word.encode() for word in ("Zwergmispelhaus", "Hagebuttenhaus", "Schutzwohnung", "Quittenhof")})


def test_a_hidden_place_is_in_no_count(minimal: Path) -> None:
    page = "angebote/index.html"
    with_hidden = (written(minimal, TEXT) / page).read_text(encoding="utf-8")
    without = re.sub(r"  - \{title: (Zwerg|Hage).*\n", "", TEXT)
    assert with_hidden == (written(minimal, without) / page).read_text(encoding="utf-8")


def test_a_list_of_hidden_places_alone_is_empty(minimal: Path) -> None:
    only = re.sub(r"  - \{title: Jugendhaus.*\n", "", TEXT)
    assert "Hagebuttenhaus" not in (written(minimal, only) / "angebote" / "index.html").read_text(encoding="utf-8")
