"""The shape of `entrances:` in `site.yaml`."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from atlas.load.strict import Id, Strict, Text
from atlas.model.entrance import Entrance


class EntranceSpec(Strict):
    """A page for an audience or a stage of life: what it shows first, and where it leads."""

    id: Annotated[Id, Field(description="Short name, part of the address")]
    group: Annotated[Text, Field(description="Heading of entrances that belong together, such as: For whom, Stages of life")]
    title: Annotated[Text, Field(description="For whom it is, or which stage of life")]
    text: Annotated[Text, Field(description="A sentence or two")] = ""
    pages: Annotated[
        tuple[Text, ...],
        Field(
            description="Where it leads: content files, area:0101, indicator:unter18, theme:bildung, or areas, themes, map, comparison, …"
        ),
    ] = ()
    indicators: Annotated[tuple[Text, ...], Field(description="Indicators that it shows, in order")] = ()


def make_entrances(said: Sequence[EntranceSpec]) -> tuple[Entrance, ...]:
    """Turn what the author wrote into entrances."""
    return tuple(
        Entrance(id=one.id, group=one.group, title=one.title, text=one.text, pages=one.pages, indicators=one.indicators) for one in said
    )
