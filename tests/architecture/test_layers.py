"""The shape of the code: contracts between packages, the size of modules, what a warm build imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "atlas").rglob("*.py"))


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_module_has_more_than_400_lines() -> None:
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert {} == long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.name != "__init__.py" and not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert [] == silent


@pytest.mark.parametrize("library", ["pandas", "geopandas", "altair", "vl_convert"])
def test_a_warm_build_does_not_import(library: str, minimal: Path, tmp_path: Path) -> None:
    call = f"build(Path({str(minimal)!r}), Path({str(tmp_path / 'out')!r}), Options(kind='inline'))"
    build = f"from pathlib import Path; from atlas.pipeline import Options, build; {call}"
    look = f"; import sys; print({library!r} in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", build], check=True, env=environment)
    page = minimal / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEin Satz mehr.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", build + look], check=True, env=environment, capture_output=True, text=True)
    assert "False" == done.stdout.strip()


@pytest.mark.parametrize("library", ["numpy", "pydantic", "jinja2", "markdown"])
def test_the_command_line_starts_without(library: str) -> None:
    look = f"import sys, atlas.cli; print({library!r} in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", look], check=True, env=environment, capture_output=True, text=True)
    assert "False" == done.stdout.strip()
