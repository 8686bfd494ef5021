"""Two builds of one site do not write at the same time: the second waits for the first."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


PAUSE = 0.05


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold a lock file, waiting for it as long as another process does. The system frees it when a process ends, however it ends."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        while not _try(descriptor):
            time.sleep(PAUSE)
        yield
    finally:
        os.close(descriptor)
