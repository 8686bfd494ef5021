"""What is worked out from published figures besides indicators: indices, typologies, rules, segregation, association, targets, scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.model.index import IndexResult, Sensitivity
from atlas.model.likeness import Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyses:
    """All analyses of a site. `indices` and `sensitivities` by the id of the indicator; `similar`: the areas most like each area, by row."""

    indices: Mapping[str, IndexResult] = field(default_factory=dict)
    sensitivities: Mapping[str, Sensitivity] = field(default_factory=dict)
    similar: Mapping[int, tuple[Likeness, ...]] = field(default_factory=dict)
