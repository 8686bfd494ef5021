"""Keys of a file become keys of the atlas."""

from hypothesis import given
from hypothesis import strategies as st

from atlas.load.keys import convert, missing_zeros, nearest
from atlas.load.recipe import KeyRecipe


def test_a_recipe_strips_pads_and_prefixes_in_this_order() -> None:
    assert convert("Nr. 7", KeyRecipe(strip="Nr. ", pad=2, prefix="STGT")) == "STGT07"


def test_strip_takes_the_end_off_where_the_beginning_differs() -> None:
    assert convert("1001000", KeyRecipe(strip="000", pad=5)) == "01001"


def test_a_key_is_mapped_as_written_or_as_made() -> None:
    recipe = KeyRecipe(pad=4, map={"Gesamtstadt": "0", "0012": "0099"})
    assert [convert(key, recipe) for key in ("Gesamtstadt", "12")] == ["0", "0099"]


@given(st.text(alphabet="0123456789", min_size=1))
def test_without_a_recipe_a_key_stays_as_it_is(key: str) -> None:
    assert key == convert(key, KeyRecipe())


def test_the_nearest_key_is_one_slip_away() -> None:
    known = ["0101", "0102", "0201"]
    assert [nearest(key, known) for key in ("101", "0211", "O102", "0120", "9999")] == ["0101", "0201", "0102", "0102", ""]


def test_missing_zeros_are_counted_by_the_length_of_known_keys() -> None:
    assert (missing_zeros(["1100101"], ["01100101", "0110"]), missing_zeros(["X1"], ["01"])) == (8, 0)
