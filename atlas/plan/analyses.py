"""Pages of rules, distribution, association, targets and scenarios, and the page that leads to all analyses."""

import math
from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from atlas.base.language import translate
from atlas.model.analysis import Association, ScenarioSet, Segregation, Selection, Target, Watch
from atlas.model.analysis_page import (
    AlertRow,
    AssociationPage,
    CriterionView,
    ScenarioPage,
    SegregationPage,
    SegregationYear,
    SelectionPage,
    SelectionRow,
    TargetPage,
    WatchPage,
    WatchView,
)
from atlas.model.analysis_view import TargetRow
from atlas.model.chart import ChartLine, DevelopmentChart
from atlas.model.frame import Link, LinkGroup
from atlas.model.page import ChartView, ListPage
from atlas.plan.desk import Desk
from atlas.plan.figures import STRIP_WIDTH, Board, whole_row
from atlas.plan.indicators import CHART_SIZE
from atlas.plan.routes import chart_script
from atlas.plan.typologies import kind_map

WATCHES = {"de": "veraenderungen", "en": "changes"}
TARGETS = {"de": "ziele", "en": "targets"}
"""Pages that hold all rules of a kind: part of their addresses."""


def overview_page(desk: Desk) -> ListPage:
    """Lead to everything that was worked out."""
    say, routes, found = translate(desk.site.config.language), desk.routes, desk.site.analyses
    indices = (board for board in desk.boards if board.indicator.kind == "index")
    groups = (
        (
            say("Indices"),
            say("Several indicators brought together in one figure"),
            [Link(title=board.indicator.title, href=board.label.href) for board in indices],
        ),
        (
            say("Types"),
            say("Areas that are alike"),
            [Link(title=one.rule.title, href=routes.typology(one.rule.id)) for one in found.typologies],
        ),
        (
            say("Rules"),
            say("Areas that deserve a closer look"),
            [
                *(Link(title=one.rule.title, href=routes.analysis(one.rule.id)) for one in found.selections),
                *([watches_link(desk)] if found.watches else []),
            ],
        ),
        (
            say("Distribution and association"),
            say("How unevenly groups live, and what goes together"),
            [
                *(Link(title=one.rule.title, href=routes.analysis(one.rule.id)) for one in found.segregations),
                *(Link(title=one.rule.title, href=routes.analysis(one.rule.id)) for one in found.associations),
            ],
        ),
        (
            say("Targets and scenarios"),
            say("What has been decided, and what could come"),
            [
                *([targets_link(desk)] if found.targets else []),
                *(Link(title=one.title, href=routes.analysis(one.id)) for one in found.scenarios),
            ],
        ),
    )
    return ListPage(
        lead=say("What the published figures say when they are brought together, with the rule behind each result."),
        groups=tuple(LinkGroup(title=title, href="", note=note, links=tuple(links)) for title, note, links in groups if links),
        letters=False,
    )


def watches_link(desk: Desk) -> Link:
    """Link to the page of all early-warning rules."""
    language = desk.site.config.language
    return Link(title=translate(language)("Changes that deserve a look"), href=desk.routes.analysis(WATCHES[language]))


def targets_link(desk: Desk) -> Link:
    """Link to the page of all targets."""
    language = desk.site.config.language
    return Link(title=translate(language)("Targets"), href=desk.routes.analysis(TARGETS[language]))


def selection_page(desk: Desk, found: Selection) -> SelectionPage:
    """Make the page of a selection rule."""
    say, whole, rule = translate(desk.site.config.language), whole_row(desk.geography), found.rule
    boards = _boards(desk)
    places = {row: place for place, row in enumerate(found.rows)}
    kinds = (say("not selected"), rule.label, say("cannot be told: figures are missing"))
    return SelectionPage(
        rule=rule,
        plural=plural_of(desk, rule.level),
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
        map=replace(kind_map(desk, rule.level, kinds, found.selected), palette="picks"),
        criteria=tuple(
            CriterionView(criterion=one, label=boards[one.indicator].label, period=period, reference=reference, limit=limit)
            for one, period, reference, limit in zip(rule.criteria, found.periods, found.references, found.limits, strict=True)
        ),
        rows=tuple(
            SelectionRow(
                area=desk.area_rows[row],
                values=tuple(found.values[places[row]].tolist()),
                outcomes=tuple(found.outcomes[places[row]].tolist()),
                met=found.met[places[row]],
                selected=found.selected[places[row]],
            )
            for row in desk.by_name[rule.level]
        ),
    )


def watch_page(desk: Desk) -> WatchPage:
    """Make the page of all early-warning rules."""
    boards = _boards(desk)
    return WatchPage(watches=tuple(_watch(desk, found, boards[found.rule.indicator]) for found in desk.site.analyses.watches))


def segregation_page(desk: Desk, found: Segregation) -> SegregationPage:
    """Make the page of the distribution of a group."""
    board = _boards(desk)[found.rule.indicator]
    known = found.values[~np.isnan(found.values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    width = STRIP_WIDTH / (high - low) if high > low else 0.0
    years = (
        SegregationYear(
            period=period,
            dissimilarity=found.dissimilarity[spot],
            isolation=found.isolation[spot],
            share=found.shares[spot],
            counted=found.counted[spot],
            ticks="".join(
                f"M{round((value - low) * width)} 5v10" for value in sorted(found.values[:, spot].tolist()) if not math.isnan(value)
            ),
        )
        for spot, period in enumerate(found.periods)
    )
    return SegregationPage(
        rule=found.rule,
        label=board.label,
        group=board.indicator.numerator_label or board.indicator.title,
        plural=plural_of(desk, found.rule.level),
        areas=len(found.rows),
        low=low,
        high=high,
        years=tuple(reversed(list(years))),
    )


def association_page(desk: Desk, found: Association) -> AssociationPage:
    """Make the page of two indicators side by side."""
    boards = _boards(desk)
    return AssociationPage(
        rule=found.rule,
        x=boards[found.rule.x].label,
        y=boards[found.rule.y].label,
        periods=found.periods,
        plural=plural_of(desk, found.rule.level),
        total=len(desk.geography.level_rows[found.rule.level]),
        areas=tuple(desk.area_rows[row] for row in found.rows),
        xs=found.xs,
        ys=found.ys,
        pearson=found.pearson,
        spearman=found.spearman,
    )


def target_page(desk: Desk) -> TargetPage:
    """Make the page of all targets."""
    return TargetPage(targets=tuple(row for found in desk.site.analyses.targets for row in target_rows(desk, found)))


def target_rows(desk: Desk, found: Target) -> Iterator[TargetRow]:
    """Set a target beside the latest figure, area by area."""
    board, rule = _boards(desk)[found.rule.indicator], found.rule
    for state in found.states:
        area = desk.area_rows[state.row]
        yield TargetRow(
            title=board.label.title,
            href=board.label.href,
            area=area.name,
            area_href=area.href,
            unit=board.label.unit,
            decimals=board.label.decimals,
            in_points=board.label.in_points,
            base=rule.base,
            start=state.start,
            target=state.target,
            by=rule.by,
            at_least=rule.direction == "at_least",
            period=found.period,
            value=state.value,
            gap=state.gap,
            reached=state.reached,
            source=rule.source,
        )


def scenario_page(desk: Desk, found: ScenarioSet) -> ScenarioPage:
    """Make the page of possible courses."""
    board = _boards(desk)[found.indicator]
    area = desk.area_rows[found.row]
    return ScenarioPage(
        title=found.title,
        note=found.note,
        source=found.source,
        label=board.label,
        area=Link(title=area.name, href=area.href),
        periods=board.panel.periods,
        past=board.series(found.row),
        variants=found.variants,
        future=future_of(found),
        chart=scenario_view(desk, found),
    )


def future_of(found: ScenarioSet) -> tuple[str, ...]:
    """Give the periods that any of the courses has a value for."""
    return tuple(sorted({period for variant in found.variants for period, _ in variant.values}))


def scenario_view(desk: Desk, found: ScenarioSet) -> ChartView:
    """Make the picture of figures and possible courses, with its words."""
    board = _boards(desk)[found.indicator]
    known = [spot for spot, value in enumerate(board.series(found.row).values) if not math.isnan(value)]
    say = translate(desk.site.config.language)
    alt = say("Figures of “{title}” up to {last}, and {count} scenarios up to {end}. All values are in the tables.")
    return ChartView(
        image=desk.routes.analysis_chart(found.id),
        width=CHART_SIZE[0],
        height=CHART_SIZE[1],
        alt=alt.format(
            title=board.label.title,
            last=board.panel.periods[known[-1]] if known else "",
            count=len(found.variants),
            end=next(reversed(future_of(found)), ""),
        ),
        spec=chart_script("development", desk.site.config.language),
        chart=scenario_chart(desk, found),
    )


def scenario_chart(desk: Desk, found: ScenarioSet) -> DevelopmentChart:
    """Draw the figures as a line, and every course as a dashed one from the last figure on."""
    board = _boards(desk)[found.indicator]
    past = board.series(found.row).values
    known = [spot for spot, value in enumerate(past) if not math.isnan(value)]
    last = known[-1] if known else -1
    future = sorted({period for variant in found.variants for period, _ in variant.values} - set(board.panel.periods[: last + 1]))
    periods = (*board.panel.periods[: last + 1], *future)
    lines = [ChartLine(name=desk.geography.areas[found.row].name, role="whole", values=(*past[: last + 1], *[math.nan] * len(future)))]
    for variant in found.variants:
        ahead = dict(variant.values)
        start = [math.nan] * last + [past[last]] if known else []
        lines.append(ChartLine(name=variant.title, role="scenario", values=(*start, *(ahead.get(period, math.nan) for period in future))))
    breaks = tuple(periods.index(one.period) for one in board.indicator.series_breaks if one.period in periods)
    return DevelopmentChart(unit=board.label.unit, decimals=board.label.decimals, periods=periods, lines=tuple(lines), breaks=breaks)


def plural_of(desk: Desk, level: str) -> str:
    """Give the plural of a level."""
    return next(found.plural for found in desk.geography.levels if found.id == level)


def _boards(desk: Desk) -> dict[str, Board]:
    return {board.indicator.id: board for board in desk.boards}


def _watch(desk: Desk, found: Watch, board: Board) -> WatchView:
    return WatchView(
        rule=found.rule,
        label=board.label,
        plural=plural_of(desk, found.rule.level),
        base=found.base,
        period=found.period,
        counted=found.counted,
        alerts=tuple(AlertRow(area=desk.area_rows[one.row], before=one.before, after=one.after, change=one.change) for one in found.alerts),
    )
