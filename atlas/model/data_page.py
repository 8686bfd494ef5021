"""What the page of all files to take home shows, as frozen values. Addresses (`href`) are relative to the root of the site."""

from dataclasses import dataclass

from atlas.model.frame import Link


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """Something with its page and its files, each named by its form."""

    subject: Link
    files: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class FileGroup:
    """Files under a heading, which may be a link; `files` are those of the group as a whole."""

    heading: Link
    files: tuple[Link, ...]
    rows: tuple[FileRow, ...]


@dataclass(frozen=True, kw_only=True)
class DataPage:
    """All files: those about everything, then by Handlungsfeld and by level; `machines`: descriptions of the files for programs; `changes`: the page of what changed."""

    lead: str
    groups: tuple[FileGroup, ...]
    machines: tuple[Link, ...]
    changes: Link | None
