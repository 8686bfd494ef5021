"""A city's own look, from `design:` in `site.yaml`: two colours, a logo, fonts. Colours that readers could not see or tell apart are refused."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from atlas.base.diagnostics import Diagnostic, diagnostic
from atlas.load.files import inside, locate, read_bytes
from atlas.load.strict import Strict
from atlas.load.yaml import Places
from atlas.model.config import Design

if TYPE_CHECKING:
    from coloraide import Color

GROUNDS = {"light": ("#ffffff", "#f7f5f0"), "dark": ("#14191e", "#1d2329")}
"""What the colours stand on in the base theme: the page, and the ground of tables' heads and panels."""

NEIGHBOURS = {"light": {"ink": "#18222d", "others": "#aab4bc"}, "dark": {"ink": "#e8e6e0", "others": "#66727c"}}
"""The colours that stand beside them: text, and what belongs to other areas."""

READABLE = 4.5
"""Least contrast of text to its ground (WCAG 2.2, success criterion 1.4.3)."""

DISTINCT = 15.0
"""Least distance of colours with different meanings (CIEDE2000), also for eyes that lack one kind of cone."""

SIGHTS = ("", "protan", "deutan", "tritan")
"""Kinds of colour vision (simulated after Brettel, Viénot and Mollon 1997): all cones, or without one kind."""

LOGOS, FONTS = (".svg", ".png", ".webp"), (".woff2",)

Mode = Literal["light", "dark"]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class FontsSpec(Strict):
    """Fonts as WOFF2 files, served from the atlas itself."""

    sans: Annotated[str, Field(description="For everything that is scanned, and every number")] = ""
    serif: Annotated[str, Field(description="For titles and texts")] = ""


class DesignSpec(Strict):
    """The city's own look on top of the theme."""

    own: Annotated[Colour | None, Field(description="Colour of this area, the one accent, as #rrggbb in quotation marks")] = None
    own_dark: Annotated[Colour | None, Field(description="The same on dark pages; made lighter otherwise")] = None
    link: Annotated[Colour | None, Field(description="Colour of links, as #rrggbb in quotation marks")] = None
    link_dark: Annotated[Colour | None, Field(description="The same on dark pages; made lighter otherwise")] = None
    logo: Annotated[str, Field(description="SVG, PNG or WebP, shown 40 pixels high beside the title")] = ""
    fonts: Annotated[FontsSpec, Field(description="Fonts instead of the theme's")] = Field(default_factory=FontsSpec)


def design(spec: DesignSpec) -> Design:
    """Give the look with a colour for dark pages wherever one for light pages is named."""
    light = {"own": spec.own, "link": spec.link}
    dark = {"own": spec.own_dark or _lighter(spec.own), "link": spec.link_dark or _lighter(spec.link)}
    return Design(
        light=tuple((name, colour) for name, colour in light.items() if colour),
        dark=tuple((name, colour) for name, colour in dark.items() if colour),
        logo=spec.logo,
        sans=spec.fonts.sans,
        serif=spec.fonts.serif,
    )


def check_design(root: Path, spec: DesignSpec, places: Places) -> Iterator[Diagnostic]:
    """Report colours that cannot be read or told apart, with the measured value, and files that cannot be used."""
    found = design(spec)
    yield from _colours("light", dict(found.light), places)
    yield from _colours("dark", dict(found.dark), places)
    files = {("logo",): (spec.logo, LOGOS), ("fonts", "sans"): (spec.fonts.sans, FONTS), ("fonts", "serif"): (spec.fonts.serif, FONTS)}
    for trail, (name, endings) in files.items():
        if name:
            yield from locate(root, name, places.value("design", *trail), endings)[1]


def design_files(root: Path, look: Design) -> tuple[Path, ...]:
    """Name the files of a look."""
    paths = (inside(root, name) for name in (look.logo, look.sans, look.serif) if name)
    return tuple(path for path in paths if path is not None and path.is_file())


def design_assets(root: Path, look: Design) -> dict[str, bytes]:
    """Give the assets of a look by their paths below `assets/`: a style sheet, the logo, the fonts."""
    files = {asset: inside(root, name) for name, asset in ((look.logo, look.logo_asset), (look.sans, _SANS), (look.serif, _SERIF)) if name}
    assets = {asset: read_bytes(root, path)[0] for asset, path in files.items() if path is not None}
    style = _style(look)
    return assets | ({"css/design.css": style.encode()} if style else {})


_SANS, _SERIF = "fonts/city-sans.woff2", "fonts/city-serif.woff2"


def _style(look: Design) -> str:
    faces = {
        "sans": (_SANS, "City Sans", '"Atlas Sans", system-ui, sans-serif'),
        "serif": (_SERIF, "City Serif", '"Atlas Serif", Georgia, serif'),
    }
    used = {name: face for name, face in faces.items() if getattr(look, name)}
    lines = [
        f'@font-face {{ font-family: "{family}"; font-weight: 100 900; font-display: optional; src: url("../{file}"); }}'
        for file, family, _ in used.values()
    ]
    tokens = [*look.light, *((name, f'"{family}", {instead}') for name, (_, family, instead) in used.items())]
    if tokens:
        lines.append(f":root {{ {_tokens(tokens)} }}")
    if look.dark:
        lines.append(f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_tokens(look.dark)} }} }}")
    return "".join(f"{line}\n" for line in lines)


def _tokens(tokens: "tuple[tuple[str, str], ...] | list[tuple[str, str]]") -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens)


def _colours(mode: Mode, colours: Mapping[str, str], places: Places) -> Iterator[Diagnostic]:
    for name, colour in colours.items():
        key = name if mode == "light" else f"{name}_dark"
        where = places.value("design", key) if ("design", key) in places.values else places.value("design", name)
        ground, contrast = min(
            ((ground, _colour(colour).contrast(ground, method="wcag21")) for ground in GROUNDS[mode]), key=lambda pair: pair[1]
        )
        if contrast < READABLE:
            yield diagnostic("A150", where, colour=colour, ground=ground, contrast=f"{contrast:.2f}", least=READABLE)
        others = NEIGHBOURS[mode] | {other: value for other, value in colours.items() if other != name and name == "own"}
        for other, value in others.items() if name == "own" else ():
            distance, sight = min((_distance(colour, value, sight), sight) for sight in SIGHTS)
            if distance < DISTINCT:
                yield diagnostic(
                    "A151", where, colour=colour, other=other, value=value, distance=f"{distance:.1f}", least=DISTINCT, sight=sight
                )


def _distance(first: str, second: str, sight: str) -> float:
    seen = [_colour(one).filter(sight) if sight else _colour(one) for one in (first, second)]
    return float(seen[0].delta_e(seen[1], method="2000"))


def _lighter(colour: str | None) -> str | None:
    """Raise a colour's lightness (in OKLCH) until it can be read on dark pages."""
    if colour is None:
        return None
    found = _colour(colour).convert("oklch")
    while min(found.contrast(ground, method="wcag21") for ground in GROUNDS["dark"]) < READABLE + 1 and found["lightness"] < 1:
        found["lightness"] += 0.01
    return str(found.convert("srgb").fit().to_string(hex=True))


def _colour(colour: str) -> "Color":
    from coloraide import Color  # only atlases with colours of their own need it

    return Color(colour)
