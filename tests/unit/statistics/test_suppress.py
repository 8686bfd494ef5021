"""Rules, methods and links between series: what is kept back, and that nothing of it is left."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.base.diagnostics import Location, diagnostic
from atlas.load.protection import ProtectionSpec, protection
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Status
from atlas.model.protection import UNPROTECTED, Protection
from atlas.model.tabulation import KnownSum, Pool, Tabulation
from atlas.statistics.aggregate import aggregate
from atlas.statistics.audit import Exposure, audit, collect
from atlas.statistics.panels import make_panels
from atlas.statistics.relations import links_of
from atlas.statistics.suppress import Reason, redact, suppress

Make = Callable[..., Any]
Case = Callable[..., "Result"]

PEOPLE = {"0101": ["90"], "0102": ["70"], "0103": ["40"], "0201": ["60"], "0202": ["80"]}


class Result:
    """A case after disclosure control: the cells of each series, the reasons, and what the attacker finds."""

    def __init__(self, tabulation: Tabulation, town: Geography, register: Register, rules: Protection, population: str) -> None:
        self.tabulation, _ = aggregate(tabulation, town, register)
        self.town, self.register, self.rules = town, register, rules
        self.safe, self.account = suppress(self.tabulation, town, register, rules, population)

    def hidden(self, series: str, period: int = 0) -> list[str]:
        status = self.safe.series[series].status[:, period]
        return [area.key for area, code in zip(self.town.areas, status, strict=True) if code == Status.CONFIDENTIAL]

    def values(self, series: str) -> dict[str, float]:
        return {area.key: float(row[0]) for area, row in zip(self.town.areas, self.safe.series[series].values, strict=True)}

    def reasons(self, series: str) -> dict[str, str]:
        reasons = self.account.reasons[self.account.series.index(series), :, 0]
        return {area.key: Reason(code).name for area, code in zip(self.town.areas, reasons, strict=True) if code}

    def exposed(self, tabulation: Tabulation | None = None) -> tuple[Exposure, ...]:
        panels, _ = make_panels(tabulation or self.safe, self.town, self.register)
        published = collect(panels, self.register, self.safe.periods)
        return audit(published, self.town, self.register, self.rules, self.safe.sources, links_of(self.safe), self.account.need).exposures


@pytest.fixture(scope="session")
def case(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Case:
    """Protect a share of some among people; `some`: area → cells; `rules` as in site.yaml; `sums`: other sums outsiders know."""

    def run(some: dict[str, list[str]], people: dict[str, list[str]] = PEOPLE, sums: tuple[KnownSum, ...] = (), **rules: Any) -> Result:
        more = {name: rules.pop(name) for name in list(rules) if name in {"others", "copy", "first", "second", "firms"}}
        kind = rules.pop("kind", "share")
        tabulation = replace(tabulation_of(town, u18=some, people=people, **more), sums=sums)
        indicators = [
            indicator_of(kind=kind),
            *(indicator_of(id=name, kind="count", value=name, numerator="", denominator="") for name in more),
        ]
        return Result(tabulation, town, register_of(*indicators), protection(ProtectionSpec.model_validate(rules)), "")

    return run


def some(*counts: str) -> dict[str, list[str]]:
    return {key: [count] for key, count in zip(PEOPLE, counts, strict=True)}


def test_a_small_count_and_the_cheapest_other_of_its_district_are_kept_back(case: Case) -> None:
    assert {"0101": "SMALL", "0103": "SECONDARY"} == case(some("2", "20", "7", "9", "30")).reasons("u18")


def test_nothing_is_left_of_what_is_kept_back(case: Case) -> None:
    values = case(some("2", "20", "7", "9", "30")).values("u18")
    assert [True, True] == [bool(np.isnan(values[key])) for key in ("0101", "0103")]


def test_without_small_counts_nothing_is_kept_back(case: Case) -> None:
    assert {} == case(some("12", "20", "7", "9", "30")).reasons("u18")


def test_almost_everybody_is_as_telling_as_almost_nobody(case: Case) -> None:
    assert "COMPLEMENT" == case(some("88", "20", "7", "9", "30")).reasons("u18")["0101"]


def test_zero_is_shown_where_the_rule_shows_it(case: Case) -> None:
    assert [] == case(some("0", "20", "7", "9", "30")).hidden("u18")


def test_zero_and_all_are_kept_back_where_the_rule_says_so(case: Case) -> None:
    reasons = case(some("0", "70", "7", "9", "30"), zeros=False).reasons("u18")
    assert ["ZERO", "COMPLEMENT"] == [reasons["0101"], reasons["0102"]]


def test_areas_with_too_few_inhabitants_have_no_figures(case: Case) -> None:
    result = case(some("12", "20", "9", "19", "30"))
    few = protection(ProtectionSpec(population=50))
    assert "POPULATION" == Result(result.tabulation, result.town, result.register, few, "people").reasons("u18")["0103"]


def test_a_mean_of_few_cases_is_kept_back(case: Case) -> None:
    people = PEOPLE | {"0103": ["8"]}
    assert "MEAN" == case(some("1200", "2000", "90", "1900", "3000"), people, kind="mean").reasons("u18")["0103"]


def test_a_magnitude_that_one_contributor_dominates_is_kept_back(case: Case) -> None:
    first = some("95", "5", "3", "6", "9")
    reasons = case(
        some("100", "70", "30", "60", "80"), kind="mean", mean=0, first=first, contributions=["first"], dominance={"n": 1, "k": 85}
    ).reasons("u18")
    assert "DOMINANCE" == reasons["0101"]


def test_a_magnitude_whose_second_contributor_can_estimate_the_first_is_kept_back(case: Case) -> None:
    first, second = some("60", "20", "10", "20", "20"), some("38", "10", "8", "9", "9")
    rules = {"kind": "mean", "mean": 0, "first": first, "second": second, "contributions": ["first", "second"], "p_percent": 10}
    assert "P_PERCENT" == case(some("100", "70", "30", "60", "80"), **rules).reasons("u18")["0101"]


def test_a_delivered_sign_stays_and_its_neighbours_complete_it(case: Case) -> None:
    result = case(some("·", "20", "7", "9", "30") | {"01": ["29"]}, method="imported")
    assert {"0101": "DELIVERED", "0103": "SECONDARY"} == result.reasons("u18")


def test_imported_tables_are_not_judged_again(case: Case) -> None:
    assert [] == case(some("2", "20", "7", "9", "30"), method="imported").hidden("u18")


def test_without_protection_only_delivered_signs_are_kept_back(case: Case) -> None:
    assert ["0101"] == case(some("·", "1", "7", "9", "30") | {"01": ["29"]}, method="none", reason="Test.").hidden("u18")


def test_an_exemption_has_its_own_minimum(case: Case) -> None:
    exemptions = [{"series": ["u18"], "minimum": 10}]
    assert {"0103": "SMALL", "0201": "SMALL", "0101": "SECONDARY", "0202": "SECONDARY"} == case(
        some("12", "20", "7", "9", "30"), exemptions=exemptions, complement=3
    ).reasons("u18")


def test_a_copy_of_a_series_under_another_name_is_kept_back_with_it(case: Case) -> None:
    counts = some("2", "20", "7", "9", "30")
    result = case(counts, copy=counts)
    assert [["0101", "0103"]] * 2 == [result.hidden("u18"), result.hidden("copy")]


def test_what_a_published_rest_would_give_away_is_kept_back(case: Case) -> None:
    # people = u18 + others: found in the figures, declared nowhere.
    others = some("88", "50", "33", "51", "50")
    result = case(some("2", "20", "7", "9", "30"), others=others)
    assert [True, ()] == ["0101" in result.hidden("others"), result.exposed()]


def test_years_with_the_same_stock_are_kept_back_together(case: Case) -> None:
    stock = {key: [count, count] for key, [count] in some("2", "20", "7", "9", "30").items()}
    result = case(stock, {key: [*count, *count] for key, count in PEOPLE.items()})
    assert [["0101", "0103"]] * 2 == [result.hidden("u18", 0), result.hidden("u18", 1)]


def test_a_sum_known_from_other_borders_is_reckoned_with(case: Case, town: Geography) -> None:
    # Area 0202 is known to be 0101 and 0103 together: what hides these two gives their sum away, so a third is needed.
    sums = (KnownSum(series="u18", period="2020", row=town.rows["0202"], parts=((town.rows["0101"], 1.0), (town.rows["0102"], 1.0))),)
    result = case(some("2", "20", "7", "9", "22"), sums=sums)
    assert [True, ()] == ["0101" in result.hidden("u18"), result.exposed()]


def test_pooled_years_do_not_give_a_single_year_away(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> None:
    counts = {key: [count, str(int(count) + 9), str(int(count) + 4)] for key, [count] in some("2", "20", "7", "9", "30").items()}
    pooled = {key: [".", str(2 * int(count) + 9), str(2 * int(count) + 13)] for key, [count] in some("2", "20", "7", "9", "30").items()}
    tabulation = replace(tabulation_of(town, u18=counts, both=pooled), pools=(Pool(series="both", of="u18", years=2),))
    register = register_of(*(indicator_of(id=name, kind="count", value=name, numerator="", denominator="") for name in ("u18", "both")))
    result = Result(tabulation, town, register, protection(ProtectionSpec()), "")
    assert [["0101", "0103"], True] == [result.hidden("u18", 0), {"0101"} <= set(result.hidden("both", 1)) | set(result.hidden("u18", 1))]


def test_the_attacker_finds_nothing_after_protection(case: Case) -> None:
    assert () == case(some("2", "1", "7", "9", "30")).exposed()


def test_the_attacker_finds_what_primary_suppression_alone_leaves_open(case: Case) -> None:
    result = case(some("2", "20", "7", "9", "30"))
    counts = result.tabulation.series["u18"]
    values, status = counts.values.copy(), counts.status.copy()
    row = result.town.rows["0101"]
    values[row], status[row] = np.nan, Status.CONFIDENTIAL
    bare = replace(result.tabulation, series={**result.tabulation.series, "u18": replace(counts, values=values, status=status)})
    exposure = Exposure(series="u18", row=row, period="2020", low=2.0, high=2.0, derivation="Area 0101 = Area 01 − Area 0102 − Area 0103")
    assert (exposure,) == result.exposed(bare)


def test_plain_rounding_makes_multiples_and_never_tells_zero_from_little(case: Case) -> None:
    result = case(some("2", "20", "7", "0", "31"), method="round", base=5, controlled=False, minimum=3)
    status = [result.safe.series["u18"].status[result.town.rows[key], 0] for key in ("0101", "0201")]
    assert [{"0101": 0.0, "0102": 20.0, "0103": 5.0, "0201": 0.0, "0202": 30.0}, [Status.BELOW_HALF] * 2] == [
        {key: result.values("u18")[key] for key in PEOPLE},
        status,
    ]


@pytest.mark.parametrize("base", [3, 5, 10])
def test_controlled_rounding_keeps_sums(case: Case, base: int) -> None:
    values = case(some("2", "21", "7", "9", "31"), method="round", base=base).values("u18")
    assert [values["01"], values["02"], values["0"]] == [
        values["0101"] + values["0102"] + values["0103"],
        values["0201"] + values["0202"],
        values["01"] + values["02"],
    ]
    assert {0.0} == {value % base for value in values.values()}


def test_numbers_kept_back_are_taken_out_of_what_the_author_is_told(case: Case) -> None:
    result = case(some("2", "20", "7", "9", "30"))
    doubt = diagnostic("A230", Location(file="t.csv"), series="u18", area="0101", name="Area", period="2020", own="2", total="3")
    plain = diagnostic("A230", Location(file="t.csv"), series="u18", area="0202", name="Area", period="2020", own="30", total="31")
    assert [{"own": "·", "total": "·"}, {"own": "30", "total": "31"}] == [
        {name: word for name, word in one.details if name in ("own", "total")} for one in redact([doubt, plain], result.safe, result.town)
    ]


def test_a_site_with_nothing_to_protect_is_left_as_it_is(case: Case) -> None:
    result = case(some("2", "20", "7", "9", "30"))
    same, _ = suppress(result.tabulation, result.town, result.register, UNPROTECTED, "")
    assert [False] == list({bool((counts.status == Status.CONFIDENTIAL).any()) for counts in same.series.values()})
