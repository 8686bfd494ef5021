"""The plan as a whole: what is written, and that no two files meet."""

from msgspec.structs import replace

from atlas.base import digest
from atlas.model.job import AssetJob, CsvJob, PageJob
from atlas.model.page import ProfilePage
from atlas.model.site import Site
from atlas.plan.jobs import clashes, entry, lay_out, make_plan, plan_at


def test_every_area_of_every_level_has_a_profile_and_a_table(eastmere: Site) -> None:
    jobs = list(make_plan(eastmere))
    profiles = [job.page.key for job in jobs if isinstance(job, PageJob) and isinstance(job.page, ProfilePage)]
    tables = [job.path for job in jobs if isinstance(job, CsvJob) and job.path.startswith("data/profiles/")]
    assert [["0", "A", "B", "A1", "A2", "B1", "B2", "B3"], 8] == [profiles, len(tables)]


def test_the_same_site_makes_the_same_plan(eastmere: Site) -> None:
    first, second = ([digest.of_value(job) for job in make_plan(eastmere)] for _ in range(2))
    assert first == second


def test_a_changed_narrative_changes_one_job(eastmere: Site) -> None:
    texts = tuple(replace(text, body=text.body + "\nMore.") if text.key == "A1" else text for text in eastmere.documents)
    before, after = ({job.path: digest.of_value(job) for job in make_plan(site)} for site in (eastmere, replace(eastmere, documents=texts)))
    assert ["profiles/a1-harbour/index.html"] == [path for path in before if before[path] != after[path]]


def test_a_page_that_is_wanted_first_comes_first_and_once(eastmere: Site) -> None:
    address = "profiles/a1-harbour/index.html"
    expected, jobs = list(make_plan(eastmere)), list(plan_at(lay_out(eastmere), first=[address]))
    assert [address, sorted(map(digest.of_value, expected))] == [jobs[0].path, sorted(map(digest.of_value, jobs))]


def test_a_desk_made_from_that_before_a_text_was_changed_makes_the_same_plan(eastmere: Site) -> None:
    texts = tuple(replace(text, body=text.body + "\nMore.") for text in eastmere.documents)
    site = replace(eastmere, documents=texts)
    expected, jobs = make_plan(site), plan_at(lay_out(site, lay_out(eastmere)))
    assert list(map(digest.of_value, expected)) == list(map(digest.of_value, jobs))


def test_two_files_that_differ_by_capitals_only_are_an_error() -> None:
    found = clashes(map(entry, (AssetJob(path=f"assets/{name}.svg", content=b"") for name in ("Logo", "logo"))))
    assert ["A401"] == [one.code for one in found]


def test_jobs_with_paths_of_their_own_do_not_clash(eastmere: Site) -> None:
    assert () == clashes(map(entry, make_plan(eastmere)))
