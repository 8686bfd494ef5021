"""The status of a figure that is made of several: that of the part which says the least."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from atlas.model.panel import Codes, Status

_WITHOUT_FIGURE = (
    Status.NOT_COLLECTED,
    Status.NOT_APPLICABLE,
    Status.CONFIDENTIAL,
    Status.UNRELIABLE,
    Status.PENDING,
    Status.UNKNOWN,
)


class Precedence(Struct, frozen=True):
    """Statuses in an order: of several, the one that stands first holds for all of them together."""

    order: tuple[Status, ...]

    def of(self, *status: Codes) -> Codes:
        """Give the status of what is made of these, cell by cell (all of one shape)."""
        ranks = np.argsort(self.order).astype(np.uint8)
        found: Codes = np.array(self.order, dtype=np.uint8)[np.min([ranks[one] for one in status], axis=0)]
        return found

    def of_groups(self, status: Codes, group: NDArray[np.intp], count: int) -> Codes:
        """Give the status of `count` groups of cells; `group` says which each cell belongs to. A group without cells has the last status."""
        ranks = np.full(count, len(self.order) - 1, dtype=np.uint8)
        np.minimum.at(ranks, group, np.argsort(self.order).astype(np.uint8)[status])
        return np.array(self.order, dtype=np.uint8)[ranks]


QUOTIENT = Precedence((*_WITHOUT_FIGURE, Status.LIMITED, Status.BELOW_HALF, Status.ZERO, Status.OK))
"""What is made of parts and wholes, of components: one zero among them makes it zero."""

SUM = Precedence((*_WITHOUT_FIGURE, Status.LIMITED, Status.BELOW_HALF, Status.OK, Status.ZERO))
"""What is added up: a sum of nothing but zeros is zero."""
