"""Sites as plan gets them: loaded, counted, checked."""

import shutil
from pathlib import Path

import pytest

from atlas.model.site import Site
from atlas.pipeline import load_site
from atlas.pipeline.ahead import Ahead
from atlas.plan.desk import Desk, make_desk
from atlas.publish.store import Store
from tests.conftest import ROOT


def load(name: str, folder: Path) -> Site:
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / name, folder / name))
    return load_site(root, Store(root), "engine", Ahead(root), {}).site


@pytest.fixture(scope="session")
def eastmere(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Three levels, the two coarser ones dissolved; two withheld figures."""
    return load("english", tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="session")
def desk(eastmere: Site) -> Desk:
    """Eastmere, laid out."""
    return make_desk(eastmere)
