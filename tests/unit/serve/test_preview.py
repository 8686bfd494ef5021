"""The preview over HTTP: the pages of a build, the last good ones after a mistake, and nothing for strangers."""

import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from atlas.publish.store import Store
from atlas.serve.preview import TIMES, Preview
from atlas.serve.server import open_server
from tests.conftest import ROOT, tree

SCRIPT = re.compile(rb'<script src="/__atlas/preview.js"[^>]*></script>\n')


@dataclass(frozen=True)
class Shown:
    """A preview with its server."""

    root: Path
    preview: Preview
    port: int

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def news(self, page: str = "index.html", seen: str = "") -> dict[str, object]:
        return dict(json.loads(self.get(f"/__atlas/news?page={page}&seen={seen}")[1]))

    def save(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")
        self.preview.build(frozenset([self.root / name]))


@pytest.fixture
def shown(minimal: Path) -> Iterator[Shown]:
    preview = Preview(minimal.resolve(), "inline")
    preview.build(frozenset())
    server = open_server(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Shown(minimal.resolve(), preview, server.server_port)
    preview.close()
    server.shutdown()
    server.server_close()


def test_every_file_is_that_of_a_build_but_for_the_script_in_pages(shown: Shown, tmp_path: Path) -> None:
    build(shown.root, tmp_path / "public", Options(kind="inline"))
    expected = {path: content for path, content in tree(tmp_path / "public").items() if not path.startswith(".")}
    served = {path: SCRIPT.sub(b"", shown.get(f"/{path}")[1]) for path in expected}
    assert expected == served


def test_exactly_one_script_is_put_into_a_page(shown: Shown) -> None:
    assert 1 == len(SCRIPT.findall(shown.get("/")[1]))


def test_a_folder_without_its_slash_leads_to_its_page(shown: Shown) -> None:
    assert [301, 200] == [shown.get("/themen")[0], shown.get("/themen/")[0]]


@pytest.mark.parametrize(
    "path", ["/../../site.yaml", "/%2e%2e/%2e%2e/site.yaml", "/..%2f..%2fsite.yaml", "//etc/passwd", "/nothing.css", "/%00"]
)
def test_nothing_but_the_atlas_is_served(shown: Shown, path: str) -> None:
    assert 404 == shown.get(path)[0]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example:80", ""])
def test_a_page_elsewhere_cannot_ask_by_a_name_of_its_own(shown: Shown, host: str) -> None:
    assert 403 == shown.get("/", Host=host)[0]


def test_a_mistake_is_shown_with_its_line_while_the_last_good_page_stays(shown: Shown) -> None:
    before = shown.get("/")[1]
    shown.save("site.yaml", (shown.root / "site.yaml").read_text(encoding="utf-8") + "tittel: Atlas\n")
    (error,) = shown.news()["errors"]  # type: ignore[misc]
    assert [before, "A104", True] == [shown.get("/")[1], error["code"], "tittel: Atlas" in str(error["excerpt"])]


def test_a_mended_mistake_is_gone(shown: Shown) -> None:
    good = (shown.root / "site.yaml").read_text(encoding="utf-8")
    shown.save("site.yaml", good + "tittel: Atlas\n")
    shown.save("site.yaml", good)
    assert [] == shown.news()["errors"]


def test_a_site_that_never_was_right_shows_what_is_wrong(minimal: Path) -> None:
    (minimal / "site.yaml").write_text("title: [", encoding="utf-8")
    preview = Preview(minimal.resolve(), "inline")
    outcome = preview.build(frozenset())
    news = preview.news("index.html", "", 1)
    assert [None, True, False] == [outcome.result, bool(news.found), news.built]


def test_the_one_page_that_changed_is_offered(shown: Shown) -> None:
    text = shown.root / "content" / "profile" / "01.md"
    shown.save("content/profile/01.md", text.read_text(encoding="utf-8") + "\nNeues aus dem Viertel.\n")
    changed = shown.news()["changed"]
    assert [True, True] == [b"Neues aus dem Viertel." in shown.get(changed["href"])[1], bool(changed["title"])]  # type: ignore[index]


def test_only_a_page_that_changed_gets_another_digest(shown: Shown) -> None:
    text = shown.root / "content" / "profile" / "01.md"
    before = shown.news()["page"]
    shown.save("content/profile/01.md", text.read_text(encoding="utf-8") + "\nNeues aus dem Viertel.\n")
    assert before == shown.news()["page"]


def test_a_browser_that_waits_hears_of_the_next_build(shown: Shown) -> None:
    seen = str(shown.news()["version"])
    heard: list[dict[str, object]] = []
    waiting = threading.Thread(target=lambda: heard.append(shown.news(seen=seen)))
    waiting.start()
    shown.save("content/index.md", "---\ntitle: Anderer Titel\n---\n\nAnders.\n")
    waiting.join(timeout=30)
    assert 1 == len(heard)


def test_a_stylesheet_has_its_new_address_before_the_pages_are_built(shown: Shown) -> None:
    style = shown.root / "themes" / "base" / "assets" / "css" / "atlas.css"
    style.parent.mkdir(parents=True)
    style.write_text("main { color: black }", encoding="utf-8")
    before = shown.news()
    shown.preview.show_style(style)
    after = shown.news()
    (fresh,) = set(after["styles"]) - set(before["styles"])  # type: ignore[call-overload]
    assert [before["page"], b"main { color: black }"] == [after["page"], shown.get(f"/{fresh}")[1]]


def test_a_figure_tells_where_it_comes_from(shown: Shown) -> None:
    lines = json.loads(shown.get("/__atlas/origin?address=indikatoren/einwohner/index.html%23_area-01")[1])
    assert any("data/bevoelkerung.csv:6:9" in line for line in lines)


@pytest.mark.parametrize("status", ["draft", "internal"])
def test_a_text_that_is_not_published_is_seen_and_marked_in_the_preview_alone(shown: Shown, tmp_path: Path, status: str) -> None:
    shown.save("content/plan.md", f"---\ntitle: Unser Plan\nstatus: {status}\n---\n\nNoch nicht fertig.\n")
    build(shown.root, tmp_path / "public", Options(kind="inline"))
    page = shown.get("/plan/")[1]
    assert [True, False] == [b'class="unpublished"' in page and b"Noch nicht fertig." in page, (tmp_path / "public" / "plan").exists()]


def test_the_command_ends_quietly_when_it_is_told_to(minimal: Path) -> None:
    command = [sys.executable, "-u", "-m", "atlas", "serve", "--site", str(minimal), "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        lines = [running.stdout.readline() for _ in range(2)]
        running.terminate()
        _, complaints = running.communicate(timeout=30)
    assert [True, 0, ""] == ["http://127.0.0.1:" in lines[0], running.returncode, complaints]


def change_the_title(shown: Shown, title: str) -> None:
    file = shown.root / "site.yaml"
    file.write_text(re.sub("^title: .*", f"title: {title}", file.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")


def test_a_build_gives_way_to_a_newer_save_once_it_has_shown_the_page_that_is_looked_at(shown: Shown) -> None:
    waiting = threading.Thread(target=shown.preview.news, args=("index.html", shown.preview.version, 30.0))
    waiting.start()
    while not shown.preview.is_looked_at("index.html"):
        time.sleep(0.001)
    change_the_title(shown, "Zwei")
    outcome = shown.preview.build(frozenset([shown.root / "site.yaml"]), lambda: True)
    waiting.join()
    assert (None, False) == (outcome.result, outcome.worth_telling)
    assert [True, False] == [b"Zwei" in shown.get(path)[1] for path in ("/", "/themen/")]


def test_what_a_build_left_undone_the_next_one_does(shown: Shown, tmp_path: Path) -> None:
    change_the_title(shown, "Zwei")
    shown.preview.build(frozenset([shown.root / "site.yaml"]), lambda: True)
    shown.preview.build(frozenset(), lambda: False)
    build(shown.root, tmp_path / "public", Options(kind="inline"))
    assert tree(tmp_path / "public") == tree(shown.preview.out)


def test_whatever_was_saved_in_turn_the_preview_holds_what_a_build_from_nothing_makes(shown: Shown, tmp_path: Path) -> None:
    text, table = ((shown.root / name).read_text(encoding="utf-8") for name in ("content/profile/01.md", "data/bevoelkerung.csv"))
    for turn in (1, 2):
        shown.save("content/profile/01.md", f"{text}\nSatz {turn}.\n")
        shown.save("data/bevoelkerung.csv", table.replace("4210", f"421{turn}"))
        change_the_title(shown, f"Titel {turn}")
        shown.preview.build(frozenset([shown.root / "site.yaml"]))
    build(shown.root, tmp_path / "public", Options(kind="inline"), Store(tmp_path))
    assert tree(tmp_path / "public") == tree(shown.preview.out)


def test_files_that_change_for_ever_do_not_keep_pages_from_being_made(shown: Shown) -> None:
    change_the_title(shown, "Zwei")
    outcomes = [shown.preview.build(frozenset([shown.root / "site.yaml"]), lambda: True).result for _ in range(TIMES + 1)]
    assert [True] * TIMES + [False] == [result is None for result in outcomes]


def test_a_stylesheet_saved_while_pages_are_made_stays_ahead_of_them(shown: Shown) -> None:
    style = shown.root / "themes" / "base" / "assets" / "css" / "atlas.css"
    style.parent.mkdir(parents=True)
    style.write_text("main { color: black }", encoding="utf-8")
    shown.preview.build(frozenset([style]))

    def saved_meanwhile() -> bool:
        style.write_text("main { color: blue }", encoding="utf-8")
        shown.preview.show_style(style)
        return False

    change_the_title(shown, "Zwei")
    shown.preview.build(frozenset([shown.root / "site.yaml"]), saved_meanwhile)
    (address,) = [one for one in shown.news()["styles"] if "atlas-" in one]  # type: ignore[attr-defined]
    assert (200, b"main { color: blue }") == shown.get(f"/{address}")


def test_a_stylesheet_that_is_as_before_again_is_shown_as_before(shown: Shown) -> None:
    style = shown.root / "themes" / "base" / "assets" / "css" / "atlas.css"
    style.parent.mkdir(parents=True)
    style.write_text("main { color: black }", encoding="utf-8")
    shown.preview.build(frozenset([style]))
    before = shown.news()["styles"]
    for text in ("main { color: blue }", "main { color: black }"):
        style.write_text(text, encoding="utf-8")
        shown.preview.show_style(style)
    assert before == shown.news()["styles"]
