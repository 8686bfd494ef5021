"""The attacker on real data: what Flensburg publishes keeps its secrets, and small areas of both cities are protected and attacked in vain."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from atlas.pipeline.audit import Audit, audit_output
from atlas.statistics import complementary

HERE = Path(__file__).parent
CASES = ("flensburg_sozialatlas2022", "berlin_mss2021")


def site(case: str, data: Path, folder: Path, rule: str = "") -> Path:
    """Lay the data beside the site; `rule` takes the place of its decision on protection."""
    root = Path(shutil.copytree(HERE / case, folder / case))
    shutil.copytree(data, root / "quelle")
    settings = root / "site.yaml"
    if rule:
        lines = settings.read_text(encoding="utf-8").splitlines()
        settings.write_text(
            "\n".join(f"protection: {rule}" if line.startswith("protection:") else line for line in lines) + "\n", encoding="utf-8"
        )
    return root


def attack(root: Path) -> Audit:
    build(root, root / "public", Options(kind="inline"))
    return audit_output(root, root / "public")


def test_the_suppressed_cells_of_flensburg_cannot_be_worked_out(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    done = attack(site(CASES[0], real_data(CASES[0]), tmp_path))
    assert [(), True, True] == [done.found, done.hidden >= 12, done.numbers > 5000]


@pytest.mark.parametrize("case", CASES)
def test_with_a_minimum_of_five_small_areas_are_kept_back_and_attacked_in_vain(
    case: str, real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    done = attack(site(case, real_data(case), tmp_path, "{method: suppress, minimum: 5}"))
    assert [(), True] == [done.found, "secondary" in done.account]


@pytest.mark.parametrize("case", CASES)
def test_without_complementary_suppression_neither_builds(
    case: str, real_data: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complementary, "complete", lambda system, _choice: system.is_open)
    root = site(case, real_data(case), tmp_path, "{method: suppress, minimum: 5}")
    with pytest.raises(AtlasError) as error:
        build(root, root / "public", Options(kind="inline"))
    assert "A620" in {one.code for one in error.value.diagnostics}
