"""The whole site as one frozen value: all that check and plan may know."""

from collections.abc import Mapping

from msgspec import Struct, field

from atlas.model.accessibility import CheckRecord
from atlas.model.analysis import Analyses
from atlas.model.config import SiteConfig
from atlas.model.document import Document
from atlas.model.edition import Archive
from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.media import Picture, Reference
from atlas.model.panel import Panel
from atlas.model.quote import Answers
from atlas.model.street import Street
from atlas.model.surroundings import Surroundings
from atlas.model.theme import Theme
from atlas.model.yardstick import Yardstick


class Site(Struct, frozen=True, kw_only=True):
    """Configuration, geography, register, published figures (by indicator id), what statistics found in them, texts, theme.

    `answers` are those to what the texts ask and assert in braces, `pictures` and `references` what they show and may cite; `population` is the panel of
    the series that the head of a profile shows as inhabitants. `analyses`: what was worked out from the figures besides. `yardsticks` are areas outside
    to compare with; `archive` knows of editions, corrections and what has moved, `record` tells what was checked for
    accessibility, `streets` are for the search, `surroundings` for maps.
    `ages` are the panels of the age structure, by series.
    """

    config: SiteConfig
    geography: Geography
    register: Register
    figures: Mapping[str, Panel]
    findings: Mapping[str, Finding]
    population: Panel | None
    documents: tuple[Document, ...]
    theme: Theme
    answers: Answers = field(default_factory=dict)
    analyses: Analyses = field(default_factory=Analyses)
    pictures: tuple[Picture, ...] = ()
    references: tuple[Reference, ...] = ()
    yardsticks: tuple[Yardstick, ...] = ()
    streets: tuple[Street, ...] = ()
    surroundings: Surroundings = field(default_factory=Surroundings)
    archive: Archive = field(default_factory=Archive)
    record: CheckRecord | None = None
    ages: Mapping[str, Panel] = field(default_factory=dict)
