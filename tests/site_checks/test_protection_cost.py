"""What disclosure control costs: figures no more than needed, time only where it has something to do."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from atlas.pipeline import Options, build
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.sources import engine_digest, load_data
from atlas.publish.store import Store
from atlas.statistics import complementary
from atlas.statistics.complementary import Choice
from atlas.statistics.optimal import least_weight
from atlas.statistics.system import Mask, System, part_of
from tests.site_checks.test_canaries import write_site

WITHOUT = """
import sys
from pathlib import Path
from atlas.pipeline import Options, build
build(Path(sys.argv[1]), Path(sys.argv[1]) / "public", Options(kind="inline"))
print("highspy" in sys.modules)
"""


def test_the_demo_loses_little_more_than_any_protection_must(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[System, Choice, Mask]] = []
    complete = complementary.complete

    def watched(system: System, choice: Choice) -> Mask:
        seen.append((system, choice, complete(system, choice)))
        return seen[-1][2]

    monkeypatch.setattr(complementary, "complete", watched)
    load_data(project, Store(tmp_path), engine_digest(), Ahead(project))
    ours = bound = 0.0
    for system, choice, chosen in seen:
        targets = np.flatnonzero(system.is_open & (system.width > 0) & ~np.isnan(system.values))
        for cells, relations in complementary._parts(system, system.is_open | choice.may_open, targets):
            part = part_of(system, cells, relations)
            if not (np.isnan(part.values) & (part.width > 0)).any():  # what came suppressed has no true value to start from
                ours += float(choice.weight[cells][chosen[cells] & ~system.is_open[cells]].sum())
                bound += least_weight(part, choice.may_open[cells], choice.weight[cells])
    assert [True, True] == [bound > 100, ours <= 1.5 * bound]


def test_a_changed_text_does_not_set_it_in_motion_again(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    first = build(root, root / "public", Options(kind="inline"))
    (root / "content" / "index.md").write_text("---\ntitle: Start\n---\n\nNeu.\n", encoding="utf-8")
    second = build(root, root / "public", Options(kind="inline"))
    assert [{"protect", "audit"}, set()] == [{"protect", "audit"} & set(one.seconds) for one in (first, second)]


def test_a_site_with_nothing_to_protect_does_not_load_the_solver(minimal: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT, str(minimal)], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()
