import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from atlas.base.executor import IN_FLIGHT, InlineExecutor, flowing, open_executor

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied, and listed in /proc, on Linux only")
BUSY = """
import os, time
from atlas.base.executor import open_executor
with open_executor("process", 2) as executor:
    futures = [executor.submit(os.getpid) for _ in range(50)]
    print(*{future.result() for future in futures}, flush=True)
    time.sleep(600)
"""

PARENT = """
import os
from atlas.base.executor import open_executor
with open_executor("process", 1) as executor:
    print(executor.submit(os.getppid).result() == os.getpid())
"""


def test_all_results_come_back() -> None:
    executor = InlineExecutor()
    assert set(range(100)) == set(flowing((executor.submit(int, number) for number in range(100)), 2))


def test_no_more_than_so_many_pieces_are_under_way() -> None:
    waiting: list[Future[int]] = []
    most = 0

    def pieces() -> Iterator[Future[int]]:
        nonlocal most
        for number in range(6 * IN_FLIGHT):
            waiting.append(Future())
            most = max(most, len(waiting))
            if len(waiting) == 2 * IN_FLIGHT:
                waiting.pop(0).set_result(number)
            yield waiting[-1] if waiting else Future()
        while waiting:
            waiting.pop().set_result(0)

    assert 6 * IN_FLIGHT == sum(1 for _ in flowing(pieces(), 2))
    assert most == 2 * IN_FLIGHT


def test_an_error_in_one_piece_is_raised() -> None:
    executor = InlineExecutor()
    with pytest.raises(ValueError, match="invalid literal"):
        list(flowing([executor.submit(int, "1"), executor.submit(int, "x")], 2))


@LINUX
def test_workers_end_with_the_process_that_began_them() -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(number) for number in process.stdout.readline().split()]
        process.send_signal(signal.SIGKILL)
    assert workers
    end = time.monotonic() + 30
    while any(_runs(worker) for worker in workers):
        assert time.monotonic() < end, "a worker outlives the build"
        time.sleep(0.05)


@LINUX
def test_a_process_without_threads_is_copied() -> None:
    done = subprocess.run([sys.executable, "-c", PARENT], capture_output=True, text=True, check=True)
    assert "True" == done.stdout.strip()


@LINUX
def test_a_process_with_threads_is_not_copied() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        with open_executor("process", 1) as executor:
            assert os.getpid() != executor.submit(os.getppid).result(), "the worker's parent is a server without threads, not this process"
    finally:
        wait.set()
        thread.join()


def _runs(process: int) -> bool:
    """Tell whether a process runs (one that only waits to be counted does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
