"""The catalogue of all data sets, as portals of open data harvest it."""

from msgspec import Struct

from atlas.model.config import Catalogue, Contact
from atlas.model.download import DataFile, Imprint


class DataSet(Struct, frozen=True, kw_only=True):
    """A data set of the catalogue: an indicator, or everything. `first` and `last` are years, "" if not known; `update` is what the author says."""

    id: str
    title: str
    text: str
    page: str
    keywords: tuple[str, ...]
    first: str
    last: str
    update: str
    source: str
    files: tuple[DataFile, ...]


class DcatJob(Struct, frozen=True, kw_only=True):
    """The catalogue in one form: `ttl`, `rdf` or `jsonld`. `base`: where the atlas, or its frozen copy, is found."""

    path: str
    form: str
    base: str
    licence: str
    imprint: Imprint
    contact: Contact
    catalogue: Catalogue
    sets: tuple[DataSet, ...]
