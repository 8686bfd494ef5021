"""The commands about editions: freeze one for good, prove that it is as it was, list all."""

import sys
from pathlib import Path

import click

from atlas.base.diagnostics import Severity, failed
from atlas.base.team import default_workers
from atlas.base.text import number
from atlas.cli.screen import or_exit, print_found, site_language, site_option
from atlas.model.extras import EXTRAS, Extra
from atlas.pipeline import Options

WRONG_SITE = 1

WORDS = {
    "de": {
        "frozen": "Ausgabe {edition} eingefroren: {files} Dateien, {size} MB, Prüfsumme {state}",
        "verified": "Ausgabe {edition}: alle {files} Dateien sind, wie sie waren.",
    },
    "en": {
        "frozen": "Edition {edition} frozen: {files} files, {size} MB, digest {state}",
        "verified": "Edition {edition}: all {files} files are as they were.",
    },
}


@click.group("edition")
def edition_group() -> None:
    """Freeze editions, prove that they are as they were, list them."""


@edition_group.command("freeze")
@site_option
@click.argument("identifier", metavar="ID")
@click.option("--jobs", "workers", type=click.IntRange(1, 256), help="Number of processes (default: all processors).")
@click.option("--without", type=click.Choice(EXTRAS), multiple=True, help="Leave this out.")
def freeze_command(root: Path, identifier: str, workers: int | None, without: tuple[Extra, ...]) -> None:
    """Freeze the edition ID for good: below editions/, with a manifest of every file and every input."""
    from atlas.pipeline.editions import freeze

    language = site_language(root)
    options = Options(workers=workers or default_workers(), extras=tuple(extra for extra in EXTRAS if extra not in without))
    with or_exit(language):
        frozen, result = freeze(root, identifier, options)
        print_found(result.found, language, Severity.WARNING)
        size = number(sum(file.size for file in frozen.files.values()) / 1e6, 1, language)
        words = {"edition": frozen.edition.title, "files": number(len(frozen.files), 0, language), "size": size, "state": frozen.state}
        click.echo(WORDS[language]["frozen"].format(**words))


@edition_group.command("verify")
@site_option
@click.argument("identifier", metavar="ID")
@click.option("--rebuild", is_flag=True, help="Build the edition again from its inputs and compare byte for byte.")
def verify_command(root: Path, identifier: str, rebuild: bool) -> None:
    """Prove that every file of a frozen edition is as it was."""
    from atlas.pipeline.editions import find, verify

    language = site_language(root)
    with or_exit(language):
        found = verify(root, identifier, Options() if rebuild else None)
        files = number(len(find(root, identifier).files), 0, language)
    print_found(found, language, Severity.NOTE)
    if failed(found):
        sys.exit(WRONG_SITE)
    click.echo(WORDS[language]["verified"].format(edition=identifier, files=files))


@edition_group.command("list")
@site_option
def list_command(root: Path) -> None:
    """List all frozen editions, the latest first."""
    from atlas.load.editions import load_frozen

    language = site_language(root)
    frozen, found = load_frozen(root)
    for one in frozen:
        click.echo(f"{one.edition.id}  {one.edition.date}  {one.edition.kind}  {one.edition.title}  {one.state}")
    if found:
        print_found(found, language, Severity.NOTE)
        sys.exit(WRONG_SITE)
