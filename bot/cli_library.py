"""`huashu library …` for those who write it: what is short, a skeleton, schemas for editors."""

import datetime
import json
import re
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.bootstrap import build_library
from bot.settings import Settings
from scripts_library.coverage import MINIMUM, as_data, counts
from scripts_library.library import Library
from scripts_library.models import ID_PATTERN, Kind
from scripts_library.schema import schemas
from scripts_library.skeleton import skeleton

_REVIEW_AFTER = datetime.timedelta(days=180)


@click.command("coverage")
@click.pass_obj
@click.option("--json", "as_json", is_flag=True, help="Print the counts as data.")
def coverage(settings: Settings, *, as_json: bool) -> None:
    """Count what each situation has. Exit code 1 when something is below the minimum."""
    library = build_library(settings)
    if as_json:
        click.echo(json.dumps(as_data(library), ensure_ascii=False, indent=1))
        return
    found = counts(library)
    short = [entry.situation for entry in found if entry.short]
    Console(highlight=False).print(_table(library))
    rules = as_data(library)["rules"]
    click.echo(
        f"{len(found)} situations, {len(short)} below the minimum; {rules['all']} rules "
        f"({rules['zh']} zh, {rules['en']} en), {len(library.methods)} methods, "
        f"{len(library.regulations)} regulations"
    )
    if short:
        raise SystemExit(1)


def _table(library: Library) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("situation", no_wrap=True)
    for name, least in MINIMUM.items():
        table.add_column(f"{name.replace('_', ' ')}\n≥ {least}", justify="right")
    for entry in counts(library):
        cells = [
            f"[red]{number}![/]" if name in entry.short else str(number)
            for name, number in entry.numbers.items()
        ]
        table.add_row(entry.situation, *cells)
    return table


@click.command("new")
@click.argument("situation_id", metavar="ID")
@click.pass_obj
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), default="service")
def new(settings: Settings, situation_id: str, kind: str) -> None:
    """Print a commented skeleton of a situation, to be saved in a pack's situations folder."""
    if not re.match(ID_PATTERN, situation_id):
        raise click.UsageError(f"{situation_id!r}: small letters, digits and single hyphens")
    if situation_id in build_library(settings).situations:
        raise click.UsageError(f"{situation_id} is already in the library")
    review = datetime.datetime.now(tz=datetime.UTC).date() + _REVIEW_AFTER
    click.echo(skeleton(situation_id, Kind(kind), review.isoformat()), nl=False)


@click.command("schema")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def schema(folder: Path) -> None:
    """Write the JSON schemas of the library's files into FOLDER, for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    click.echo(f"{len(schemas())} schemas written to {folder}")
