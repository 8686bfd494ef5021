"""Complementary suppression: which further cells must not be published, so that those kept back cannot be computed from the others.

Small parts are solved to the optimum (`optimal`). In larger ones every relation is covered for itself with the cheapest cells, then linear
programs open the cheapest circuit for each cell that is still too narrow (after Kelly, Golden and Assad 1992), and what turned out to be
needless is published again.
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from atlas.model.panel import Floats
from atlas.statistics.intervals import failing, intervals, narrow
from atlas.statistics.optimal import SMALL, cheapest_circuit, solve
from atlas.statistics.system import TOLERANCE, Ints, Mask, Relations, System, part_of, related

PASSES = 20
SECOND_THOUGHTS = 600
CIRCUITS = 200
STEPS, FEW = 4, 4
"""How far, and how wide, partners are looked for before the whole part is."""


class Choice(Struct, frozen=True, kw_only=True):
    """What may be kept back besides (`may_open`), what that costs (`weight`), and cells with a single contributor, who knows them (`single`)."""

    may_open: Mask
    weight: Floats
    single: Mask


def complete(system: System, choice: Choice) -> Mask:
    """Give the cells that are not to be published: those open now, and as few others (by weight) as protect them."""
    given = system.is_open
    is_open = _solve_small(system, choice)
    for _ in range(PASSES):
        is_open = _cover(system, choice, given, is_open)
        circuits = _open_circuits(replace(system, is_open=is_open), choice)
        if (circuits == is_open).all():
            break
        is_open = circuits
    return _close_needless(replace(system, is_open=is_open), choice, given)


def _solve_small(system: System, choice: Choice) -> Mask:
    """Solve every part that is small enough, and has something too narrow, to the optimum."""
    is_open = system.is_open.copy()
    exposed = np.flatnonzero(narrow(system, intervals(system, exact=False)))
    for cells, relations in _parts(system, system.is_open | choice.may_open, exposed):
        part = part_of(system, cells, relations)
        if len(cells) * int((part.is_open & (part.width > 0)).sum()) <= SMALL:
            is_open[cells] |= solve(part, choice.may_open[cells], choice.weight[cells])
    return is_open


def _parts(system: System, movable: Mask, cells: Ints) -> list[tuple[Ints, Relations]]:
    """Give the parts of the system that hang together through movable cells and hold one of `cells`, relations without the others."""
    if not len(cells):
        return []
    relations, _ = system.relations.reduce(system.values, movable)
    everything = np.flatnonzero(movable)
    parts, of_relations = related(relations, everything, len(system.values))
    wanted = np.unique(parts[np.isin(everything, cells)])
    return [(everything[parts == part], relations.choose(of_relations == part)) for part in wanted.tolist()]


def _cover(system: System, choice: Choice, given: Mask, is_open: Mask) -> Mask:
    """Open the cheapest cells in every relation that, taken alone, leaves one of its open cells too narrow."""
    is_open = is_open.copy()
    for _ in range(PASSES):
        uncovered = _failing(system, choice, given, is_open)
        before, cost = is_open.copy(), _cost(system, choice, is_open)
        for relation in uncovered[::-1].tolist():
            _cover_one(system, choice, given, cost, is_open, relation)
        if (before == is_open).all():
            break
    return is_open


def _failing(system: System, choice: Choice, given: Mask, is_open: Mask) -> Ints:
    """Give the relations that alone leave an open cell too narrow, or two open cells of which one is known to its single contributor."""
    current = replace(system, is_open=is_open)
    relations, numbers = system.relations.reduce(system.values, is_open)
    if not len(numbers):
        return numbers
    members = relations.members
    pairs = (relations.sizes == 2) & np.logical_and.reduceat(given[members] & (system.width[members] > 0), relations.starts)
    lonely = pairs & np.logical_or.reduceat(choice.single[members], relations.starts)
    return np.union1d(failing(current), numbers[lonely])


def _cost(system: System, choice: Choice, is_open: Mask) -> Floats:
    """Weigh every cell together with the cheapest partner it would need in each relation that has no open cell yet."""
    relations = system.relations
    members, owners = relations.members, relations.owners
    weight = np.where(choice.may_open & ~is_open, choice.weight, np.inf)[members]
    order = np.lexsort((weight, owners))
    first = order[relations.starts]
    best = weight[first]
    second = np.where(relations.sizes > 1, weight[order[np.minimum(relations.starts + 1, len(order) - 1)]], np.inf)
    partner = best[owners]
    partner[first] = second
    untouched = ~np.logical_or.reduceat(is_open[members], relations.starts)
    partner = np.where(untouched[owners], np.where(np.isinf(partner), 1e6, partner), 0.0)
    return np.asarray(choice.weight + np.bincount(members, weights=partner, minlength=len(system.values)))


def _cover_one(system: System, choice: Choice, given: Mask, cost: Floats, is_open: Mask, number: int) -> None:
    """Open the cheapest set of cells of one relation that leaves all its open cells wide enough."""
    relations = system.relations
    start = relations.starts[number]
    inside = slice(start, start + relations.sizes[number])
    cells, signs = relations.members[inside], relations.coefficients[inside]
    opened = is_open[cells]
    kept_back = cells[opened]
    bounds = np.where(signs > 0, system.low[cells], system.high[cells]) * signs
    known = float((signs * system.values[cells])[~opened].sum())
    room = float(relations.constants[number]) - known - float(bounds[opened].sum())
    lonely = len(kept_back) == 2 and bool(choice.single[kept_back].any() and given[kept_back].all())
    deficit = float(system.width[kept_back].max(initial=0.0)) - room
    if deficit <= TOLERANCE and len(kept_back) > 1 and not lonely:
        return
    free = np.flatnonzero(~opened & choice.may_open[cells])
    gain = signs[free] * system.values[cells[free]] - bounds[free]
    for place in _cheapest(cost[cells[free]], gain, max(deficit, TOLERANCE)):
        is_open[cells[free[place]]] = True


def _cheapest(cost: Floats, gain: Floats, needed: float) -> list[int]:
    """Choose places whose gains reach what is needed: the cheapest one that does alone, or the cheapest several, whichever costs less."""
    order = [int(place) for place in np.argsort(cost, kind="stable") if gain[place] > 0]
    several: list[int] = []
    for place in order:
        several.append(place)
        if gain[several].sum() >= needed - TOLERANCE:
            break
    for place in list(several):
        if len(several) > 1 and gain[several].sum() - gain[place] >= needed - TOLERANCE:
            several.remove(place)
    single = next((place for place in order if gain[place] >= needed - TOLERANCE), None)
    return [single] if single is not None and cost[single] <= cost[several].sum() else several


def _open_circuits(system: System, choice: Choice) -> Mask:
    """Open the cheapest circuit for cells that are too narrow: near the cell if that does, else anywhere."""
    is_open, wide = system.is_open.copy(), np.zeros(len(system.values), dtype=bool)
    for _ in range(CIRCUITS):
        current = replace(system, is_open=is_open)
        exposed = np.flatnonzero(narrow(current, intervals(current)))
        before = is_open.copy()
        near = _Neighbours(current, choice)
        for target in _one_of_each(current, exposed):
            cells, relations = (
                near.around(target) if not wide[target] else _parts(current, is_open | choice.may_open, np.array([target]))[0]
            )
            part = part_of(current, cells, relations)
            place = int(np.flatnonzero(cells == target)[0])
            opened = cheapest_circuit(part, place, choice.may_open[cells], choice.weight[cells])
            wide[target] |= not (opened & ~part.is_open).any()
            is_open[cells] |= opened
        if (before == is_open).all() and wide[exposed].all():
            break
    return is_open


def _one_of_each(system: System, exposed: Ints) -> list[int]:
    """Choose one of the exposed cells in each part that hangs together through open cells."""
    if not len(exposed):
        return []
    relations, _ = system.relations.reduce(system.values, system.is_open)
    parts, _ = related(relations, exposed, len(system.values))
    return [int(exposed[place]) for place in np.unique(parts, return_index=True)[1]]


class _Neighbours:
    """Looks for what lies around a cell: open cells, and the few cheapest that may be opened, over a few relations."""

    def __init__(self, system: System, choice: Choice) -> None:
        self.movable = system.is_open | choice.may_open
        self.relations, _ = system.relations.reduce(system.values, self.movable)
        self.order = np.argsort(self.relations.members, kind="stable")
        self.members = self.relations.members[self.order]
        self.owners = self.relations.owners[self.order]
        self.cost = np.where(system.is_open, -1.0, choice.weight)

    def around(self, target: int) -> tuple[Ints, Relations]:
        """Give the cells around the target and the relations among them; what lies outside stays as it is."""
        cells, used, edge = {target}, set[int](), [target]
        for _ in range(STEPS):
            found: list[int] = []
            for cell in edge:
                first, last = np.searchsorted(self.members, [cell, cell + 1])
                for relation in self.owners[first:last].tolist():
                    if relation not in used:
                        used.add(relation)
                        start = self.relations.starts[relation]
                        members = self.relations.members[start : start + self.relations.sizes[relation]]
                        cost = self.cost[members]
                        chosen = members[(cost < 0) | (cost <= np.partition(cost, min(FEW, len(cost) - 1))[min(FEW, len(cost) - 1)])]
                        found += [one for one in chosen.tolist() if one not in cells]
                        cells.update(found)
            edge = found
        inside = np.array(sorted(cells), dtype=np.intp)
        # The last cells reached may be parts of relations that were not followed: these must hold, too.
        return inside, self._among(inside)

    def _among(self, inside: Ints) -> Relations:
        chosen = np.zeros(len(self.movable), dtype=bool)
        chosen[inside] = True
        touched = np.bincount(self.relations.owners[chosen[self.relations.members]], minlength=len(self.relations.starts)) > 0
        relations = self.relations.choose(touched)
        kept = chosen[relations.members]
        sizes = np.bincount(relations.owners[kept], minlength=len(relations.starts))
        return Relations(
            starts=(np.cumsum(sizes) - sizes).astype(np.intp),
            members=relations.members[kept],
            coefficients=relations.coefficients[kept],
            constants=relations.constants,
        )


def _close_needless(system: System, choice: Choice, given: Mask) -> Mask:
    """Publish again what is not needed to protect the rest, the dearest first. Large systems are left as they are."""
    added = system.is_open & ~given
    is_open = system.is_open.copy()
    if added.sum() > SECOND_THOUGHTS:
        return is_open
    for cells, relations in _parts(system, is_open, np.flatnonzero(added)):
        part, single, own = part_of(system, cells, relations), choice.single[cells], given[cells]
        kept = replace(choice, may_open=choice.may_open[cells], weight=choice.weight[cells], single=single)
        for place in sorted(np.flatnonzero(added[cells]).tolist(), key=lambda place: -kept.weight[place]):
            without = part.is_open.copy()
            without[place] = False
            trial = replace(part, is_open=without)
            if not narrow(trial, intervals(trial)).any() and not len(_failing(trial, kept, own, without)):
                part = trial
        is_open[cells] = part.is_open
    return is_open
