"""An independent tool as a witness: on the same tables, every count that τ-ARGUS protects, ours protects as well, and at no greater loss of cells."""

from pathlib import Path

import numpy as np
import pytest

from atlas.statistics.complementary import complete
from atlas.statistics.intervals import intervals
from atlas.statistics.system import System
from tests.unit.statistics.test_complementary import attack, choice_of, table

tauargus = pytest.importorskip("pytauargus", reason="pytauargus is not installed: no comparison with τ-ARGUS")

MINIMUM, WIDTH = 3, 3.0
SEEDS = range(24)


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The solvers in the tool leave logs where they are started."""
    monkeypatch.chdir(tmp_path)


def counts(seed: int) -> list[list[int]]:
    """Make a table of areas and groups with some counts of one and two in it, and no zeros."""
    random = np.random.default_rng(seed)
    shape = (int(random.integers(3, 6)), int(random.integers(3, 5)))
    rows: list[list[int]] = np.where(random.random(shape) < 0.2, random.integers(1, MINIMUM, shape), random.integers(5, 30, shape)).tolist()
    return rows


def theirs(rows: list[list[int]], folder: Path) -> set[str]:
    """Give the names of the cells that τ-ARGUS suppresses (optimal suppression), sums as `Total`."""
    people = [(f"R{row}", f"K{column}") for row, line in enumerate(rows) for column, count in enumerate(line) for _ in range(count)]
    records = {"Region": [region for region, _ in people], "Kind": [kind for _, kind in people], "Count": [1.0] * len(people)}
    done = tauargus.protect(
        records, ["Region", "Kind"], response="Count", safety_rules=f"FREQ({MINIMUM},100)", suppress="OPT(1)", workdir=str(folder)
    )
    frame = done.tables[0].dataframe()
    return {
        f"{region} {kind}"
        for region, kind, status in zip(frame["Region"], frame["Kind"], frame["status"], strict=True)
        if status in ("U", "M")
    }


def cell_names(rows: list[list[int]]) -> list[str]:
    """Name the cells of `table` in their order."""
    regions, kinds = range(len(rows)), range(len(rows[0]))
    inner = [f"R{region} K{kind}" for region in regions for kind in kinds]
    return [*inner, *(f"R{region} Total" for region in regions), *(f"Total K{kind}" for kind in kinds), "Total Total"]


def protected(system: System, is_open: np.ndarray) -> set[int]:
    """Give the small counts that a solver cannot narrow down to less than the width."""
    small = np.flatnonzero((system.values > 0) & (system.values < MINIMUM))
    return {int(cell) for cell in small for low, high in [attack(system, is_open, int(cell))] if high - low >= WIDTH - 1e-6}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_tau_argus_protects_is_protected_here(seed: int, tmp_path: Path) -> None:
    rows = counts(seed)
    system = table(rows)
    suppressed = theirs(rows, tmp_path)
    pattern = np.array([name in suppressed for name in cell_names(rows)])
    assert protected(system, pattern) <= protected(system, complete(system, choice_of(system)))


def test_over_all_tables_we_do_not_suppress_many_more_cells(tmp_path: Path) -> None:
    ours, others = 0, 0
    for seed in SEEDS:
        rows = counts(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        ours += int(complete(table(rows), choice_of(table(rows))).sum())
        others += len(theirs(rows, folder))
    assert ours <= 1.15 * others


def test_our_intervals_are_those_of_a_solver() -> None:
    system = table(counts(1))
    is_open = complete(system, choice_of(system))
    found = intervals(
        System(
            values=system.values,
            low=system.low,
            high=system.high,
            width=np.full(len(system.values), np.inf),
            is_open=is_open,
            relations=system.relations,
        )
    )
    solved = [attack(system, is_open, int(cell)) for cell in np.flatnonzero(is_open)]
    np.testing.assert_allclose(solved, np.column_stack((found.low[is_open], found.high[is_open])), atol=1e-6)
