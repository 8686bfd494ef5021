"""Every address of the site. Addresses are relative to its root and end in a file name, so that they work from a folder as well as from a server."""

import posixpath

from msgspec import Struct

from atlas.base import digest
from atlas.base.language import FOLDERS
from atlas.base.text import slug
from atlas.model.geography import Area
from atlas.model.media import Picture

PAGE = "index.html"


class Routes(Struct, frozen=True):
    """Gives addresses in the words of one language."""

    language: str

    def start(self) -> str:
        return PAGE

    def areas(self) -> str:
        return f"{self._word('profile')}/{PAGE}"

    def area(self, area: Area) -> str:
        return f"{self._word('profile')}/{area.folder}/{PAGE}"

    def themes(self) -> str:
        return f"{self._word('theme')}/{PAGE}"

    def theme(self, identifier: str) -> str:
        return f"{self._word('theme')}/{identifier}/{PAGE}"

    def indicator(self, identifier: str) -> str:
        return f"{self._word('indicator')}/{identifier}/{PAGE}"

    def chart(self, identifier: str, kind: str) -> str:
        return f"{self._word('indicator')}/{identifier}/{kind}.svg"

    def index(self) -> str:
        return f"{self._word('index')}/{PAGE}"

    def streets(self, letter: str) -> str:
        """Give the address of the list of streets that begin with a letter."""
        return f"{self._word('index')}/{self._word('streets')}-{letter_name(letter)}/{PAGE}"

    def map(self) -> str:
        return f"{self._word('map')}/{PAGE}"

    def comparison(self) -> str:
        return f"{self._word('comparison')}/{PAGE}"

    def table(self) -> str:
        return f"{self._word('table')}/{PAGE}"

    def questions(self) -> str:
        return f"{self._word('questions')}/{PAGE}"

    def data(self) -> str:
        return f"{self._word('data')}/{PAGE}"

    def data_folder(self) -> str:
        """Give the folder of all files to take home."""
        return f"{self._word('data')}/"

    def everything(self, form: str) -> str:
        return f"{self._word('data')}/atlas.{form}"

    def theme_table(self, identifier: str, form: str = "csv") -> str:
        return f"{self._word('data')}/{self._word('theme')}/{identifier}.{form}"

    def indicator_table(self, identifier: str, form: str = "csv") -> str:
        return f"{self._word('data')}/{self._word('indicator')}/{identifier}.{form}"

    def entrance(self, identifier: str) -> str:
        return f"{self._word('entrance')}/{identifier}/{PAGE}"

    def ages(self) -> str:
        return f"{self._word('data')}/{self._word('ages')}.csv"

    def records(self, identifier: str) -> str:
        return f"{self._word('data')}/{self._word('parts')}/{identifier}.csv"

    def notes(self, identifier: str) -> str:
        return f"{self._word('data')}/{self._word('notes')}/{identifier}.csv"

    def picture_file(self, name: str, form: str) -> str:
        return f"{self._word('data')}/{self._word('pictures')}/{name}.{form}"

    def analyses(self) -> str:
        return f"{self._word('analysis')}/{PAGE}"

    def analysis(self, identifier: str) -> str:
        return f"{self._word('analysis')}/{identifier}/{PAGE}"

    def analysis_chart(self, identifier: str) -> str:
        return f"{self._word('analysis')}/{identifier}/development.svg"

    def typology(self, identifier: str) -> str:
        return f"{self._word('type')}/{identifier}/{PAGE}"

    def type(self, typology: str, identifier: str) -> str:
        return f"{self._word('type')}/{typology}/{identifier}/{PAGE}"

    def area_table(self, area: Area, form: str = "csv") -> str:
        return f"{self._word('data')}/{self._word('profile')}/{slug(area.key)}.{form}"

    def shapes(self, level: str) -> str:
        return f"{self._word('data')}/{slug(level)}.geojson"

    def paper(self, path: str) -> str:
        """Give the address of the document beside a page: `profile/0201-hafen/index.html` → `profile/0201-hafen/0201-hafen.pdf`."""
        folder = path.removesuffix(PAGE)
        return f"{folder}{posixpath.basename(folder.rstrip('/'))}.pdf"

    def report(self, title: str, edition: str) -> str:
        return f"{self._word('data')}/{'-'.join(part for part in (slug(title), slug(edition)) if part)}.pdf"

    def card(self, path: str) -> str:
        """Give the address of the picture that stands for a page where it is shared."""
        return f"{path.removesuffix(PAGE)}card.png"

    def embed(self, kind: str, identifier: str, part: str) -> str:
        """Give the address of a part of a page that others may show; `part` is `map`, `development`, or the id of an indicator."""
        return f"embed/{self._word(kind)}/{slug(identifier)}/{FOLDERS[self.language].get(part, part)}/{PAGE}"

    def oembed(self, path: str) -> str:
        """Give the address of the description of an embed."""
        return f"{path.removesuffix(PAGE)}oembed.json"

    def edition(self, identifier: str) -> str:
        """Give the folder of a frozen edition."""
        return f"{self._word('edition')}/{identifier}/"

    def editions(self) -> str:
        return f"{self._word('edition')}/{PAGE}"

    def changes(self) -> str:
        return f"{self._word('changes')}/{PAGE}"

    def feed(self) -> str:
        return f"{self._word('changes')}/feed.xml"

    def quality(self) -> str:
        return f"{self._word('quality')}/{PAGE}"

    def method(self) -> str:
        return f"{self._word('method')}/{PAGE}"

    def licences(self) -> str:
        return f"{self._word('licences')}/{PAGE}"

    def accessibility(self) -> str:
        return f"{self._word('accessibility')}/{PAGE}"

    def text(self, key: str) -> str:
        return f"{slug(key)}/{PAGE}"

    def picture(self, picture: Picture) -> str:
        stem, _, ending = posixpath.basename(picture.file).rpartition(".")
        return f"assets/texts/{slug(stem) or 'picture'}-{digest.short(digest.of_bytes(picture.content))}.{ending.lower()}"

    def _word(self, kind: str) -> str:
        return FOLDERS[self.language][kind]


def root_of(path: str) -> str:
    """Give the way from a page back to the root: `profile/0101/index.html` → `../../`."""
    return "../" * path.count("/")


def letter_name(letter: str) -> str:
    """Name what is kept by first letters: letters and digits as they are, anything else by its number."""
    return letter if letter.isascii() and letter.isalnum() else str(ord(letter))


def chart_script(name: str, language: str) -> str:
    """Give the address of a script that charts share; the library itself knows no language."""
    return f"assets/js/{name}.js" if name == "vega" else f"assets/js/chart-{name}-{language}.js"
