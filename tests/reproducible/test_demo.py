"""The demo's figures and borders come from a seeded script: what it makes is what is committed, byte for byte."""

import subprocess
import sys

from tests.conftest import ROOT


def test_the_generator_makes_the_committed_files() -> None:
    done = subprocess.run([sys.executable, ROOT / "data" / "generator", "--check"], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
