"""Turns the keys of a file into the keys of the atlas. Keys are text; leading zeros count."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.load.recipe import KeyRecipe


def convert(key: str, recipe: "KeyRecipe") -> str:
    """Apply a recipe: pattern, strip, pad, prefix, then map. A key that is mapped as it is written is not changed before."""
    if key in recipe.map:
        return recipe.map[key]
    if recipe.pattern and (match := re.search(recipe.pattern, key)):
        key = match[1] if match.re.groups else match[0]
    made = key.removeprefix(recipe.strip) if key.startswith(recipe.strip) else key.removesuffix(recipe.strip)
    made = recipe.prefix + made.rjust(recipe.pad, "0")
    return recipe.map.get(made, made)


def nearest(key: str, known: Iterable[str]) -> str:
    """Give the key that was meant: with leading zeros, or one slip away (a character wrong, missing, too many, two swapped); or nothing."""
    slips = [other for other in known if other == key.rjust(len(other), "0") or _one_slip(key, other)]
    return max(slips, key=lambda other: (other.endswith(key), len(other) == len(key)), default="")


def missing_zeros(keys: Collection[str], known: Collection[str]) -> int:
    """Give the length to which `keys` would have to be filled with zeros to be found among `known`; 0 if that does not help."""
    lengths = (length for length, _ in Counter(map(len, known)).most_common())
    return next((length for length in lengths if any(key.rjust(length, "0") in known for key in keys if len(key) < length)), 0)


def _one_slip(one: str, other: str) -> bool:
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = _common(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    swapped = len(one) == 2 and one == other[::-1]
    return swapped or (len(one) <= 1 and len(other) <= 1 and start + end > 1)


def _common(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))
