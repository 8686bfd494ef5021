"""Editions: frozen once, proved for ever, linked from the living site; addresses hold whatever changes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.base.diagnostics import AtlasError
from atlas.model.extras import EXTRAS
from atlas.pipeline import Options, build
from atlas.pipeline.editions import freeze, verify
from tests.conftest import ROOT, tree

INLINE = Options(kind="inline")


def announce(root: Path, text: str = 'editions:\n  - {id: "2026", date: 2026-10-01, doi: 10.5281/zenodo.1}\n') -> None:
    settings = root / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + text, encoding="utf-8")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(AtlasError) as caught:
        call()
    return [found.code for found in caught.value.diagnostics if found.severity == 2]


def public(root: Path) -> Path:
    return build(root, root / "public", INLINE).out


@pytest.fixture
def frozen(minimal: Path) -> Path:
    """The minimal site with its first edition frozen."""
    announce(minimal)
    freeze(minimal, "2026", INLINE)
    return minimal


def test_a_frozen_edition_is_proved(frozen: Path) -> None:
    assert () == verify(frozen, "2026")


def test_a_frozen_edition_is_made_again_byte_for_byte(frozen: Path) -> None:
    assert () == verify(frozen, "2026", INLINE)


def test_an_edition_with_everything_is_made_again_byte_for_byte(minimal: Path) -> None:
    announce(minimal)
    made, _ = freeze(minimal, "2026", Options(kind="inline", extras=EXTRAS))
    assert {"csv", "json", "xlsx", "geojson", "topojson", "gpkg", "zip", "svg", "png"} <= {path.rpartition(".")[2] for path in made.files}
    assert () == verify(minimal, "2026", INLINE)


def test_an_edition_is_frozen_once(frozen: Path) -> None:
    assert ["A451"] == codes(lambda: freeze(frozen, "2026", INLINE))


def test_only_an_announced_edition_is_frozen(minimal: Path) -> None:
    assert ["A450"] == codes(lambda: freeze(minimal, "2026", INLINE))


def test_only_a_frozen_edition_is_proved(minimal: Path) -> None:
    assert ["A459"] == codes(lambda: verify(minimal, "2026"))


def test_nothing_is_frozen_of_a_site_that_is_wrong(minimal: Path) -> None:
    announce(minimal)
    change(minimal / "content" / "index.md", "---\n", "---\nwrong: key\n")
    codes(lambda: freeze(minimal, "2026", INLINE))
    assert not (minimal / "editions" / "2026").exists()


def test_a_changed_file_of_the_archive_is_found(frozen: Path) -> None:
    first = sorted((frozen / "editions" / "objects").rglob("*.gz"))[0]
    first.write_bytes(sorted((frozen / "editions" / "objects").rglob("*.gz"))[1].read_bytes())
    assert {"A456"} == {found.code for found in verify(frozen, "2026")}


def test_a_lost_file_of_the_archive_stops_the_build(frozen: Path) -> None:
    shutil.rmtree(frozen / "editions" / "objects")
    assert ["A456"] == codes(lambda: public(frozen))


def test_a_changed_manifest_is_found(frozen: Path) -> None:
    manifest = frozen / "editions" / "2026" / "manifest.json"
    plain = json.loads(manifest.read_text(encoding="utf-8"))
    del plain["files"]["index.html"]
    manifest.write_text(json.dumps(plain), encoding="utf-8")
    assert ["A455"] == [found.code for found in verify(frozen, "2026")]


@pytest.mark.parametrize("path", ["../escape.html", "/etc/passwd", "a/../../b", "c:\\x"])
def test_a_manifest_cannot_name_a_place_outside(frozen: Path, path: str) -> None:
    manifest = frozen / "editions" / "2026" / "manifest.json"
    plain = json.loads(manifest.read_text(encoding="utf-8"))
    plain["files"][path] = plain["files"]["index.html"]
    manifest.write_text(json.dumps(plain), encoding="utf-8")
    assert ["A455"] == codes(lambda: public(frozen))


def test_building_again_tells_what_changed(frozen: Path) -> None:
    change(frozen / "data" / "bevoelkerung.csv", "4188", "4189")
    found = verify(frozen, "2026", INLINE)
    assert {"A457", "A458"} == {one.code for one in found}


def test_the_living_site_holds_every_edition_as_it_was_frozen(frozen: Path) -> None:
    manifest = json.loads((frozen / "editions" / "2026" / "manifest.json").read_text(encoding="utf-8"))
    out = tree(public(frozen))
    assert [] == [path for path in manifest["files"] if f"ausgabe/2026/{path}" not in out]


def test_a_frozen_page_leads_to_the_newest_and_is_not_indexed(frozen: Path) -> None:
    page = (public(frozen) / "ausgabe/2026/index.html").read_text(encoding="utf-8")
    assert [True, True] == ['<a href="../../index.html">Zu dieser Seite' in page, '<meta name="robots" content="noindex">' in page]


def test_pages_cite_the_frozen_copy(frozen: Path) -> None:
    out = public(frozen)
    assert "ausgabe/2026/profile/" in next(iter(sorted(out.glob("profile/*/index.html")))).read_text(encoding="utf-8").split("data-cite")[1]


def test_a_correction_stands_on_the_pages_of_the_edition_and_leaves_its_files(frozen: Path) -> None:
    before = tree(frozen / "editions")
    addresses = json.loads((frozen / "editions" / "2026" / "manifest.json").read_text(encoding="utf-8"))["addresses"]
    area = next(name for name in sorted(addresses, reverse=True) if name.startswith("area:"))
    indicator = next(name for name in addresses if name.startswith("indicator:"))
    announce(
        frozen,
        f"errata:\n  - {{editions: ['2026'], indicator: {indicator[10:]}, area: '{area[5:]}', period: '2025', old: '1,0', new: '2,0', "
        "reason: Ein <Übertrag> fehlte., date: 2026-11-02}\n",
    )
    out = public(frozen)
    pages = [f"ausgabe/2026/{addresses[name]}" for name in (area, indicator)] + ["ausgabe/index.html"]
    assert [True] * 3 == ["Ein &lt;Übertrag&gt; fehlte." in (out / page).read_text(encoding="utf-8") for page in pages]
    assert [before, ()] == [tree(frozen / "editions"), verify(frozen, "2026")]


def test_a_correction_of_an_unknown_edition_is_refused(frozen: Path) -> None:
    announce(frozen, "errata:\n  - {editions: ['2062'], indicator: x, period: '2025', old: a, new: b, reason: c, date: 2026-11-02}\n")
    assert ["A454"] == codes(lambda: public(frozen))


def test_what_took_the_place_of_something_must_exist(frozen: Path) -> None:
    announce(frozen, "moved:\n  area:99: [area:98]\n")
    assert ["A453"] == codes(lambda: public(frozen))


def test_a_partial_edition_names_known_themes(minimal: Path) -> None:
    announce(minimal, "editions:\n  - {id: teil, kind: partial, date: 2026-10-01, themes: [nirgends]}\n")
    assert ["A453"] == codes(lambda: freeze(minimal, "teil", INLINE))


def test_a_second_build_keeps_the_editions(frozen: Path) -> None:
    first = tree(public(frozen))
    assert [0, first] == [build(frozen, frozen / "public", INLINE).ran, tree(frozen / "public")]


def test_a_renamed_area_keeps_its_former_address(frozen: Path) -> None:
    addresses = json.loads((frozen / "editions" / "2026" / "manifest.json").read_text(encoding="utf-8"))["addresses"]
    shapes = frozen / "data" / "viertel.geojson"
    plain = json.loads(shapes.read_text(encoding="utf-8"))
    name = plain["features"][0]["properties"]["name"]
    plain["features"][0]["properties"]["name"] = "Neuer Name"
    shapes.write_text(json.dumps(plain), encoding="utf-8")
    former = next(path for path in addresses.values() if name.lower()[:4] in path)
    page = (public(frozen) / former).read_text(encoding="utf-8")
    assert [True, True] == ["neuer-name/index.html" in page, 'http-equiv="refresh"' in page]


def split(root: Path) -> None:
    """Weiher becomes two areas; one of them has the figures from now on."""
    shapes = root / "data" / "viertel.geojson"
    plain = json.loads(shapes.read_text(encoding="utf-8"))
    area = next(feature for feature in plain["features"] if feature["properties"]["schluessel"] == "04")
    area["properties"] |= {"schluessel": "05", "name": "Weiher Nord"}
    shapes.write_text(json.dumps(plain), encoding="utf-8")
    for year in ("2024", "2025"):
        change(root / "data" / "bevoelkerung.csv", f"04;{year}", f"05;{year}")


def test_an_area_does_not_go_without_an_heir(frozen: Path) -> None:
    split(frozen)
    assert ["A452"] == codes(lambda: public(frozen))


def test_a_split_area_leads_to_its_parts(frozen: Path) -> None:
    split(frozen)
    announce(frozen, "moved:\n  area:04: [area:05, area:01]\n")
    page = (public(frozen) / "profile/04-weiher/index.html").read_text(encoding="utf-8")
    assert [True, True, False] == ["profile/05-weiher-nord/" in page, "profile/01-altstadt/" in page, 'http-equiv="refresh"' in page]


def test_a_link_to_a_value_resolves_after_everything_that_happens_to_an_atlas(frozen: Path) -> None:
    link = ("profile/04-weiher/index.html", 'id="_unter18-2025"')
    split(frozen)
    change(frozen / "data" / "viertel.geojson", "Altstadt", "Neustadt")
    change(frozen / "data" / "indikatoren.yaml", "Menschen unter 18 Jahren je 100", "Kinder und Jugendliche je 100")
    change(frozen / "data" / "indikatoren.yaml", "theme: bevoelkerung\n    kind: share", "theme: wohnen\n    kind: share")
    change(frozen / "site.yaml", "edition: 2026", 'edition: "2027"\nmoved: {"area:04": [area:05]}')
    change(frozen / "site.yaml", "editions:\n", 'editions:\n  - {id: "2027", date: 2027-10-01}\n')
    freeze(frozen, "2027", INLINE)
    out = public(frozen)
    assert link[1] in (out / "ausgabe/2026" / link[0]).read_text(encoding="utf-8")
    stub = (out / link[0]).read_text(encoding="utf-8")
    assert "data-moved>" in stub
    assert link[1] in (out / "profile/05-weiher-nord/index.html").read_text(encoding="utf-8")
    assert link[1] in (out / "ausgabe/2026/profile/01-altstadt/index.html").read_text(encoding="utf-8")
    assert "profile/01-neustadt/index.html" in (out / "profile/01-altstadt/index.html").read_text(encoding="utf-8")
    assert link[1] in (out / "profile/01-neustadt/index.html").read_text(encoding="utf-8")


SCRIPT = """
import sys
from pathlib import Path
from atlas.model.extras import EXTRAS
from atlas.pipeline import Options
from atlas.pipeline.editions import freeze
print(freeze(Path(sys.argv[1]), "2026", Options(kind=sys.argv[2], workers=int(sys.argv[3]), extras=EXTRAS))[0].state)
"""


def test_folder_time_zone_hash_seed_and_number_of_jobs_do_not_matter(minimal: Path, tmp_path: Path) -> None:
    announce(minimal)
    other = Path(shutil.copytree(minimal, tmp_path / "anderswo" / "mit Leerzeichen"))
    states = []
    for root, zone, seed, kind, workers in ((minimal, "UTC", "0", "inline", "1"), (other, "Pacific/Auckland", "77", "process", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root), kind, workers], env=environment, capture_output=True, text=True, check=True
        )
        states.append(done.stdout)
    assert states[0] == states[1]
