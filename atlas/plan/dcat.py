"""The catalogue of all data sets: everything at once, and every indicator with its files."""

from collections.abc import Iterator

from atlas.base.language import translate
from atlas.model.dcat import DataSet, DcatJob
from atlas.model.download import DataFile
from atlas.plan.desk import Desk
from atlas.plan.downloads import Slice, forms, make_imprint, slices, wants_extras

FORMS = ("ttl", "rdf", "jsonld")


def dcat_jobs(desk: Desk) -> Iterator[DcatJob]:
    """Plan the catalogue, an extra, for an atlas that knows its address."""
    config, freezing = desk.site.config, desk.site.archive.freezing
    if not (config.url and wants_extras(desk)):
        return
    sets = tuple(_set(desk, one) for one in slices(desk) if one.cut in {"atlas", "indicator"})
    for form in FORMS:
        yield DcatJob(
            path=f"{desk.routes.data_folder()}catalog.{form}",
            form=form,
            base=f"{config.url}{desk.routes.edition(freezing.id) if freezing else ''}",
            licence=config.licence.id,
            imprint=make_imprint(desk),
            contact=config.contact,
            catalogue=config.catalogue,
            sets=sets,
        )


def _set(desk: Desk, one: Slice) -> DataSet:
    boards = [desk.boards[place] for place in one.places]
    years = sorted(year for board in boards for period in board.panel.periods for year in (period[:4], period[-4:]) if year.isdecimal())
    themes = {theme.id: theme.title for theme in desk.site.register.themes}
    single = boards[0].indicator if one.cut == "indicator" else None
    say, config = translate(desk.site.config.language), desk.site.config
    everything = say("All figures of the atlas “{title}”, by area and year.").format(title=config.title)
    return DataSet(
        id=one.id,
        title=one.title,
        text=single.definition if single else everything,
        page=one.page,
        keywords=tuple(dict.fromkeys((*(themes[board.indicator.theme] for board in boards), config.place))),
        first=years[0] if years else "",
        last=years[-1] if years else "",
        update=single.update if single else "",
        source=single.data_holder or single.source if single else "",
        files=tuple(
            DataFile(path=f"{one.stem}{form}", cut=one.cut, id=one.id, title=f"{one.title} ({words})", text="")
            for form, words in forms(desk, one)
        ),
    )
