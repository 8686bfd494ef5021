"""Whatever happens to the files of a sound site, its author reads a diagnostic, never a traceback, and the former output stays whole.

FUZZ=2000 tries so many mutations instead of the usual few.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from tests.conftest import ROOT, tree

MINIMAL = ROOT / "tests" / "sites" / "minimal"
FILES = sorted(
    path.relative_to(MINIMAL).as_posix()
    for path in MINIMAL.rglob("*")
    if path.is_file() and path.suffix in {".yaml", ".csv", ".md", ".geojson"} and not path.name.startswith("expected")
)
WORDS = (
    "",
    "-",
    "~",
    "0",
    "-1",
    "1e400",
    "NaN",
    "[",
    "}",
    ": ",
    "- ",
    "#",
    "'",
    '"',
    "&a *a",
    "!!python/name:os",
    "\t",
    "\0",
    "\ufeff",
    "ä" * 50,
    "../../etc",
)
WORDS += (
    "{unter18}",
    "[x]{unter18 > Stadt}",
    "[^1]",
    "<script>",
    "![](x)",
    "](area:99)",
    "9" * 400,
    "2024;2025",
    "null",
    "{{ 7 }}",
    "---\n",
    "---\n---\n",
)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes | None]:
    """Give a file of the site and what becomes of it: None if it is deleted."""
    name = draw(st.sampled_from(FILES))
    content = (MINIMAL / name).read_bytes()
    lines = content.split(b"\n")
    row = draw(st.integers(0, len(lines) - 1))
    line = lines[row]
    place = draw(st.integers(0, len(line)))
    word = draw(st.sampled_from(WORDS)).encode("utf-8")
    kind = draw(st.sampled_from(["insert", "replace", "cut", "drop", "repeat", "swap", "truncate", "bytes", "indent", "delete", "empty"]))
    if kind == "delete":
        return name, None
    match kind:
        case "insert":
            lines[row] = line[:place] + word + line[place:]
        case "replace":
            parts = line.split(b": ", 1)
            lines[row] = parts[0] + b": " + word if len(parts) == 2 else word
        case "cut":
            lines[row] = line[:place]
        case "drop":
            del lines[row]
        case "repeat":
            lines.insert(row, line)
        case "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[row], lines[other] = lines[other], lines[row]
        case "indent":
            lines[row] = b"  " + line
        case "truncate":
            return name, content[: draw(st.integers(0, len(content)))]
        case "bytes":
            at = draw(st.integers(0, len(content)))
            return name, content[:at] + draw(st.binary(min_size=1, max_size=8)) + content[at:]
        case "empty":
            return name, b""
    return name, b"\n".join(lines)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(MINIMAL, tmp_path_factory.mktemp("built") / "site"))
    build(root, root / "public", Options(kind="inline"))
    return root


def run(root: Path) -> tuple[int | None, list[str]]:
    """Build: the number of files, or None and what the author reads."""
    try:
        return build(root, root / "public", Options(kind="inline")).files, []
    except AtlasError as error:
        return None, [one.text("de") + one.hint("de") for one in error.diagnostics]


@settings(
    max_examples=int(os.environ.get("FUZZ", "40")),
    deadline=None,
    derandomize="FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(changes=st.lists(mutations(), min_size=1, max_size=3))
def test_a_damaged_site_ends_in_a_diagnostic_or_in_a_whole_atlas(built: Path, changes: list[tuple[str, bytes | None]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(shutil.copytree(built, Path(folder) / "site", ignore=shutil.ignore_patterns(".atlas")))
        before = tree(root / "public")
        for name, content in changes:
            if content is None:
                (root / name).unlink(missing_ok=True)
            else:
                (root / name).write_bytes(content)
        count, said = run(root)
        after = tree(root / "public")
        assert (after == before and any("Fehler A" in line for line in said)) if count is None else count == len(after) - 1
        assert not [path.name for path in root.iterdir() if path.name.endswith((".new", ".old"))]
