"""Turns the keys of a file into the keys of the atlas. Keys are text; leading zeros count."""

from collections import Counter
from collections.abc import Collection

from atlas.load.spec import KeyRecipe


def convert(key: str, recipe: KeyRecipe) -> str:
    """Apply a recipe: strip, pad, prefix, then map. A key that is mapped as it is written is not changed before."""
    if key in recipe.map:
        return recipe.map[key]
    made = key.removeprefix(recipe.strip) if key.startswith(recipe.strip) else key.removesuffix(recipe.strip)
    made = recipe.prefix + made.rjust(recipe.pad, "0")
    return recipe.map.get(made, made)


def missing_zeros(keys: Collection[str], known: Collection[str]) -> int:
    """Give the length to which `keys` would have to be filled with zeros to be found among `known`; 0 if that does not help."""
    lengths = (length for length, _ in Counter(map(len, known)).most_common())
    return next((length for length in lengths if any(key.rjust(length, "0") in known for key in keys if len(key) < length)), 0)
