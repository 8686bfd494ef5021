"""What the preview knows: the last good build, what is wrong since, and which page changed. Browsers wait here for news."""

import re
import secrets
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from msgspec import Struct

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Diagnostic
from atlas.base.language import translate
from atlas.load.tongue import language_of
from atlas.pipeline import Options, Result, build
from atlas.pipeline.why import trace
from atlas.plan.navigation import asset_path
from atlas.publish.store import FOLDER, Store

OUT = "preview"

TIMES = 8
"""So many times in a row a build gives way to a newer save; then one is finished, so that files which change for ever do not hold up all pages."""

_STYLE = re.compile(rb'(<link rel="stylesheet" href="[^"]*?)(assets/[^"]*?)-[0-9a-f]{10}\.css"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Outcome(Struct, frozen=True, kw_only=True):
    """What one build came to. `result` is None if the site is wrong (`found`) or we are (`defect`, a traceback)."""

    result: Result | None
    found: tuple[Diagnostic, ...]
    defect: str
    language: str
    seconds: float
    worth_telling: bool


class News(Struct, frozen=True, kw_only=True):
    """What a browser that shows a page has to know. `page`: digest of the page but for its styles; `styles`: where these are now; `built`: whether there is a good build at all."""

    version: str
    language: str
    page: str
    styles: tuple[str, ...]
    built: bool
    found: tuple[Diagnostic, ...]
    defect: str
    changed: str
    changed_title: str


class _SupersededError(Exception):
    """Something was saved while pages that nobody looks at were being made."""


class Preview:
    """A site in the making. Builds run one at a time; any number of browsers may ask meanwhile, and see the last good build."""

    def __init__(self, root: Path, kind: str = "auto") -> None:
        self.root = root
        self._kind = kind
        self._store = Store(root, remembers=True)
        self.out = root / FOLDER / OUT
        self._start = secrets.token_hex(4)
        self._count = 0
        self._open = True
        self._language = "de"
        self._found: tuple[Diagnostic, ...] = ()
        self._defect = ""
        self._changed = ""
        self._ahead: dict[str, bytes] = {}
        self._waiting: frozenset[Path] = frozenset()
        self._superseded = 0
        self._looked_at: Counter[str] = Counter()
        self._building = threading.Lock()
        self._told = threading.Condition()

    def build(self, changed: frozenset[Path], newer: Callable[[], bool] = lambda: False) -> Outcome:
        """Build the site after these files changed, and tell the browsers. Never raises for what an author, or we, got wrong.

        `newer` tells whether something was saved since: a build gives way to it once it has shown the pages that are looked at.
        """
        since, before = time.perf_counter(), (self._found, self._defect)
        changed |= self._waiting
        self._language = language_of(self.root)
        result: Result | None = None
        found: tuple[Diagnostic, ...] = ()
        defect = ""
        try:
            with self._building:
                result = build(self.root, self.out, self._options(newer), self._store)
            self._waiting, self._superseded = frozenset(), 0
        except _SupersededError:
            self._waiting, self._superseded = changed, self._superseded + 1
            spent = time.perf_counter() - since
            return Outcome(result=None, found=(), defect="", language=self._language, seconds=spent, worth_telling=False)
        except AtlasError as error:
            found = error.diagnostics
        except Exception:  # a defect of ours must not end the preview
            defect = traceback.format_exc()
        made = () if result is None else result.changed
        if made or before != (found, defect) or self._ahead:
            with self._tell():
                self._found, self._defect = found, defect
                # A style that was saved meanwhile is still ahead of what was built.
                self._ahead = {path: content for path, content in self._ahead.items() if path.endswith(".css") and self._read(path) is None}
                self._changed = self._page_of(changed, made) if made else self._changed
        return Outcome(
            result=result,
            found=result.found if result else found,
            defect=defect,
            language=self._language,
            seconds=time.perf_counter() - since,
            worth_telling=bool(made) or before != (found, defect),
        )

    def read(self, path: str) -> bytes | None:
        """Give a file of the last good build by its address; None if there is none."""
        ahead = self._ahead.get(path)
        content = self._read(path) if ahead is None else ahead
        if content is None and self._building.locked():
            # Between two renames of a build a file may be nowhere.
            with self._building:
                content = self._read(path)
        return content

    def news(self, page: str, seen: str, timeout: float) -> News:
        """Wait until there is something newer than `seen`, for `timeout` seconds at most; gives how things stand for a page."""
        with self._told:
            self._looked_at[page] += 1
            self._told.wait_for(lambda: self.version != seen or not self._open, timeout)
            self._looked_at[page] -= 1
            version, found, defect, changed, ahead = self.version, self._found, self._defect, self._changed, self._ahead
        content = self.read(page) or self.placeholder()
        title = _TITLE.search((self._read(changed) or b"").decode()) if changed and changed != page else None
        return News(
            version=version,
            language=self._language,
            page=page_digest(content),
            styles=tuple(_styles(content, ahead)),
            built=self.out.is_dir(),
            found=found,
            defect=defect,
            changed=changed if title else "",
            changed_title=unescape(title[1]).strip() if title else "",
        )

    def placeholder(self) -> bytes:
        """Give a page to stand where none has been built."""
        words = translate(self._language)("There is no such page, or it has not been built yet.")
        head = f'<!doctype html>\n<html lang="{self._language}">\n<head><meta charset="utf-8"><title>atlas</title></head>\n'
        return f'{head}<body>\n<p>{words}</p>\n<p><a href="/">index.html</a></p>\n</body>\n</html>\n'.encode()

    def is_looked_at(self, page: str) -> bool:
        """Tell whether a browser shows this page and waits for news of it."""
        return self._looked_at[page] > 0

    @property
    def version(self) -> str:
        """Name the present state; another start of the preview gives other names."""
        return f"{self._start}-{self._count}"

    def trace(self, address: str, words: str) -> list[str]:
        """Say where a figure comes from: the one at an address, or the one that `words` explain; nothing if that cannot be told."""
        with self._building:
            try:
                return trace(self.root, self.out, address, words)
            except (AtlasError, LookupError):
                return []

    def show_style(self, path: Path) -> None:
        """Show a changed stylesheet of a theme at once, before any page is built: what changes in pages is its address alone."""
        parts = path.relative_to(self.root).parts
        if path.suffix != ".css" or len(parts) < 4 or (parts[0], parts[2]) != ("themes", "assets"):
            return
        try:
            content = path.read_bytes()
        except OSError:  # an editor takes the file away before it puts the new one there
            return
        address = asset_path("/".join(parts[3:]), content)
        if content and address not in self._ahead:
            with self._tell():
                others = {name: one for name, one in self._ahead.items() if _stem(name) != _stem(address)}
                self._ahead = others if self._read(address) is not None else {**others, address: content}

    def _options(self, newer: Callable[[], bool]) -> Options:
        def give_way(_done: int, _all: int) -> None:
            if self._superseded < TIMES and self.out.is_dir() and newer():
                raise _SupersededError

        return Options(drafts=True, kind=self._kind, wanted=frozenset(+self._looked_at), first_look=self._show, progress=give_way)

    def close(self) -> None:
        """Let all browsers go."""
        with self._tell():
            self._open = False

    @contextmanager
    def _tell(self) -> Iterator[None]:
        with self._told:
            yield
            self._count += 1
            self._told.notify_all()

    def _show(self, ahead: Mapping[str, bytes]) -> None:
        """Show files before the build they belong to is done."""
        if ahead:
            with self._tell():
                self._ahead = {**self._ahead, **ahead}

    def _page_of(self, changed: frozenset[Path], made: tuple[str, ...]) -> str:
        """Name the page to offer: the only one that was made anew, or the one whose text was saved."""
        pages = [path for path in made if path.endswith(".html")]
        if len(pages) == 1:
            return pages[0]
        stems = {path.stem for path in changed if path.suffix == ".md"}
        named = [page for page in pages if stems & {Path(page).parent.name, Path(page).parent.name.partition("-")[0]}]
        return named[0] if named else ""

    def _read(self, path: str) -> bytes | None:
        file = self.out / path
        try:
            return file.read_bytes() if file.resolve().is_relative_to(self.out) else None
        except (OSError, ValueError):
            return None


def page_digest(content: bytes) -> str:
    """Give a digest of a page that stays the same if only a stylesheet's address changes."""
    return digest.short(digest.of_bytes(_STYLE.sub(rb'\1\2.css"', content)))


def _styles(content: bytes, newer: Mapping[str, bytes]) -> Iterator[str]:
    """Give the addresses of a page's stylesheets, the newest of each."""
    fresh = {_stem(path): path for path in newer if path.endswith(".css")}
    for match in _STYLE.finditer(content):
        stem = match[2].decode()
        yield fresh.get(stem, match[0].decode()[match[0].index(b"assets/") :].removesuffix('"'))


def _stem(address: str) -> str:
    """Give the address of a file without the digest of its content."""
    return address.rpartition("-")[0]
