"""Scripts of the theme: what several of them need stands once, in `atlas.js`."""

import re
from collections import defaultdict

from tests.conftest import ROOT

SCRIPTS = ROOT / "themes" / "base" / "assets" / "js"
FUNCTION = re.compile(r"^  function \w+\(.*?^  }", re.MULTILINE | re.DOTALL)


def test_no_function_stands_in_two_scripts() -> None:
    places = defaultdict(set)
    for script in SCRIPTS.rglob("*.js"):
        for function in FUNCTION.findall(script.read_text(encoding="utf-8")):
            places[re.sub(r"\s+", " ", function)].add(script.name)
    assert len(places) > 60
    assert {} == {function: names for function, names in places.items() if len(names) > 1}
