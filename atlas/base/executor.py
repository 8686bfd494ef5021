"""Where jobs run: in this process, or in a pool of others. Never threads: the libraries that draw hold the interpreter's lock."""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Result = TypeVar("Result")

KINDS = ("auto", "inline", "process")


IN_FLIGHT = 4
"""So many pieces of work for each worker are handed out at once: enough that none waits, few enough to hold in memory."""


class InlineExecutor(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # as every executor does: the caller sees it at result()
            future.set_exception(error)
        return future


@contextmanager
def open_executor(kind: str, workers: int, preload: Sequence[str] = ()) -> Iterator[Executor]:
    """Open an executor of one of KINDS; `auto` takes processes when more than one may run. `preload`: modules every worker needs."""
    if kind == "inline" or (kind == "auto" and workers < 2):
        yield InlineExecutor()
        return
    # A small change needs none of this.
    from concurrent.futures import ProcessPoolExecutor

    context = _context(preload)
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=_settle)
    try:
        yield pool
    finally:
        # Who leaves early does not wait for work that nobody has begun.
        pool.shutdown(cancel_futures=True)


def _context(preload: Sequence[str]) -> "BaseContext":
    """Choose how processes come to be. A copy of this one costs least; but a library's threads are not copied with it, and what waits for them waits for ever."""
    import multiprocessing

    if _single():
        for module in preload:
            import_module(module)
        return multiprocessing.get_context("fork")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # does not exist on every system

    multiprocessing.set_forkserver_preload(list(preload))
    # It imports while this process reads settings; the first job would wait for it.
    forkserver.ensure_running()
    return multiprocessing.get_context("forkserver")


def _single() -> bool:
    """Tell whether this process is known to have a single thread, those of libraries counted."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _settle() -> None:
    """Begin life as a worker: who interrupts a build speaks to the process that began it, and whatever ends that one ends this one too."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None, "a worker has somebody to work for"
    parent.join()
    os._exit(1)


def flowing(futures: Iterable[Future[Result]], workers: int) -> Iterator[Result]:
    """Give results as they come; asks for the next future when there are fewer than IN_FLIGHT per worker to wait for, so that not all are in memory at once.

    If one fails, those not yet begun are given up, and those under way are waited for: nothing is still being written afterwards.
    """
    waiting: set[Future[Result]] = set()
    try:
        for future in futures:
            waiting.add(future)
            if len(waiting) >= IN_FLIGHT * workers:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        yield from (one.result() for one in as_completed(waiting))
    finally:
        wait({one for one in waiting if not one.cancel()})


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
