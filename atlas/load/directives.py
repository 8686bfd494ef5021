"""Reads the directives in texts: options as YAML, typed and checked, each error at its line; those of the theme by the schema that it declares."""

import posixpath
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec.structs import replace
from pydantic import Field, create_model

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.schema import validate
from atlas.load.strict import Strict, Text
from atlas.load.vega import read_chart
from atlas.load.yaml import Places, read
from atlas.model.directive import DIRECTIVES, GERMAN, ChartOptions, Directive, Options, OwnChartOptions, ThemeOptions, strings
from atlas.model.document import Document
from atlas.model.mark import Mark, find_marks
from atlas.model.theme import DirectiveOption, ThemeDirective

_TYPES: dict[str, Any] = {"text": Text, "markdown": Text, "number": float, "yes-no": bool, "list": tuple[Text, ...]}


class OptionSpec(Strict):
    """An option of a theme's directive."""

    type: Annotated[Literal["text", "markdown", "number", "yes-no", "list", "choice"], Field(description="What may stand there")] = "text"
    required: Annotated[bool, Field(description="Whether it must be given")] = False
    default: Annotated[Text, Field(description="Its value where it is not given")] = ""
    choices: Annotated[tuple[Text, ...], Field(description="choice: what may stand there")] = ()
    description: Annotated[Text, Field(description="What it is for")] = ""


class DirectiveSpec(Strict):
    """A theme's directive."""

    template: Annotated[Text, Field(description="Template below templates/, such as directives/box.html")]
    description: Annotated[Text, Field(description="What it is for")] = ""
    options: Annotated[Mapping[str, OptionSpec], Field(description="Its options by name")] = Field(default_factory=dict)


def read_declarations(text: str, file: str, templates: Iterable[str]) -> tuple[tuple[ThemeDirective, ...], tuple[Diagnostic, ...]]:
    """Read a theme's `directives.yaml`: name → template and options."""
    data, places, found = read(text, file)
    if found:
        return (), found
    declared: list[ThemeDirective] = []
    for name, entry in (data or {}).items():
        inner = Places(file=file, values=_below(places.values, name), keys=_below(places.keys, name))
        spec, reasons = validate(DirectiveSpec, {} if entry is None else entry, inner)
        found += reasons
        if spec is None:
            continue
        if spec.template not in templates:
            found += (
                diagnostic("A703", places.value(name, "template"), template=spec.template, near=suggestion(spec.template, templates)),
            )
            continue
        options = tuple(
            DirectiveOption(
                name=key, type=one.type, required=one.required, default=one.default, choices=one.choices, description=one.description
            )
            for key, one in spec.options.items()
        )
        declared.append(ThemeDirective(name=name, template=spec.template, description=spec.description, options=options))
    return tuple(declared), found


def load_directives(
    root: Path, documents: Iterable[Document], declared: Iterable[ThemeDirective]
) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """Give the texts with their directives. One that cannot be understood is left out, and its errors are returned."""
    own = {directive.name: directive for directive in declared}
    found: list[Diagnostic] = []
    read_texts: list[Document] = []
    for document in documents:
        directives: list[Directive] = []
        for number, mark in enumerate(mark for mark in find_marks(document.body) if mark.kind == "directive"):
            directive, reasons = _directive(root, document, mark, number, own)
            found += reasons
            directives += [directive] if directive else []
        read_texts.append(replace(document, directives=tuple(directives)) if directives else document)
    return tuple(read_texts), tuple(found)


def _directive(
    root: Path, document: Document, mark: Mark, number: int, own: Mapping[str, ThemeDirective]
) -> tuple[Directive | None, tuple[Diagnostic, ...]]:
    line = document.body_line + mark.line - 1
    name = GERMAN.get(mark.words, mark.words)
    if name not in DIRECTIVES and name not in own:
        known = [*DIRECTIVES, *GERMAN, *own]
        where = Location(file=document.file, line=line, column=mark.column)
        return None, (diagnostic("A700", where, name=mark.words, suggestion=suggestion(mark.words, known), known=", ".join(sorted(known))),)
    data, places, found = read(mark.body, document.file, first_line=line + 1)
    if found:
        return None, found
    if not places.values:
        places = Places(file=document.file, values={(): (line, mark.column)}, keys={})
    given = {} if data is None else data
    options, found = _theirs(own[name], given, places) if name in own else validate(DIRECTIVES[name], given, places)
    if isinstance(options, ChartOptions) and options.file:
        spec, names, found = read_chart(root, posixpath.dirname(document.file), options.file, places.value("file"))
        options = OwnChartOptions(**{**vars(options), "spec": spec, "names": names}) if spec else None
    if options is None:
        return None, found
    lines = tuple(places.value(*trail).line for trail, _ in strings(options))
    return Directive(name=name, options=options, number=number, line=line, lines=lines), found


def _theirs(directive: ThemeDirective, data: Any, places: Places) -> tuple[Options | None, tuple[Diagnostic, ...]]:
    values, found = validate(_model(directive), data, places)
    if values is None:
        return None, found
    given = tuple((option.name, getattr(values, _field(option.name))) for option in directive.options)
    return ThemeOptions(values=given, markdown=tuple(option.name for option in directive.options if option.type == "markdown")), ()


@cache
def _model(directive: ThemeDirective) -> type[Strict]:
    given: dict[str, Any] = {}
    for option in directive.options:
        kind = Literal[option.choices] if option.type == "choice" else _TYPES[option.type]
        default: Any = ... if option.required else () if option.type == "list" else option.default
        if option.type in {"number", "yes-no"} and not option.required:
            default = float(option.default or 0) if option.type == "number" else option.default == "true"
        given[_field(option.name)] = (kind, Field(default, alias=option.name, description=option.description))
    model: type[Strict] = create_model(f"Directive_{directive.name}", __base__=Strict, **given)
    return model


def _field(name: str) -> str:
    """Give a name that cannot meet one of the library's own."""
    return f"option_{name.replace('-', '_')}"


def _below(places: Mapping[Any, tuple[int, int]], name: str) -> dict[Any, tuple[int, int]]:
    return {trail[1:]: place for trail, place in places.items() if trail[:1] == (name,)}
