"""The commands. Only this package prints and knows exit codes: 0 done, 1 the site is wrong, 2 wrong usage, 70 a defect of ours."""

import atexit
import gc
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from atlas.base.diagnostics import AtlasError, Severity, failed
from atlas.base.team import KINDS, default_workers
from atlas.base.text import number
from atlas.cli import exchange
from atlas.cli.attack import audit_command
from atlas.cli.editions import edition_group
from atlas.cli.formats import FORMATS, write
from atlas.cli.paper import accessibility_command, bundle_command, handout_command
from atlas.cli.preview import serve_command
from atlas.cli.publish import headers_command, publish_command
from atlas.cli.screen import print_counts, print_findings, print_found, site_language, site_option
from atlas.cli.start import new_command
from atlas.model.extras import EXTRAS, Extra
from atlas.pipeline import Options, Progress, Result, build, check
from atlas.pipeline.audiences import AUDIENCES, Audience

BRIEF = ("build", "check")
"""Commands whose process ends before looking for reference cycles would pay."""
WRONG_SITE = 1
DEFECT = 70

WORDS = {
    "de": {
        "built": "{pages} Seiten, {files} Dateien, {figures} Werte in {seconds} s → {out}",
        "ran": "{ran} von {files} Dateien neu, die übrigen unverändert übernommen.",
        "stages": "Zeit je Schritt: {stages}.",
        "added": "Das Rezept steht jetzt am Ende von tables: in site.yaml. Bitte dort prüfen, danach atlas check.",
        "not_added": "site.yaml wurde nicht geändert: tables: ist dort keine Liste mit einer Zeile je Eintrag. Das Rezept von Hand einfügen.",
        "nowhere": "{place} gibt es in der Ausgabe nicht. Die Adresse aus dem Browser übernehmen; eine Zahl hat hinter # den Namen ihrer Zelle.",
        "kept": "Nichts geschrieben: Die bisherige Ausgabe bleibt, wie sie war.",
        "defect": "Das ist ein Fehler in atlas, nicht in Ihren Daten. Bitte melden Sie ihn mit dem Text oben.",
    },
    "en": {
        "built": "{pages} pages, {files} files, {figures} figures in {seconds} s → {out}",
        "ran": "{ran} of {files} files made anew, the others kept.",
        "stages": "Time by stage: {stages}.",
        "added": "The recipe is now at the end of tables: in site.yaml. Please check it there, then run atlas check.",
        "not_added": "site.yaml was not changed: tables: is not a list there with a line for each entry. Insert the recipe by hand.",
        "nowhere": "There is no {place} in the output. Take the address from the browser; behind #, a figure has the name of its cell.",
        "kept": "Nothing written: the former output stays as it was.",
        "defect": "This is a defect of atlas, not of your data. Please report it with the text above.",
    },
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sozialatlas", prog_name="atlas")
@click.pass_context
def commands(context: click.Context) -> None:
    """Build a public social atlas from Markdown, indicator tables and geometries."""
    if context.invoked_subcommand not in BRIEF:
        gc.enable()


@commands.command("build")
@site_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write (default: public/ or internal/ in the site)."
)
@click.option("--audience", type=click.Choice(AUDIENCES), default="public", show_default=True, help="For whom; internal goes to internal/.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build.")
@click.option(
    "--with", "extras", type=click.Choice(EXTRAS), multiple=True, help="Make this, too; downloads: workbooks, pictures, geodata, bundles."
)
@click.option("--jobs", "workers", type=click.IntRange(1, 256), help="Number of processes (default: all processors).")
@click.option("--executor", "kind", type=click.Choice(KINDS), default="auto", show_default=True, help="Where pages are made.")
@click.option("--timings", is_flag=True, help="Print the time of every stage as JSON.")
def build_command(
    root: Path, out: Path | None, audience: Audience, strict: bool, extras: tuple[Extra, ...], workers: int | None, kind: str, timings: bool
) -> None:
    """Build the atlas."""
    language = site_language(root)
    with _progress() as progress:
        try:
            options = Options(
                strict=strict, kind=kind, workers=workers or default_workers(), progress=progress, audience=audience, extras=extras
            )
            result = build(root, out or root / audience, options)
        except AtlasError as error:
            print_found(error.diagnostics, language, Severity.WARNING)
            click.echo(WORDS[language]["kept"], err=True)
            sys.exit(WRONG_SITE)
    print_found(result.found, language, Severity.WARNING)
    _print_summary(result, language)
    if timings:
        click.echo(json.dumps({stage: round(seconds, 4) for stage, seconds in result.seconds.items()}))


@commands.command("check")
@site_option
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="For people, or for a tool.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day for which updates are due (default: SOURCE_DATE_EPOCH or today)."
)
def check_command(root: Path, strict: bool, form: str, day: datetime | None) -> None:
    """Check the whole site and write nothing: mistakes, words, missing sections, overdue updates, large pages."""
    language = site_language(root)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    found = check(root, (day or (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC))).date())
    click.echo(write(found, form, language), nl=False)
    print_counts(found, language)
    if failed(found, strict=strict):
        sys.exit(WRONG_SITE)


@commands.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@site_option
@click.option("--sheet", default="", help="Sheet of a workbook (default: the one with most cells).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), help="File for the recipe (default: print it).")
@click.option("--write", "append", is_flag=True, help="Add the recipe to site.yaml.")
def import_command(file: Path, root: Path, sheet: str, out: Path | None, append: bool) -> None:
    """Look at a table or a geometry file, and write the entry of site.yaml that reads it."""
    from atlas.pipeline.intake import look
    from atlas.publish.settings import add_entries, write_recipe

    language = site_language(root)
    try:
        intake = look(root, file, language, sheet)
    except AtlasError as error:
        print_found(error.diagnostics, language, Severity.WARNING)
        sys.exit(WRONG_SITE)
    print_findings(intake.found, language)
    if out and out != Path("-"):
        write_recipe(out, intake.entries)
    else:
        click.echo(intake.entries, nl=False)
    if append and intake.section == "tables" and intake.entries:
        click.echo(WORDS[language]["added" if add_entries(root, intake.entries) else "not_added"], err=True)
    if failed(intake.found):
        sys.exit(WRONG_SITE)


@commands.command("why")
@site_option
@click.argument("address")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The output folder (default: public/ in the site).")
def why_command(address: str, root: Path, out: Path | None) -> None:
    """Say why a page was made anew, and with #anchor where a figure comes from: profile/0101-altstadt/#_unter18-2024."""
    from atlas.pipeline.why import why

    language = site_language(root)
    try:
        click.echo("\n".join(why(root, out or root / "public", address)))
    except AtlasError as error:
        print_found(error.diagnostics, language, Severity.WARNING)
        sys.exit(WRONG_SITE)
    except LookupError as error:
        raise click.UsageError(WORDS[language]["nowhere"].format(place=error)) from error


@commands.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of site.yaml, for the completion of editors."""
    from atlas.load.config import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


commands.add_command(serve_command)
commands.add_command(new_command)
commands.add_command(exchange.export_command)
commands.add_command(exchange.import_command)
commands.add_command(audit_command)
commands.add_command(edition_group)
commands.add_command(publish_command)
commands.add_command(headers_command)
commands.add_command(handout_command)
commands.add_command(bundle_command)
commands.add_command(accessibility_command)


def run() -> NoReturn:
    """Run the command line and leave at once: giving back the memory of a build value by value would take longer than many a build."""
    gc.disable()
    try:
        main()
        code: str | int | None = 0
    except SystemExit as leaving:
        code = leaving.code
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else WRONG_SITE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; never shows a bare traceback for what an author can mend."""
    try:
        commands.main(args=arguments, prog_name="atlas")
    except Exception:  # anything that comes up to here is our own defect
        traceback.print_exc()
        click.echo(WORDS["en"]["defect"], err=True)
        sys.exit(DEFECT)


def _print_summary(result: Result, language: str) -> None:
    words = WORDS[language]
    total = number(sum(result.seconds.values()), 2, language)
    stages = ", ".join(f"{stage} {number(seconds, 2, language)} s" for stage, seconds in result.seconds.items())
    counts = {name: number(getattr(result, name), 0, language) for name in ("pages", "files", "figures", "ran")}
    click.echo(words["built"].format(**counts, seconds=total, out=result.out.resolve() / "index.html"))
    click.echo(words["ran"].format(**counts))
    click.echo(words["stages"].format(stages=stages))


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show a bar on a terminal; say nothing in a log."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("atlas", total=None)
        yield lambda done, everything: bar.update(task, completed=done, total=everything)
