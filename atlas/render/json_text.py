"""Plain values as JSON, with umlauts as they are, and never a number where there is none."""

from typing import Any

from msgspec import json


def json_text(value: Any) -> str:
    """Write mappings, lists, texts and numbers; NaN is null. Raises TypeError for what has no form in JSON."""
    return _encode(value).decode()


def script_json(value: Any) -> str:
    """Write what stands within a script element: nothing in it can end that element."""
    return json_text(value).replace("<", "\\u003c")


def json_file(value: Any) -> str:
    """Write a file that people read, too: line by line, indented by one."""
    return f"{json.format(json_text(value), indent=1)}\n"


_encode = json.Encoder().encode
