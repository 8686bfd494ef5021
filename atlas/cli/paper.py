"""The commands that make something of a built atlas: a comparison of a few areas as PDF, one file for a USB stick, the record of its accessibility."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from atlas.base.diagnostics import Severity, failed
from atlas.base.text import number
from atlas.cli.screen import or_exit, print_found, site_language, site_option

WRONG_SITE = 1

WORDS = {
    "de": {
        "handed": "Vergleich gedruckt: {file}",
        "checked": "{pages} Seiten, {rules} Regeln, {broken} Verstöße; aufgezeichnet in accessibility.json.",
        "bundled": "{files} Dateien, {size} MB → {file}",
    },
    "en": {
        "handed": "Comparison printed: {file}",
        "checked": "{pages} pages, {rules} rules, {broken} broken; recorded in accessibility.json.",
        "bundled": "{files} files, {size} MB → {file}",
    },
}


@click.command("handout")
@site_option
@click.argument("areas", nargs=-1, required=True, metavar="AREA...")
@click.option("--indicators", default="", help="Ids of indicators with commas between (default: the core indicators).")
@click.option("--title", default="", help="What stands on top.")
@click.option(
    "--file", type=click.Path(dir_okay=False, path_type=Path), default=Path("handout.pdf"), show_default=True, help="The PDF to write."
)
def handout_command(root: Path, areas: tuple[str, ...], indicators: str, title: str, file: Path) -> None:
    """Print up to five areas, named by key or name, side by side: a hand-out for a council."""
    from atlas.pipeline.paper import hand_out

    language = site_language(root)
    with or_exit(language):
        chosen = [word.strip() for word in indicators.split(",") if word.strip()]
        hand_out(root, areas, chosen, title, file)
    click.echo(WORDS[language]["handed"].format(file=file))


@click.command("accessibility")
@site_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The built folder (default: public/ in the site).")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the check (default: SOURCE_DATE_EPOCH or today).")
def accessibility_command(root: Path, out: Path | None, day: datetime | None) -> None:
    """Check every built page for what may hinder readers, and record it for the statement on accessibility (accessibility.json)."""
    from atlas.pipeline.accessibility import check_accessibility

    language = site_language(root)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    today = day or (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC))
    with or_exit(language):
        record, found = check_accessibility(root, out or root / "public", today.date())
    print_found(found, language, Severity.NOTE)
    words = {"pages": number(record.pages, 0, language), "rules": len(record.checked), "broken": number(len(found), 0, language)}
    click.echo(WORDS[language]["checked"].format(**words))
    if failed(found):
        sys.exit(WRONG_SITE)


@click.command("bundle")
@site_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The built folder (default: public/ in the site).")
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="The ZIP to write (default: title and edition).")
def bundle_command(root: Path, out: Path | None, file: Path | None) -> None:
    """Pack what was built into one ZIP that runs from a USB stick, without network and installation."""
    from atlas.pipeline.paper import bundle

    language = site_language(root)
    with or_exit(language):
        target, count = bundle(root, out or root / "public", file)
    size = number(target.stat().st_size / 1e6, 1, language)
    click.echo(WORDS[language]["bundled"].format(files=number(count, 0, language), size=size, file=target))
