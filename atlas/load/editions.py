"""Editions: what `site.yaml` announces, corrects and moves, and what the manifests of frozen editions say."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.strict import Id, Strict, Text
from atlas.model.edition import Edition, EditionKind, Erratum, FrozenEdition, FrozenFile

FOLDER = "editions"
MANIFEST = "manifest.json"

_DATE = r"^\d{4}-\d{2}-\d{2}$"


class EditionSpec(Strict):
    """An edition that is frozen, or will be."""

    id: Annotated[Id, Field(description="Part of the address: ausgabe/<id>/")]
    title: Annotated[Text, Field(description="What it is called; the id otherwise")] = ""
    kind: Annotated[EditionKind, Field(description="data: yearly figures; report: a report as of a day; partial: some themes only")] = (
        "data"
    )
    date: Annotated[Text, Field(pattern=_DATE, description="Day it appears, as 2026-10-01")]
    reference_date: Annotated[Text, Field(description="Day the figures stand for, in words")] = ""
    doi: Annotated[Text, Field(pattern=r"^(10\.\S+/\S+)?$", description="Identifier from a repository, such as 10.5281/zenodo.1234")] = ""
    themes: Annotated[tuple[Text, ...], Field(description="Handlungsfelder of a partial edition; all otherwise")] = ()
    remarks: Annotated[tuple[Text, ...], Field(description="What readers should know of the changes since the last edition")] = ()


class ErratumSpec(Strict):
    """A figure that was wrong in frozen editions."""

    editions: Annotated[tuple[Text, ...], Field(description="Editions that show the wrong figure")]
    indicator: Annotated[Text, Field(description="Id of the indicator")]
    area: Annotated[Text, Field(description="Key of the area; all areas otherwise")] = ""
    period: Annotated[Text, Field(description="Year of the figure")]
    old: Annotated[Text, Field(description="What the editions show")]
    new: Annotated[Text, Field(description="What is right")]
    reason: Annotated[Text, Field(description="Why it was wrong, in one sentence")]
    date: Annotated[Text, Field(pattern=_DATE, description="Day of the correction")]


def editions(specs: tuple[EditionSpec, ...]) -> tuple[Edition, ...]:
    """Give the announced editions as values."""
    return tuple(Edition(**{**spec.model_dump(), "title": spec.title or spec.id}) for spec in specs)


def errata(specs: tuple[ErratumSpec, ...]) -> tuple[Erratum, ...]:
    """Give the corrections as values, the latest first."""
    return tuple(sorted((Erratum(**spec.model_dump()) for spec in specs), key=lambda one: one.date, reverse=True))


def manifest_files(root: Path) -> tuple[Path, ...]:
    """Name the manifests of all frozen editions."""
    return tuple(sorted((root / FOLDER).glob(f"*/{MANIFEST}")))


def load_frozen(root: Path) -> tuple[tuple[FrozenEdition, ...], tuple[Diagnostic, ...]]:
    """Read the manifests of all frozen editions, the latest first."""
    found: list[Diagnostic] = []
    frozen: list[FrozenEdition] = []
    for path in manifest_files(root):
        try:
            edition = _frozen(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            edition = None
        if edition is None or edition.edition.id != path.parent.name:
            found.append(diagnostic("A455", Location(file=path.relative_to(root).as_posix()), edition=path.parent.name))
        else:
            frozen.append(edition)
    return tuple(sorted(frozen, key=lambda one: (one.edition.date, one.edition.id), reverse=True)), tuple(found)


def _frozen(plain: Mapping[str, Any]) -> FrozenEdition | None:
    said = plain["edition"]
    files = {path: FrozenFile(sha256=entry["sha256"], size=entry["size"]) for path, entry in plain["files"].items()}
    # Nothing from a manifest may name a place outside of its edition, or another file of the archive.
    if not all(_is_below(path) and _is_digest(file.sha256) for path, file in files.items()):
        return None
    return FrozenEdition(
        edition=Edition(**{**said, "themes": tuple(said["themes"]), "remarks": tuple(said["remarks"])}),
        version=plain["version"],
        language=plain["language"],
        state=plain["state"],
        files=files,
        inputs=plain["inputs"],
        addresses=plain["addresses"],
        configuration=plain["configuration"],
    )


def _is_below(path: str) -> bool:
    return bool(path) and not path.startswith("/") and "\\" not in path and ":" not in path and ".." not in path.split("/")


def _is_digest(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
