"""What of a page stands on its own in pages of others, and how tall it is."""

from msgspec.structs import replace

from atlas.model.embed import OembedJob
from atlas.model.job import PageJob
from atlas.model.site import Site
from atlas.plan.embeds import AROUND_CHART, HEIGHTS
from atlas.plan.jobs import make_plan


def test_map_development_and_spread_of_an_indicator_stand_on_their_own(eastmere: Site) -> None:
    plan = make_plan(replace(eastmere, config=replace(eastmere.config, extras=("embeds",), url="https://atlas.example/")))
    own = [job for job in plan if isinstance(job, PageJob | OembedJob) and job.path.startswith("embed/indicators/under18/")]
    charts = {job.path.split("/")[-2]: job.page.chart for job in own if isinstance(job, PageJob)}
    expected = {part: chart.height + AROUND_CHART if chart else HEIGHTS["map"] for part, chart in charts.items()}
    assert [{"map", "development", "spread"}, expected] == [
        set(charts),
        {job.path.split("/")[-2]: job.height for job in own if isinstance(job, OembedJob)},
    ]
