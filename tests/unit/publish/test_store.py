"""The cache beside the site: what cannot be read is as if it were not there."""

from pathlib import Path

from msgspec.structs import replace

from atlas.base.diagnostics import Location, diagnostic
from atlas.publish.store import EMPTY, Manifest, Store, Written


def test_a_value_comes_back_under_its_digest_only(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("figures", "a" * 64, (1, "zwei"))
    assert [(1, "zwei"), None] == [store.get("figures", "a" * 64), store.get("figures", "b" * 64)]


def test_only_the_newest_value_of_a_name_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("figures", "a" * 64, 1)
    store.put("figures", "b" * 64, 2)
    assert [None, 2] == [store.get("figures", "a" * 64), store.get("figures", "b" * 64)]


def test_a_damaged_value_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("figures", "a" * 64, 1)
    next((tmp_path / ".atlas").glob("figures-*")).write_bytes(b"\x80\x05broken")
    assert store.get("figures", "a" * 64) is None


def test_a_store_that_remembers_gives_the_value_itself_and_not_for_another_digest(tmp_path: Path) -> None:
    store, value = Store(tmp_path, remembers=True), (1, "zwei")
    store.put("figures", "a" * 64, value)
    assert [True, None] == [store.get("figures", "a" * 64) is value, store.get("figures", "b" * 64)]


def test_a_store_that_remembers_sees_the_manifest_that_another_process_left(tmp_path: Path) -> None:
    store = Store(tmp_path, remembers=True)
    store.keep_manifest(tmp_path / "out", replace(EMPTY, engine="ours"))
    Store(tmp_path).keep_manifest(tmp_path / "out", replace(EMPTY, engine="theirs"))
    assert "theirs" == store.manifest(tmp_path / "out").engine


def test_a_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    found = (diagnostic("A401", Location(file="site.yaml", line=3), path="a", first="b", second="c"),)
    manifest = Manifest(
        engine="e",
        base="b",
        data={"site.yaml": "s"},
        sources={"site.yaml": "s", "content": "c"},
        texts={("profile", "0101"): "t"},
        found=found,
        figures=7,
        files={"a.html": Written("job", 4, 5)},
    )
    Store(tmp_path).keep_manifest(tmp_path / "public", manifest)
    assert manifest == Store(tmp_path).manifest(tmp_path / "public")


def test_a_damaged_manifest_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    Store(tmp_path).keep_manifest(tmp_path / "public", EMPTY)
    next((tmp_path / ".atlas").glob("output-*")).write_text('{"files": 3}', encoding="utf-8")
    assert EMPTY == Store(tmp_path).manifest(tmp_path / "public")
