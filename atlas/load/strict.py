"""What all shapes of the author's files share: mappings that hold known keys only, and text that may look like a number."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema


class Strict(BaseModel):
    """A mapping with known keys only. What checks it is made when it is first needed, and once: as a part of what holds it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Text = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""Text that may look like a number to an editor: keys, editions, signs."""

Id = Annotated[Text, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
