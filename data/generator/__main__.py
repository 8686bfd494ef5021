"""Writes the demo data: `python data/generator` writes all files, `--check` compares them with those on disk.

The city of Wallenfurt is invented, and so is every figure. The same code writes the same bytes every time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import borders
import streets
import surroundings
import tables
from figures import simulate
from places import read_areas, read_districts

DATA = Path(__file__).resolve().parent.parent
CITY = "Wallenfurt"


def everything() -> dict[Path, bytes]:
    """All files with their content."""
    areas, districts = read_areas(), read_districts()
    shapes = borders.files(areas, districts, CITY)
    shapes |= surroundings.files(areas, shapes["sozialraeume.geojson"])
    figures = tables.files(simulate(areas), areas, districts, CITY)
    register = {DATA / name: content for name, content in streets.files(areas).items()}
    return (
        register
        | {DATA / "gebiete" / name: content for name, content in shapes.items()}
        | {DATA / "tabellen" / name: content for name, content in figures.items()}
    )


def main() -> int:
    """Writes the files, or names those that differ."""
    parser = argparse.ArgumentParser(prog="data/generator", description="Writes the demo data of the invented city.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    arguments = parser.parse_args()
    files = everything()
    different = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
    for path in different:
        print(path.relative_to(DATA.parent).as_posix())
        if not arguments.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
    return 1 if arguments.check and different else 0


if __name__ == "__main__":
    raise SystemExit(main())
