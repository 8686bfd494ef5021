"""The words of the user interface: English in the code, other languages from gettext catalogues in `locale/`."""

from collections.abc import Callable
from functools import cache, lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

LANGUAGES = ("de", "en")

FOLDERS = {
    "de": {
        "profile": "profile",
        "theme": "themen",
        "indicator": "indikatoren",
        "data": "daten",
        "index": "az",
        "parts": "bestandteile",
        "notes": "anmerkungen",
        "changes": "aenderungen",
        "pictures": "bilder",
        "analysis": "analysen",
        "type": "typen",
        "edition": "ausgabe",
        "licences": "lizenzen",
        "accessibility": "barrierefreiheit",
        "development": "entwicklung",
        "spread": "spannweite",
        "quality": "datenqualitaet",
        "method": "methodik",
        "map": "karte",
        "comparison": "vergleich",
        "table": "tabelle",
        "questions": "fragen",
        "ages": "altersaufbau",
        "entrance": "einstieg",
        "streets": "strassen",
    },
    "en": {
        "profile": "profiles",
        "theme": "themes",
        "indicator": "indicators",
        "data": "data",
        "index": "a-z",
        "parts": "components",
        "notes": "notes",
        "changes": "changes",
        "pictures": "pictures",
        "analysis": "analyses",
        "type": "types",
        "edition": "edition",
        "licences": "licences",
        "accessibility": "accessibility",
        "development": "development",
        "spread": "spread",
        "quality": "data-quality",
        "method": "method",
        "map": "map",
        "comparison": "compare",
        "table": "table",
        "questions": "questions",
        "ages": "ages",
        "entrance": "entrance",
        "streets": "streets",
    },
}
"""The words of addresses, which are also the names of the folders below `content/`."""


ACCESSIBILITY_PAGES = {"de": ("barrierefreiheit", "erklaerung-zur-barrierefreiheit"), "en": ("accessibility", "accessibility-statement")}
"""Names of the author's statement on accessibility; what was checked stands below."""

METHOD_PAGES = {"de": ("methodik", "methode", "methoden"), "en": ("method", "methods", "methodology")}
"""Names of the author's page of methods; what the atlas itself says of its methods stands below."""


@cache
def translate(language: str) -> Callable[[str], str]:
    """Give the function that turns an English text of the interface into `language`; of a word with a plural, the singular."""
    catalogue = _catalogue(language)

    @lru_cache(maxsize=4096)
    def say(text: str) -> str:
        said = catalogue.gettext(text)
        # Python before 3.11.5 finds words with a plural only if asked for a number of them.
        return catalogue.ngettext(text, text, 1) if said == text else said

    return say


def translate_count(language: str) -> Callable[[str, str, int], str]:
    """Give the function that chooses between singular and plural."""
    return _catalogue(language).ngettext


@cache
def _catalogue(language: str) -> NullTranslations:
    return translation("atlas", Path(__file__).parents[1] / "locale", [language], fallback=language == "en")
