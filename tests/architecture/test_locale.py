"""The words of the interface: every one is translated, none is left over, and what is compiled is what is written."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from tests.conftest import ROOT

CATALOGUE = ROOT / "atlas" / "locale" / "de" / "LC_MESSAGES" / "atlas.po"
MARKED = {"_", "say"}
"""What the functions that `translate` gives are called in the code."""

Words = tuple[str, ...]


def in_code() -> Iterator[Words]:
    for path in sorted((ROOT / "atlas").rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
            direct = isinstance(call.func, ast.Name) and call.func.id in MARKED
            made = isinstance(call.func, ast.Call) and getattr(call.func.func, "id", "") in {"translate", "translate_count"}
            if direct or made:
                yield tuple(word.value for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str))


def in_templates() -> Iterator[Words]:
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    for path in sorted((ROOT / "themes" / "base" / "templates").rglob("*.html")):
        for _, _, words in extract_from_ast(environment.parse(path.read_text(encoding="utf-8"))):
            yield tuple(word for word in (words if isinstance(words, tuple) else (words,)) if word)


def written() -> dict[str, Words]:
    """Read the catalogue: English words → German ones, singular first."""
    entries: dict[str, Words] = {}
    for block in CATALOGUE.read_text(encoding="utf-8").split("\n\n"):
        strings = dict(re.findall(r'^(\w+(?:\[\d\])?) "(.*)"$', block, re.MULTILINE))
        if strings.get("msgid"):
            entries[_plain(strings["msgid"])] = tuple(_plain(text) for name, text in strings.items() if name.startswith("msgstr"))
    return entries


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def test_every_word_of_the_interface_is_in_the_german_catalogue_and_no_other() -> None:
    used = {words[0] for words in (*in_code(), *in_templates()) if words}
    assert (sorted(used - written().keys()), sorted(written().keys() - used)) == ([], [])


def test_no_translation_is_empty() -> None:
    assert [] == [english for english, german in written().items() if not all(german)]


def test_placeholders_survive_translation() -> None:
    place = re.compile(r"%\(\w+\)s|\{\w*\}")
    changed = {
        english: german
        for english, german in written().items()
        if any(set(place.findall(english)) != set(place.findall(text)) for text in german)
    }
    assert {} == changed


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with Path(CATALOGUE.with_suffix(".mo")).open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    expected = written()
    found = {
        english: (compiled.ngettext(english, "", 1), compiled.ngettext(english, "", 2))[: len(german)]
        for english, german in expected.items()
    }
    single = {english: (compiled.gettext(english),) for english, german in expected.items() if len(german) == 1}
    assert expected == found | single
