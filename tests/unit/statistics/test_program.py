"""Programs: least values, what has none, what cannot be, and the same answers as SciPy gives."""

from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from atlas.statistics.program import Answer, Program, Solver


def program(
    low: list[float], high: list[float], *sums: tuple[list[int], list[float], float, float], whole: tuple[int, ...] = ()
) -> Program:
    sizes = np.array([len(members) for members, *_ in sums])
    return Program(
        low=np.array(low),
        high=np.array(high),
        starts=np.cumsum(sizes) - sizes,
        members=np.array([member for members, *_ in sums for member in members]),
        coefficients=np.array([sign for _, signs, *_ in sums for sign in signs]),
        lower=np.array([lower for *_, lower, _ in sums]),
        upper=np.array([upper for *_, upper in sums]),
        whole=np.isin(np.arange(len(low)), whole),
    )


def told(answer: Answer | None) -> tuple[float, list[float]]:
    assert answer is not None
    assert answer.numbers is not None
    return round(answer.value, 6), answer.numbers.round(6).tolist()


def test_a_program_is_asked_for_several_ends() -> None:
    solver = Solver(program([0, 0], [9, 4], ([0, 1], [1.0, 1.0], 10.0, 10.0)))
    assert [(6.0, [6.0, 4.0]), (-9.0, [9.0, 1.0])] == [told(solver.least(np.array(cost))) for cost in ([1.0, 0.0], [-1.0, 0.0])]


def test_numbers_that_must_be_whole_are() -> None:
    solver = Solver(program([0, 0], [9, 9], ([0, 1], [2.0, 2.0], 5.0, inf), whole=(0, 1)))
    assert (3.0, [3.0, 0.0]) == told(solver.least(np.array([1.0, 1.1])))


def test_without_an_end_the_least_value_is_endless() -> None:
    answer = Solver(program([0, 0], [inf, inf], ([0, 1], [1.0, -1.0], 0.0, 0.0))).least(np.array([-1.0, 0.0]))
    assert Answer(-inf, None) == answer


def test_bounds_that_contradict_each_other_have_no_answer() -> None:
    assert Solver(program([0, 0], [1, 1], ([0, 1], [1.0, 1.0], 3.0, 3.0))).least(np.array([1.0, 0.0])) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=4, max_size=8), st.data())
def test_answers_are_those_of_another_library(counts: list[int], data: st.DataObject) -> None:
    size = len(counts)
    signs = [data.draw(st.lists(st.sampled_from([-1.0, 0.5, 1.0, 2.0]), min_size=size, max_size=size)) for _ in range(2)]
    sums = [float(np.dot(one, counts)) for one in signs]
    solver = Solver(
        program([0] * size, [40] * size, *((list(range(size)), one, total, total) for one, total in zip(signs, sums, strict=True)))
    )
    for cell in range(size):
        for direction in (1.0, -1.0):
            cost = np.where(np.arange(size) == cell, direction, 0.0)
            expected = linprog(cost, A_eq=np.array(signs), b_eq=sums, bounds=(0, 40), method="highs").fun
            answer = solver.least(cost)
            assert answer is not None
            assert abs(expected - answer.value) < 1e-6
