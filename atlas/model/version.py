"""Versions of a text: in *Leichte Sprache*, in plain words, in other languages. People write and check them; nothing here makes one from another."""

from msgspec import Struct


class Variant(Struct, frozen=True, kw_only=True):
    """A kind of version: what readers call it, and the language it is in (BCP 47; "" = that of the site). `needs_check`: it may not go without a name."""

    title: str
    language: str = ""
    needs_check: bool = False


VARIANTS = {
    "leicht": Variant(title="Leichte Sprache", language="de", needs_check=True),
    "einfach": Variant(title="Einfache Sprache", language="de"),
    "easy": Variant(title="Easy read", language="en", needs_check=True),
    "plain": Variant(title="Plain language", language="en"),
    "ar": Variant(title="العربية", language="ar"),
    "bg": Variant(title="Български", language="bg"),
    "cs": Variant(title="Čeština", language="cs"),
    "da": Variant(title="Dansk", language="da"),
    "de": Variant(title="Deutsch", language="de"),
    "dsb": Variant(title="Dolnoserbski", language="dsb"),
    "el": Variant(title="Ελληνικά", language="el"),
    "en": Variant(title="English", language="en"),
    "es": Variant(title="Español", language="es"),
    "fa": Variant(title="فارسی", language="fa"),
    "fr": Variant(title="Français", language="fr"),
    "hr": Variant(title="Hrvatski", language="hr"),
    "hsb": Variant(title="Hornjoserbsce", language="hsb"),
    "it": Variant(title="Italiano", language="it"),
    "ku": Variant(title="Kurdî", language="ku"),
    "nl": Variant(title="Nederlands", language="nl"),
    "pl": Variant(title="Polski", language="pl"),
    "pt": Variant(title="Português", language="pt"),
    "ro": Variant(title="Română", language="ro"),
    "ru": Variant(title="Русский", language="ru"),
    "sq": Variant(title="Shqip", language="sq"),
    "sr": Variant(title="Srpski", language="sr"),
    "tr": Variant(title="Türkçe", language="tr"),
    "uk": Variant(title="Українська", language="uk"),
    "vi": Variant(title="Tiếng Việt", language="vi"),
    "zh": Variant(title="中文", language="zh"),
}
"""What stands between the two dots in the name of a file (`0304.leicht.md`) → what it is."""

FROM_THE_RIGHT = frozenset({"ar", "fa"})
"""Languages that are written from right to left."""


class VersionLink(Struct, frozen=True, kw_only=True):
    """The way to a version of a page. `older`: its original has changed since."""

    title: str
    href: str
    language: str
    rtl: bool
    older: bool
