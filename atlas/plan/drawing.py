"""What drawings look like outside of a page: the theme's own rules for them, with its colours put in, for what knows no variables and no style sheet of a page."""

import re
from collections.abc import Iterator
from functools import cache

from atlas.model.site import Site

COLOURS = ("page", "ink", "soft", "rule", "edge", "own")
"""What layouts on paper need besides drawings."""

TOKENS = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
DRAWN = re.compile(r"svg|\.strip|\.spark|\.of-\d|\.diverging|circle|\.swatch|\.band|pattern|\.blank|\.lines|\.spots")
SHOWN = re.compile(r"(?:^|;)\s*((?:fill|stroke)[a-z-]*:[^;]+)")
SCALED = (
    ".strip .ticks{stroke-width:6}.strip .thick{stroke:#8b949c;stroke-width:1.2}.spark .own{stroke-width:24}.spark .whole{stroke-width:14}"
    ".spark .end{stroke-width:64}.spark .break{stroke-width:10;stroke-dasharray:20 30}svg.locator path{stroke-width:3}svg.areas .outline{stroke-width:2}"
)
"""Pages draw lines as wide on every scale; here they are as wide as their canvas makes them."""


def drawing_colours(site: Site) -> tuple[tuple[str, str], ...]:
    """Give the theme's colours for light pages, with those of the city, by token."""
    tokens = _tokens(_style(site)) | dict(site.config.design.light)
    return tuple((name, tokens.get(name, "#18222d")) for name in COLOURS)


def drawing_styles(site: Site) -> str:
    """Give the rules for drawings, colours put in."""
    style = _style(site)
    tokens = _tokens(style) | dict(site.config.design.light)
    return "".join(_filled(rule, tokens) for rule in _rules(style)) + SCALED


def _style(site: Site) -> str:
    return "\n".join(asset.content.decode() for asset in site.theme.assets if asset.path.endswith(".css"))


@cache
def _top(style: str) -> str:
    """Leave out comments, and rules for some media only."""
    text = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    kept: list[str] = []
    depth, hidden, start = 0, False, 0
    for place, sign in enumerate(text):
        if sign == "{":
            if not depth:
                hidden = text[start:place].strip().startswith("@")
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                if not hidden:
                    kept.append(text[start : place + 1])
                start = place + 1
    return "".join(kept)


@cache
def _tokens(style: str) -> dict[str, str]:
    return {
        name: value.strip()
        for selector, body in RULE.findall(_top(style))
        if selector.strip() == ":root"
        for name, value in TOKENS.findall(body)
    }


def _rules(style: str) -> Iterator[str]:
    for selector, body in RULE.findall(_top(style)):
        said = ";".join(found.strip() for found in SHOWN.findall(body))
        if said and DRAWN.search(selector) and ":" not in selector:
            yield f"{' '.join(selector.split())}{{{said}}}"


def _filled(rule: str, tokens: dict[str, str]) -> str:
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: tokens.get(found[1], "currentColor"), rule)
