"""Plain values as JSON: compact, readable, and never a number where there is none."""

from typing import Any

from msgspec.json import Encoder


def json_text(value: Any) -> str:
    """Write mappings, lists, texts and numbers; NaN is null. Raises TypeError for what has no form in JSON."""
    return _encode(value).decode()


def script_json(value: Any) -> str:
    """Write what stands within a script element: nothing in it can end that element."""
    return json_text(value).replace("<", "\\u003c")


_encode = Encoder().encode
