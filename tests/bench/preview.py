"""How long from saving a file to seeing it: `python tests/bench/preview.py [SITE DATA]`, with a real browser, in milliseconds.

SITE is a folder with site.yaml (default: the Berlin case of tests/real), DATA is laid into it as `quelle/` (default: from ATLAS_REAL_DATA).
Times run from before the write to the changed words on the screen, in a page that was loaded again. A median over the goal is told, not failed: machines differ.
"""

import csv
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CASE = "berlin_mss2021"
TEXT = "content/profile/01100101.md"
PAGE = "profile/01100101-stuelerstrasse/"
TABLE = "quelle/wfs_mss_2021_index_indikatoren.csv"
GOALS = {"narrative": 200, "table": 1500, "stylesheet": 150}
NARRATIVES = 30
PAUSE = 1
"""Seconds between two edits after which all pages are made anew, behind the one that is looked at: fewer than that takes."""
EDITS = int(os.environ.get("EDITS", "500"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


def main(site: Path, data: Path) -> None:
    """Measure on a copy of the site."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(site, Path(folder) / "site"))
        shutil.copytree(data, root / "quelle")
        theme = root / "themes" / "base" / "assets" / "css"
        theme.mkdir(parents=True)
        shutil.copy(ROOT / "themes/base/assets/css/atlas.css", theme)
        command = [sys.executable, "-u", "-m", "atlas", "serve", "--site", str(root), "--port", "8750"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment) as preview:
            try:
                assert preview.stdout
                address = preview.stdout.readline().split()[1]
                preview.stdout.readline()  # the first build
                measure(root, address, preview.pid)
            finally:
                preview.terminate()


def measure(root: Path, address: str, process: int) -> None:
    """Edit and watch: a narrative, a stylesheet, a table; then many narratives, looking at the memory."""
    print(f"load        {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors taken before", flush=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address + PAGE)
        page.wait_for_timeout(1000)
        report("narrative", [edit_text(root / TEXT, page, turn) for turn in range(NARRATIVES)])
        report("stylesheet", [edit_style(root / "themes/base/assets/css/atlas.css", page, turn) for turn in range(10)])
        page.wait_for_timeout(3000)
        report("table", [edit_table(root / TABLE, page, turn) for turn in range(10)])
        page.wait_for_timeout(3000)
        before = memory(process)
        for turn in range(EDITS):
            edit_text(root / TEXT, page, 1000 + turn)
        print(f"memory      {before:.0f} MB before, {memory(process):.0f} MB after {EDITS} edits")
        browser.close()


def edit_text(file: Path, page: Page, turn: int) -> float:
    """Put a sentence behind the text; ends when it can be read."""
    text = file.read_text(encoding="utf-8").partition("\n\nSatz ")[0]
    return timed(
        lambda: save(file, f"{text}\n\nSatz {turn}.\n"), page, f"document.querySelector('main')?.textContent.includes('Satz {turn}.')"
    )


def edit_style(file: Path, page: Page, turn: int) -> float:
    """Change the width of the page's frame; ends when it is drawn so."""
    text = file.read_text(encoding="utf-8").partition("\n/* measured */")[0]
    spent = timed(
        lambda: save(file, f"{text}\n/* measured */ main {{ outline: {turn + 1}px solid; }}\n"),
        page,
        f"getComputedStyle(document.querySelector('main')).outlineWidth === '{turn + 1}px'",
    )
    time.sleep(PAUSE)
    return spent


def edit_table(file: Path, page: Page, turn: int) -> float:
    """Change a value of the area; ends when it can be read."""
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    rows[1][rows[0].index("S1")] = f"{71 + turn}.3"
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    spent = timed(
        lambda: save(file, content.getvalue()), page, f"document.querySelector('table.glance')?.textContent.includes('{71 + turn},3')"
    )
    time.sleep(PAUSE)
    return spent


def timed(change: Callable[[], None], page: Page, condition: str) -> float:
    """Give the milliseconds from before a change until a condition holds on the page, however often that is loaded again."""
    since = time.perf_counter()
    change()
    while time.perf_counter() - since < 20:
        try:
            if page.evaluate(condition):
                return (time.perf_counter() - since) * 1000
        except Error as error:
            if "context was destroyed" not in str(error):  # the page is just being loaded
                raise
        time.sleep(0.002)
    raise TimeoutError(condition)


def save(file: Path, text: str) -> None:
    """Save as most editors do: beside the file, then in its place."""
    passing = file.with_name(f".{file.name}.tmp")
    passing.write_text(text, encoding="utf-8")
    passing.replace(file)


def memory(process: int) -> float:
    """Give the resident memory of a process in MB."""
    return (
        next(float(line.split()[1]) for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS")) / 1000
    )


def report(case: str, times: list[float]) -> None:
    """Print the distribution of the times."""
    times = sorted(times)
    middle, late = statistics.median(times), times[int(len(times) * 0.9)]
    verdict = "" if middle <= GOALS[case] else "  over the goal"
    print(
        f"{case:11} median {middle:.0f} ms, 90 % under {late:.0f} ms, {times[0]:.0f} to {times[-1]:.0f} ms (goal {GOALS[case]} ms){verdict}",
        flush=True,
    )


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    real = Path(os.environ.get("ATLAS_REAL_DATA", ROOT.parent / "shared" / "data"))
    main(*(given or [ROOT / "tests/real" / CASE, real / CASE]))
