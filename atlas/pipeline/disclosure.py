"""The door to publication: disclosure control and its attacker, before anything else sees figures. What comes out has nothing confidential left."""

import time
from collections.abc import Mapping

from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.config import SiteConfig
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Panel
from atlas.model.protection import Protection
from atlas.model.tabulation import Tabulation
from atlas.statistics.audit import audit, collect, report
from atlas.statistics.panels import make_panels, population
from atlas.statistics.primary import Reason
from atlas.statistics.relations import Links, links_of
from atlas.statistics.suppress import Account, loss, redact, suppress

Found = tuple[Diagnostic, ...]


class Outlook(Struct, frozen=True, kw_only=True):
    """What an attack needs beside published figures: all areas, how series become indicators, the rules, the table of each series, how some were computed."""

    geography: Geography
    register: Register
    protection: Protection
    tables: Mapping[str, str]
    links: Links


class Protected(Struct, frozen=True, kw_only=True):
    """Published figures by indicator, inhabitants for the heads of profiles, what was found, and how long protection and attack took.

    `outlook`: what outsiders know besides. `account`: what was kept back and why, for the author alone and never stored.
    """

    figures: dict[str, Panel]
    population: Panel | None
    outlook: Outlook
    account: Account
    found: Found
    seconds: dict[str, float]


def protect_figures(
    tabulation: Tabulation, geography: Geography, register: Register, site: SiteConfig, doubts: Found
) -> tuple[Protected, Tabulation]:
    """Keep back what must not be published, and attack the rest; gives besides all series with the signs of protection. `doubts`: what was found before;
    numbers kept back are taken out of it."""
    since = time.perf_counter()
    tabulation, account = suppress(tabulation, geography, register, site.protection, site.population)
    figures, found = make_panels(tabulation, geography, register)
    people = population(tabulation, site.population) if site.population else None
    protected = time.perf_counter()
    published = collect(figures, register, tabulation.periods, (site.population, people) if people else None)
    outlook = Outlook(
        geography=geography, register=register, protection=site.protection, tables=tabulation.sources, links=links_of(tabulation)
    )
    attack = audit(published, geography, register, site.protection, outlook.tables, outlook.links, account.need)
    found += _summary(account)
    done = Protected(
        figures=figures,
        population=people,
        outlook=outlook,
        account=account,
        found=redact(doubts, tabulation, geography) + found + report(attack, geography, tabulation.sources),
        seconds={"protect": protected - since, "audit": time.perf_counter() - protected},
    )
    return done, tabulation


def _summary(account: Account) -> Found:
    """Tell how much was kept back, and how much of it only for the protection of the rest; no figure and no area."""
    kept, more = int((account.reasons > 0).sum()), int((account.reasons == Reason.SECONDARY).sum())
    return (diagnostic("A610", Location(file="site.yaml"), count=kept, more=more, loss=round(1000 * loss(account))),) if kept else ()


def publish_outside(site: SiteConfig, tabulation: Tabulation, geography: Geography, register: Register) -> dict[str, Panel]:
    """Publish the figures of areas outside of the atlas by the same rules."""
    return make_panels(suppress(tabulation, geography, register, site.protection, site.population)[0], geography, register)[0]
