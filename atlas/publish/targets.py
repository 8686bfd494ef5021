"""Where a built atlas can go: a folder, a host by rsync, a branch of a git repository, a bucket. Each through the tool that everybody uses for it.

A folder is exchanged and a branch moved in one step; rsync and buckets get pages last and lose old files at the end, so that no page shows what is not there.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from msgspec import Struct

from atlas.base.diagnostics import AtlasError, Diagnostic, Location, diagnostic
from atlas.publish.delivery import STATE, Change, State, written_state
from atlas.publish.headers import caching, media_type
from atlas.publish.writer import INTERNAL_TEXT, MARKER, staging

WHO = {
    "GIT_AUTHOR_NAME": "atlas",
    "GIT_AUTHOR_EMAIL": "atlas@localhost",
    "GIT_COMMITTER_NAME": "atlas",
    "GIT_COMMITTER_EMAIL": "atlas@localhost",
}
"""Who commits if nobody else is known."""
SEEN = {".html", ".css", ".js", ".svg"}
"""Endings of what browsers alone ask for."""


class Target(Protocol):
    """A place that takes an atlas."""

    def read(self, path: str) -> bytes | None:
        """Give a file that lies there, None if there is none."""

    def put(self, folder: Path, now: State, change: Change) -> None:
        """Let the place hold what lies in `folder`."""


def open_target(word: str, root: Path) -> Target:
    """Find out what kind of place is meant; paths are relative to the site. Raises AtlasError for a word that names none."""
    kind, _, rest = word.partition(":")
    if kind == "rsync" and rest:
        return RsyncTarget(rest)
    if kind == "git" and rest.rpartition("#")[0] and rest.rpartition("#")[2]:
        repository, _, branch = rest.rpartition("#")
        local = root / repository
        return GitTarget(str(local) if local.is_dir() else repository, branch)
    if kind == "s3" and rest.strip("/"):
        bucket, _, prefix = rest.strip("/").partition("/")
        return BucketTarget(bucket, f"{prefix}/" if prefix else "")
    if not word or (kind in {"rsync", "git", "s3"} and ":" in word):
        raise AtlasError([diagnostic("A722", Location(file="site.yaml"), target=word)])
    return FolderTarget((root / word).resolve())


class FolderTarget(Struct, frozen=True):
    """A folder, such as the one a server on this machine shows. A new one takes its place in one step."""

    path: Path

    def read(self, path: str) -> bytes | None:
        """Give a file of the folder."""
        file = self.path / path
        return file.read_bytes() if file.is_file() else None

    def put(self, folder: Path, now: State, change: Change) -> None:
        """Fill a folder beside, taking over what is the same, and exchange the two."""
        moved = {*change.added, *change.changed}
        internal = (folder / MARKER).read_text(encoding="utf-8") == INTERNAL_TEXT
        with staging(self.path, (), internal=internal) as new:
            for path, item in now.items():
                held = self.path / path
                if path not in moved and held.is_file() and held.stat().st_size == item.size:
                    new.keep(path)
                else:
                    new.write(path, (folder / path).read_bytes())
            new.write(STATE, (folder / STATE).read_bytes())


class RsyncTarget(Struct, frozen=True):
    """A folder on a host that rsync reaches: `host:path`, `rsync://…`, or a mounted disk."""

    place: str

    def read(self, path: str) -> bytes | None:
        """Fetch one file."""
        with tempfile.TemporaryDirectory() as passing:
            done = subprocess.run(
                [_tool("rsync"), "--", f"{self.place.rstrip('/')}/{path}", f"{passing}/file"], capture_output=True, check=False
            )
            return Path(passing, "file").read_bytes() if done.returncode == 0 else None

    def put(self, folder: Path, now: State, change: Change) -> None:
        """Send what differs; everything changes its name at the end, and old files go last."""
        options = ["--recursive", "--checksum", "--delay-updates", "--delete-delay", "--chmod=D755,F644"]
        _run([_tool("rsync"), *options, "--", f"{folder}/", f"{self.place.rstrip('/')}/"])


class GitTarget(Struct, frozen=True):
    """A branch of a repository, as services for static pages show them. One commit each time, of the files alone."""

    repository: str
    branch: str

    def read(self, path: str) -> bytes | None:
        """Give a file of the branch."""
        with tempfile.TemporaryDirectory() as passing:
            if not self._fetch(passing):
                return None
            done = subprocess.run([_tool("git"), "-C", passing, "show", f"FETCH_HEAD:{path}"], capture_output=True, check=False)
            return done.stdout if done.returncode == 0 else None

    def put(self, folder: Path, now: State, change: Change) -> None:
        """Commit the folder on top of the branch and push that one commit."""
        with tempfile.TemporaryDirectory() as passing:
            held = self._fetch(passing)
            (folder / ".nojekyll").touch()
            tree = {"GIT_WORK_TREE": str(folder), "GIT_DIR": passing, "GIT_INDEX_FILE": f"{passing}/index.atlas"}
            _run([_tool("git"), "-c", "core.autocrlf=false", "add", "--all", "--force", "."], cwd=folder, more=tree)
            made = _run([_tool("git"), "write-tree"], cwd=folder, more=tree).strip()
            parents = ["-p", _run([_tool("git"), "rev-parse", "FETCH_HEAD"], cwd=folder, more=tree).strip()] if held else []
            words = f"Atlas: {len(change.added)} added, {len(change.changed)} changed, {len(change.removed)} removed"
            commit = _run([_tool("git"), "commit-tree", made, *parents, "-m", words], cwd=folder, more=tree | _who()).strip()
            _run([_tool("git"), "push", "--quiet", "--", self.repository, f"{commit}:refs/heads/{self.branch}"], cwd=folder, more=tree)

    def _fetch(self, passing: str) -> bool:
        _run([_tool("git"), "init", "--quiet", "--bare", passing])
        there = _run([_tool("git"), "ls-remote", "--heads", "--", self.repository, f"refs/heads/{self.branch}"])
        if there.strip():
            _run([_tool("git"), "-C", passing, "fetch", "--quiet", "--depth=1", "--", self.repository, f"refs/heads/{self.branch}"])
        return bool(there.strip())


class BucketTarget(Struct, frozen=True):
    """A bucket of a store that speaks S3; who may write, and where the store is, boto3 reads from its usual places (AWS_ENDPOINT_URL)."""

    bucket: str
    prefix: str

    def read(self, path: str) -> bytes | None:
        """Give one object."""
        client = _client()
        try:
            content: bytes = client.get_object(Bucket=self.bucket, Key=self.prefix + path)["Body"].read()
        except client.exceptions.NoSuchKey:
            return None
        except _errors() as error:
            raise AtlasError([_failure("s3", str(error))]) from error
        return content

    def put(self, folder: Path, now: State, change: Change) -> None:
        """Send what differs, pages last, then the list of files; old objects go at the end.

        What browsers read is sent packed, if it was: a bucket cannot choose between two forms. Data stay as they are, because programs that fetch them may not unpack.
        """
        client = _client()
        sent = sorted((*change.added, *change.changed), key=lambda path: (path.endswith(".html"), path))
        try:
            for path in (*sent, MARKER):
                self._send(client, folder, path)
            client.put_object(Bucket=self.bucket, Key=self.prefix + STATE, Body=written_state(now), ContentType="application/json")
            for path in change.removed:
                client.delete_object(Bucket=self.bucket, Key=self.prefix + path)
        except _errors() as error:
            raise AtlasError([_failure("s3", str(error))]) from error

    def _send(self, client: Any, folder: Path, path: str) -> None:
        copy = folder / f"{path}.gz"
        packed = PurePosixPath(path).suffix in SEEN and copy.is_file()
        described = {"ContentType": media_type(path), "CacheControl": caching(path), **({"ContentEncoding": "gzip"} if packed else {})}
        client.put_object(Bucket=self.bucket, Key=self.prefix + path, Body=(copy if packed else folder / path).read_bytes(), **described)


def _client() -> Any:
    try:
        import boto3
    except ImportError as error:
        raise AtlasError([diagnostic("A723", Location(file="site.yaml"), tool="boto3")]) from error
    return boto3.client("s3")


def _errors() -> tuple[type[Exception], ...]:
    from botocore.exceptions import BotoCoreError, ClientError

    return BotoCoreError, ClientError


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise AtlasError([diagnostic("A723", Location(file="site.yaml"), tool=name)])
    return found


def _run(command: Sequence[str], cwd: Path | None = None, more: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=os.environ | (more or {}))
    if done.returncode != 0:
        raise AtlasError([_failure(Path(command[0]).name, done.stderr.strip() or str(done.returncode))])
    return done.stdout


def _failure(tool: str, reason: str) -> Diagnostic:
    return diagnostic("A724", Location(file="site.yaml"), tool=tool, reason=" ".join(reason.split())[:500])


def _who() -> dict[str, str]:
    """Name a committer where git knows none; a day that is set makes the commit reproducible."""
    done = subprocess.run([_tool("git"), "config", "user.email"], capture_output=True, check=False)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = {"GIT_AUTHOR_DATE": f"{epoch} +0000", "GIT_COMMITTER_DATE": f"{epoch} +0000"} if epoch.isdigit() else {}
    return (WHO if done.returncode else {}) | when
