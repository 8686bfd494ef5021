"""Ratios to Hugo on the same atlas, measured in turn in one run: `make bench`, or `make bench SIZES="500 2000"`.

The workload and the Hugo twin come from a folder outside the project (ATLAS_BENCH, else ../shared/bench): `workload.py N DIR` makes districts,
40 indicators × 10 years and a narrative each; `hugo_site.py DIR OUT` writes the same atlas as a Hugo site with ready-made SVG paths. Ours reads the
GeoPackage and the CSV itself, and builds profiles, maps, charts, tables, downloads and the search index.
"""

import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
USED = CACHE / "used"
TOOLS = Path(os.environ.get("ATLAS_BENCH", ROOT.parent / "shared" / "bench"))
PAIRS = 5
ATLAS = [sys.executable, "-m", "atlas", "build"]
# As on a planner's machine: Python keeps its compiled modules, our own among them.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
GOALS = {"cold": 2.5, "one narrative changed": 0.4, "nothing changed": 0.25}

SITE = """\
title: Bench Atlas
place: Bench City
language: en
edition: "2026"
publisher: Bench Office
contact: {name: Bench Office, email: office@example.org, phone: ""}
licence: {id: cc-by-4.0, title: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
geography:
  crs: EPSG:25832
  levels:
    - {id: city, title: City, plural: Cities, dissolve: {key: "0", name: Bench City}}
    - {id: district, title: District, plural: Districts, file: data/districts.gpkg, key: id, name: name, parent: city}
  main: district
indicators: data/indicators.yaml
tables:
  - {file: data/indicators.csv, layout: long, area: district_id, period: year, series: indicator_id, value: value}
release: all
protection: {method: none, reason: "Invented figures; what is measured is the build."}
"""


def main(sizes: list[int]) -> None:
    """Measure every size and append what was found to docs/benchmarks.md."""
    if not (TOOLS / "workload.py").is_file():
        sys.exit(f"No workload in {TOOLS}: set ATLAS_BENCH to the folder with workload.py and hugo_site.py.")
    rows = [row for size in sizes for row in measure(size)]
    memory = rss([*ATLAS, "--site", str(site(sizes[0])), "--out", str(site(sizes[0]) / "public")], fresh=site(sizes[0])) / rss(
        [sys.executable, "-c", "import geopandas"]
    )
    shutil.rmtree(USED, ignore_errors=True)
    rows.append((sizes[0], "memory of the largest process / import geopandas", memory, 0.0, 0.0, 2.5))
    report(rows)


def measure(size: int) -> list[tuple[int, str, float, float, float, float]]:
    """Measure one size: (districts, case, ratio, our seconds, Hugo's seconds, goal)."""
    folder, hugo = site(size), CACHE / f"hugo{size}"
    build = [*ATLAS, "--site", str(folder), "--out", str(folder / "public")]
    twin = [str(Path(sys.executable).parent / "hugo"), "--quiet", "--source", str(hugo), "--destination", str(hugo / "public")]
    seconds(build)  # once, so that charts are compiled and files are in memory, as Hugo's binary is
    cases: dict[str, Callable[[], None]] = {
        "cold": lambda: clean(folder),
        "nothing changed": lambda: None,
        "one narrative changed": lambda: append(folder / "content" / "profiles" / "D0007.md", "One more sentence.\n"),
        "one value changed": lambda: append(folder / "data" / "indicators.csv", "", bump=True),
    }
    rows = []
    for case, prepare in cases.items():
        pairs = []
        for _ in range(PAIRS):
            prepare()
            ours = seconds(build)
            aside(hugo / "public")
            pairs.append((ours, seconds(twin)))
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        rows.append((size, case, ours / theirs, ours, theirs, GOALS.get(case, 0.0)))
        print(f"{size:6} {case:24} {ours / theirs:5.2f} × Hugo   ({ours:.2f} s against {theirs:.2f} s)", flush=True)
    return rows


def site(size: int) -> Path:
    """Make the workload of a size and both sites from it, once."""
    work, folder, hugo = CACHE / f"work{size}", CACHE / f"atlas{size}", CACHE / f"hugo{size}"
    if not (work / "meta.json").is_file():
        work.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, TOOLS / "workload.py", str(size), work], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, TOOLS / "hugo_site.py", work, hugo], check=True)
    if not folder.is_dir():
        write_site(work, folder)
    return folder


def write_site(work: Path, folder: Path) -> None:
    """Write the workload as a site of ours."""
    (folder / "data").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    for name in ("districts.gpkg", "indicators.csv"):
        shutil.copy(work / name, folder / "data" / name)
    shutil.copytree(work / "narratives", folder / "content" / "profiles")
    for narrative in (folder / "content" / "profiles").iterdir():
        text = narrative.read_text(encoding="utf-8")
        narrative.write_text(text.split("---\n", 2)[2].replace("../topics/t01.md", "../index.md"), encoding="utf-8")
    (folder / "content" / "index.md").write_text(
        "---\ntitle: Bench Atlas\nsummary: A city that does not exist.\n---\n\nWelcome.\n", encoding="utf-8"
    )
    indicators = json.loads((work / "meta.json").read_text(encoding="utf-8"))["indicators"]
    entries = [
        {
            "id": entry["id"],
            "title": entry["name"].replace(".", "").replace(",", "").replace(":", ""),
            "theme": f"t{place % 7}",
            "question": f"How about {entry['id']}?",
            "kind": "value",
            "value": entry["id"],
            "unit": entry["unit"],
            "decimals": 2,
            "higher_is": "neutral",
            "definition": "As the workload makes it.",
            "source": "Workload",
            "data_holder": "Bench Office",
            "reference_date": "31 Dec",
            "update": "yearly",
            "classes": {"method": "quantiles", "count": 5},
        }
        for place, entry in enumerate(indicators)
    ]
    themes = [{"id": f"t{place}", "title": f"Theme {place}", "question": f"What of theme {place}?"} for place in range(7)]
    # JSON is YAML.
    (folder / "data" / "indicators.yaml").write_text(json.dumps({"themes": themes, "indicators": entries}, indent=1), encoding="utf-8")


def clean(folder: Path) -> None:
    """Forget every earlier build of a site."""
    aside(folder / "public")
    aside(folder / ".atlas")


def aside(folder: Path) -> None:
    """Take a folder out of the way; deleting it would keep the disk busy for half a minute, with whichever build comes next."""
    if folder.exists():
        USED.mkdir(exist_ok=True)
        folder.rename(USED / f"{time.monotonic_ns()}")


def append(file: Path, text: str, *, bump: bool = False) -> None:
    """Change a file: add a sentence, or raise its last value by one."""
    if not bump:
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
        return
    with file.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    rows[-1][-1] = str(float(rows[-1][-1]) + 1)
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)


def seconds(command: list[str]) -> float:
    """Run a command and give its wall time."""
    since = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    return time.perf_counter() - since


def rss(command: list[str], fresh: Path | None = None) -> float:
    """Run a command and give the peak memory (bytes) of its largest process."""
    if fresh:
        clean(fresh)
    probe = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=-3, stderr=-3); "
    probe += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", probe, *command], check=True, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
    return float(done.stdout) * 1024


def report(rows: list[tuple[int, str, float, float, float, float]]) -> None:
    """Append a table to docs/benchmarks.md."""
    lines = [
        f"\n## {date.today().isoformat()}, {os.cpu_count()} cores\n",
        "| districts | case | ratio | ours, s | Hugo, s | goal |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size, case, ratio, ours, theirs, goal in rows:
        lines.append(f"| {size} | {case} | {ratio:.2f} | {ours or 0:.2f} | {theirs or 0:.2f} | {f'≤ {goal}' if goal else ''} |")
    cold = {size: ours for size, case, _, ours, _, _ in rows if case == "cold"}
    if {500, 2000} <= set(cold):
        lines.append(f"\nt(2000) / t(500), cold: {cold[2000] / cold[500]:.2f} (goal ≤ 4.5)")
    with (ROOT / "docs" / "benchmarks.md").open("a", encoding="utf-8") as page:
        page.write("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500])
