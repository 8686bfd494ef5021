"""A theme: the site's own files before those of the base theme."""

import shutil
from pathlib import Path

from atlas.load.files import BASE, base_folder
from atlas.load.theme import load_theme
from atlas.pipeline import Options, build
from tests.conftest import ROOT


def own(root: Path, name: str, text: str) -> None:
    path = root / "themes" / "eigen" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_base_theme_is_found_beside_the_package(tmp_path: Path) -> None:
    theme, found = load_theme(tmp_path, BASE)
    assert theme is not None
    expected = sorted(path.name for path in (base_folder() / "templates").glob("*.html"))
    assert ((), expected) == (found, [name for name, _ in theme.templates if "/" not in name])


def test_a_file_of_the_site_takes_the_place_of_one_of_the_base_theme(tmp_path: Path) -> None:
    base, _ = load_theme(tmp_path, BASE)
    assert base is not None
    name = base.templates[0][0]
    own(tmp_path, f"templates/{name}", "eigen")
    own(tmp_path, "assets/css/eigen.css", "main {}")
    theme, found = load_theme(tmp_path, "eigen")
    assert theme is not None
    assert found == ()
    assert dict(base.templates) | {name: "eigen", f"base/{name}": base.templates[0][1]} == dict(theme.templates)
    assert {"css/eigen.css"} == {asset.path for asset in theme.assets} - {asset.path for asset in base.assets}


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    digests = []
    for text in ("a", "b", "a"):
        own(tmp_path, "assets/x.css", text)
        theme, _ = load_theme(tmp_path, "eigen")
        assert theme is not None
        digests.append(theme.digest)
    assert (digests[2], True) == (digests[0], digests[0] != digests[1])


def test_a_theme_extends_what_it_replaces(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "site"))
    shutil.copytree(ROOT / "themes" / "schlicht", root / "themes" / "schlicht")
    settings = root / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\ntheme: schlicht\n", encoding="utf-8")
    build(root, root / "public", Options(kind="inline"))
    page = (root / "public" / "index.html").read_text(encoding="utf-8")
    assert ['<p class="top-of-page">', '<p class="address">', "css/schlicht-"] == [
        piece for piece in ('<p class="top-of-page">', '<p class="address">', "css/schlicht-") if piece in page
    ]
