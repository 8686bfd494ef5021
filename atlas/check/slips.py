"""The number that a wrong one was perhaps meant to be: the most alike of all that are known, as `difflib.get_close_matches` finds it."""

from collections.abc import Iterable
from difflib import SequenceMatcher

import numpy as np

from atlas.base.text import MINUS

LIKE = 0.6
"""How alike two numbers must look for one to be a slip of the other."""

_LETTERS = f"0123456789.,{MINUS}"


class Slips:
    """Known numbers as they are printed, counted by their letters: few are compared with a word, as what two have in common bounds how alike they are."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known, reverse=True) or [""]
        letters = np.array(self._known).view(np.uint32).reshape(len(self._known), -1)
        self._counts = np.array([(letters == ord(letter)).sum(axis=1) for letter in _LETTERS])
        self._lengths = (letters > 0).sum(axis=1)

    def nearest(self, word: str) -> str:
        """Give the known number most like a word, of equal ones the last in the order of letters; empty if none is LIKE it."""
        common = np.minimum(self._counts, [[word.count(letter)] for letter in _LETTERS]).sum(axis=0)
        bounds = 2.0 * common / (self._lengths + len(word))
        matcher = SequenceMatcher()
        matcher.set_seq2(word)
        best, near = LIKE, ""
        for place in np.argsort(-bounds, kind="stable").tolist():
            one = self._known[place]
            if bounds[place] < best or (bounds[place] == best and one <= near):
                break
            matcher.set_seq1(one)
            best, near = max((best, near), (matcher.ratio(), one))
        return near
