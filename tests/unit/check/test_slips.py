"""The nearest of many numbers is the one that the standard library finds by comparing all of them."""

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from atlas.check.slips import LIKE, Slips

NUMBERS = st.text("0123456789.,\u2212", min_size=1, max_size=8)


@given(st.sets(NUMBERS, max_size=60), NUMBERS)
def test_the_nearest_number_is_found(known: set[str], word: str) -> None:
    assert next(iter(get_close_matches(word, known, n=1, cutoff=LIKE)), "") == Slips(known).nearest(word)
