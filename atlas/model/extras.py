"""What a build makes besides pages, tables and JSON if it is asked to, named where the command line needs it before anything else is loaded."""

from typing import Literal, get_args

Extra = Literal["downloads"]
"""`downloads`: workbooks, pictures, shapes with figures, whole bundles and the catalogue."""

EXTRAS: tuple[Extra, ...] = get_args(Extra)
