"""The shape of `profile: ages:` in `site.yaml`, and what is wrong with an age structure that counts people twice."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from atlas.base.diagnostics import Diagnostic, diagnostic
from atlas.load.strict import Strict, Text
from atlas.load.yaml import Places
from atlas.model.ages import AgeGroup, AgeRule

TRAIL = ("profile", "ages", "groups")


class AgeGroupSpec(Strict):
    """An age group."""

    title: Annotated[Text, Field(description="What the group is called, such as 10 to 19")]
    left: Annotated[Text, Field(description="Series with the people on the left")]
    right: Annotated[Text, Field(description="Series with the people on the right")]


class AgesSpec(Strict):
    """The age structure of profiles: two series of counts per age group, from the youngest to the oldest."""

    left: Annotated[Text, Field(description="Who stands on the left, such as women")]
    right: Annotated[Text, Field(description="Who stands on the right")]
    groups: Annotated[tuple[AgeGroupSpec, ...], Field(min_length=2, description="Groups of equal width, from the youngest to the oldest")]
    source: Annotated[Text, Field(description="Where the counts come from")] = ""
    reference_date: Annotated[Text, Field(description="Day the counts stand for, such as 31.12.")] = ""
    public: Annotated[bool, Field(description="Released, where release is marked")] = False


def make_ages(said: AgesSpec | None) -> AgeRule | None:
    """Turn what the author wrote into the rule."""
    if said is None:
        return None
    groups = tuple(AgeGroup(title=group.title, left=group.left, right=group.right) for group in said.groups)
    return AgeRule(left=said.left, right=said.right, groups=groups, source=said.source, reference_date=said.reference_date)


def check_ages(said: AgesSpec | None, places: Places) -> Iterator[Diagnostic]:
    """Find series that stand in more than one place: their people would be counted twice."""
    rule = make_ages(said)
    if said is None or rule is None:
        return
    times = Counter(rule.series)
    for place, group in enumerate(said.groups):
        for side, name in (("left", group.left), ("right", group.right)):
            if times[name] > 1:
                yield diagnostic("A160", places.value(*TRAIL, place, side), series=name)
