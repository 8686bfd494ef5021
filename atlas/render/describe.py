"""Descriptions of the files to take home: a data package (version 2), CSV on the Web, and a text for people."""

import posixpath
from collections.abc import Callable
from typing import Any

from atlas.base.language import translate
from atlas.base.text import slug
from atlas.model.download import DataFile, DescriptionJob
from atlas.model.panel import FLAG_LETTERS, Status
from atlas.render import cells
from atlas.render.interface import openapi, schema
from atlas.render.json_text import json_file

_FORMATS = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}


def render_description(job: DescriptionJob) -> bytes:
    """Write a description, as UTF-8 with line feeds."""
    return KINDS[job.kind](job).encode()


def columns(language: str) -> tuple[tuple[str, str, str], ...]:
    """Give the columns of every table of figures: name, kind, words."""
    say = translate(language)
    return (
        ("area", "string", say("Key of the area; text, leading zeros count")),
        ("name", "string", say("Name of the area")),
        ("level", "string", say("Level of the area")),
        ("indicator", "string", say("Id of the indicator")),
        ("period", "string", say("Year, or years that are counted together")),
        ("value", "number", say("Figure, rounded as on the page; empty where there is none")),
        ("unit", "string", say("Unit of the figure")),
        ("status", "string", say("Why there is a figure, or none")),
        ("flags", "string", say("Marks: p provisional, r revised, s estimated, b break in the series")),
        ("numerator", "number", say("Count above the line, where there is one")),
        ("denominator", "number", say("Count below the line, where there is one")),
        ("lower", "number", say("Lower end of the 95 % interval of an uncertain figure")),
        ("upper", "number", say("Upper end of the 95 % interval of an uncertain figure")),
        ("n", "number", say("Persons asked, in a survey")),
        ("note", "string", say("What is to be known of this figure")),
    )


def _package(job: DescriptionJob) -> str:
    """Describe the tables of all indicators and the shapes as a data package (datapackage.org, version 2)."""
    said = job.imprint
    licence = {"name": slug(said.licence), "title": said.licence} | ({"path": said.licence_url} if said.licence_url else {})
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(f"{said.title}-{said.edition}"),
        "title": said.title,
        "description": said.notice or said.title,
        "version": said.edition,
        **({"homepage": said.url} if said.url else {}),
        **({"created": f"{said.date}T00:00:00Z"} if said.date else {}),
        "licenses": [licence],
        "contributors": [{"title": said.publisher, "roles": ["publisher"]}],
        "resources": [_resource(job, file) for file in _parts(job)],
    }
    return json_file(package)


def _csvw(job: DescriptionJob) -> str:
    """Describe the same tables as CSV on the Web (W3C)."""
    said = job.imprint
    types = {"string": "string", "number": "decimal"}
    described = [
        {"name": name, "titles": name, "datatype": types[kind], "dc:description": words} for name, kind, words in columns(said.language)
    ]
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": said.language}],
        "dc:title": said.title,
        "dc:publisher": said.publisher,
        "dc:license": said.licence_url or said.licence,
        "tables": [
            {
                "url": _below(job, file),
                "dc:title": file.title,
                "dc:description": file.text,
                "tableSchema": {"columns": described, "primaryKey": ["area", "indicator", "period"]},
            }
            for file in _parts(job)
            if file.path.endswith(".csv")
        ],
    }
    return json_file(group)


def _readme(job: DescriptionJob) -> str:
    """Say for people what the files are, what their columns mean, and whom to name."""
    said = job.imprint
    say = translate(said.language)
    words = cells.status_words(said.language)
    lines = [
        f"{said.title}, {say('Edition {edition}').format(edition=said.edition)}",
        said.publisher,
        *([said.notice] if said.notice else []),
        *([said.url] if said.url else []),
        "",
        f"{say('Reuse:')} {' '.join(part for part in (said.licence, said.licence_url) if part)}",
        "",
        say("Tables are CSV in long form (UTF-8, comma, decimal point): a row per indicator, area and period. Columns:"),
        *(f"  {name}: {text}" for name, _, text in columns(said.language)),
        "",
        say("Status:"),
        *(f"  {status.name.lower()}: {words[status] or say('a figure')}" for status in Status),
        "",
        say(
            "The same figures as JSON are described by schema.json and openapi.json, the tables by datapackage.json and csv-metadata.json."
        ),
        "",
        say("Files:"),
        *(f"  {_below(job, file)}  {file.title}" for file in job.files if file.cut != "area"),
        *(f"  {folder}/  {say('a file for every area, with the areas around it and the whole')}" for folder in _area_folders(job)),
        "",
    ]
    return "\n".join(lines)


def _resource(job: DescriptionJob, file: DataFile) -> dict[str, Any]:
    path = _below(job, file)
    form = path.rpartition(".")[2]
    described = {
        "name": slug(path.replace("/", "-").replace(".", "-")),
        "path": path,
        "title": file.title,
        **({"description": file.text} if file.text else {}),
        "format": form,
        "mediatype": _FORMATS[form],
        "encoding": "utf-8",
    }
    if form != "csv":
        return described
    fields = [
        {"name": name, "type": kind, "description": words, **({"constraints": _CONSTRAINTS[name]} if name in _CONSTRAINTS else {})}
        for name, kind, words in columns(job.imprint.language)
    ]
    return described | {"type": "table", "schema": {"fields": fields, "primaryKey": ["area", "indicator", "period"]}}


def _parts(job: DescriptionJob) -> list[DataFile]:
    """Give the files that together hold everything once: a table per indicator and the shapes, or all tables and shapes where there are few."""
    parts = [file for file in job.files if file.path.endswith((".csv", ".geojson"))]
    return [file for file in parts if (file.path.endswith(".csv") and file.cut == "indicator") or file.cut == "shapes"] or parts


def _area_folders(job: DescriptionJob) -> list[str]:
    return sorted({posixpath.dirname(_below(job, file)) for file in job.files if file.cut == "area"})


def _below(job: DescriptionJob, file: DataFile) -> str:
    return file.path.removeprefix(job.folder)


def _openapi(job: DescriptionJob) -> str:
    return json_file(openapi(job))


def _schema(job: DescriptionJob) -> str:
    return json_file(schema(job.imprint.language))


_CONSTRAINTS: dict[str, dict[str, Any]] = {
    "area": {"required": True},
    "indicator": {"required": True},
    "period": {"required": True},
    "status": {"required": True, "enum": [status.name.lower() for status in Status]},
    "flags": {"pattern": f"[{FLAG_LETTERS}]*"},
}

KINDS: dict[str, Callable[[DescriptionJob], str]] = {
    "package": _package,
    "csvw": _csvw,
    "openapi": _openapi,
    "schema": _schema,
    "readme": _readme,
}
"""The descriptions by kind."""
