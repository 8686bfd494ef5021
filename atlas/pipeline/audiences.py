"""The two audiences of an atlas, named where the command line needs them before anything else is loaded."""

from typing import Literal

Audience = Literal["public", "internal"]
AUDIENCES: tuple[Audience, ...] = ("public", "internal")
