"""What others may show in pages of their own: the map and the charts of an indicator, a map of types, a key figure of an area. Each a small page of known height, without a script."""

import html
from collections.abc import Iterator

from msgspec.structs import replace

from atlas.base.language import translate
from atlas.model.analysis_page import TypologyPage
from atlas.model.embed import EmbedPage, OembedJob
from atlas.model.frame import Embed, Head
from atlas.model.job import PageJob
from atlas.model.page import IndicatorPage, ProfilePage
from atlas.model.quality_view import AnyPage
from atlas.plan.desk import Desk
from atlas.plan.navigation import make_head, page_assets
from atlas.plan.paper import base_of

WIDTH = 640
HEIGHTS = {"map": 620, "types": 620, "figure": 230}
AROUND_CHART = 150
"""Pixels, for any width from 320 on: of a map, of a figure, of what stands around a chart; what is longer is scrolled."""


def embeds_of(desk: Desk, page: AnyPage) -> tuple[Embed, ...]:
    """List what others may show of a page, with the lines they copy; nothing if the atlas has no embeds or does not know its own address."""
    if "embeds" not in desk.site.config.extras or not desk.chrome.url:
        return ()
    return tuple(_embed(desk, path, embedded) for path, embedded in _pages(desk, page))


def embed_jobs(desk: Desk, head: Head, page: AnyPage) -> Iterator[PageJob | OembedJob]:
    """Plan the small pages that stand for parts of a page, each with its description for services that look for one (oEmbed)."""
    if "embeds" not in desk.site.config.extras or not desk.chrome.url:
        return
    for path, embedded in _pages(desk, page):
        styles, _ = page_assets(desk.site, "embed")
        embed = _embed(desk, path, embedded)
        small = replace(make_head(path, embedded.title, head.description), citation=head.citation, styles=styles)
        yield PageJob(path=path, template="embed.html", chrome=desk.chrome, head=small, page=replace(embedded, oembed=embed.oembed))
        yield OembedJob(
            path=desk.routes.oembed(path),
            title=embed.title,
            html=embed.code,
            width=WIDTH,
            height=embed.height,
            author=desk.chrome.publisher,
            provider=desk.chrome.title,
            url=desk.chrome.url,
        )


def _pages(desk: Desk, page: AnyPage) -> Iterator[tuple[str, EmbedPage]]:
    """Cut a page into what stands on its own."""
    routes, say = desk.routes, translate(desk.site.config.language)
    match page:
        case IndicatorPage():
            identifier, title = page.indicator.id, page.indicator.title
            if page.map and page.latest >= 0:
                whole = EmbedPage(
                    kind="map", title=title, href=routes.indicator(identifier), indicator=page, chart=None, row=None, names=("", "")
                )
                yield routes.embed("indicator", identifier, "map"), whole
            charts = (
                ("development", page.development, say("{title}: development")),
                ("spread", page.spread, say("{title}: spread")),
            )
            for part, chart, words in charts:
                if chart:
                    yield (
                        routes.embed("indicator", identifier, part),
                        EmbedPage(
                            kind="chart",
                            title=words.format(title=title),
                            href=routes.indicator(identifier),
                            indicator=page,
                            chart=chart,
                            row=None,
                            names=("", ""),
                        ),
                    )
        case TypologyPage():
            href = routes.typology(page.rule.id)
            yield (
                routes.embed("type", page.rule.id, "map"),
                EmbedPage(kind="types", title=page.rule.title, href=href, indicator=None, chart=None, row=None, names=("", ""), types=page),
            )
        case ProfilePage():
            names = page.name, page.whole_name if page.whole_name != page.name else ""
            area = desk.geography.areas[desk.geography.rows[page.key]]
            for row in (row for theme in page.core for row in theme.rows):
                words = f"{page.name}: {row.indicator.title}"
                yield (
                    routes.embed("profile", page.key, row.indicator.id),
                    EmbedPage(kind="figure", title=words, href=routes.area(area), indicator=None, chart=None, row=row, names=names),
                )


def _embed(desk: Desk, path: str, page: EmbedPage) -> Embed:
    """Give the lines to copy: for the newest figures, and for those of this edition once it is frozen."""
    config, archive = desk.site.config, desk.site.archive
    fixed = archive.freezing or next((one.edition for one in archive.frozen if one.edition.id == config.edition), None)
    address = base_of(desk) + path
    return Embed(
        title=page.title,
        height=_height(page),
        oembed=base_of(desk) + desk.routes.oembed(path),
        code=_code(address, page),
        fixed=_code(f"{config.url}{desk.routes.edition(fixed.id)}{path}", page) if fixed and not archive.freezing else "",
    )


def _code(address: str, page: EmbedPage) -> str:
    return f'<iframe src="{html.escape(address)}" title="{html.escape(page.title)}" width="{WIDTH}" height="{_height(page)}" loading="lazy"></iframe>'


def _height(page: EmbedPage) -> int:
    return page.chart.height + AROUND_CHART if page.chart else HEIGHTS[page.kind]
