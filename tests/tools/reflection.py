"""Reads what the code says of its own fields: kinds, and the words below them."""

import ast
import inspect
from dataclasses import is_dataclass
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin


def kind_of(hint: Any) -> tuple[str, type | None]:
    """Say what may stand there; with the type of its parts, if it is a list of mappings."""
    if get_origin(hint) is Literal:
        return " \\| ".join(f"`{choice}`" for choice in get_args(hint)), None
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        return ("list of mappings", part) if is_dataclass(part) else (f"list of {kind_of(part)[0]}s", None)
    return {str: "text", float: "number", bool: "true, false"}.get(hint, "number"), None


def field_words(options: type) -> dict[str, str]:
    """Read the words below each field of a class."""
    tree = ast.parse(inspect.getsource(options)) if is_dataclass(options) else ast.parse("")
    body = tree.body[0].body if tree.body and isinstance(tree.body[0], ast.ClassDef) else []
    return {
        field.target.id: " ".join(words.value.value.split()).replace("|", "\\|")
        for field, words in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant) and isinstance(words.value.value, str)
    }
