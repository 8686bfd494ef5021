"""The commands that bring a built atlas to its readers: publish it, and write the rules for the server."""

from pathlib import Path

import click

from atlas.base.text import number
from atlas.cli.screen import or_exit, site_language, site_option

WRONG_SITE = 1
SERVERS = ("nginx", "apache", "caddy", "netlify")
SHOWN = 12
"""So many kinds of files are listed in the report."""

WORDS = {
    "de": {
        "report": "{files} Dateien, {size} MB: {kinds}.",
        "change": "{added} neu, {changed} geändert, {removed} entfernt; {size} MB zu übertragen.",
        "same": "{target} ist auf dem Stand dieses Atlas; nichts zu tun.",
        "done": "Veröffentlicht: {target}",
        "dry": "Nichts geschrieben (--dry-run): {target}",
    },
    "en": {
        "report": "{files} files, {size} MB: {kinds}.",
        "change": "{added} new, {changed} changed, {removed} removed; {size} MB to send.",
        "same": "{target} holds this atlas already; nothing to do.",
        "done": "Published: {target}",
        "dry": "Nothing written (--dry-run): {target}",
    },
}

out_option = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="The built folder (default: public/ in the site)."
)


@click.command("publish")
@site_option
@out_option
@click.option("--target", default="", help="A folder, rsync:HOST:PATH, git:REPOSITORY#BRANCH or s3://BUCKET/PREFIX (default: site.yaml).")
@click.option("--dry-run", "dry", is_flag=True, help="List what would change, and write nothing.")
def publish_command(root: Path, out: Path | None, target: str, dry: bool) -> None:
    """Publish what was built: only what differs travels, in one step where the target can."""
    from atlas.pipeline.delivery import deliver

    language = site_language(root)
    with or_exit(language):
        done = deliver(root, out or root / "public", target, dry=dry)
    words = WORDS[language]
    kinds = ", ".join(
        f"{kind} {number(count, 0, language)} ({_megabytes(size, language)})" for kind, (count, size) in list(done.sizes.items())[:SHOWN]
    )
    click.echo(words["report"].format(files=number(done.files, 0, language), size=_megabytes(done.bytes, language), kinds=kinds))
    if dry:
        for sign, paths in (("+", done.change.added), ("~", done.change.changed), ("-", done.change.removed)):
            click.echo("".join(f"{sign} {path}\n" for path in paths), nl=False)
    counts = {name: number(len(getattr(done.change, name)), 0, language) for name in ("added", "changed", "removed")}
    click.echo(words["change"].format(**counts, size=_megabytes(done.change.size, language)))
    click.echo(words["dry" if dry else "done" if done.change else "same"].format(target=done.target))


@click.command("headers")
@click.argument("server", type=click.Choice(SERVERS))
@site_option
@out_option
def headers_command(server: str, root: Path, out: Path | None) -> None:
    """Print the rules for a server: headers, how long browsers keep what, packed files, former addresses, the page for what is not there."""
    from atlas.pipeline.delivery import headers

    with or_exit(site_language(root)):
        click.echo(headers(root, out or root / "public", server), nl=False)


def _megabytes(size: int, language: str) -> str:
    return number(size / 1e6, 1, language)
