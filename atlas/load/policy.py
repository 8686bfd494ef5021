"""The shape of `check:` in `site.yaml`: how `atlas check` reviews texts and pages."""

from typing import Annotated

from pydantic import Field

from atlas.load.strict import Strict, Text


class ReviewSpec(Strict):
    """What `atlas check` looks for besides mistakes."""

    sections: Annotated[tuple[Text, ...], Field(description="Headings that every profile text has, such as Befund")] = ()
    words: Annotated[str, Field(description="YAML file with words to avoid, and with words of the list that ships which are fine here")] = (
        ""
    )
    ease: Annotated[float, Field(ge=-50, le=100, description="Least reading ease of a text (Flesch; 20 is hard, 60 plain)")] = 20.0
    page: Annotated[int, Field(ge=50, description="Largest page in kilobytes")] = 500
