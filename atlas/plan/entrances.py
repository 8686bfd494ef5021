"""Pages for audiences and stages of life: a way into the same atlas for those who share a question."""

from collections.abc import Iterator
from itertools import groupby

from atlas.base.language import translate
from atlas.model.entrance import Entrance
from atlas.model.frame import Link, LinkGroup
from atlas.model.page import ThemePage
from atlas.plan.desk import Desk
from atlas.plan.figures import figure_row, whole_row


def entrance_groups(desk: Desk) -> tuple[LinkGroup, ...]:
    """Give the entrances as the start page shows them."""
    by_group = groupby(sorted(desk.site.config.entrances, key=lambda one: _groups(desk).index(one.group)), key=lambda one: one.group)
    return tuple(
        LinkGroup(
            title=group,
            href="",
            links=tuple(Link(title=one.title, href=desk.routes.entrance(one.id), note=one.text) for one in members),
        )
        for group, members in by_group
    )


def entrance_pages(desk: Desk) -> Iterator[tuple[Entrance, ThemePage]]:
    """Make the page of every entrance: its indicators for the whole, and where it leads."""
    by_id = {board.indicator.id: board for board in desk.boards}
    geography, whole = desk.geography, whole_row(desk.geography)
    row = whole if whole is not None else 0
    for one in desk.site.config.entrances:
        beside = [other for other in desk.site.config.entrances if other.group == one.group]
        place = beside.index(one)
        before, after = (beside[place - 1] if place else None), (beside[place + 1] if place + 1 < len(beside) else None)
        yield (
            one,
            ThemePage(
                title=one.title,
                question=one.text,
                summary="",
                plural=desk.main.plural,
                whole_name=geography.areas[row].name if whole is not None else "",
                rows=tuple(figure_row(by_id[name], geography, row) for name in one.indicators if name in by_id),
                prose=None,
                previous=Link(title=before.title, href=desk.routes.entrance(before.id)) if before else None,
                next=Link(title=after.title, href=desk.routes.entrance(after.id)) if after else None,
                ways=tuple(_ways(desk, one)),
            ),
        )


def _groups(desk: Desk) -> list[str]:
    return list(dict.fromkeys(one.group for one in desk.site.config.entrances))


def _ways(desk: Desk, one: Entrance) -> Iterator[Link]:
    say, routes, site = translate(desk.site.config.language), desk.routes, desk.site
    known = {
        "areas": Link(title=desk.main.plural, href=routes.areas(), note=say("a profile of every area")),
        "themes": Link(title=say("Themes"), href=routes.themes(), note=say("all indicators by theme")),
        "map": Link(title=say("Map"), href=routes.map(), note=say("every indicator, level and year")),
        "comparison": Link(title=say("Comparison"), href=routes.comparison(), note=say("up to five areas side by side")),
        "table": Link(title=say("Overview in a table"), href=routes.table(), note=say("all areas by the core indicators")),
        "questions": Link(title=say("Guiding questions"), href=routes.questions(), note=say("find the page that answers yours")),
        "data": Link(title=say("Data"), href=routes.data(), note=say("all figures to take home")),
        "quality": Link(title=say("Data quality"), href=routes.quality(), note=say("how complete and how current")),
        "analyses": Link(title=say("Analyses"), href=routes.analyses(), note=say("indices, types, rules, targets")),
        "index": Link(title=say("A–Z"), href=routes.index(), note=say("everything by name")),
    }
    known |= {f"area:{area.key}": Link(title=area.name, href=routes.area(area)) for area in site.geography.areas}
    known |= {f"indicator:{board.indicator.id}": Link(title=board.indicator.title, href=board.label.href) for board in desk.boards}
    known |= {
        f"theme:{theme.id}": Link(title=theme.title, href=routes.theme(theme.id), note=theme.question) for theme in site.register.themes
    }
    texts = {text.file: text for text in site.documents if text.kind != "passage"}
    for name in one.pages:
        if name in known:
            yield known[name]
        elif name in texts:
            yield Link(title=texts[name].title or site.config.title, href=desk.addresses.of(name), note=texts[name].summary)
