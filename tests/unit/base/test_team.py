import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from atlas.base.team import Helper, Here, hand_out, open_team

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied, and listed in /proc, on Linux only")
BUSY = """
import os, time
from atlas.base.team import open_team
with open_team("process", 2) as team:
    for helper in team:
        helper.tell(os.getpid)
    print(*[helper.hear() for helper in team], flush=True)
    time.sleep(600)
"""

PARENT = """
import os
from atlas.base.team import open_team
for _ in range(2):
    with open_team("process", 1) as (helper,):
        helper.tell(os.getppid)
        print(helper.hear() == os.getpid())
    import atlas.load.points, atlas.load.sheets
"""


def pid_of(_piece: int) -> int:
    return os.getpid()


def twice(number: int) -> int:
    return 2 * number


def fail_at_seven(number: int, folder: str) -> int:
    if number == 7:
        raise ValueError("seven")
    Path(folder, str(number)).touch()
    return number


def end(_piece: int) -> None:
    os._exit(3)


@pytest.mark.parametrize("kind", ["inline", "process"])
def test_every_piece_is_done_once(kind: str) -> None:
    with open_team(kind, 3) as team:
        assert [(number, 2 * number) for number in range(100)] == sorted(hand_out(team, twice, range(100)))


def test_helpers_share_the_work() -> None:
    with open_team("process", 2) as team:
        assert 2 == len({process for _, process in hand_out(team, pid_of, range(2))} - {os.getpid()})


def test_a_piece_is_asked_for_when_somebody_is_free_for_it() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    with open_team("process", 2) as team:
        most = max(len(taken) - heard for heard, _ in enumerate(hand_out(team, twice, pieces()), start=1))
    assert most <= 2


@pytest.mark.parametrize("kind", ["inline", "process"])
def test_an_error_in_one_piece_is_raised_and_those_under_way_are_waited_for(kind: str, tmp_path: Path) -> None:
    with open_team(kind, 2) as team:
        with pytest.raises(ValueError, match="seven"):
            list(hand_out(team, partial(fail_at_seven, folder=str(tmp_path)), range(1000)))
        left = len(list(tmp_path.iterdir()))
    assert left == len(list(tmp_path.iterdir()))
    assert left < 20


def test_an_error_says_where_it_arose() -> None:
    with open_team("process", 1) as team, pytest.raises(ValueError, match="seven") as error:
        list(hand_out(team, partial(fail_at_seven, folder="-"), [7]))
    assert "fail_at_seven" in str(error.value.__cause__)


def test_a_helper_that_ends_is_an_error_and_nobody_waits() -> None:
    with open_team("process", 2) as team, pytest.raises(RuntimeError, match="ended with code 3"):
        list(hand_out(team, end, range(10)))


def test_who_leaves_a_helper_with_an_answer_that_nobody_wants_goes_on() -> None:
    with open_team("process", 1) as (helper,):
        helper.tell(bytes, 10_000_000)


def test_answers_come_in_the_order_of_what_was_told() -> None:
    with open_team("process", 1) as (helper,):
        for worker in (helper, Here()):
            worker.tell(twice, 1)
            worker.tell(twice, 2)
            assert [2, 4] == [worker.hear(), worker.hear()]


@pytest.mark.parametrize("threads", [0, 1])
def test_every_helper_begins_with_what_it_is_told_first(threads: int, tmp_path: Path) -> None:
    wait = threading.Event()
    others = [threading.Thread(target=wait.wait) for _ in range(threads)]
    for one in others:
        one.start()
    try:
        with open_team("process", 2, begin=partial(os.chdir, tmp_path)) as team:
            for helper in team:
                helper.tell(os.getcwd)
            assert [str(tmp_path)] * 2 == [helper.hear() for helper in team]
    finally:
        wait.set()
        for one in others:
            one.join()


@LINUX
def test_helpers_end_with_the_process_that_began_them() -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        helpers = [int(number) for number in process.stdout.readline().split()]
        process.send_signal(signal.SIGKILL)
    assert helpers
    end = time.monotonic() + 30
    while any(_runs(helper) for helper in helpers):
        assert time.monotonic() < end, "a helper outlives the build"
        time.sleep(0.05)


@LINUX
def test_a_process_without_threads_of_its_own_is_copied_also_after_it_had_helpers_and_loaded_libraries() -> None:
    done = subprocess.run([sys.executable, "-c", PARENT], capture_output=True, text=True, check=True)
    assert ["True", "True"] == done.stdout.split()


@LINUX
def test_a_process_with_threads_is_not_copied() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        with open_team("process", 1) as (helper,):
            assert isinstance(helper, Helper)
            helper.tell(os.getppid)
            assert os.getpid() != helper.hear(), "the helper's parent is a server without threads, not this process"
    finally:
        wait.set()
        thread.join()


def _runs(process: int) -> bool:
    """Tell whether a process runs (one that only waits to be counted does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
