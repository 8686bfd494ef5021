"""What real servers answer with the rules that `atlas headers` writes: headers, caching, the page for what is not there, former addresses, packed files."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from atlas.pipeline.delivery import deliver, headers
from atlas.pipeline.editions import freeze
from tests.conftest import ROOT

INLINE = Options(kind="inline")
WAIT = 10.0
MODULES = "/usr/lib/apache2/modules"


@dataclass(frozen=True)
class Answer:
    """What a server said: its status, its headers by lower-case name, the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    """A site with a frozen edition, one of whose areas has another name now; delivered into `www`, where servers may read it."""
    with tempfile.TemporaryDirectory(prefix="atlas-served-") as place:
        Path(place).chmod(0o755)
        yield _delivered(Path(place))


def _delivered(root: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "sites" / "minimal", root, dirs_exist_ok=True)
    settings = root / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'editions:\n  - {id: "2026", date: 2026-10-01}\n', encoding="utf-8")
    freeze(root, "2026", INLINE)
    _rename(root)
    build(root, root / "public", INLINE)
    (root / "public" / "embed").mkdir()
    shutil.copy(root / "public" / "index.html", root / "public" / "embed" / "index.html")
    deliver(root, root / "public", str(root / "www"))
    return root


def _rename(root: Path) -> None:
    """Give an area another name, and so its profile another address."""
    file = root / "data" / "viertel.geojson"
    file.write_text(file.read_text(encoding="utf-8").replace("Altstadt", "Neustadt"), encoding="utf-8")


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy"])
def ask(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask a running server: `ask(path, **headers)`."""
    folder = tmp_path_factory.mktemp(request.param)
    port = _free_port()
    command = STARTERS[request.param](site, folder, port)
    log = (folder / "log").open("wb")
    running = subprocess.Popen(
        command, stdout=log, stderr=log, cwd=folder, env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    )
    try:
        _await(running, port, folder / "log")
        yield lambda path, **more: _ask(port, path, more)
    finally:
        running.terminate()
        running.wait(WAIT)
        log.close()


def test_a_page_has_the_policy_of_the_atlas(ask: Ask) -> None:
    policy = ask("/").headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'" in policy
    assert policy.endswith("; frame-ancestors 'self'")


def test_what_is_embedded_may_be_framed_by_everybody(ask: Ask) -> None:
    assert ask("/embed/").headers["content-security-policy"].endswith("; frame-ancestors *")


def test_every_answer_says_that_types_are_not_to_be_guessed(ask: Ask) -> None:
    assert ["nosniff"] * 3 == [ask(path).headers.get("x-content-type-options") for path in ("/", _asset(ask), "/not-there/")]


def test_a_page_is_asked_for_again(ask: Ask) -> None:
    assert "no-cache" == ask("/").headers["cache-control"]


def test_a_file_with_its_digest_in_its_name_is_kept(ask: Ask) -> None:
    assert "public, max-age=31536000, immutable" == ask(_asset(ask)).headers["cache-control"]


def test_a_file_that_may_change_under_its_name_is_kept_for_a_day(ask: Ask) -> None:
    assert "public, max-age=86400" == ask("/assets/images/icon.svg").headers["cache-control"]


def test_what_has_not_changed_is_not_sent_again(ask: Ask) -> None:
    assert 304 == ask("/", **{"If-None-Match": ask("/").headers["etag"]}).status


def test_what_is_not_there_is_answered_with_a_page_that_leads_on(ask: Ask) -> None:
    answer = ask("/profile/nobody/")
    assert (404, True) == (answer.status, b"Diese Seite gibt es nicht" in answer.body)


def test_lists_of_the_atlas_itself_are_not_shown(ask: Ask) -> None:
    assert {404} == {ask(f"/{name}").status for name in (".atlas-files.json", ".atlas-output")}


def test_a_former_address_leads_to_the_present_one(ask: Ask) -> None:
    answer = ask("/profile/01-altstadt/")
    assert (301, True) == (answer.status, answer.headers["location"].endswith("/profile/01-neustadt/"))


def test_a_folder_without_its_slash_leads_to_the_folder(ask: Ask) -> None:
    answer = ask("/profile/01-neustadt")
    assert answer.status in {301, 302, 307, 308}
    assert answer.headers["location"].endswith("/profile/01-neustadt/")


def test_packed_pages_are_sent_to_those_who_take_them(ask: Ask, site: Path) -> None:
    answer = ask("/", **{"Accept-Encoding": "gzip"})
    assert ("gzip", (site / "www" / "index.html.gz").read_bytes(), True) == (
        answer.headers.get("content-encoding"),
        answer.body,
        "accept-encoding" in answer.headers.get("vary", "").lower(),
    )


def test_packed_pages_are_still_pages(ask: Ask) -> None:
    assert ask("/", **{"Accept-Encoding": "gzip"}).headers["content-type"].startswith("text/html")


def test_those_who_take_no_packed_pages_get_plain_ones(ask: Ask, site: Path) -> None:
    assert (site / "www" / "index.html").read_bytes() == ask("/").body


def test_pages_are_utf8(ask: Ask) -> None:
    assert "text/html; charset=utf-8" == ask("/").headers["content-type"].lower()


def test_tables_and_borders_have_their_types_and_may_be_used_by_other_pages(ask: Ask, site: Path) -> None:
    table, borders = (
        next(iter(sorted((site / "www" / "daten").rglob(f"*.{kind}")))).relative_to(site / "www") for kind in ("csv", "geojson")
    )
    answers = [ask(f"/{path}") for path in (table, borders)]
    assert ["text/csv; charset=utf-8", "application/geo+json"] == [answer.headers["content-type"].lower() for answer in answers]
    assert ["*", "*"] == [answer.headers.get("access-control-allow-origin") for answer in answers]


def _asset(ask: Ask) -> str:
    page = ask("/").body.decode()
    return "/" + page.split('<link rel="stylesheet" href="')[1].split('"')[0]


def _nginx(site: Path, folder: Path, port: int) -> list[str]:
    program = _program("nginx")
    rules = headers(site, site / "public", "nginx")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; root {site}/www; absolute_redirect off;\n{rules}\n}} }}\n",
        encoding="utf-8",
    )
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _apache(site: Path, folder: Path, port: int) -> list[str]:
    program = _program("apache2")
    (site / "www" / ".htaccess").write_text(headers(site, site / "public", "apache"), encoding="utf-8")
    names = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "alias")
    modules = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in names)
    (folder / "apache.conf").write_text(
        f"{modules}ServerRoot {folder}\nServerName localhost\nPidFile {folder}/pid\nErrorLog {folder}/error.log\nListen 127.0.0.1:{port}\n"
        f"TypesConfig /etc/mime.types\nDocumentRoot {site}/www\nUser nobody\nGroup nogroup\n"
        f"<Directory {site}/www>\nRequire all granted\nAllowOverride All\n</Directory>\n",
        encoding="utf-8",
    )
    return [program, "-d", str(folder), "-f", str(folder / "apache.conf"), "-DFOREGROUND"]


def _caddy(site: Path, folder: Path, port: int) -> list[str]:
    program = _program("caddy")
    rules = headers(site, site / "public", "caddy")
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\nroot * {site}/www\n{rules}}}\n", encoding="utf-8"
    )
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


STARTERS = {"nginx": _nginx, "apache": _apache, "caddy": _caddy}


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed and may not be installed here: what it answers is not tested")
    return found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _await(running: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the server did not start: {log.read_text(errors='replace')}")


def _ask(port: int, path: str, more: dict[str, str]) -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=WAIT)
    try:
        connection.request("GET", path, headers=more)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()
