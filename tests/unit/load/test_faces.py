"""Fonts where nothing can jump."""

from pathlib import Path

from atlas.load.faces import faces
from atlas.load.theme import load_theme
from atlas.model.config import Design
from atlas.model.theme import FACES

FACE = '@font-face { font-family: "A"; font-display: optional; src: url("../fonts/a.woff2"); }'


def test_optional_faces_of_all_common_styles_are_repeated_to_be_shown_however_late() -> None:
    styles = {
        "css/b.css": FACE.replace("A", "B").encode(),
        "css/a.css": f"p {{ margin: 0; }}\n{FACE}".encode(),
        "css/pages/one.css": FACE.encode(),
    }
    late = FACE.replace("optional", "swap")
    assert {FACES: f"{late}\n{late.replace('A', 'B')}\n".encode()} == faces(styles)


def test_faces_that_are_shown_however_late_anyway_need_no_second_style() -> None:
    assert {} == faces({"css/a.css": FACE.replace("optional", "swap").encode()})


def test_the_fonts_of_a_city_are_among_them(tmp_path: Path) -> None:
    (tmp_path / "city.woff2").write_bytes(b"wOF2")
    theme, found = load_theme(tmp_path, "base", Design(sans="city.woff2"))
    assert theme is not None
    style = next(asset.content.decode() for asset in theme.assets if asset.path == FACES)
    assert ((), True, 0) == (found, "City Sans" in style and "Atlas Serif" in style, style.count("optional"))
