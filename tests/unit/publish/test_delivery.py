"""Publishing: what is delivered, what changes, what is refused, into a folder, by rsync, as a branch of git and into a bucket."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from atlas.pipeline.delivery import deliver
from atlas.publish.delivery import STATE, Item, compare, read_state, sizes, written_state
from tests.conftest import tree

INLINE = Options(kind="inline")


@pytest.fixture
def built(minimal: Path) -> Path:
    """The minimal site, built."""
    build(minimal, minimal / "public", INLINE)
    return minimal


def settings(root: Path, text: str) -> None:
    file = root / "site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def one_more_sentence(root: Path) -> None:
    page = root / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEin Satz mehr.\n", encoding="utf-8")
    build(root, root / "public", INLINE)


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(AtlasError) as caught:
        call()
    return [found.code for found in caught.value.diagnostics]


def files(folder: Path) -> dict[str, bytes]:
    """Give the files that readers get, without packed copies and lists."""
    return {path: content for path, content in tree(folder).items() if not path.startswith(".") and path[-3:] not in {".gz", ".br"}}


def test_a_folder_gets_what_was_built(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    assert files(built / "public") == files(tmp_path / "www")


def test_packed_copies_hold_the_same(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    page = (tmp_path / "www" / "index.html").read_bytes()
    packed = (tmp_path / "www" / "index.html.gz").read_bytes(), (tmp_path / "www" / "index.html.br").read_bytes()
    assert (page, page) == (gzip.decompress(packed[0]), brotli.decompress(packed[1]))


def test_packed_copies_are_the_same_bytes_every_time(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    shutil.rmtree(built / ".atlas" / "delivery")
    deliver(built, built / "public", str(tmp_path / "again"))
    assert tree(tmp_path / "www") == tree(tmp_path / "again")


def test_the_second_time_nothing_is_to_be_done(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    assert not deliver(built, built / "public", str(tmp_path / "www")).change


def test_a_dry_run_tells_what_changes_and_writes_nothing(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    before = tree(tmp_path / "www")
    one_more_sentence(built)
    change = deliver(built, built / "public", str(tmp_path / "www"), dry=True).change
    assert ((), {"index.html", "index.html.gz", "index.html.br"}, (), before) == (
        change.added,
        {path for path in change.changed if path.startswith("index.html")},
        change.removed,
        tree(tmp_path / "www"),
    )


def test_what_is_no_longer_built_goes(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    settings(built, "publish: {compress: false}\n")
    build(built, built / "public", INLINE)
    deliver(built, built / "public", str(tmp_path / "www"))
    assert [] == [path for path in tree(tmp_path / "www") if path.endswith((".gz", ".br"))]


def test_a_folder_with_files_of_others_is_left_alone(built: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "letter.txt").write_text("mine")
    assert ["A403"] == codes(lambda: deliver(built, built / "public", str(tmp_path / "www")))


def test_an_internal_atlas_is_not_published_where_a_public_one_is(built: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", str(tmp_path / "www"))
    build(built, built / "internal", Options(kind="inline", audience="internal"))
    assert ["A641"] == codes(lambda: deliver(built, built / "internal", str(tmp_path / "www")))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_an_internal_atlas_is_not_pushed_on_a_public_one(built: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "pages.git"], check=True)
    deliver(built, built / "public", f"git:{tmp_path / 'pages.git'}#pages")
    build(built, built / "internal", Options(kind="inline", audience="internal"))
    assert ["A641"] == codes(lambda: deliver(built, built / "internal", f"git:{tmp_path / 'pages.git'}#pages"))


def test_nothing_is_published_before_it_is_built(minimal: Path, tmp_path: Path) -> None:
    assert ["A720"] == codes(lambda: deliver(minimal, minimal / "public", str(tmp_path / "www")))


def test_a_folder_that_was_changed_by_hand_is_not_published(built: Path, tmp_path: Path) -> None:
    (built / "public" / "index.html").write_text("changed", encoding="utf-8")
    assert ["A721"] == codes(lambda: deliver(built, built / "public", str(tmp_path / "www")))


@pytest.mark.parametrize("word", ["", "rsync:", "git:somewhere", "s3:/"])
def test_a_target_must_be_named(built: Path, word: str) -> None:
    assert ["A722"] == codes(lambda: deliver(built, built / "public", word))


def test_a_missing_program_is_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert ["A723"] == codes(lambda: deliver(built, built / "public", "rsync:host:/www"))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_target_that_refuses_is_told(built: Path, tmp_path: Path) -> None:
    assert ["A724"] == codes(lambda: deliver(built, built / "public", f"git:{tmp_path / 'nothing.git'}#pages"))


def test_an_atlas_beyond_its_budget_is_not_published(built: Path, tmp_path: Path) -> None:
    settings(built, "publish: {megabytes: 0.01, files: 3}\n")
    build(built, built / "public", INLINE)
    assert ["A725", "A726"] == codes(lambda: deliver(built, built / "public", str(tmp_path / "www")))
    assert not (tmp_path / "www").exists()


def test_rules_for_the_server_may_lie_among_the_files(built: Path, tmp_path: Path) -> None:
    settings(built, "publish: {headers: [apache, netlify]}\n")
    build(built, built / "public", INLINE)
    deliver(built, built / "public", str(tmp_path / "www"))
    assert {".htaccess", "_headers", "_redirects"} <= set(tree(tmp_path / "www"))


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")
def test_rsync_brings_what_differs_and_takes_what_is_gone(built: Path, tmp_path: Path) -> None:
    (tmp_path / "host").mkdir()
    deliver(built, built / "public", f"rsync:{tmp_path / 'host'}")
    one_more_sentence(built)
    change = deliver(built, built / "public", f"rsync:{tmp_path / 'host'}").change
    assert (files(built / "public"), ()) == (files(tmp_path / "host"), change.added)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository to push to."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "pages.git"], check=True)
    return tmp_path / "pages.git"


def git(repository: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", repository, *words], check=True, capture_output=True, text=True).stdout


def test_a_branch_gets_one_commit_each_time(built: Path, repository: Path) -> None:
    deliver(built, built / "public", f"git:{repository}#pages")
    one_more_sentence(built)
    deliver(built, built / "public", f"git:{repository}#pages")
    deliver(built, built / "public", f"git:{repository}#pages")
    assert "2" == git(repository, "rev-list", "--count", "pages").strip()


def test_a_branch_holds_what_was_built(built: Path, repository: Path, tmp_path: Path) -> None:
    deliver(built, built / "public", f"git:{repository}#pages")
    git(repository, "worktree", "add", str(tmp_path / "tree"), "pages")
    assert files(built / "public") == files(tmp_path / "tree")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store that speaks S3, on this machine, with an empty bucket."""
    server = pytest.importorskip("moto.server", reason="moto is not installed: no bucket to publish to")
    boto3 = pytest.importorskip("boto3", reason="boto3 is not installed")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    for name, word in (
        ("ENDPOINT_URL", f"http://{host}:{port}"),
        ("ACCESS_KEY_ID", "x"),
        ("SECRET_ACCESS_KEY", "x"),
        ("DEFAULT_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(f"AWS_{name}", word)
    boto3.client("s3").create_bucket(Bucket="atlas")
    yield "atlas"
    running.stop()


def objects(bucket: str) -> dict[str, tuple[str, bytes]]:
    """Give how every object is packed, and what it holds when unpacked."""
    import boto3

    client = boto3.client("s3")
    answers = {
        entry["Key"]: client.get_object(Bucket=bucket, Key=entry["Key"]) for entry in client.list_objects_v2(Bucket=bucket)["Contents"]
    }
    bodies = {key: (answer.get("ContentEncoding", ""), answer["Body"].read()) for key, answer in answers.items()}
    return {key: (packing, gzip.decompress(body) if packing == "gzip" else body) for key, (packing, body) in bodies.items()}


STORE = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@STORE
def test_a_bucket_holds_what_was_built(built: Path, bucket: str) -> None:
    deliver(built, built / "public", f"s3://{bucket}/2026")
    one_more_sentence(built)
    deliver(built, built / "public", f"s3://{bucket}/2026")
    held = {key.removeprefix("2026/"): content for key, (_, content) in objects(bucket).items() if not key.startswith("2026/.")}
    assert files(built / "public") == held


@STORE
def test_a_bucket_gives_pages_packed_and_data_as_they_are(built: Path, bucket: str) -> None:
    deliver(built, built / "public", f"s3://{bucket}")
    packings = {key: packing for key, (packing, _) in objects(bucket).items()}
    data = {path: "" for path in packings if path.endswith((".csv", ".json", ".geojson"))}
    pages = {path: "gzip" for path in packings if path.endswith(".html")}
    assert [data, pages, True] == [{path: packings[path] for path in data}, {path: packings[path] for path in pages}, len(data) > 3]


@STORE
def test_a_bucket_that_holds_everything_gets_nothing(built: Path, bucket: str) -> None:
    deliver(built, built / "public", f"s3://{bucket}")
    assert not deliver(built, built / "public", f"s3://{bucket}").change


def test_the_list_of_files_is_read_as_it_was_written() -> None:
    state = {"a.html": Item("1" * 64, 10), "a.html.gz": Item("2" * 64, 5, "1" * 64)}
    assert state == read_state(written_state(state))


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{", json.dumps({"a": 1}).encode()])
def test_a_list_that_cannot_be_read_is_none(content: bytes | None) -> None:
    assert {} == read_state(content)


def test_a_change_counts_the_bytes_that_travel() -> None:
    before = {"same": Item("1", 10), "other": Item("2", 10), "gone": Item("3", 10)}
    now = {"same": Item("1", 10), "other": Item("4", 7), "new": Item("5", 2)}
    change = compare(before, now)
    assert (("new",), ("other",), ("gone",), 9) == (change.added, change.changed, change.removed, change.size)


def test_sizes_are_told_by_kind_of_file() -> None:
    now = {"a.html": Item("1", 10), "b.html": Item("2", 5), "a.html.gz": Item("3", 4, "1"), STATE: Item("4", 1)}
    assert {".html": (2, 15), ".gz, .br": (1, 4), ".json": (1, 1)} == sizes(now)
