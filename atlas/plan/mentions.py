"""What analyses say on the pages of single indicators and areas."""

from collections.abc import Iterator

from atlas.base.language import translate
from atlas.model.analysis import NO_TYPE, Outcome
from atlas.model.analysis_view import Mention, ProfileAnalyses, ProfileIndex, ProfileSelection, ProfileType, TargetRow
from atlas.model.finding import NO_CLASS
from atlas.plan.analyses import plural_of, target_rows, watches_link
from atlas.plan.desk import Desk
from atlas.plan.figures import Board


def indicator_targets(desk: Desk, board: Board) -> tuple[TargetRow, ...]:
    """Give the targets of an indicator."""
    found = (target for target in desk.site.analyses.targets if target.rule.indicator == board.indicator.id)
    return tuple(row for target in found for row in target_rows(desk, target))


def indicator_mentions(desk: Desk, board: Board) -> tuple[Mention, ...]:
    """Name the analyses that an indicator is part of."""
    return tuple(_mentions(desk, board.indicator.id))


def profile_analyses(desk: Desk, row: int) -> ProfileAnalyses | None:
    """Give what indices, typologies and rules say about an area; None if there are none at its level."""
    found = ProfileAnalyses(indices=tuple(_indices(desk, row)), types=tuple(_types(desk, row)), selections=tuple(_selections(desk, row)))
    return found if found.indices or found.types or found.selections else None


def _mentions(desk: Desk, name: str) -> Iterator[Mention]:
    say, routes, found = translate(desk.site.config.language), desk.routes, desk.site.analyses
    for board in desk.boards:
        recipe = board.indicator.recipe
        if recipe and name in {part.indicator for part in recipe.components}:
            yield Mention(
                kind=say("Index"), title=board.indicator.title, href=board.label.href, words=say("This indicator is a component.")
            )
    for one in found.selections:
        if name in {criterion.indicator for criterion in one.rule.criteria}:
            words = say("This indicator is one of {count} criteria.").format(count=len(one.rule.criteria))
            yield Mention(kind=say("Rule"), title=one.rule.title, href=routes.analysis(one.rule.id), words=words)
    for watch in found.watches:
        if watch.rule.indicator == name and watch.base:
            words = say("{count} of {all} {plural} stand out between {base} and {period}.").format(
                count=len(watch.alerts),
                all=watch.counted,
                plural=plural_of(desk, watch.rule.level),
                base=watch.base,
                period=watch.period,
            )
            link = watches_link(desk)
            yield Mention(kind=say("Rule"), title=link.title, href=link.href, words=words)
    for group in found.segregations:
        if group.rule.indicator == name:
            words = say("How evenly this group lives over the areas.")
            yield Mention(kind=say("Distribution"), title=group.rule.title, href=routes.analysis(group.rule.id), words=words)
    for pair in found.associations:
        if name in (pair.rule.x, pair.rule.y):
            words = say("This indicator beside another one, area by area.")
            yield Mention(kind=say("Association"), title=pair.rule.title, href=routes.analysis(pair.rule.id), words=words)
    for scenario in found.scenarios:
        if scenario.indicator == name:
            words = say("{count} scenarios with their assumptions.").format(count=len(scenario.variants))
            yield Mention(kind=say("Scenarios"), title=scenario.title, href=routes.analysis(scenario.id), words=words)


def _indices(desk: Desk, row: int) -> Iterator[ProfileIndex]:
    titles = {board.indicator.id: board.indicator.title for board in desk.boards}
    for board in desk.boards:
        result, recipe = desk.site.analyses.indices.get(board.indicator.id), board.indicator.recipe
        if result is None or recipe is None or row not in result.rows or not result.periods:
            continue
        place, names, code = result.rows.index(row), board.indicator.classes.names, int(board.finding.classes[row, -1])
        yield ProfileIndex(
            title=board.indicator.title,
            href=board.label.href,
            value=float(board.panel.values[row, -1]),
            decimals=board.label.decimals,
            status=int(board.panel.status[row, -1]),
            name=names[code] if names and code != NO_CLASS else "",
            gap=result.excluded[place],
            parts=tuple(titles[part.indicator] for part in recipe.components),
            contributions=tuple(result.contributions[:, place, -1].tolist()),
        )


def _types(desk: Desk, row: int) -> Iterator[ProfileType]:
    for typology in desk.site.analyses.typologies:
        if row not in typology.rows or not typology.periods:
            continue
        rule, place = typology.rule, typology.rows.index(row)
        code, before = int(typology.codes[place, -1]), int(typology.codes[place, typology.base]) if typology.base >= 0 else NO_TYPE
        if code == NO_TYPE:
            continue
        moved = before not in (NO_TYPE, code)
        yield ProfileType(
            title=rule.title,
            href=desk.routes.typology(rule.id),
            type_title=rule.types[code].title,
            type_href=desk.routes.type(rule.id, rule.types[code].id),
            text=rule.types[code].text,
            before=rule.types[before].title if moved else "",
            base=typology.periods[typology.base] if typology.base >= 0 else "",
        )


def _selections(desk: Desk, row: int) -> Iterator[ProfileSelection]:
    titles = {board.indicator.id: board.indicator.title for board in desk.boards}
    for found in desk.site.analyses.selections:
        if row not in found.rows:
            continue
        place = found.rows.index(row)
        outcomes = zip(found.rule.criteria, found.outcomes[place].tolist(), strict=True)
        yield ProfileSelection(
            title=found.rule.title,
            href=desk.routes.analysis(found.rule.id),
            label=found.rule.label,
            selected=found.selected[place],
            met=tuple(titles[one.indicator] for one, outcome in outcomes if outcome == Outcome.YES),
            at_least=found.rule.at_least,
            criteria=len(found.rule.criteria),
        )
