"""The search index as a script."""

import json

from atlas.model.job import SearchEntry, SearchJob, StreetsJob
from atlas.render.search import render_search, render_streets

ENTRY = SearchEntry(title="Südstadt „Höhe“", words="0205 </script>", kind="Sozialraum", href="profile/0205-suedstadt/index.html")


def test_the_index_is_a_script_that_sets_one_global_list() -> None:
    script = render_search(SearchJob(path="assets/search.js", entries=(ENTRY,))).decode().splitlines()[0]
    name, _, value = script.removesuffix(";").partition("=")
    assert name == "window.atlasSearch"
    assert json.loads(value) == [["Südstadt „Höhe“", "0205 </script>", "Sozialraum", "profile/0205-suedstadt/index.html"]]


def test_the_index_keeps_the_order_of_its_entries() -> None:
    second = SearchEntry(title="Altstadt", words="", kind="Sozialraum", href="a")
    script = render_search(SearchJob(path="assets/search.js", entries=(ENTRY, second))).decode()
    assert script.index("Südstadt") < script.index("Altstadt")


def test_the_index_says_where_streets_are() -> None:
    script = render_search(SearchJob(path="assets/search.js", entries=(ENTRY,), shards=(("a", "assets/streets/a-1.js"),))).decode()
    assert 'window.atlasStreets={"a":"assets/streets/a-1.js"};' == script.splitlines()[1]


def test_streets_join_what_can_be_found() -> None:
    script = render_streets(StreetsJob(path="assets/streets/a-1.js", letter="a", entries=(ENTRY,))).decode()
    assert "window.atlasSearch.push(one)" in script
    assert "profile/0205-suedstadt/index.html" in script
