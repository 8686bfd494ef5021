"""Streets and postcodes in the search: a script per letter, every entry leads to a profile."""

from msgspec.structs import replace

from atlas.model.site import Site
from atlas.model.street import Street
from atlas.plan.desk import make_desk
from atlas.plan.overview import index_list, street_lists
from atlas.plan.routes import Routes
from atlas.plan.streets import street_jobs


def known(site: Site, *streets: tuple[str, str, str]) -> Site:
    row = site.geography.rows["A1"]
    return replace(site, streets=tuple(Street(name=name, numbers=part, postcode=code, row=row) for name, part, code in streets))


def test_streets_lie_by_their_first_letter_without_its_dots(eastmere: Site) -> None:
    jobs = street_jobs(known(eastmere, ("Äckerweg", "", ""), ("Am Ring", "", ""), ("Zollweg", "", "")), Routes("en"))
    assert [("a", ["Äckerweg", "Am Ring"]), ("z", ["Zollweg"])] == [(job.letter, [one.title for one in job.entries]) for job in jobs]


def test_a_postcode_leads_to_every_area_in_it_once(eastmere: Site) -> None:
    jobs = street_jobs(known(eastmere, ("Ring", "", "01234"), ("Bach", "", "01234")), Routes("en"))
    (digit,) = [job for job in jobs if job.letter == "0"]
    assert [("01234 Harbour", "profiles/a1-harbour/index.html")] == [(one.title, one.href) for one in digit.entries]


def test_a_part_of_a_street_is_named_with_its_numbers(eastmere: Site) -> None:
    (job,) = street_jobs(known(eastmere, ("Ring", "1–9", "")), Routes("en"))
    assert ["Ring 1–9"] == [one.title for one in job.entries]


def test_the_index_knows_where_streets_are(eastmere: Site) -> None:
    desk = make_desk(known(eastmere, ("Ring", "", "")))
    assert tuple((job.letter, job.path) for job in desk.streets) == desk.search.shards


def test_without_a_register_nothing_is_planned(eastmere: Site) -> None:
    assert () == street_jobs(eastmere, Routes("en"))


def test_streets_stand_from_a_to_z_on_a_page_for_each_letter(eastmere: Site) -> None:
    desk = make_desk(known(eastmere, ("Zollweg", "", ""), ("Äckerweg", "", "01234"), ("Am Ring", "1–9", "")))
    letters, *_ = index_list(desk).groups
    pages = {letter: [(one.title, one.href) for one in page.groups[0].links] for letter, page in street_lists(desk)}
    profile = "profiles/a1-harbour/index.html"
    assert {
        "0": [("01234 Harbour", profile)],
        "a": [("Äckerweg", profile), ("Am Ring 1–9", profile)],
        "z": [("Zollweg", profile)],
    } == pages
    assert [("0", "a-z/streets-0/index.html", "1"), ("A", "a-z/streets-a/index.html", "2"), ("Z", "a-z/streets-z/index.html", "1")] == [
        (one.title, one.href, one.note) for one in letters.links
    ]


def test_without_a_register_the_pages_from_a_to_z_have_no_streets(eastmere: Site) -> None:
    desk = make_desk(replace(eastmere, streets=()))
    assert [] == list(street_lists(desk))
    assert "Streets" not in [group.title for group in index_list(desk).groups]
