"""`huashu library …` for those who write it: the check, what is short, a skeleton, schemas for editors."""

import datetime
import json
import re
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.bootstrap import build_library
from bot.cli_language import LANGUAGE, interface_language
from bot.replies.wording import words
from bot.settings import Settings
from scripts_library.coverage import MINIMUM, as_data, counts
from scripts_library.library import Library
from scripts_library.loader import load_with_places
from scripts_library.matcher.engine import build_matcher
from scripts_library.models import ID_PATTERN, Kind, Language
from scripts_library.problems import LibraryError
from scripts_library.proof import CheckResult
from scripts_library.proof import check as check_library
from scripts_library.schema import schemas
from scripts_library.skeleton import skeleton

_REVIEW_AFTER = datetime.timedelta(days=180)


@click.group()
def library() -> None:
    """Work with the phrase library."""


@library.command("check")
@LANGUAGE
@click.pass_obj
def check(settings: Settings, lang: Language | None) -> None:
    """Prove the library by its own examples. Exit code 1 when something fails."""
    language = lang or interface_language()
    try:
        loaded = load_with_places(settings.packs)
    except LibraryError as error:
        for problem in error.problems:
            click.echo(problem.in_language(language))
        click.echo(words("check-problems", language, count=len(error.problems)))
        sys.exit(1)
    matcher = build_matcher(loaded.library, settings.cache_dir)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    result = check_library(loaded, matcher, today)
    for problem in result.problems:
        click.echo(problem.in_language(language))
    for warning in result.warnings:
        click.echo(f"{words('check-warning', language)} {warning.in_language(language)}")
    click.echo(_summary(loaded.library, result, language))
    if result.problems:
        sys.exit(1)


def _summary(library: Library, result: CheckResult, language: Language) -> str:
    return words(
        "check-summary",
        language,
        situations=len(library.situations),
        rules=len(library.rules),
        methods=len(library.methods),
        regulations=len(library.regulations),
        problems=len(result.problems),
        warnings=len(result.warnings),
    )


@library.command("coverage")
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


@library.command("new")
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


@library.command("schema")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def schema(folder: Path) -> None:
    """Write the JSON schemas of the library's files into FOLDER, for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    click.echo(f"{len(schemas())} schemas written to {folder}")
