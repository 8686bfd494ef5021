from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from atlas.base.executor import IN_FLIGHT, InlineExecutor, flowing


def test_all_results_come_back() -> None:
    executor = InlineExecutor()
    assert set(range(100)) == set(flowing(executor.submit(int, number) for number in range(100)))


def test_no_more_than_so_many_pieces_are_under_way() -> None:
    waiting: list[Future[int]] = []
    most = 0

    def pieces() -> Iterator[Future[int]]:
        nonlocal most
        for number in range(3 * IN_FLIGHT):
            waiting.append(Future())
            most = max(most, len(waiting))
            if len(waiting) == IN_FLIGHT:
                waiting.pop(0).set_result(number)
            yield waiting[-1] if waiting else Future()
        while waiting:
            waiting.pop().set_result(0)

    assert 3 * IN_FLIGHT == sum(1 for _ in flowing(pieces()))
    assert most == IN_FLIGHT


def test_an_error_in_one_piece_is_raised() -> None:
    executor = InlineExecutor()
    with pytest.raises(ValueError, match="invalid literal"):
        list(flowing([executor.submit(int, "1"), executor.submit(int, "x")]))
