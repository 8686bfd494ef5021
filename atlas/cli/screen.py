"""What every command prints, and in which words: findings with their hints, the number of each, the language of the site."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from atlas.base.diagnostics import AtlasError, Diagnostic, Severity
from atlas.load.tongue import language_of

WRONG_SITE = 1
COLOURS = {Severity.NOTE: None, Severity.WARNING: "yellow", Severity.ERROR: "red"}

WORDS = {
    "de": {
        "found": "{errors} Fehler, {warnings} Warnungen, {notes} Hinweise.",
        "found_more": "{errors} Fehler, {warnings} Warnungen, {notes} Hinweise (atlas check zeigt sie).",
        "no_site": "In {root} liegt keine site.yaml. Den Ordner mit --site angeben; einen neuen Atlas legt atlas new ORDNER an.",
    },
    "en": {
        "found": "{errors} errors, {warnings} warnings, {notes} notes.",
        "found_more": "{errors} errors, {warnings} warnings, {notes} notes (atlas check shows them).",
        "no_site": "There is no site.yaml in {root}. Name the folder with --site; atlas new FOLDER starts a new atlas.",
    },
}

site_option = click.option(
    "--site", "root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder with site.yaml (default: this folder)."
)


def site_language(root: Path) -> str:
    """Give the language of the site. Raises UsageError if there is none, in both languages, for nobody knows which one it would have had."""
    if not (root / "site.yaml").is_file():
        raise click.UsageError("\n".join(WORDS[language]["no_site"].format(root=root.resolve()) for language in ("de", "en")))
    return language_of(root)


def print_found(found: Sequence[Diagnostic], language: str, least: Severity) -> None:
    """Print what was found from `least` upwards, errors last, so that they are what stands on the screen; and how much there is of each."""
    ordered = sorted(found, key=lambda entry: (entry.severity, entry.where.file, entry.where.line, entry.where.column, entry.code))
    print_findings([entry for entry in ordered if entry.severity >= least], language)
    print_counts(found, language, all_shown=least == Severity.NOTE)


def print_counts(found: Sequence[Diagnostic], language: str, *, all_shown: bool = True) -> None:
    """Print how much was found of each weight, and, if not everything was shown, where the rest can be read."""
    counts = Counter(entry.severity for entry in found)
    words = WORDS[language]["found" if all_shown or not counts[Severity.NOTE] else "found_more"]
    click.echo(words.format(errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], notes=counts[Severity.NOTE]), err=True)


@contextmanager
def or_exit(language: str) -> Iterator[None]:
    """Print what is wrong with the site, and leave."""
    try:
        yield
    except AtlasError as error:
        print_found(error.diagnostics, language, Severity.WARNING)
        sys.exit(WRONG_SITE)


def print_findings(found: Sequence[Diagnostic], language: str) -> None:
    """Print findings in their order, each with its hint."""
    for entry in found:
        click.secho(entry.text(language), fg=COLOURS[entry.severity], err=True)
        if entry.hint(language):
            click.secho(f"  → {entry.hint(language)}", dim=True, err=True)
