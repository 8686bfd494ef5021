"""Every way to get a site wrong that we know of: `tests/broken/<case>/` is laid over the minimal site, `expected.txt` is what its author must read.

A case shows only what the minimal site does not say of itself. Files named in `removed.txt` are taken away.
"""

import re
import shutil
import tomllib
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from atlas.base import diagnostics
from atlas.base.diagnostics import AtlasError, Diagnostic, Severity
from atlas.load.analyses import load_analyses
from atlas.load.bibliography import load_bibliography
from atlas.load.config import load_config
from atlas.load.crosswalks import load_crosswalks
from atlas.load.directives import load_directives
from atlas.load.documents import load_documents
from atlas.load.geography import load_geography
from atlas.load.indicators import load_register
from atlas.load.pictures import load_pictures
from atlas.load.tables import load_tables
from atlas.load.theme import load_theme
from atlas.pipeline import Options, build
from atlas.statistics.aggregate import aggregate
from atlas.statistics.panels import make_panels
from tests.conftest import tree

HERE = Path(__file__).parent
MINIMAL = HERE / "sites" / "minimal"
CASES = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())
ABOUT_THE_CASE = ("expected.txt", "removed.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_author_of_a_broken_site_reads_what_to_do(case: Path, tmp_path: Path) -> None:
    root = lay(case, tmp_path)
    usual = read(MINIMAL / "expected.txt")
    found = [line for one in diagnose(root) for line in lines(one) if line not in usual]
    assert "\n".join(read(case / "expected.txt")) == "\n".join(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_site_says_so_and_leaves_the_former_output_as_it_was(case: Path, tmp_path: Path) -> None:
    root = lay(case, tmp_path)
    expected = [line for line in read(case / "expected.txt") if ": Fehler A" in line]
    out = tmp_path / "public"
    shutil.copytree(former_output(), out)
    before = tree(out)
    try:
        build(root, out, Options(kind="inline"))
        said = []
    except AtlasError as error:
        said = [one.text("de") for one in error.diagnostics if one.severity is Severity.ERROR]
    assert sorted(expected) == sorted(said)
    assert not expected or before == tree(out)


def test_the_minimal_site_is_sound() -> None:
    assert read(MINIMAL / "expected.txt") == [line for one in diagnose(MINIMAL) for line in lines(one)]


def test_every_diagnostic_of_loading_is_shown_to_an_author() -> None:
    elsewhere = {"A123", "A125", "A258", "A510"}  # limits and rights, raised in tests/unit/load/; templates, in tests/unit/test_cli.py
    catalogue = Path(diagnostics.__file__).parent / "messages"
    tables = [tomllib.loads((catalogue / f"{name}.toml").read_text(encoding="utf-8")) for name in ("config", "data", "content", "theme")]
    expected = {code for table in tables for code in table} - elsewhere
    shown = {code for case in [*CASES, MINIMAL] for code in re.findall(r"\bA\d{3}\b(?=:)", "\n".join(read(case / "expected.txt")))}
    assert expected == shown & expected


def lay(case: Path, folder: Path) -> Path:
    """Lay a case over a copy of the minimal site."""
    root = folder / "atlas"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("expected.txt", ".atlas"))
    shutil.copytree(case, root, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns(*ABOUT_THE_CASE))
    for name in read(case / "removed.txt"):
        (root / name).unlink()
    return root


@cache
def former_output() -> Path:
    """Give the output of the minimal site, as a build before the mistake left it."""
    folder = Path(mkdtemp())
    shutil.copytree(MINIMAL, folder / "atlas")
    build(folder / "atlas", folder / "public", Options(kind="inline"))
    return folder / "public"


def diagnose(root: Path) -> tuple[Diagnostic, ...]:
    """Load everything that can be loaded, and give all that was found; of figures, too, that only their author can judge."""
    spec, found = load_config(root)
    if spec is None:
        return found
    register, more = load_register(root, spec)
    found += more
    geography, more = load_geography(root, spec)
    found += more
    if register is not None and geography is not None:
        crosswalks, more = load_crosswalks(root, spec, geography)
        found += more
        tabulation, more = load_tables(root, spec, geography, register, crosswalks)
        found += more
        if tabulation is not None:
            tabulation, more = aggregate(tabulation, geography, register.measured)
            found += more + make_panels(tabulation, geography, register.measured)[1]
        found += load_analyses(root, spec, register, geography)[1]
        documents, more = load_documents(root, spec.site, geography, register)
        found += more + load_pictures(root, documents)[1] + load_directives(root, documents, ())[1]
    found += load_bibliography(root, spec.settings.bibliography, spec.site.language, spec.where("bibliography"))[1]
    return found + load_theme(root, spec.theme)[1]


def lines(found: Diagnostic) -> list[str]:
    hint = found.hint("de")
    return [found.text("de"), *([f"  → {hint}"] if hint else [])]


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
