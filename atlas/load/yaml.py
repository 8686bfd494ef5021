"""YAML as its author wrote it: every scalar stays text (`0101` is never the number 101), every key and value has its place.

What a text means (a number, a list, one of several words) is decided by the schema, not by YAML's own guesses.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic

Trail = tuple[str | int, ...]
"""The way to a value: keys of mappings and positions in lists."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = ("", "~", "null")
_DEPTH = 40
_NODES = 200_000  # with repetitions through aliases
_PROBLEMS = {
    "mapping values are not allowed in this context": "A111",
    "found character that cannot start any token": "A112",
}


class Places(Struct, frozen=True, kw_only=True):
    """Where everything is written: line and column of each value and of each key."""

    file: str
    values: Mapping[Trail, tuple[int, int]]
    keys: Mapping[Trail, tuple[int, int]]

    def value(self, *trail: str | int) -> Location:
        """Locate a value; what is not written is located at what would contain it."""
        while trail and trail not in self.values:
            trail = trail[:-1]
        line, column = self.values.get(trail, (0, 0))
        return Location(file=self.file, line=line, column=column)

    def key(self, *trail: str | int) -> Location:
        """Locate a key of a mapping; an entry of a list is located at its value."""
        if trail not in self.keys:
            return self.value(*trail)
        line, column = self.keys[trail]
        return Location(file=self.file, line=line, column=column)


def read(text: str, file: str, first_line: int = 1) -> tuple[Any, Places, tuple[Diagnostic, ...]]:
    """Turn YAML into mappings, lists and texts. An empty value counts as not written. `first_line` is the line of `file` the text begins at."""
    reader = _Reader(file, first_line - 1)
    try:
        reader.consume(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        reader.report(_PROBLEMS.get(getattr(error, "problem", None) or "", "A102"), getattr(error, "problem_mark", None))
    return reader.data, Places(file=file, values=reader.values, keys=reader.keys), tuple(reader.found)


class _Reader:
    """Builds data from the parser's events, with a stack of its own: text nested too deep ends in a diagnostic, not in a crash."""

    def __init__(self, file: str, above: int) -> None:
        self.file = file
        self.above = above
        self.data: Any = None
        self.values: dict[Trail, tuple[int, int]] = {}
        self.keys: dict[Trail, tuple[int, int]] = {}
        self.found: list[Diagnostic] = []
        self.nodes = 0
        self.anchors: dict[str, tuple[Any, int]] = {}

    def report(self, code: str, mark: Any, **details: object) -> None:
        line, column = self.place(mark)
        self.found.append(diagnostic(code, Location(file=self.file, line=line, column=column), **details))

    def place(self, mark: Any) -> tuple[int, int]:
        return (mark.line + 1 + self.above, mark.column + 1) if mark else (1 + self.above, 1)

    def consume(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent | yaml.AliasEvent):
                self.data = self._node(event, events)
                break
        extra = next((event for event in events if isinstance(event, yaml.DocumentStartEvent)), None)
        if extra is not None:
            self.report("A102", extra.start_mark)

    def _node(self, event: Any, events: Iterator[Any], trail: Trail = ()) -> Any:
        self.values[trail] = self.place(event.start_mark)
        self.nodes += 1
        if len(trail) >= _DEPTH:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            return self._repeat(event)
        before = self.nodes
        if isinstance(event, yaml.ScalarEvent):
            data: Any = None if event.implicit[0] and event.value in _EMPTY else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self._sequence(events, trail)
        else:
            data = self._mapping(events, trail)
        if event.anchor:
            self.anchors[event.anchor] = data, self.nodes - before + 1
        return data

    def _repeat(self, event: Any) -> Any:
        """Give what an anchor names again. The sum of all repetitions is limited: ten lines of YAML can stand for billions."""
        data, nodes = self.anchors.get(event.anchor, (None, _NODES))
        self.nodes += nodes
        if self.nodes > _NODES:
            self.report("A113", event.start_mark, name=event.anchor)
            return None
        return data

    def _sequence(self, events: Iterator[Any], trail: Trail) -> list[Any]:
        entries: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            entry = self._node(event, events, (*trail, len(entries)))
            entries.append("" if entry is None else entry)
        return entries

    def _mapping(self, events: Iterator[Any], trail: Trail) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise yaml.MarkedYAMLError(problem_mark=event.start_mark)
            here = (*trail, event.value)
            if here in self.keys:
                self.report("A103", event.start_mark, key=event.value, first=self.keys[here][0])
            self.keys.setdefault(here, self.place(event.start_mark))
            value = self._node(next(events), events, here)
            if value is not None:
                entries.setdefault(event.value, value)
        return entries
