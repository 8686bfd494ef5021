"""QR codes: what is drawn, a reader of another make reads as the address."""

import re

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from atlas.model.job import CodeJob
from atlas.render.codes import render_code

SCALE = 6
ADDRESSES = (
    "https://atlas.wallenfurt.example/profile/0304-lindenhof/index.html",
    "https://www.kreis-am-unteren-fluss.example/themen/sozialplanung/atlas/ausgabe/2026/indikatoren/grundsicherung-alter/index.html",
    "https://a.de/",
)


def drawn(svg: str) -> NDArray[np.uint8]:
    """Fill in the modules that the path runs over."""
    found = re.search(r'viewBox="0 0 (\d+)', svg)
    assert found
    modules = np.full((int(found[1]), int(found[1])), 255, dtype=np.uint8)
    x = y = 0.0
    for step, across, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", svg[svg.index(' d="') :]):
        if step == "h":
            modules[int(y), int(x) : int(x + float(across))] = 0
            x += float(across)
        else:
            x, y = (float(across), float(down)) if step == "M" else (x + float(across), y + float(down))
    return np.pad(np.kron(modules, np.ones((SCALE, SCALE), dtype=np.uint8)), 4 * SCALE, constant_values=255)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_reads_as_the_address(address: str) -> None:
    found = zxingcpp.read_barcodes(drawn(render_code(CodeJob(path="qr.svg", address=address)).decode()))
    assert [address] == [one.text for one in found]
