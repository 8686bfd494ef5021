"""What Lighthouse says of the pages that are read most: `make lighthouse`. Prints every score, and what costs points where one lies under the goal.

Lighthouse comes from npm (`make lighthouse` fetches it into node_modules) and drives the Chromium of the tests. Its performance score is computed for a
slow telephone on a slow network; it depends on the machine all the same, so this is a command to run, not a test.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from atlas.pipeline import build
from tests.tools.host import serve

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
PAGES = ("profile/0201-hafen/index.html", "indikatoren/sgb2/index.html", "karte/index.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = 98
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


def main() -> int:
    """Build the demo, measure its pages; 1 if a score lies under the goal."""
    if not LIGHTHOUSE.exists():
        print("Lighthouse is not there: `make lighthouse` fetches it with npm, which needs Node and a registry that can be reached.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT, Path(folder) / "public")
        with serve(Path(folder) / "public") as base:
            reports = [measure(base + page, Path(folder)) for page in PAGES]
    print(f"Lighthouse {reports[0]['lighthouseVersion']}, goal {GOAL}")
    print(f"{'':34}" + "".join(f"{name:>16}" for name in CATEGORIES))
    for page, report in zip(PAGES, reports, strict=True):
        print(f"{page:34}" + "".join(f"{score(report, name):16}" for name in CATEGORIES))
    short = [line for page, report in zip(PAGES, reports, strict=True) for line in losses(page, report)]
    print("\n".join(short))
    return 1 if short else 0


def measure(address: str, folder: Path) -> dict[str, Any]:
    """Let Lighthouse look at a page as a telephone would."""
    result = folder / "report.json"
    chromium = next(
        path for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))
    )
    command = [str(LIGHTHOUSE), address, "--quiet", f"--chrome-flags={FLAGS}", "--output=json", f"--output-path={result}"]
    subprocess.run([*command, f"--only-categories={','.join(CATEGORIES)}"], check=True, env=os.environ | {"CHROME_PATH": chromium})
    report: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return report


def score(report: dict[str, Any], category: str) -> int:
    """Give a score from 0 to 100."""
    return round(report["categories"][category]["score"] * 100)


def losses(page: str, report: dict[str, Any]) -> list[str]:
    """Name what costs points in the categories under the goal."""
    return [
        f"{page}: {category}: {audit['title']} ({audit.get('displayValue', '')})"
        for category in CATEGORIES
        if score(report, category) < GOAL
        for one in report["categories"][category]["auditRefs"]
        if one["weight"] and (audit := report["audits"][one["id"]])["score"] is not None and audit["score"] < 0.9
    ]


if __name__ == "__main__":
    sys.exit(main())
