"""Makes the fonts of paper from those of pages: fixed weights instead of variable ones, as TrueType, because typst reads no other. `python -m tests.tools.fonts`"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "themes" / "base" / "assets" / "fonts"
TARGET = ROOT / "atlas" / "render" / "paper" / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
FACES = {"sans": "Atlas Sans", "sans-ext": "Atlas Sans Ext", "serif": "Atlas Serif", "serif-ext": "Atlas Serif Ext"}
ITALIC = 1 << 1


def make() -> None:
    """Write all fonts of paper."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for stem, family in FACES.items():
        for weight, style in WEIGHTS.items():
            font = instantiateVariableFont(_open(stem), {"wght": weight})
            _write(font, family, style, weight, f"{stem}-{weight}.ttf")
    for stem in ("sans", "serif"):
        _write(_open(f"{stem}-italic"), FACES[stem], "Italic", 400, f"{stem}-italic.ttf")


def _open(stem: str) -> TTFont:
    return TTFont(SOURCE / f"{stem}.woff2", recalcTimestamp=False)


def _write(font: TTFont, family: str, style: str, weight: int, name: str) -> None:
    names = font["name"]
    for record in list(names.names):
        if record.nameID in {1, 2, 3, 4, 6, 16, 17, 21, 22, 25}:
            names.removeNames(nameID=record.nameID)
    linked = style in {"Regular", "Italic"}
    words = {
        1: family if linked else f"{family} {style}",
        2: style if linked else "Regular",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    for number, word in (words | {3: words[6]} | ({} if linked else {16: family, 17: style})).items():
        names.setName(word, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    font.save(TARGET / name)


if __name__ == "__main__":
    make()
