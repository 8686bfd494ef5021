"""What the page of all files to take home shows, as frozen values. Addresses (`href`) are relative to the root of the site."""

from msgspec import Struct

from atlas.model.frame import Link


class FileRow(Struct, frozen=True, kw_only=True):
    """Something with its page and its files, each named by its form."""

    subject: Link
    files: tuple[Link, ...]


class FileGroup(Struct, frozen=True, kw_only=True):
    """Files under a heading, which may be a link; `files` are those of the group as a whole."""

    heading: Link
    files: tuple[Link, ...]
    rows: tuple[FileRow, ...]


class DataPage(Struct, frozen=True, kw_only=True):
    """All files: those about everything, then by Handlungsfeld and by level; `machines`: descriptions of the files for programs; `changes`: the page of what changed."""

    lead: str
    groups: tuple[FileGroup, ...]
    machines: tuple[Link, ...]
    changes: Link | None
