"""What a build makes besides pages, tables and JSON if it is asked to, named where the command line needs it before anything else is loaded."""

from typing import Literal, get_args

Extra = Literal["downloads", "pdf", "cards", "embeds"]
"""`downloads`: workbooks, pictures, shapes with figures, whole bundles and the catalogue; `pdf`: a document for each profile, each theme, and the whole
report; `cards`: pictures that stand for pages where they are shared; `embeds`: maps, charts and key figures for pages of others."""

EXTRAS: tuple[Extra, ...] = get_args(Extra)
