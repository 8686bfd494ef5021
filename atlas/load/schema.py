"""From plain data to typed values: what the schema refuses becomes diagnostics at the place where the author wrote it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from atlas.base.diagnostics import Diagnostic, diagnostic, suggestion
from atlas.load.yaml import Places, Trail

Model = TypeVar("Model")

BRANCH = "~"
"""Tags of unions begin with this, so that they are not taken for keys."""

_CODES = {
    "missing": "A105",
    "extra_forbidden": "A104",
    "unexpected_keyword_argument": "A104",
    "literal_error": "A107",
    "int_parsing": "A106",
    "int_type": "A106",
    "int_from_float": "A106",
    "float_parsing": "A106",
    "float_type": "A106",
    "finite_number": "A106",
    "tuple_type": "A109",
    "model_type": "A110",
    "dataclass_type": "A110",
    "mapping_type": "A110",
    "dict_type": "A110",
    "string_pattern_mismatch": "A114",
    "greater_than": "A115",
    "greater_than_equal": "A115",
    "less_than_equal": "A115",
}
_LIMITS = {"gt": ">", "ge": "≥", "le": "≤"}


def shape(value: Any) -> str:
    """Tell a union which branch a written value belongs to."""
    return f"{BRANCH}mapping" if isinstance(value, Mapping) else f"{BRANCH}text"


def validate(model: type[Model], data: Any, places: Places) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Give the typed value, a pydantic model or a dataclass, or every reason why there is none."""
    adapter: TypeAdapter[Model] = _adapter(cast(Any, model))
    try:
        return adapter.validate_python(data), ()
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        schema = adapter.json_schema() if any(_CODES.get(error["type"]) == "A104" for error in errors) else {}
        found = (_diagnostic(error, places, schema) for error in errors)
        return None, tuple(sorted(found, key=lambda one: (one.where.line, one.where.column)))


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _diagnostic(error: Any, places: Places, schema: dict[str, Any]) -> Diagnostic:
    trail: Trail = tuple(step for step in error["loc"] if not str(step).startswith(BRANCH))
    code = _CODES.get(error["type"], "A108")
    context = error.get("ctx", {})
    name = trail[-1] if trail else ""
    words: dict[str, object] = {"key": name if isinstance(name, str) else _path(trail), "path": _path(trail) or places.file}
    if code == "A104":
        known = _properties(schema, trail[:-1])
        return diagnostic(code, places.key(*trail), **words, near=suggestion(str(name), known), known=", ".join(known))
    if code == "A105":
        return diagnostic(code, places.value(*trail), **words, inside=_path(trail[:-1]))
    if code == "A107":
        known = re.findall(r"'([^']*)'", context["expected"])
        words |= {"near": suggestion(str(error["input"]), known), "known": ", ".join(known)}
    if code == "A115":
        words["limit"] = next(f"{sign} {context[name]:g}" for name, sign in _LIMITS.items() if name in context)
    return diagnostic(code, places.value(*trail), **words, value=error["input"] if isinstance(error["input"], str) else "")


def _properties(schema: dict[str, Any], trail: Trail) -> list[str]:
    """List the keys that the schema knows where the trail leads."""
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for step in trail:
        inner = (node for start in nodes for node in _branches(start, definitions))
        nodes = [node["items"] if isinstance(step, int) else node["properties"][step] for node in inner if _leads(node, step)]
    return sorted(name for start in nodes for node in _branches(start, definitions) for name in node.get("properties", {}))


def _leads(node: dict[str, Any], step: str | int) -> bool:
    return "items" in node if isinstance(step, int) else step in node.get("properties", {})


def _branches(node: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _branches(definitions[node["$ref"].rpartition("/")[2]], definitions)
    choices = [branch for word in ("oneOf", "anyOf", "allOf") for branch in node.get(word, [])]
    return [found for branch in choices for found in _branches(branch, definitions)] or [node]


def _path(trail: Trail) -> str:
    """Write a trail as authors read it: `geography.levels[2].key`, lists counted from 1."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in trail).lstrip(".")
