"""A city's own look: what is refused, with the measured value, and what becomes of the rest."""

import shutil
from pathlib import Path

import pytest

from atlas.base.diagnostics import Diagnostic
from atlas.load.config import load_config
from atlas.load.theme import load_theme
from atlas.model.config import Design
from tests.conftest import ROOT


def site(folder: Path, design: str) -> Path:
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", folder / "site"))
    file = root / "site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"\ndesign: {design}\n", encoding="utf-8")
    return root


def found(folder: Path, design: str) -> tuple[Diagnostic, ...]:
    return load_config(site(folder, design))[1]


def look(folder: Path, design: str) -> tuple[Path, Design]:
    root = site(folder, design)
    spec, wrong = load_config(root)
    assert spec is not None, wrong
    return root, spec.site.design


def test_a_colour_too_pale_to_read_is_refused_with_its_contrast(tmp_path: Path) -> None:
    (wrong,) = (one for one in found(tmp_path, '{link: "#7fb2c8"}') if one.code == "A150")
    assert "Kontrast 2.12 : 1, nötig sind 4.5 : 1" in wrong.text("de")


def test_a_colour_too_dark_for_dark_pages_is_refused_where_it_stands(tmp_path: Path) -> None:
    (wrong,) = found(tmp_path, '{link: "#0d5673", link_dark: "#0d5673"}')
    assert ("A150", True) == (wrong.code, "#14191e" in wrong.text("de") or "#1d2329" in wrong.text("de"))


def test_an_accent_that_some_eyes_cannot_tell_from_text_is_refused(tmp_path: Path) -> None:
    wrong = found(tmp_path, '{own: "#6b1d2a", own_dark: "#f08a5d"}')
    assert ["A151"] == [one.code for one in wrong]
    assert "von ink (#18222d)" in wrong[0].text("de")


@pytest.mark.parametrize("design", ['{own: "#b8431a"}', '{own: "#b8431a", link: "#0d5673"}'])
def test_the_colours_of_the_theme_pass(tmp_path: Path, design: str) -> None:
    assert () == found(tmp_path, design)


def test_a_colour_for_dark_pages_is_made_from_the_one_for_light_pages(tmp_path: Path) -> None:
    _, design = look(tmp_path, '{link: "#1d4f91"}')
    assert ((("link", "#1d4f91"),), (("link", "#669ae3"),)) == (design.light, design.dark)


def test_a_logo_that_is_no_picture_and_one_that_is_missing_are_told(tmp_path: Path) -> None:
    assert ["A126"] == [one.code for one in found(tmp_path / "a", "{logo: logo.pdf}")]
    assert ["A120"] == [one.code for one in found(tmp_path / "b", "{logo: logo.svg}")]


def test_the_look_becomes_a_style_sheet_behind_that_of_the_theme(tmp_path: Path) -> None:
    root = site(tmp_path, "{}")
    (root / "wappen.svg").write_text("<svg/>", encoding="utf-8")
    (root / "eigen.woff2").write_bytes(b"wOF2")
    theme, wrong = load_theme(
        root, "base", Design(light=(("own", "#b4480f"),), dark=(("own", "#eb7a4a"),), logo="wappen.svg", serif="eigen.woff2")
    )
    assert theme is not None, wrong
    assets = {asset.path: asset.content for asset in theme.assets}
    assert (b"<svg/>", b"wOF2") == (assets["images/logo.svg"], assets["fonts/city-serif.woff2"])
    style = assets["css/design.css"].decode()
    assert ":root { --own: #b4480f; --serif: " in style
    assert "@media screen and (prefers-color-scheme: dark) { :root { --own: #eb7a4a; } }" in style
    assert [path for path in assets if path.endswith(".css")].index("css/design.css") > 0
