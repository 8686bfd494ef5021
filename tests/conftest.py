"""What all tests share: where the project is, and a small site to play with."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine, not about us; what decides whether a change lands draws the same examples every time.
settings.register_profile("atlas", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ)
settings.load_profile("atlas")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project, which is the demo site as well."""
    return ROOT


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A copy of the smallest honest site."""
    return Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "site"))


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """Give the folder of a case of real data, or skip and say so."""

    def folder(case: str) -> Path:
        base = os.environ.get("ATLAS_REAL_DATA", "")
        if not base:
            pytest.skip("ATLAS_REAL_DATA is not set: real data are not tested")
        path = Path(base) / case
        assert path.is_dir(), f"ATLAS_REAL_DATA has no {case}"
        return path

    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Read a folder as path → bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
