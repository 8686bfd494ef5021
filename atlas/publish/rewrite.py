"""Changes single values in a YAML text and leaves every other sign of it as it is: comments, order, quotation marks, line ends."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import yaml

Trail = tuple[str | int, ...]
Value = str | tuple[str, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#\[\]{},&*!|>'\"%@`?]*[^\s:#\[\]{},&*!|>'\"%@`])?")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def rewrite(text: str, changes: Sequence[tuple[Trail, Value]]) -> str:
    """Give the text with other values at these places; a key that a mapping lacks is added to it. Texts of several entries become lists."""
    root = yaml.compose(text, Loader=_LOADER)
    if root is None:
        return "".join(f"{trail[-1]}: {written(value)}\n" for trail, value in changes)
    edits = [(*_edit(root, trail, value, text), turn) for turn, (trail, value) in enumerate(changes)]
    # From the end, so that places further up stay where they are; what is added in one place keeps its order.
    for start, end, new, _turn in sorted(edits, key=lambda edit: (-edit[0], -edit[3])):
        text = text[:start] + new + text[end:]
    return text


def save(path: Path, text: str) -> None:
    """Write a file of the author's in one step, with its line ends as they are in the text."""
    passing = path.with_name(f".{path.name}.tmp")
    passing.write_text(text, encoding="utf-8", newline="")
    passing.replace(path)


def written(value: Value) -> str:
    """Write a value so that YAML reads it as this text, on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    return value if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS else json.dumps(value, ensure_ascii=False)


def _edit(root: yaml.Node, trail: Trail, value: Value, text: str) -> tuple[int, int, str]:
    """Give where the text changes, from and to, and what stands there then."""
    parent, key = _find(root, trail[:-1]), trail[-1]
    assert isinstance(parent, yaml.MappingNode)
    for name, node in parent.value:
        if name.value == key:
            start, end = node.start_mark.index, node.end_mark.index
            if start == end:
                return start, end, f" {written(value)}"
            # A block ends where the next line begins; what takes its place stands on one line.
            kept = text[start:end].rstrip()
            return start, start + len(kept), written(value)
    if parent.flow_style:
        end = parent.end_mark.index - 1
        return end, end, f"{', ' if parent.value else ''}{key}: {written(value)}"
    first, after = parent.value[0]
    end = text.find(
        "\n", after.end_mark.index if isinstance(after, yaml.ScalarNode) and after.style not in {"|", ">"} else first.start_mark.index
    )
    if isinstance(after, yaml.ScalarNode) and after.style not in {"|", ">"} and end >= 0:
        return end, end, f"\n{' ' * first.start_mark.column}{key}: {written(value)}"
    start = first.start_mark.index
    return start, start, f"{key}: {written(value)}\n{' ' * first.start_mark.column}"


def _find(node: yaml.Node, trail: Trail) -> yaml.Node:
    for step in trail:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
        else:
            assert isinstance(node, yaml.MappingNode)
            node = next(value for name, value in node.value if name.value == step)
    return node
