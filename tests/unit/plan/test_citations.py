"""What pages are cited as."""

from msgspec.structs import replace

from atlas.model.citation import Citation
from atlas.model.edition import Archive, Edition
from atlas.model.job import PageJob
from atlas.model.site import Site
from atlas.plan.jobs import make_plan

EDITION = Edition(id="2026", title="2026", kind="data", date="2026-10-01", doi="10.5281/zenodo.1")


def cited(site: Site, path: str) -> Citation:
    (found,) = (job.head.citation for job in make_plan(site) if isinstance(job, PageJob) and job.path == path)
    assert found is not None
    return found


def test_an_indicator_is_cited_with_its_producer_and_its_day(eastmere: Site) -> None:
    indicator = next(found for found in eastmere.register.indicators if found.id == "under18")
    found = cited(eastmere, "indicators/under18/index.html")
    assert [indicator.title, "2025", indicator.reference_date] == [found.words, found.period, found.reference_date]


def test_a_frozen_edition_is_cited_by_its_own_address(eastmere: Site) -> None:
    config = replace(eastmere.config, edition="2026", url="https://atlas.example/")
    found = cited(replace(eastmere, config=config, archive=Archive(freezing=EDITION)), "indicators/under18/index.html")
    assert ["https://atlas.example/edition/2026/indicators/under18/index.html", "2026-10-01", EDITION.doi] == [
        found.address,
        found.issued,
        found.doi,
    ]


def test_no_two_pages_have_one_key(eastmere: Site) -> None:
    keys = [job.head.citation.key for job in make_plan(eastmere) if isinstance(job, PageJob) and job.head.citation]
    assert len(keys) == len(set(keys))
