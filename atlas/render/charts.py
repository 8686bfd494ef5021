"""Charts: static pictures, and the scripts that bring them to life in a browser.

A kind of chart is defined with Altair and compiled to Vega once per machine. A chart is that compiled form with its own parameters and rows put in.
The libraries behind it are imported where they are used: whoever reads a page's chart data, or finds everything compiled, does not wait for them.
"""

import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.model.chart import AuthorChart, Chart
from atlas.model.job import ChartJob
from atlas.render.chart_data import make_chart_data
from atlas.render.kept import keep

LIGHT = {"ink": "#18222d", "soft": "#55616d", "rule": "#dcd8cf", "page": "#fff", "own": "#b8431a", "others": "#aab4bc"}
DARK = {"ink": "#e8e6e0", "soft": "#a9b3bb", "rule": "#363e46", "page": "#14191e", "own": "#f08a5d", "others": "#66727c"}
"""The base theme's colours, for pictures; a living chart takes those of its page."""

_LOCALES: dict[str, Literal["de-DE", "en-US"]] = {"de": "de-DE", "en": "en-US"}
_TEXT = "font-family=\"'Atlas Sans','Source Sans 3','Helvetica Neue',Arial,sans-serif\" font-size=\"14\""
# What Vega writes for its own use, or where there is nothing to be seen.
_IDLE = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events|font-family|font-size|xmlns:xlink|version)="[^"]*"'
    r'| opacity="1"|<path[^>]* display="none"/>|<text[^>]*/>'
)
_EMPTY_GROUP = re.compile(r"<g[^>]*/>|<g(?:[^>]*[^>/])?></g>")
_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def render_chart(job: ChartJob) -> bytes:
    """Draw a chart as SVG. The bytes depend on the figures and the versions of the libraries, not on the machine's fonts, time zone or language."""
    import vl_convert  # noqa: PLC0415

    if isinstance(job.chart, AuthorChart):
        return _of_author(job.chart, job.language)
    data = make_chart_data(job.chart, job.language)
    # Text of size 0 is not measured. Measuring takes most of a chart's time, and what it gives depends on the machine.
    spec = _fill(_compiled(data.kind, live=False), data.parameters | LIGHT | {"size": 0}, data.rows)
    return _trim(vl_convert.vega_to_svg(spec, allowed_base_urls=[], format_locale=_locale(job.language))).encode()


def _of_author(chart: AuthorChart, language: str) -> bytes:
    """Draw a chart of the author's own; what they ask for is laid out by the engine, with the fonts it finds. Raises AtlasError if it cannot be drawn."""
    import vl_convert  # noqa: PLC0415

    spec = {"background": "white", **json.loads(chart.spec), "datasets": json.loads(chart.data)}
    try:
        return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=_locale(language))).encode()
    except ValueError as error:
        reason = next((line for line in str(error).splitlines() if line.strip()), "")
        raise AtlasError([diagnostic("A706", Location(file=chart.file), reason=reason)]) from error


def chart_data(chart: Chart, language: str) -> str:
    """Write as JSON what the living chart needs: its kind, its parameters, its rows."""
    data = make_chart_data(chart, language)
    return _json({"kind": data.kind, "parameters": data.parameters, "rows": data.rows})


def shared_spec(kind: str, language: str) -> bytes:
    """Write the script that all living charts of a kind share: its compiled form and the language's number format."""
    shared = {"spec": _compiled(kind, live=True), "formatLocale": _locale(language)}
    return f"(window.atlasCharts ??= {{}})[{_json(kind)}] = {_json(shared)};\n".encode()


def vega_bundle() -> bytes:
    """Give Vega and its embedding as one script, whose only global name is `vegaEmbed`."""
    return keep("vega.js", version("vl-convert-python"), _bundle)


def _bundle() -> bytes:
    import vl_convert  # noqa: PLC0415

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return f"(function () {{\n{script}\n}})();\n".encode()


@cache
def _compiled(kind: str, *, live: bool) -> dict[str, Any]:
    definition = Path(__file__).with_name("chart_specs.py").read_bytes()
    ingredients = (kind, live, digest.of_bytes(definition), version("altair"), version("vl-convert-python"))
    spec: dict[str, Any] = json.loads(keep(f"{kind}.json", ingredients, lambda: _compile(kind, live=live)))
    return spec


def _compile(kind: str, *, live: bool) -> bytes:
    from atlas.render.chart_specs import compile_spec  # noqa: PLC0415

    return _json(compile_spec(kind, live=live)).encode()


def _fill(spec: dict[str, Any], parameters: dict[str, Any], rows: dict[str, Any]) -> dict[str, Any]:
    signals = [signal | ({"value": parameters[signal["name"]]} if signal["name"] in parameters else {}) for signal in spec["signals"]]
    data = [source | ({"values": rows[source["name"]]} if source["name"] in rows else {}) for source in spec["data"]]
    return spec | {"signals": signals, "data": data}


@cache
def _locale(language: str) -> dict[str, Any]:
    import vl_convert  # noqa: PLC0415

    locale: dict[str, Any] = vl_convert.get_format_locale(_LOCALES[language])
    return locale


def _trim(svg: str) -> str:
    """Leave out what nobody sees, round coordinates to a tenth of a pixel, and say once what all texts share and how colours change in the dark."""
    svg = _TAG.sub(lambda tag: _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.1f}", tag[0]), _IDLE.sub("", svg))
    while svg != (svg := _EMPTY_GROUP.sub("", svg)):
        pass
    rules = "".join(
        f"[fill='{light}']{{fill:{dark}}}[stroke='{light}']{{stroke:{dark}}}"
        for light, dark in zip(LIGHT.values(), DARK.values(), strict=True)
    )
    return svg.replace(">", f" {_TEXT}><style>@media(prefers-color-scheme:dark){{{rules}}}</style>", 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
