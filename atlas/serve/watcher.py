"""Hears which files of a site change. What editors do while they save (swap files, renaming, writing twice) comes out as one set of names."""

import queue
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from atlas.load.files import left_by_editor
from atlas.publish.writer import MARKER

QUIET = 0.02
"""Seconds without a further event after which a save is over."""

PATIENCE = 0.5
"""So many seconds at most are waited for quiet."""

POLL = 0.5
"""Seconds between two looks at a network drive."""

TELLING = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Kinds of events that may mean another content; merely reading a file is one too, and would have us build for ever."""

NO_INPUTS = frozenset({"node_modules", "__pycache__"})


class Watcher:
    """Watches the folder of a site, but for hidden folders and the outputs of builds. `heard` is told of every change at once, on a thread of the watcher."""

    def __init__(self, root: Path, out: Path, *, poll: bool = False, heard: Callable[[Path], None] = lambda _path: None) -> None:
        self._root, self._out, self._heard = root, out, heard
        self._poll = poll
        self._changes: queue.Queue[Path] = queue.Queue()
        self._watched: dict[Path, ObservedWatch] = {}
        self._observer = _observer(poll)

    def start(self) -> str:
        """Begin to watch; gives the reason if the system does not tell of changes and files have to be looked at again and again."""
        try:
            self._begin()
        except OSError as error:
            if self._poll:
                raise
            self.stop()
            self._observer, self._watched = _observer(True), {}
            self._begin()
            return error.strerror or str(error)
        return ""

    def wait(self) -> frozenset[Path]:
        """Wait for a change, and until it is over; gives all files and folders that may have changed."""
        changed: set[Path] = set()
        until = 0.0
        while True:
            try:
                path = self._changes.get(timeout=QUIET if changed else 3600)
            except queue.Empty:
                if changed:
                    break
                continue
            until = until if changed else time.monotonic() + PATIENCE
            changed.add(path)
            if time.monotonic() > until:
                break
        self._watch_folders()
        return frozenset(changed)

    def pending(self) -> bool:
        """Tell whether something changed that `wait` has not given yet."""
        return not self._changes.empty()

    def stop(self) -> None:
        """Watch no longer."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _begin(self) -> None:
        self._observer.schedule(_Handler(self), str(self._root), recursive=False)
        self._watch_folders()
        self._observer.start()

    def _watch_folders(self) -> None:
        """Watch the folders that hold inputs as a whole; those that came since, too, and what already lies in them."""
        present = {path for path in self._root.iterdir() if path.is_dir() and not path.is_symlink() and not self._ignored(path)}
        for folder in self._watched.keys() - present:
            self._observer.unschedule(self._watched.pop(folder))
        for folder in sorted(present - self._watched.keys()):
            self._watched[folder] = self._observer.schedule(_Handler(self), str(folder), recursive=True)
            if self._observer.is_alive():
                self._changes.put(folder)

    def hear(self, path: Path) -> None:
        """Take note of a change."""
        if not self._ignored(path):
            self._changes.put(path)
            self._heard(path)

    def _ignored(self, path: Path) -> bool:
        if path == self._root or path.is_relative_to(self._out) or not path.is_relative_to(self._root):
            return True
        parts = path.relative_to(self._root).parts
        return any(left_by_editor(part) or part in NO_INPUTS for part in parts) or (self._root / parts[0] / MARKER).exists()


class _Handler(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in TELLING:
            for name in {event.src_path, event.dest_path}:
                if name:
                    self._watcher.hear(Path(str(name)))


def _observer(poll: bool) -> BaseObserver:
    return PollingObserver(timeout=POLL) if poll else Observer()
