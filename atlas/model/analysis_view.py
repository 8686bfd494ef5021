"""What pages of areas and indicators show of analyses, as frozen values. Addresses (`href`) are relative to the root of the site."""

from msgspec import Struct

from atlas.model.index import IndexRecipe, Sensitivity


class IndexPart(Struct, frozen=True, kw_only=True):
    """A component of an index: what it is called, its weight in per cent of all, its mean and standard deviation (NaN if the method knows none)."""

    title: str
    href: str
    unit: str
    decimals: int
    share: float
    centre: float
    spread: float


class IndexRow(Struct, frozen=True, kw_only=True):
    """An area's index in the latest period: what each component contributes, the sum, the result, its class (-1 = none), its status; `gap`: why it is left out."""

    name: str
    href: str
    contributions: tuple[float, ...]
    total: float
    value: float
    code: int
    status: int
    gap: str


class IndexView(Struct, frozen=True, kw_only=True):
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


class TargetRow(Struct, frozen=True, kw_only=True):
    """A target of an indicator in one area: where it started (NaN without), what is to be reached by when, where it stands, how far that is apart."""

    title: str
    href: str
    area: str
    area_href: str
    unit: str
    decimals: int
    in_points: bool
    base: str
    start: float
    target: float
    by: str
    at_least: bool
    period: str
    value: float
    gap: float
    reached: int
    source: str


class Mention(Struct, frozen=True, kw_only=True):
    """An analysis that has something to say about an indicator or an area: its page, and what it says in a few words."""

    kind: str
    title: str
    href: str
    words: str


class ProfileIndex(Struct, frozen=True, kw_only=True):
    """An index in a profile: the figure, its class, and what each component contributes."""

    title: str
    href: str
    value: float
    decimals: int
    status: int
    name: str
    gap: str
    parts: tuple[str, ...]
    contributions: tuple[float, ...]


class ProfileType(Struct, frozen=True, kw_only=True):
    """A type in a profile, and the one before if it changed since `base`."""

    title: str
    href: str
    type_title: str
    type_href: str
    text: str
    before: str
    base: str


class ProfileSelection(Struct, frozen=True, kw_only=True):
    """The outcome of a selection rule in a profile; `met` are the titles of the indicators whose criterion it meets."""

    title: str
    href: str
    label: str
    selected: int
    met: tuple[str, ...]
    at_least: int
    criteria: int


class ProfileAnalyses(Struct, frozen=True, kw_only=True):
    """What indices, typologies and rules say about one area."""

    indices: tuple[ProfileIndex, ...]
    types: tuple[ProfileType, ...]
    selections: tuple[ProfileSelection, ...]
