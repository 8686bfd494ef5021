"""What jobs are made of: values whose digest is theirs alone."""

import importlib
import pkgutil
import types
import typing
from collections.abc import Iterator, Set
from dataclasses import fields, is_dataclass
from typing import Any

from msgspec import Struct

import atlas.model
from atlas.model.job import Job

SETS = (set, frozenset, Set)


def test_jobs_hold_no_sets() -> None:
    assert [] == [place for place, types in _places() if any(one in SETS for one in types)]


def test_types_that_may_stand_in_one_place_differ_in_their_fields() -> None:
    alike = {
        place: names
        for place, types in _places()
        if len({_names(one) for one in types if _names(one)}) < len(names := [one.__name__ for one in types if _names(one)])
    }
    assert {} == alike


def _places() -> list[tuple[str, list[type]]]:
    """List every field of every value that a job may hold, with the types that may stand there."""
    for module in pkgutil.iter_modules(atlas.model.__path__):
        importlib.import_module(f"atlas.model.{module.name}")
    places, waiting, known = [], [("Job", Job)], set()
    while waiting:
        place, hint = waiting.pop()
        for group in _groups(hint):
            types = list(dict.fromkeys(heir for one in group for heir in _family(one)))
            places.append((place, types))
            for one in types:
                if _names(one) and one not in known:
                    known.add(one)
                    hints = typing.get_type_hints(one)
                    waiting += [(f"{one.__name__}.{name}", hints[name]) for name in _names(one)]
    assert len(known) > 100, "the model was walked through"
    return places


def _names(one: type) -> tuple[str, ...]:
    """Name the fields of a type of ours."""
    return one.__struct_fields__ if issubclass(one, Struct) else tuple(field.name for field in fields(one)) if is_dataclass(one) else ()


def _groups(hint: Any) -> Iterator[list[type]]:
    """Give the types that a hint allows, those within its tuples and mappings as groups of their own."""
    group: list[type] = []
    for one in _members(hint):
        origin = typing.get_origin(one)
        if origin is not None and origin is not typing.Literal:
            for inner in typing.get_args(one):
                yield from () if inner is Ellipsis else _groups(inner)
        named = origin or one
        group += [named] if isinstance(named, type) else []
    yield group


def _members(hint: Any) -> Iterator[Any]:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        for one in typing.get_args(hint):
            yield from _members(one)
    else:
        yield hint


def _family(one: type) -> Iterator[type]:
    """Give a type of ours with all that are derived from it."""
    yield one
    for heir in one.__subclasses__() if _names(one) else ():
        yield from _family(heir)
