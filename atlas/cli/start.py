"""`atlas new`: a new site that builds at once, or a new page in one, with the questions it should answer."""

import sys
from pathlib import Path

import click
from msgspec.structs import replace

from atlas.base.diagnostics import AtlasError, failed
from atlas.cli.screen import print_findings, site_language, site_option
from atlas.publish.starter import Wishes, new_page

PAGES = {
    "profil": "profile",
    "profile": "profile",
    "indikator": "indicator",
    "indicator": "indicator",
    "massnahme": "measure",
    "maßnahme": "measure",
    "measure": "measure",
}

WORDS = {
    "de": {
        "place": "Name der Stadt oder des Kreises",
        "levels": "Ebenen, von der ganzen Stadt zu den Teilen, mit Komma getrennt",
        "geometry": "Datei mit den Grenzen der kleinsten Gebiete (leer: erfundene Gebiete zum Ausprobieren)",
        "table": "Tabelle mit Zahlen dazu, etwa aus Excel (leer: später)",
        "no_file": "{file} gibt es nicht.",
        "site": "{folder} ist angelegt ({count} Dateien). Weiter mit: atlas serve --site {folder} --open",
        "columns": "{file}: Schlüssel aus der Spalte „{key}“, Namen aus „{name}“. Stimmt das nicht, in site.yaml unter levels ändern.",
        "no_layer": "{file} enthält keine Flächen mit Schlüssel und Namen.",
        "page": "{file} ist angelegt. Die Fragen darin beantworten, dann die Zeile status: draft löschen.",
        "indicator": "{file}: Der Indikator steht am Ende. Handlungsfeld, Reihe und Worte anpassen.",
        "taken": "{file} gibt es schon; nichts wurde geschrieben.",
        "name": "Es fehlt der Name: atlas new {what} NAME (bei einem Profil der Schlüssel des Gebiets).",
        "no_areas": "Zu einer Tabelle gehören Gebiete: auch die Datei mit den Grenzen nennen, --geometry DATEI.",
        "few": "Es braucht mindestens zwei Ebenen: das Ganze und seine Teile.",
    },
    "en": {
        "place": "Name of the city or county",
        "levels": "Levels, from the whole to the parts, separated by commas",
        "geometry": "File with the borders of the smallest areas (empty: invented areas to begin with)",
        "table": "Table with figures about them, such as an Excel file (empty: later)",
        "no_file": "There is no {file}.",
        "site": "{folder} is there ({count} files). Go on with: atlas serve --site {folder} --open",
        "columns": "{file}: keys from the column “{key}”, names from “{name}”. If that is wrong, change it in site.yaml under levels.",
        "no_layer": "{file} holds no surfaces with key and name.",
        "page": "{file} is there. Answer the questions in it, then delete the line status: draft.",
        "indicator": "{file}: the indicator stands at the end. Adapt theme, series and words.",
        "taken": "{file} exists already; nothing was written.",
        "name": "The name is missing: atlas new {what} NAME (for a profile the key of the area).",
        "no_areas": "A table is about areas: name the file with the borders, too: --geometry FILE.",
        "few": "It takes at least two levels: the whole and its parts.",
    },
}
LEVELS = {"de": "Stadt,Sozialraum", "en": "City,Neighbourhood"}


@click.command("new")
@click.argument("what")
@click.argument("name", default="")
@site_option
@click.option("--place", help="Name of the city or county.")
@click.option("--levels", help="Levels from the whole to the parts, separated by commas.")
@click.option("--geometry", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File with the areas of the finest level.")
@click.option(
    "--table", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File with figures to begin with, such as an Excel table."
)
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Language of the new atlas.")
def new_command(
    what: str, name: str, root: Path, place: str | None, levels: str | None, geometry: Path | None, table: Path | None, language: str
) -> None:
    """Start a new atlas in the folder WHAT, or add a page: profil KEY, indikator ID, massnahme ID."""
    if what.casefold() in PAGES:
        _page(root, PAGES[what.casefold()], what, name)
    else:
        _site(Path(what), place, levels, geometry, table, language)


def _page(root: Path, kind: str, what: str, name: str) -> None:
    language = site_language(root)
    words = WORDS[language]
    if not name:
        raise click.UsageError(words["name"].format(what=what))
    from atlas.load.config import load_config

    spec, _ = load_config(root)
    register = spec.indicators if spec else "data/indikatoren.yaml"
    try:
        file = new_page(root, kind, name, language, register)
    except FileExistsError as error:
        click.echo(words["taken"].format(file=error), err=True)
        sys.exit(1)
    click.echo(words["indicator" if kind == "indicator" else "page"].format(file=file))


def _site(folder: Path, place: str | None, levels: str | None, geometry: Path | None, table: Path | None, language: str) -> None:
    words, asked = WORDS[language], sys.stdin.isatty()
    place = place or (click.prompt(words["place"]) if asked else folder.name.capitalize())
    levels = levels or (click.prompt(words["levels"], default=LEVELS[language]) if asked else LEVELS[language])
    if asked:
        geometry = geometry or _ask_for_file(words["geometry"], words["no_file"])
        table = table or (_ask_for_file(words["table"], words["no_file"]) if geometry else None)
    named = [level.strip() for level in levels.split(",") if level.strip()]
    if len(named) < 2:
        raise click.UsageError(words["few"])
    if table and not geometry:
        raise click.UsageError(words["no_areas"])
    wishes = Wishes(place=place, language=language, levels=named, table=table)
    if geometry:
        from atlas.load.layer_survey import survey_layers

        layer = next((layer for layer in survey_layers(geometry)[0] if layer.has_areas and layer.key and layer.name), None)
        if layer is None:
            raise click.UsageError(words["no_layer"].format(file=geometry))
        where = layer.layer if layer.several else ""
        wishes = replace(wishes, geometry=geometry, layer=where, key=layer.key, name=layer.name, keys=layer.keys, groups=layer.groups)
        click.echo(words["columns"].format(file=geometry.name, key=layer.key, name=layer.name))
    from atlas.pipeline.intake import begin

    try:
        files, found = begin(folder, wishes)
    except FileExistsError as error:
        click.echo(words["taken"].format(file=error), err=True)
        sys.exit(1)
    except AtlasError as error:
        found, files = error.diagnostics, []
    print_findings(found, language)
    if failed(found):
        sys.exit(1)
    click.echo(words["site"].format(folder=folder, count=len(files)))


def _ask_for_file(question: str, missing: str) -> Path | None:
    """Ask until a file of that name is there, or nothing is said. A file that is dragged into a terminal comes in quotation marks."""
    while written := click.prompt(question, default="", show_default=False).strip().strip("'\""):
        if Path(written).is_file():
            return Path(written)
        click.echo(missing.format(file=written))
    return None
