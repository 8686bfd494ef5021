"""Editions of real atlases: frozen, proved, made again byte for byte. Data through ATLAS_REAL_DATA, skipped loudly without."""

import shutil
from collections.abc import Callable
from pathlib import Path

from atlas.pipeline import Options
from atlas.pipeline.editions import freeze, verify
from tests.real.test_real_atlases import HERE


def test_berlin_is_frozen_proved_and_made_again_by_other_processes(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    site = Path(shutil.copytree(HERE / "berlin_mss2021", tmp_path / "berlin"))
    shutil.copytree(real_data("berlin_mss2021"), site / "quelle")
    settings = site / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\neditions: [{id: mss-2021, date: 2022-07-01}]\n", encoding="utf-8")
    frozen, result = freeze(site, "mss-2021", Options())
    assert result.files == len(frozen.files)
    assert () == verify(site, "mss-2021", Options(kind="inline"))
