"""Digests: equal values, equal names; other values, other names."""

import subprocess
import sys

import numpy as np
import pytest
from msgspec import Struct
from msgspec.structs import replace

from atlas.base import digest


class Leaf(Struct, frozen=True):
    """A value as jobs hold it."""

    name: str
    values: tuple[float, ...]


def test_it_does_not_matter_whether_equal_parts_are_one_object() -> None:
    word = "Wallenfurt"
    assert digest.of_value((word, word)) == digest.of_value((word, "".join(["Wallen", "furt"])))


def test_a_changed_field_changes_the_digest() -> None:
    leaf = Leaf("a", (1.0, float("nan")))
    assert digest.of_value(leaf) == digest.of_value(Leaf("a", (1.0, float("nan"))))
    assert digest.of_value(leaf) != digest.of_value(replace(leaf, values=(1.0, 2.0)))


def test_arrays_count_by_value_shape_and_type() -> None:
    one = np.array([[1, 2], [3, 4]], dtype=np.uint8)
    assert digest.of_value(one) == digest.of_value(one.copy())
    assert 3 == len({digest.of_value(one), digest.of_value(one.ravel()), digest.of_value(one.astype(float))})


def test_digests_are_the_same_in_every_process() -> None:
    code = "from atlas.base import digest; print(digest.of_value(('a', 1.5, (True, None), b'x')))"
    seen = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(2)}
    assert {digest.of_value(("a", 1.5, (True, None), b"x"))} == {text.strip() for text in seen}


def test_what_has_no_order_has_no_digest() -> None:
    with pytest.raises(TypeError, match="no digest of"):
        digest.of_value(object())
