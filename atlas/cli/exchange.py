"""`atlas export-register` and `import-register`: the register and the heads of texts as a workbook, and back."""

import sys
from pathlib import Path

import click

from atlas.base.diagnostics import AtlasError, Severity, failed
from atlas.cli.screen import print_findings, print_found, site_language, site_option

WORDS = {
    "de": {
        "exported": "{file} ist geschrieben. Ausgefüllt zurück mit: atlas import-register {file}",
        "same": "Nichts geändert: In der Mappe steht, was in den Dateien steht.",
        "changed": "Geändert: {file}",
    },
    "en": {
        "exported": "{file} is written. Filled in, it comes back with: atlas import-register {file}",
        "same": "Nothing changed: the workbook says what the files say.",
        "changed": "Changed: {file}",
    },
}


@click.command("export-register")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default=Path("register.xlsx"))
@site_option
def export_command(file: Path, root: Path) -> None:
    """Write the register of indicators and the heads of all texts as a workbook."""
    from atlas.pipeline.exchange import export_register
    from atlas.publish.workbook import save_workbook

    language = site_language(root)
    try:
        save_workbook(file, export_register(root))
    except AtlasError as error:
        print_found(error.diagnostics, language, Severity.WARNING)
        sys.exit(1)
    click.echo(WORDS[language]["exported"].format(file=file))


@click.command("import-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@site_option
def import_command(file: Path, root: Path) -> None:
    """Take over what a workbook of export-register says; comments and everything it does not hold stay as they are."""
    from atlas.pipeline.exchange import import_register
    from atlas.publish.rewrite import save

    language = site_language(root)
    try:
        changed, found = import_register(root, file)
    except AtlasError as error:
        print_found(error.diagnostics, language, Severity.WARNING)
        sys.exit(1)
    print_findings(found, language)
    for name, text in changed.items():
        save(root / name, text)
        click.echo(WORDS[language]["changed"].format(file=name))
    if not changed:
        click.echo(WORDS[language]["same"])
    if failed(found):
        sys.exit(1)
