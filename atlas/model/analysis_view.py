"""What pages of areas and indicators show of analyses, as frozen values. Addresses (`href`) are relative to the root of the site."""

from dataclasses import dataclass

from atlas.model.index import IndexRecipe, Sensitivity


@dataclass(frozen=True, kw_only=True)
class IndexPart:
    """A component of an index: what it is called, its weight in per cent of all, its mean and standard deviation (NaN if the method knows none)."""

    title: str
    href: str
    unit: str
    decimals: int
    share: float
    centre: float
    spread: float


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """An area's index in the latest period: what each component contributes, the sum, the result, its class (-1 = none), its status; `gap`: why it is left out."""

    name: str
    href: str
    contributions: tuple[float, ...]
    total: float
    value: float
    code: int
    status: int
    gap: str


@dataclass(frozen=True, kw_only=True)
class IndexView:
    """An index as its page shows it: `parts` go with the components of the recipe, `counted` areas have a figure in `period`, `records` is a file."""

    recipe: IndexRecipe
    parts: tuple[IndexPart, ...]
    period: str
    plural: str
    weighted_by: str
    weighted_again_by: str
    counted: int
    rows: tuple[IndexRow, ...]
    sensitivity: Sensitivity
    records: str
