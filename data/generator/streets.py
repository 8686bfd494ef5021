"""The streets of the invented city: a few for every area, so that the search can be tried. Postcodes begin with 00, which no German one does."""

from __future__ import annotations

import csv
import io
import random

from places import Area

STEMS = [
    "Ahorn",
    "Anker",
    "Bach",
    "Birken",
    "Brücken",
    "Buchen",
    "Deich",
    "Dom",
    "Eichen",
    "Erlen",
    "Esel",
    "Färber",
    "Feld",
    "Fischer",
    "Garten",
    "Gerber",
    "Glocken",
    "Hasel",
    "Heide",
    "Hirten",
    "Kanal",
    "Kasernen",
    "Kirch",
    "Kloster",
    "Korn",
    "Krähen",
    "Linden",
    "Lok",
    "Markt",
    "Mühlen",
    "Neu",
    "Ost",
    "Park",
    "Pappel",
    "Quell",
    "Reiher",
    "Ring",
    "Rosen",
    "Sarn",
    "Schäfer",
    "Schiffer",
    "Schul",
    "Sonnen",
    "Stein",
    "Tannen",
    "Turm",
    "Ufer",
    "Ulmen",
    "Wald",
    "Wall",
    "Weber",
    "Weiden",
    "Werft",
    "Wiesen",
    "Ziegel",
    "Zoll",
]
ENDS = ("straße", "weg", "gasse", "allee", "platz", "stieg", "pfad", "ufer")
PER_AREA = 7
EVERY = 8
"""Of so many areas, one shares a long street with the area before it."""


def files(areas: list[Area]) -> dict[str, bytes]:
    """The register of streets; a few long streets run through two areas, by house number."""
    names = [f"{stem}{end}" for stem in STEMS for end in ENDS if stem.lower() != end]
    random.Random("streets of Wallenfurt").shuffle(names)
    rows = []
    for place, area in enumerate(areas):
        postcode = f"00{100 + 10 * int(area.district) + int(area.key[2:]) // 3}"
        rows += [(name, "", postcode, area.key) for name in names[place * PER_AREA : (place + 1) * PER_AREA]]
        if place % EVERY == EVERY - 1:
            street = f"{area.name}er Chaussee"
            rows += [(street, "1–79", postcode, area.key), (street, "ab 80", postcode, areas[place - 1].key)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("strasse", "hausnummern", "plz", "schluessel"))
    writer.writerows(sorted(rows))
    return {"strassen.csv": text.getvalue().encode()}
