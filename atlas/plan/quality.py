"""The page of data quality, and what the atlas says of its own methods: only what was really done here."""

from atlas.base.language import METHOD_PAGES, translate
from atlas.model.document import Document
from atlas.model.frame import Link
from atlas.model.geography import Geography
from atlas.model.panel import Status, is_numeric
from atlas.model.quality_view import Method, QualityGroup, QualityPage, QualityRow
from atlas.plan.desk import Desk
from atlas.plan.figures import Board, whole_row


def quality_page(desk: Desk) -> QualityPage:
    """Make the page of data quality: a row per indicator, by Handlungsfeld."""
    groups = (
        QualityGroup(
            title=theme.title,
            href=desk.routes.theme(theme.id),
            rows=tuple(_row(board) for board in desk.boards if board.indicator.theme == theme.id),
        )
        for theme in desk.site.register.themes
    )
    return QualityPage(plural=desk.main.plural, groups=tuple(group for group in groups if group.rows), method=_method_link(desk))


def is_method(desk: Desk, document: Document) -> bool:
    """Tell whether this is the author's page of methods."""
    return document.kind == "page" and document.key in METHOD_PAGES[desk.site.config.language]


def method(desk: Desk) -> Method:
    """Say what was computed in this atlas."""
    config, geography = desk.site.config, desk.geography
    indicators = desk.site.register.measured.indicators
    mapped = [board for board in desk.boards if board.finding.breaks and board.indicator.kind not in ("count", "index")]
    methods = dict.fromkeys(board.indicator.classes.method for board in mapped)
    whole = whole_row(geography)
    return Method(
        whole_name=geography.areas[whole].name if whole is not None else "",
        plural=desk.main.plural,
        levels=tuple((geography.heading(level), len(geography.level_rows[level.id]), level.nested) for level in geography.levels),
        ratios=sum(one.kind in ("share", "rate", "mean") for one in indicators),
        weighted=tuple(one.title for one in indicators if one.weighted_by),
        not_additive=tuple(one.title for one in indicators if not one.additive),
        border_notes=config.border_notes,
        redrawn=_redrawn(geography),
        words=config.words,
        classes=tuple((name, tuple(one.indicator.title for one in mapped if one.indicator.classes.method == name)) for name in methods),
        small_base=config.small_base,
        surveys=tuple(one.title for one in indicators if one.survey),
        pools=tuple((one.title, one.pool) for one in indicators if one.pool > 1),
        yardsticks=tuple(one.name for one in desk.site.yardsticks),
        protection=config.protection,
        kept_back=sum(int((board.panel.status == Status.CONFIDENTIAL).sum()) for board in desk.boards),
        shown=sum(int(is_numeric(board.panel.status).sum()) for board in desk.boards),
        quality=Link(title=translate(config.language)("Data quality"), href=desk.routes.quality()),
    )


def _method_link(desk: Desk) -> Link:
    document = next((one for one in desk.site.documents if is_method(desk, one)), None)
    if document is not None:
        return Link(title=document.title, href=desk.routes.text(document.key))
    return Link(title=translate(desk.site.config.language)("Methods"), href=desk.routes.method())


def _redrawn(geography: Geography) -> tuple[tuple[str, str], ...]:
    return tuple((area.name, area.since) for area in geography.areas if area.since)


def _row(board: Board) -> QualityRow:
    indicator, finding = board.indicator, board.finding
    return QualityRow(
        indicator=board.label,
        latest=board.panel.periods[finding.latest] if finding.latest >= 0 else "",
        update=indicator.update,
        next_update=indicator.next_update,
        coverage=next((one for one in finding.coverage if one.level == board.level), None),
        breaks=tuple(found.period for found in indicator.series_breaks),
        gaps=finding.gaps,
    )
