"""Where work is done: in this process, or by helpers, which are processes of their own. Never threads: the libraries that draw hold the interpreter's lock."""

import gc
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

KINDS = ("auto", "inline", "process")


class Worker(Protocol):
    """Does one piece of work after the other."""

    def tell(self, work: Callable[..., Any], *arguments: Any) -> None:
        """Give a piece of work to do."""

    def hear(self) -> Any:
        """Give the next answer, in the order of what was told; raises what the work raised."""


class Here:
    """Does each piece of work at once, in this process."""

    def __init__(self) -> None:
        self._answers: deque[Any] = deque()

    def tell(self, work: Callable[..., Any], *arguments: Any) -> None:
        self._answers.append(work(*arguments))

    def hear(self) -> Any:
        return self._answers.popleft()


class HelperError(Exception):
    """Says where in a helper an error arose."""


class Helper:
    """A process that does one piece of work after the other. Who tells it more than a line before hearing the last answer may wait for ever: neither would read."""

    def __init__(self, context: "BaseContext", begin: Callable[[], None]) -> None:
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, begin), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    def tell(self, work: Callable[..., Any], *arguments: Any) -> None:
        with suppress(BrokenPipeError):  # then there is no answer, either
            self.pipe.send((work, arguments))

    def hear(self) -> Any:
        try:
            answer, error, where = self.pipe.recv()
        except (EOFError, ConnectionError) as end:
            self._process.join()
            raise RuntimeError(f"a process of this build ended with code {self._process.exitcode}") from end
        if error:
            raise error from HelperError(where)
        return answer

    def leave(self) -> None:
        """Let the process end, after what it has begun."""
        with suppress(OSError):
            self.pipe.send(None)
        with suppress(EOFError, OSError):
            while True:
                self.pipe.recv_bytes()
        self._process.join()


Team = Sequence[Worker]


def nothing() -> None:
    """Begin with nothing."""


def takes_helpers(kind: str, workers: int) -> bool:
    """Tell whether a team of one of KINDS has helpers; `auto` does when more than one process may run."""
    return kind == "process" or (kind == "auto" and workers > 1)


@contextmanager
def open_team(kind: str, workers: int, preload: Sequence[str] = (), begin: Callable[[], None] = nothing) -> Iterator[Team]:
    """Gather a team of one of KINDS. `preload`: modules every helper needs; `begin`: what it does first, with all that hangs on it, which a copy of this process has."""
    if not takes_helpers(kind, workers):
        begin()
        yield (Here(),)
        return
    context = _context(preload)
    helpers: list[Helper] = []
    try:
        for _ in range(workers):
            helpers.append(Helper(context, begin))
        yield helpers
    finally:
        for helper in helpers:
            helper.leave()


def hand_out(team: Team, work: Callable[[Piece], Answer], pieces: Iterable[Piece]) -> Iterator[tuple[int, Answer]]:
    """Have pieces of work done, each by whoever is free, the first by the first; gives answers as they come, with the number of the piece.

    The next piece is asked for when somebody is free for it, so that not all are in memory at once. If one fails, those under way are waited for:
    nothing is still being written afterwards.
    """
    rest = enumerate(pieces)
    busy: dict[Worker, int] = {}

    def hand(worker: Worker) -> None:
        for number, piece in islice(rest, 1):
            worker.tell(work, piece)
            busy[worker] = number

    try:
        for worker in team:
            hand(worker)
        while busy:
            for worker in _done(busy):
                number, answer = busy.pop(worker), worker.hear()
                hand(worker)
                yield number, answer
    finally:
        for worker in busy:
            with suppress(Exception):
                worker.hear()


def _done(busy: Iterable[Worker]) -> list[Worker]:
    """Wait until somebody is done."""
    helpers = {worker.pipe: worker for worker in busy if isinstance(worker, Helper)}
    if not helpers:
        return list(busy)
    from multiprocessing.connection import wait

    heard = set(wait(helpers))
    return [helper for pipe, helper in helpers.items() if pipe in heard]


def _context(preload: Sequence[str]) -> "BaseContext":
    """Choose how processes come to be. A copy of this one costs least; but a library's threads are not copied with it, and what waits for them waits for ever."""
    # A small change needs none of this.
    import multiprocessing

    # Work is shared among processes: threads of a library would only take processors from them, and could not be copied.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _single():
        for module in preload:
            import_module(module)
        return multiprocessing.get_context("fork")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")

    multiprocessing.set_forkserver_preload(list(preload))
    return multiprocessing.get_context("forkserver")


def _single() -> bool:
    """Tell whether this process is known to have a single thread, those of libraries counted."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _work(pipe: "Connection", begin: Callable[[], None]) -> None:
    """Live as a helper: who interrupts a build speaks to the process that began it, and whatever ends that one ends this one too."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    begin()
    with suppress(EOFError, ConnectionError):
        while told := pipe.recv():
            work, arguments = told
            answer: tuple[Any, Exception | None, str]
            try:
                answer = work(*arguments), None, ""
            except Exception as error:
                answer = None, error, traceback.format_exc()
            pipe.send(answer)


def _follow() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None, "a helper has somebody to help"
    parent.join()
    os._exit(1)


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector of reference cycles off: values are trees, and walking through millions of them again and again takes longer than making them."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def default_workers() -> int:
    """Give the number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
