"""Simulates the counts of the invented city: one matrix of areas × years for every series.

A few latent traits per area (poverty, age, origin, tenure) drive all series, so that they hang together as in
life. Counts are drawn around smooth rates with the spread of a binomial sample, correlated from year to year.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from places import Area, read_traits

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

SEED = 20264
FIRST, LAST = 2014, 2025
EARLIEST = 2012  # earlier than shown, as school years are pooled
SIMULATED = np.arange(EARLIEST, LAST + 1)
YEARS = [str(year) for year in range(FIRST, LAST + 1)]
POOL = {"schulabgaenge": 5, "ohne_abschluss": 5, "uebergaenge": 1, "uebergaenge_gymnasium": 1}  # years summed up; three for all others

PECULIARITY = 0.09  # how far an area's odds stray from what its traits suggest
VARIETY = {"floor": 0.035, "subsidised": 0.15, "clubs": 0.14, "green": 0.16}  # how far areas of one kind differ in what is built

# Where houses were built on waste land: year before the first new house, inhabitants then.
BUILT = {"0205": (2015, 720), "0307": (2017, 640), "0503": (2018, 650), "0506": (2016, 690)}
BEFORE_BUILDING = {"poverty": 12.0, "u18": 15.0, "o65": 20.0, "foreign": 12.0, "single": 44.0}
SPLIT_YEAR, SPLIT = 2020, ("0505", "0506")
SHELTERS = {"0206": 0.42}  # homes for refugees make a small area swing
POVERTY_DRIFT = {
    "gentrifying": -0.32, "gentrified": -0.26, "industry_poor": 0.06, "estate_poor": 0.09, "mid_poor": 0.05, "estate_mid": 0.04,
}  # fmt: skip
AGE_DRIFT = {"suburb": 0.16, "villa": 0.10, "mid": 0.08, "village": 0.12, "village_small": 0.14, "estate_mid": -0.07, "gentrified": -0.1}
LONE_PARENTS = {"0304": 0.07, "0203": 0.02}
EMPLOYED = {"0106": -0.17, "0406": -0.06, "0402": 0.04, "0103": -0.02}
CARE = {"0605": 0.13, "0402": 0.02, "0503": 0.015}
PARKS = {"0201": (2022, 5.0), "0205": (2019, 3.0), "0307": (2021, 3.5), "0506": (2023, 2.5)}
HAMLET_GREEN = ("0605", 2019, 0.4)  # hectares since then; before, less than half of a tenth


def course(*anchors: tuple[int, float]) -> Floats:
    """A line through the anchors (year, value) over the simulated years."""
    years, values = zip(*anchors, strict=True)
    return np.asarray(np.interp(SIMULATED, years, values))


class City:
    """The latent city: traits over time and the random numbers that everything is drawn with."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = list(areas)
        self.keys = [area.key for area in areas]
        self.traits = {name: np.array(values) for name, values in read_traits(self.areas).items()}
        self.rng = np.random.default_rng(SEED)
        for name, spread in VARIETY.items():
            self.traits[name] = self.traits[name] * np.exp(spread * self.rng.standard_normal(len(areas)))
        self.built = np.array([area.key in BUILT for area in areas])
        self.progress = self._progress()

    def _progress(self) -> Floats:
        """How much of its new houses each area has, from 0 to 1; 1 where nothing was built."""
        progress = np.ones((len(self.areas), len(SIMULATED)))
        for key, (start, _) in BUILT.items():
            share = np.clip((SIMULATED - start) / (LAST - start), 0.0, 1.0)
            progress[self.keys.index(key)] = share * share * (3.0 - 2.0 * share) * 0.35 + share * 0.65
        return progress

    def extra(self, values: dict[str, float]) -> Floats:
        """A column with the values of single areas, 0 elsewhere."""
        return np.array([[values.get(key, 0.0)] for key in self.keys])

    def by_kind(self, values: dict[str, float]) -> Floats:
        """A column with the values of single kinds, 0 elsewhere."""
        return np.array([[values.get(area.kind, 0.0)] for area in self.areas])

    def level(self, trait: str, path: ArrayLike = 1.0, wander: float = 0.02) -> Floats:
        """A trait over time: its value of 2025 times a path, blended from what was there before building."""
        today = self.traits[trait][:, None]
        before = BEFORE_BUILDING.get(trait, today)
        blended = before + (today - before) * self.progress
        return np.asarray(blended * np.asarray(path) * np.exp(wander * self.walk(0.93)))

    def walk(self, persistence: float) -> Floats:
        """A standard normal variable per area that persists from year to year."""
        steps = self.rng.standard_normal((len(self.areas), len(SIMULATED)))
        for year in range(1, steps.shape[1]):
            steps[:, year] = persistence * steps[:, year - 1] + np.sqrt(1.0 - persistence**2) * steps[:, year]
        return steps

    def draw(self, base: Counts, share: Floats, persistence: float = 0.93) -> Counts:
        """Counts out of a base: the given share, a lasting peculiarity of each area, the spread of a binomial sample."""
        odds = np.clip(share, 0.0, 0.985) / (1.0 - np.clip(share, 0.0, 0.985))
        odds = odds * np.exp(PECULIARITY * self.rng.standard_normal((len(self.areas), 1)))
        p = odds / (1.0 + odds)
        spread = np.sqrt(base * p * (1.0 - p)) * self.walk(persistence)
        return np.clip(np.rint(base * p + spread), 0, base).astype(np.int64)


def pooled(cohort: Counts, years: int) -> Counts:
    """Sums of several years: each year and those before it."""
    padded = np.pad(cohort, ((0, 0), (years - 1, 0)), mode="edge")
    return np.asarray(sum(padded[:, shift : shift + cohort.shape[1]] for shift in range(years)), dtype=np.int64)


def inhabitants(city: City) -> Counts:
    """Inhabitants: a slow trend, two waves of immigration, and the new quarters."""
    final = np.array([area.inhabitants for area in city.areas], dtype=float)[:, None]
    growth = city.traits["growth"][:, None] / 100.0
    trend = 1.0 - growth * (LAST - SIMULATED) / (LAST - FIRST)
    wave = course((2012, -1.1), (2014, -0.9), (2015, -0.5), (2016, -0.22), (2021, -0.36), (2022, -0.06), (2023, 0.02), (2025, 0.0))
    bump = course((2014, -0.5), (2015, 0.3), (2016, 0.5), (2018, -0.1), (2021, -0.4), (2022, 0.2), (2023, 0.3), (2024, 0.1), (2025, 0.0))
    moved = 1.0 + 0.0016 * city.traits["foreign"][:, None] * wave + city.extra(SHELTERS) * bump
    jitter = 0.008 * city.walk(0.8)
    jitter = jitter - jitter[:, -1:]
    path = trend * moved * (1.0 + jitter)
    start = np.array([[float(BUILT.get(area.key, (0, 0))[1])] for area in city.areas])
    built = start * (1.0 + 0.3 * jitter) + (final - start) * city.progress
    return np.rint(np.where(city.built[:, None], built, final * path)).astype(np.int64)


def population(city: City) -> dict[str, Counts]:
    """Inhabitants by age and nationality, and moves."""
    people = inhabitants(city)
    aged = 1.0 - city.by_kind(AGE_DRIFT) * (LAST - SIMULATED) / (LAST - FIRST)
    young = city.level("u18", course((2012, 0.89), (2014, 0.885), (2016, 0.90), (2021, 0.91), (2022, 0.925), (2025, 0.92)))
    u18 = city.draw(people, young / 100.0)
    u15 = city.draw(u18, course((2012, 0.82), (2018, 0.832), (2025, 0.835)) * np.ones_like(young))
    baby = 0.192 + 0.03 * city.by_kind({"new_mixed": 1.0, "industry_poor": 0.5, "villa": -1.0, "suburb": -0.6})
    u3 = city.draw(u15, baby * course((2012, 0.98), (2017, 1.06), (2021, 1.04), (2025, 0.92)))
    youth = 0.031 + city.by_kind({"student": 0.085, "centre": 0.02, "centre_poor": 0.015})
    u21 = u18 + city.draw(people - u18, youth * np.ones_like(young))
    old = city.level("o65", aged * course((2012, 1.085), (2025, 1.125)))
    o65 = np.minimum(city.draw(people, old / 100.0), people - u21)
    arrival = course((2012, 0.6), (2014, 0.66), (2015, 0.74), (2016, 0.79), (2021, 0.86), (2022, 0.94), (2025, 1.0))
    foreign = city.draw(people, city.level("foreign", arrival) / 100.0)
    rhythm = course(
        (2014, 0.97), (2015, 1.1), (2016, 1.06), (2019, 0.99), (2020, 0.87), (2021, 0.92), (2022, 1.1), (2023, 1.0), (2025, 0.96)
    )
    moves = np.rint(people * city.level("moves", rhythm, 0.04) / 1000.0).astype(np.int64)
    return {
        "einwohner": people, "bev_u3": u3, "bev_u15": u15, "bev_u18": u18, "bev_u21": u21, "bev_15_64": people - u15 - o65,
        "bev_u65": people - o65, "bev_ab65": o65, "bev_ab18": people - u18, "auslaender": foreign, "umzuege": moves,
    }  # fmt: skip


def households(city: City, known: dict[str, Counts], poverty: Floats) -> dict[str, Counts]:
    """Households, single persons, families."""
    single = city.level("single", course((2012, 0.955), (2025, 1.0)), 0.01) / 100.0
    total = np.rint(known["einwohner"] / (2.85 - 1.85 * single)).astype(np.int64)
    alone = city.draw(total, single)
    families = np.minimum(np.rint(known["bev_u18"] / (1.56 + 0.009 * poverty)).astype(np.int64), total - alone)
    lone = city.draw(families, 0.125 + 0.0068 * poverty + city.extra(LONE_PARENTS))
    many = city.draw(families, (0.07 + 0.0048 * poverty) * course((2012, 0.9), (2025, 1.03)))
    return {"haushalte": total, "hh_eine_person": alone, "hh_mit_kindern": families, "hh_alleinerziehend": lone, "hh_drei_kinder": many}


def work(city: City, known: dict[str, Counts], poverty: Floats) -> dict[str, Counts]:
    """Work and basic income support."""
    jump = course((2012, 0.96), (2016, 0.95), (2019, 0.86), (2020, 0.90), (2021, 0.89), (2022, 0.865), (2023, 0.965), (2025, 0.945))
    basic = poverty / 100.0 * jump
    child = np.clip(basic * 1.72 * course((2012, 0.95), (2016, 1.02), (2022, 0.98), (2023, 1.02), (2025, 1.0)), 0.0, 0.6)
    covid = course((2012, 1.05), (2019, 0.92), (2020, 1.1), (2021, 1.07), (2022, 0.97), (2025, 1.06))
    employed = np.clip(0.69 - 0.0062 * poverty + city.extra(EMPLOYED), 0.2, 0.8)
    hiring = course((2012, 0.88), (2019, 0.965), (2020, 0.96), (2023, 1.0), (2025, 1.0))
    return {
        "sgb2_leistungsberechtigte": city.draw(known["bev_u65"], basic),
        "sgb2_unter15": city.draw(known["bev_u15"], child),
        "arbeitslose": city.draw(known["bev_15_64"], (0.011 + 0.0041 * poverty) * covid),
        "svb_wohnort": city.draw(known["bev_15_64"], employed * hiring),
        "grundsicherung_alter": city.draw(known["bev_ab65"], (0.004 + 0.0041 * poverty) * course((2012, 0.68), (2021, 0.88), (2025, 1.03))),
    }


def childhood(city: City, known: dict[str, Counts], poverty: Floats) -> dict[str, Counts]:
    """Child care, help for families, school entry, school; three years pooled where a year is too small."""
    ones = np.ones_like(poverty)
    entry = np.rint(known["bev_u18"] * 0.057 * (1.0 + 0.06 * city.walk(0.2))).astype(np.int64)
    change = np.rint(known["bev_u18"] * 0.054 * (1.0 + 0.06 * city.walk(0.2))).astype(np.int64)
    leave = np.rint(known["bev_u18"] * 0.053 * (1.0 + 0.06 * city.walk(0.2))).astype(np.int64)
    primary = np.rint(known["bev_u18"] * 0.221 * (1.0 + 0.03 * city.walk(0.6))).astype(np.int64)
    shown = city.draw(entry, 0.93 * ones, 0.2)
    language = 0.115 + 0.0092 * poverty + 0.0012 * city.traits["foreign"][:, None]
    speech = course((2012, 0.94), (2019, 0.97), (2020, 1.0), (2021, 1.1), (2023, 1.1), (2025, 1.08))
    nursery = course((2012, 0.95), (2019, 1.0), (2021, 0.985), (2025, 0.995))
    weight = course((2012, 0.95), (2019, 1.0), (2021, 1.22), (2025, 1.08))
    vaccination = course((2012, 0.93), (2019, 0.955), (2021, 0.985), (2025, 0.99))
    leaving = course((2012, 0.92), (2020, 0.94), (2022, 1.06), (2025, 1.1))
    doubts = city.by_kind({"villa": 0.02, "gentrified": 0.015})
    pools = {
        "seu_kinder": entry,
        "seu_kita_lang": city.draw(entry, (0.945 - 0.0092 * poverty) * nursery, 0.2),
        "seu_sprache": city.draw(entry, language * speech, 0.2),
        "seu_uebergewicht": city.draw(entry, (0.05 + 0.0041 * poverty) * weight, 0.2),
        "seu_impfbuch": shown,
        "seu_masern2": city.draw(shown, (0.985 - 0.0008 * poverty - doubts) * vaccination, 0.2),
        "uebergaenge": change,
        "uebergaenge_gymnasium": city.draw(change, (0.66 - 0.0155 * poverty) * course((2012, 0.94), (2025, 1.0)), 0.2),
        "schulabgaenge": leave,
        "ohne_abschluss": city.draw(leave, (0.012 + 0.0034 * poverty) * leaving, 0.2),
    }
    care = (0.50 - 0.0078 * poverty) * course((2012, 0.62), (2016, 0.78), (2020, 0.92), (2021, 0.9), (2025, 1.0))
    support = course((2012, 0.86), (2019, 1.0), (2021, 0.95), (2025, 1.08))
    afternoon = course((2012, 0.6), (2019, 0.88), (2021, 0.84), (2025, 1.0))
    return {name: pooled(cohort, POOL.get(name, 3)) for name, cohort in pools.items()} | {
        "betreute_u3": city.draw(known["bev_u3"], care * (1.0 - 0.15 * city.built[:, None]), 0.7),
        "hilfen_erziehung": city.draw(known["bev_u21"], (0.010 + 0.00185 * poverty) * support, 0.8),
        "grundschulkinder": primary,
        "ganztag_kinder": city.draw(primary, (0.56 + 0.002 * poverty) * afternoon, 0.8),
    }


def living(city: City, known: dict[str, Counts], poverty: Floats) -> dict[str, Counts]:
    """Flats, care, elections, clubs, green spaces (in tenths of a hectare)."""
    people, adults = known["einwohner"], known["bev_ab18"]
    today = people[:, -1:]
    stock = np.where(city.built[:, None], people, 0.35 * people + 0.65 * today * course((2012, 0.975), (2025, 1.0)))
    flats = np.rint(1.035 * (0.5 * known["haushalte"] + 0.5 * known["haushalte"][:, -1:] * stock / today)).astype(np.int64)
    funded = city.level("subsidised", course((2012, 1.22), (2019, 1.0), (2025, 0.97)), 0.0) / 100.0
    funded = np.where(city.built[:, None], funded * np.minimum(1.0, city.progress + 0.1), funded)
    staying = (0.585 - 0.00105 * city.level("moves", 1.0, 0.0)) * np.where(city.built[:, None], 0.22, 1.0)
    old = known["bev_ab65"] / people
    frail = old * 0.29 * (1.0 + 0.009 * poverty) + city.extra(CARE)
    voters = np.rint(adults * (0.985 - 0.62 * known["auslaender"] / people)).astype(np.int64)
    turnout = city.level("turnout", course((2012, 0.92), (2014, 0.925), (2020, 0.955), (2025, 1.045)), 0.01) / 100.0
    founding = course((2012, 1.05), (2019, 1.03), (2022, 0.98), (2025, 1.0))
    clubs = city.traits["clubs"][:, None] / 1000.0 * (0.4 * people + 0.6 * today) * founding
    care = course((2012, 0.45), (2015, 0.53), (2017, 0.62), (2019, 0.73), (2021, 0.85), (2023, 0.97), (2025, 1.0))
    return {
        "wohnflaeche_m2": np.rint(stock * city.level("floor", 1.0, 0.0)).astype(np.int64),
        "wohnungen": flats,
        "gefoerderte_wohnungen": np.rint(flats * funded).astype(np.int64),
        "wohndauer_10": city.draw(adults, staying * course((2012, 0.97), (2025, 1.02))),
        "pflegebeduerftige": city.draw(people, frail * care),
        "wahlberechtigte": voters,
        "waehler": city.draw(voters, turnout, 0.5),
        "vereine": np.rint(clubs * (1.0 + 0.025 * city.walk(0.9))).astype(np.int64),
        "gruen_ha": green(city),
    }


def green(city: City) -> Counts:
    """Public green in tenths of a hectare: steady, with new parks."""
    final = city.traits["green"] * np.array([area.inhabitants for area in city.areas]) / 1000.0
    tenths = np.repeat(np.rint(final)[:, None], len(SIMULATED), axis=1)
    for key, (opened, hectares) in PARKS.items():
        tenths[city.keys.index(key), opened > SIMULATED] -= 10.0 * hectares
    key, since, hectares = HAMLET_GREEN
    tenths[city.keys.index(key)] = np.where(since > SIMULATED, 0.0, 10.0 * hectares)
    return np.asarray(np.maximum(tenths, 0.0), dtype=np.int64)


def poverty_path(city: City) -> Floats:
    """Percent of people on basic income support if nothing in the law or the economy changed."""
    drift = 1.0 - city.by_kind(POVERTY_DRIFT) * (LAST - SIMULATED) / (LAST - FIRST)
    return city.level("poverty", drift, 0.03)


def simulate(areas: Sequence[Area]) -> dict[str, Counts]:
    """Every series of counts: areas × years 2014 to 2025."""
    city = City(areas)
    poverty = poverty_path(city)
    counts = population(city)
    for part in (households, work, childhood, living):
        counts |= part(city, counts, poverty)
    return {name: matrix[:, FIRST - EARLIEST :] for name, matrix in counts.items()}
