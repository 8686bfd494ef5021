"""`atlas audit`: the attack on a built atlas, and what it found."""

import sys
from pathlib import Path

import click

from atlas.base.diagnostics import AtlasError, Severity, failed
from atlas.base.text import number
from atlas.cli.screen import print_found, site_language, site_option

WORDS = {
    "de": "{numbers} Zahlen der Ausgabe gelesen, {hidden} nicht gezeigte Werte angegriffen, in {seconds} s.",
    "en": "{numbers} numbers of the output read, {hidden} figures not shown attacked, in {seconds} s.",
}


@click.command("audit")
@site_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the built atlas (default: public/ in the site).")
@click.option("--against", type=click.Path(file_okay=False, exists=True, path_type=Path), help="Folder of an earlier edition.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what was kept back, and why, into this file: confidential."
)
def audit_command(root: Path, out: Path | None, against: Path | None, report: Path | None) -> None:
    """Attack the built atlas: try to work out what it keeps back."""
    from atlas.pipeline.audit import audit_output
    from atlas.publish.report import write_report

    language = site_language(root)
    try:
        done = audit_output(root, out or root / "public", against)
        if report:
            write_report(report, done.account)
    except AtlasError as error:
        print_found(error.diagnostics, language, Severity.WARNING)
        sys.exit(1)
    print_found(done.found, language, Severity.WARNING)
    counts = {name: number(getattr(done, name), 0, language) for name in ("numbers", "hidden")}
    click.echo(WORDS[language].format(**counts, seconds=number(done.seconds, 2, language)))
    if failed(done.found):
        sys.exit(1)
