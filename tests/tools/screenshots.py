"""Pictures of every kind of page, to be looked at: `make screenshots`, or `make screenshots ONLY=profile,karte` for pages whose name or address says so.

Pages are shown at three widths, dark, in forced colours, and as they are printed. The demo stands for most kinds; an earlier edition of it and embeds are made
besides, and small sites show what the demo has not. `index.html` in the folder of the pictures is the contact sheet.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from atlas.base.text import slug
from atlas.pipeline import Options, build
from atlas.pipeline.editions import freeze
from atlas.pipeline.paper import hand_out
from tests.browser.conftest import ARGUMENTS, chromium
from tests.conftest import ROOT
from tests.site_checks.demo import FURTHER, KINDS
from tests.tools.host import serve

FOLDER = ROOT / ".cache" / "screenshots"
VIEWS: dict[str, dict[str, Any]] = {
    "360": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "768": {"viewport": {"width": 768, "height": 1024}},
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
PRINT = "print"
MORE = {
    "profile with versions": "profile/0304-*/index.html",
    "profile of a district": "profile/05-*/index.html",
    "index": "indikatoren/sozialindex/index.html",
    "not found": "404.html",
    "all editions": "ausgabe/index.html",
    "earlier edition": "ausgabe/2026/index.html",
    "embedded map": "embed/indikatoren/sgb2/karte/index.html",
    "embedded chart": "embed/indikatoren/sgb2/entwicklung/index.html",
    "embedded figure": "embed/profile/0201/sgb2/index.html",
}
"""Pages of the demo that the tests do not open in every view."""

SMALL = {
    "english": {
        "start in English": "index.html",
        "profile in English": "profiles/*/index.html",
        "indicator in English": "indicators/*/index.html",
    },
    "minimal": {"profile without a text": "profile/02*/index.html"},
}
"""Small sites of the tests → pages of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page that is looked at: its name, and where it stands in which site."""

    name: str
    site: Path
    address: str


def main(wanted: Sequence[str]) -> int:
    """Build the sites, take the pictures, write the contact sheet; all anew if nothing in particular is wanted."""
    if not wanted:
        shutil.rmtree(FOLDER, ignore_errors=True)
    pages = [
        page for page in [*demo_pages(), *small_pages()] if not wanted or any(word in f"{page.name} {page.address}" for word in wanted)
    ]
    with ExitStack() as stack:
        hosts = {site: stack.enter_context(serve(site)) for site in {page.site for page in pages}}
        addresses = {page.name: hosts[page.site] + page.address for page in pages}
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for view, options in VIEWS.items():
            photograph(browser, addresses, view, options)
        photograph_prints(browser, addresses)
        browser.close()
    if not wanted:
        photograph_handout()
    sheet = contact_sheet(sorted(FOLDER.glob("*/*.png")))
    (FOLDER / "index.html").write_text(sheet, encoding="utf-8")
    print(f"{len(pages)} pages: open {FOLDER / 'index.html'}")
    return 0


def demo_pages() -> Iterator[Shown]:
    """Build the demo in its second year, with the first as it was and with embeds."""
    root = FOLDER / "demo"
    shutil.copytree(ROOT / "data", root / "data", dirs_exist_ok=True)
    shutil.copytree(ROOT / "content", root / "content", dirs_exist_ok=True)
    settings = (ROOT / "site.yaml").read_text(encoding="utf-8")
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    if not (root / "editions" / "2026").exists():
        freeze(root, "2026", Options())
    later = settings.replace("editions:\n", 'editions:\n  - {id: "2027", date: 2027-10-01}\n', 1).replace(
        'edition: "2026"', 'edition: "2027"', 1
    )
    (root / "site.yaml").write_text(later, encoding="utf-8")
    register = root / "data" / "indikatoren.yaml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("Grundsicherung für Arbeitsuchende (SGB II)", "Grundsicherung (SGB II)"),
        encoding="utf-8",
    )
    build(root, root / "public", Options(extras=("embeds",)))
    return found(root / "public", KINDS | FURTHER | MORE)


def small_pages() -> Iterator[Shown]:
    """Build the small sites."""
    for name, wanted in SMALL.items():
        root = FOLDER / name
        shutil.copytree(ROOT / "tests" / "sites" / name, root, dirs_exist_ok=True)
        build(root, root / "public", Options(kind="inline"))
        yield from found(root / "public", wanted)


def found(site: Path, wanted: Mapping[str, str]) -> Iterator[Shown]:
    """Find the pages, the first that fits each name. Raises LookupError for a page that is nowhere."""
    for name, pattern in wanted.items():
        file = min(site.glob(pattern), default=None)
        if file is None:
            raise LookupError(f"{site} has no {pattern} ({name})")
        yield Shown(name=name, site=site, address=file.relative_to(site).as_posix())


def photograph(browser: Browser, pages: Mapping[str, str], view: str, options: Mapping[str, Any]) -> None:
    """Take a picture of each whole page, its charts woken as they are for readers who scroll."""
    context = browser.new_context(**options)
    tab = context.new_page()
    for name, address in pages.items():
        tab.goto(address)
        tab.evaluate("document.querySelectorAll('link[media=print]').forEach((fonts) => { fonts.media = 'all' })")
        for _ in range(12):
            tab.mouse.wheel(0, 1500)
            tab.wait_for_timeout(20)
        tab.evaluate("scrollTo(0, 0)")
        tab.wait_for_timeout(200)
        tab.screenshot(path=_place(name, view), full_page=True)
    context.close()


def photograph_prints(browser: Browser, pages: Mapping[str, str]) -> None:
    """Print each page on A4, and lay its first sheets side by side."""
    context = browser.new_context()
    tab = context.new_page()
    for name, address in pages.items():
        tab.goto(address)
        tab.wait_for_timeout(150)
        sheets(tab.pdf(format="A4", prefer_css_page_size=True)).save(_place(name, PRINT))
    context.close()


def photograph_handout() -> None:
    """Print a hand-out of three areas."""
    file = FOLDER / "handout.pdf"
    hand_out(FOLDER / "demo", ["0201", "0304", "0506"], [], "", file)
    sheets(file.read_bytes()).save(_place("hand-out", PRINT))


def sheets(document: bytes, most: int = 4) -> Image.Image:
    """Lay the first sheets of a document side by side, as a picture."""
    opened = pypdfium2.PdfDocument(BytesIO(document))
    pictures = [opened[number].render(scale=1.2).to_pil() for number in range(min(most, len(opened)))]
    joined = Image.new("RGB", (sum(one.width + 8 for one in pictures), max(one.height for one in pictures)), "#888")
    at = 0
    for one in pictures:
        joined.paste(one, (at, 0))
        at += one.width + 8
    return joined


def contact_sheet(pictures: Sequence[Path]) -> str:
    """List all pictures: a row for each page, a column for each view."""
    names = sorted({one.stem for one in pictures})
    known = {one.relative_to(FOLDER).as_posix() for one in pictures}
    rows = [
        f"<section><h2>{escape(name)}</h2><div>"
        + "".join(
            f'<figure><a href="{place}"><img src="{place}" loading="lazy" alt="{escape(name)}, {view}"></a><figcaption>{view}</figcaption></figure>'
            for view in (*VIEWS, PRINT)
            if (place := f"{view}/{name}.png") in known
        )
        + "</div></section>"
        for name in names
    ]
    style = "body{font:15px sans-serif;margin:24px}div{display:flex;gap:12px}img{height:320px;width:200px;object-fit:cover;object-position:top;border:1px solid #bbb}figure{margin:0}"
    return "\n".join(
        ['<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages</title>', f"<style>{style}</style>", *rows, "</html>"]
    )


def _place(name: str, view: str) -> Path:
    folder = FOLDER / view
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{slug(name)}.png"


if __name__ == "__main__":
    sys.exit(main([word for argument in sys.argv[1:] for word in argument.split(",") if word]))
