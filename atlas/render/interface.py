"""The static interface for programs: the JSON Schema of figures, and OpenAPI 3.1 for the addresses at which they stand."""

import posixpath
from typing import Any

from atlas.base.language import translate
from atlas.model.download import DataFile, DescriptionJob
from atlas.model.panel import FLAG_LETTERS, Status

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "topojson": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
    "zip": "application/zip",
}


def schema(language: str) -> dict[str, Any]:
    """Describe a JSON file of figures."""
    say = translate(language)
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    numbers = {"type": "array", "items": {"type": ["number", "null"]}}
    return {
        "$schema": DRAFT,
        "title": say("Figures"),
        "type": "object",
        "required": ["cut", "id", "title", "page", "atlas", "areas", "indicators", "notes", "figures"],
        "properties": {
            "cut": {"enum": ["atlas", "theme", "indicator", "area"], "description": say("What the file is about")},
            "id": text,
            "title": text,
            "page": text | {"description": say("Address of the page with these figures, from the root of the atlas")},
            "atlas": {
                "type": "object",
                "required": ["title", "publisher", "edition", "licence"],
                "properties": dict.fromkeys(("title", "place", "publisher", "edition", "date", "url", "language", "notice"), text)
                | {"licence": {"type": "object", "properties": {"title": text, "url": text}}},
            },
            "areas": _list({"key": text, "name": text, "level": text, "parent": text, "since": text}, ("key", "name", "level", "parent")),
            "indicators": _list(
                {
                    "id": text,
                    "title": text,
                    "unit": text,
                    "decimals": {"type": "integer"},
                    "periods": texts,
                    "notes": texts,
                    "breaks": numbers,
                },
                ("id", "title", "unit", "decimals", "periods"),
            ),
            "notes": _list(dict.fromkeys(("area", "indicator", "period", "note"), text), ("area", "indicator", "period", "note")),
            "figures": _list(
                {
                    "indicator": text,
                    "area": text,
                    "value": numbers | {"description": say("A value for every period of the indicator; null where there is no number")},
                    "status": {"type": "array", "items": {"enum": [status.name.lower() for status in Status]}},
                    "flags": {"type": "array", "items": {"type": "string", "pattern": f"^[{FLAG_LETTERS}]*$"}},
                    "numerator": numbers,
                    "denominator": numbers,
                    "lower": numbers | {"description": say("Lower end of the 95 % interval of an uncertain figure")},
                    "upper": numbers | {"description": say("Upper end of the 95 % interval of an uncertain figure")},
                    "n": numbers | {"description": say("Persons asked, in a survey")},
                },
                ("indicator", "area", "value", "status", "flags"),
            ),
        },
    }


def openapi(job: DescriptionJob) -> dict[str, Any]:
    """Describe the addresses of all files. They are plain files: GET is all there is."""
    said = job.imprint
    say = translate(said.language)
    titles = {
        "atlas": say("All figures"),
        "theme": say("The figures of a theme"),
        "indicator": say("The figures of an indicator"),
        "area": say("The figures of an area, of those around it and of the whole"),
        "shapes": say("The borders of a level"),
    }
    groups: dict[tuple[str, str], list[DataFile]] = {}
    for file in job.files:
        groups.setdefault((file.cut, file.path.rpartition(".")[2]), []).append(file)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DRAFT,
        "info": {
            "title": said.title,
            "version": said.edition,
            "summary": said.publisher,
            "license": {"name": said.licence} | ({"url": said.licence_url} if said.licence_url else {}),
        },
        "servers": [{"url": ".."}],
        "paths": dict(_path(cut, form, files, titles[cut]) for (cut, form), files in groups.items()),
        "components": {"schemas": {"Figures": schema(said.language)}},
    }


def _path(cut: str, form: str, files: list[DataFile], title: str) -> tuple[str, dict[str, Any]]:
    shape: dict[str, Any] = {"type": "object"} if MEDIA[form].endswith("json") else {"type": "string"} if form == "csv" else {}
    shape = {"$ref": "#/components/schemas/Figures"} if form == "json" else shape
    folder, names = posixpath.dirname(files[0].path), [posixpath.basename(file.path).rpartition(".")[0] for file in files]
    get: dict[str, Any] = {
        "operationId": f"{cut}-{form}",
        "summary": title,
        "responses": {"200": {"description": title, "content": {MEDIA[form]: {"schema": shape}}}},
    }
    if cut == "atlas":
        return f"/{files[0].path}", {"get": get}
    named = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "enum": names}}
    return f"/{folder}/{{id}}.{form}", {"get": get | {"parameters": [named]}}


def _list(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "required": list(required), "properties": properties}}
