"""Charts and maps to take home as pictures that speak for themselves: those of indicators, types, scenarios, and of the authors' texts."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from atlas.base.language import translate
from atlas.base.text import slug
from atlas.model.block import ChartFigure, MapFigure, TypologyFigure
from atlas.model.chart import Chart
from atlas.model.frame import Link
from atlas.model.job import PictureJob
from atlas.model.page import IndicatorPage
from atlas.plan.analyses import scenario_chart
from atlas.plan.desk import Desk
from atlas.plan.downloads import wants_extras
from atlas.plan.figures import Board
from atlas.plan.indicators import development_chart, indicator_map, spread_chart
from atlas.plan.typologies import type_map

FORMS = (("svg", "SVG"), ("png", "PNG"))


class Drawing(Struct, frozen=True, kw_only=True):
    """What becomes a picture: a chart or a map, and what is said with it. `name` is that of its files, `page` the one that shows it, `kind` which of its drawings it is."""

    name: str
    page: Link
    kind: str
    subtitle: str
    source: str
    chart: Chart | None = None
    map: MapFigure | TypologyFigure | None = None


def drawings(desk: Desk) -> Iterator[Drawing]:
    """Give all charts and maps that readers can take home."""
    say = translate(desk.site.config.language)
    for board in desk.boards:
        if desk.wants("indicator", board.indicator.id):
            yield from _of_indicator(desk, board)
    if not desk.wants("start", "index"):
        return
    for typology in desk.site.analyses.typologies:
        rule, period = typology.rule, typology.periods[-1] if typology.periods else ""
        page, view = Link(title=rule.title, href=desk.routes.typology(rule.id)), type_map(desk, typology)
        figure = TypologyFigure(map=view, period=period, page=page)
        yield Drawing(name=f"{rule.id}-types", page=page, kind=say("Map"), subtitle=_joined(view.plural, period), source="", map=figure)
    for scenario in desk.site.analyses.scenarios:
        page = Link(title=scenario.title, href=desk.routes.analysis(scenario.id))
        yield Drawing(name=f"{scenario.id}-scenario", page=page, kind="", subtitle="", source="", chart=scenario_chart(desk, scenario))
    yield from _in_texts(desk)


def files_of(desk: Desk, drawing: Drawing) -> tuple[Link, ...]:
    """Link to the files of a picture."""
    return tuple(Link(title=words, href=desk.routes.picture_file(drawing.name, form)) for form, words in FORMS)


def indicator_pictures(desk: Desk, page: IndicatorPage) -> tuple[Link, ...]:
    """Link to the pictures of the page of an indicator, if there are any."""
    if not wants_extras(desk):
        return ()
    say = translate(desk.site.config.language)
    parts = (
        ("map", say("Map"), page.map is not None and page.latest >= 0),
        ("development", say("Development"), page.development is not None),
        ("spread", say("Spread"), page.spread is not None),
    )
    return tuple(
        Link(title=f"{words} ({kind})", href=desk.routes.picture_file(f"{page.indicator.id}-{part}", form))
        for part, words, there in parts
        if there
        for form, kind in FORMS
    )


def picture_jobs(desk: Desk) -> Iterator[PictureJob]:
    """Plan every picture in every form, with source, edition and terms of use in it."""
    config = desk.site.config
    say = translate(config.language)
    edition = say("Edition {edition}").format(edition=config.edition)
    for drawing in drawings(desk):
        lines = (
            say("Source: {source}").format(source=drawing.source) if drawing.source else "",
            f"{config.title}, {edition}. {config.publisher}.",
            " ".join(part for part in (config.licence.title, config.licence.url) if part),
            config.notice,
        )
        for form, _ in FORMS:
            yield PictureJob(
                path=desk.routes.picture_file(drawing.name, form),
                form=form,
                language=config.language,
                title=drawing.page.title,
                subtitle=drawing.subtitle,
                lines=tuple(line for line in lines if line),
                chart=drawing.chart,
                map=drawing.map,
            )


def _of_indicator(desk: Desk, board: Board) -> Iterator[Drawing]:
    say = translate(desk.site.config.language)
    indicator, latest, periods = board.indicator, board.finding.latest, board.panel.periods
    page = Link(title=indicator.title, href=board.label.href)
    period = periods[latest] if latest >= 0 else ""
    span = f"{periods[0]}–{period}" if period else ""
    charts = (
        ("development", say("Development"), span, development_chart(desk.site, board)),
        ("spread", say("Spread"), period, spread_chart(desk.site, board)),
    )
    for name, kind, when, chart in charts:
        if chart:
            subtitle = _joined(indicator.unit, when)
            yield Drawing(name=f"{indicator.id}-{name}", page=page, kind=kind, subtitle=subtitle, source=indicator.source, chart=chart)
    figure = _map(desk, board)
    if figure and figure.map:
        subtitle = _joined(figure.map.plural, period)
        yield Drawing(name=f"{indicator.id}-map", page=page, kind=say("Map"), subtitle=subtitle, source=indicator.source, map=figure)


def _map(desk: Desk, board: Board) -> MapFigure | None:
    latest, view = board.finding.latest, indicator_map(desk, board)
    if view is None:
        return None
    one = slice(latest, latest + 1)
    drawn = replace(view, classes=view.classes[:, one], values=view.values[:, one], status=view.status[:, one])
    return MapFigure(indicator=board.indicator, label=board.label, periods=(board.panel.periods[latest],), latest=0, map=drawn)


def _in_texts(desk: Desk) -> Iterator[Drawing]:
    """Give the charts that stand in texts, by text and place; titled by their indicators."""
    for document in desk.site.documents:
        views = [block.view for _, block in sorted(desk.blocks(document).items()) if isinstance(block.view, ChartFigure)]
        for place, view in enumerate(views, 1):
            titles = tuple(dict.fromkeys(link.title for link in view.source))
            yield Drawing(
                name=f"{document.kind}-{slug(document.key) or 'start'}-{place}",
                page=Link(title=", ".join(titles) or document.title, href=view.source[0].href if view.source else desk.routes.start()),
                kind=document.title,
                subtitle=document.title,
                source="; ".join(dict.fromkeys(link.note for link in view.source if link.note)),
                chart=view.chart.chart,
            )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
