"""The search index as a script."""

import json

from atlas.model.job import SearchEntry, SearchJob
from atlas.render.search import render_search

ENTRY = SearchEntry(title="Südstadt „Höhe“", words="0205 </script>", kind="Sozialraum", href="profile/0205-suedstadt/index.html")


def test_the_index_is_a_script_that_sets_one_global_list() -> None:
    script = render_search(SearchJob(path="assets/search.js", entries=(ENTRY,))).decode()
    name, _, value = script.removesuffix(";\n").partition("=")
    assert name == "window.atlasSearch"
    assert json.loads(value) == [["Südstadt „Höhe“", "0205 </script>", "Sozialraum", "profile/0205-suedstadt/index.html"]]


def test_the_index_keeps_the_order_of_its_entries() -> None:
    second = SearchEntry(title="Altstadt", words="", kind="Sozialraum", href="a")
    script = render_search(SearchJob(path="assets/search.js", entries=(ENTRY, second))).decode()
    assert script.index("Südstadt") < script.index("Altstadt")
