"""The command `huashu`. Exit codes: 0 done, 1 the answer is no, 2 used or set up wrongly."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from bot.bootstrap import (
    build_helper,
    build_library,
    build_services,
    serve_telegram,
    serve_terminal,
)
from bot.cli_language import LANGUAGE, interface_language
from bot.cli_library import library
from bot.log_setup import set_up_logging
from bot.replies.answer import answer_reply
from bot.replies.browse import kind_reply, kinds_reply
from bot.replies.explained import explained, matched
from bot.replies.plain import draw
from bot.replies.reply import Reply
from bot.services.advise import Answer
from bot.services.catalog import Services
from bot.services.ports import Hearer
from bot.settings import Settings, SettingsError, read_settings
from scripts_library.matcher.engine import Hit, Matcher, build_matcher
from scripts_library.matcher.explain import explain as explain_match
from scripts_library.matcher.meaning import Meaning
from scripts_library.models import Kind, Language, Stage
from scripts_library.problems import LibraryError
from scripts_library.text import has_words

if TYPE_CHECKING:
    from bot.semantic.helper import SemanticHelper

_NOTHING_FOUND, _WRONG = 1, 2


class _Command(click.Group):
    """Turns our errors into one sentence and an exit code, for every command."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: RET503 - ctx.exit raises
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            click.echo(f"huashu: {error}", err=True)
        except LibraryError as error:
            click.echo(str(error), err=True)
            click.echo(
                f"huashu: the library has {len(error.problems)} problem(s), see above", err=True
            )
        except BrokenPipeError:
            # The reader has gone (`huashu … | head`): nothing is wrong, and nothing more is wanted.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        ctx.exit(_WRONG)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """What to say, what never to say, what to do next: scripts for frontline service staff."""
    settings = read_settings()
    set_up_logging(settings.log_level)
    context.obj = settings


def main() -> None:
    """The entry point: UTF-8 whatever the locale, then the command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        cast("Any", stream).reconfigure(encoding="utf-8", errors="replace")
    cli()


@cli.command()
@click.argument("text")
@LANGUAGE
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]), default="contact")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as data.")
@click.pass_obj
def ask(settings: Settings, text: str, lang: Language | None, stage: str, *, as_json: bool) -> None:
    """Answer one description. Exit code 1 when it is not in the library."""
    if not has_words(text):
        raise click.UsageError("TEXT is empty: describe in one sentence what is going on")
    library = build_library(settings)
    services = build_services(settings, library)
    meaning = asyncio.run(_hear(build_helper(settings, library), text))
    answer = services.advise.answer(text, lang, Stage(stage), meaning=meaning)
    if as_json:
        click.echo(json.dumps(answer_data(answer), ensure_ascii=False, indent=1))
    else:
        _print(_reply(answer, services))
    if not (answer.advice or answer.more):
        sys.exit(_NOTHING_FOUND)


@cli.command()
@click.argument("text", required=False)
@click.option(
    "--jsonl", is_flag=True, help='Read {"id","text"} lines from stdin, write JSON lines.'
)
@click.option("--explain", is_flag=True, help="Say why: words, weights, nearest taught lines.")
@click.pass_obj
def match(settings: Settings, text: str | None, *, jsonl: bool, explain: bool) -> None:
    """Print which situations a description holds. Exit code 1 when there is none."""
    if jsonl == (text is not None):
        raise click.UsageError("give either TEXT or --jsonl")
    library = build_library(settings)
    matcher = build_matcher(library, settings.cache_dir)
    helper = build_helper(settings, library)
    if text is None:
        asyncio.run(_match_lines(matcher, helper))
        return
    explanation = explain_match(matcher, text, asyncio.run(_hear(helper, text)))
    for line in explained(explanation) if explain else matched(explanation):
        click.echo(line)
    if not explanation.situations:
        sys.exit(_NOTHING_FOUND)


async def _match_lines(matcher: Matcher, helper: "SemanticHelper | None") -> None:
    async with _ready(helper) as hearer:
        for number, row in _json_lines(sys.stdin):
            if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
                raise click.UsageError(f'line {number}: expected {{"id": …, "text": "…"}}')
            meaning = await hearer.hear(row["text"]) if hearer else None
            found = matcher.match(row["text"], meaning)
            result = {
                "id": row["id"],
                "situations": [_hit(hit) for hit in found.situations],
                "suggestions": [_hit(hit) for hit in found.suggestions],
            }
            click.echo(json.dumps(result, ensure_ascii=False))


async def _hear(helper: "SemanticHelper | None", text: str) -> Meaning | None:
    async with _ready(helper) as hearer:
        return await hearer.hear(text) if hearer else None


@asynccontextmanager
async def _ready(helper: "SemanticHelper | None") -> AsyncIterator[Hearer | None]:
    """The semantic helper at work, having learned if need be; None when it is off or unusable."""
    if helper is None:
        yield None
        return
    async with helper:
        yield helper if await helper.ready() else None


@cli.command()
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in Kind]))
@LANGUAGE
@click.pass_obj
def browse(settings: Settings, kind: str | None, lang: Language | None) -> None:
    """List the kinds of situations, or the situations of one KIND."""
    library = build_library(settings)
    language = lang or interface_language()
    if kind is None:
        _list(kinds_reply([k for k in Kind if library.of_kind(k)], language))
    else:
        entries = library.of_kind(Kind(kind))
        page = 0
        while page * 10 < len(entries):
            _list(kind_reply(Kind(kind), entries, language, page), title=page == 0)
            page += 1


cli.add_command(library)


@cli.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Serve Telegram if HUASHU_BOT_TOKEN is set, else chat in the terminal."""
    if settings.bot_token:
        asyncio.run(serve_telegram(settings))
    else:
        if not sys.stdin.isatty():
            click.echo(
                "HUASHU_BOT_TOKEN is not set: answering the lines of standard input.", err=True
            )
        _chat(settings, interface_language())


@cli.command()
@LANGUAGE
@click.pass_obj
def chat(settings: Settings, lang: Language | None) -> None:
    """Chat in the terminal, whether a token is set or not."""
    _chat(settings, lang or interface_language())


@cli.command("version")
def show_version() -> None:
    """Print the version."""
    click.echo(f"huashu {version('huashu')}")


def answer_data(answer: Answer) -> dict[str, Any]:
    """The answer as plain data: what `ask --json` prints."""
    data: dict[str, Any] = {
        "language": answer.language,
        "situations": [_hit(hit) for hit in answer.match.situations],
        "suggestions": [_hit(hit) for hit in answer.match.suggestions],
        "advice": None,
    }
    if answer.advice:
        advice = asdict(answer.advice)
        advice["situations"] = [
            {"id": entry.id, "kind": entry.kind, "title": entry.title.in_language(answer.language)}
            for entry in answer.advice.situations
        ]
        data["advice"] = advice
    return data


def _chat(settings: Settings, language: Language) -> None:
    asyncio.run(serve_terminal(settings, language, source=sys.stdin, sink=sys.stdout))


def _hit(hit: Hit) -> dict[str, Any]:
    return {"id": hit.id, "confidence": hit.confidence}


def _reply(answer: Answer, services: Services) -> Reply:
    return answer_reply(
        answer,
        values=services.advise.values,
        kinds=services.browse.kinds(),
        method_name=services.browse.name_of,
    )


def _print(reply: Reply) -> None:
    click.echo(draw(reply, width=shutil.get_terminal_size().columns, colour=sys.stdout.isatty()))
    if not reply.internal:  # a choice: the buttons are what it is about
        _list(reply, title=False)


def _list(reply: Reply, *, title: bool = True) -> None:
    if title:
        click.echo(
            draw(reply, width=shutil.get_terminal_size().columns, colour=sys.stdout.isatty())
        )
    for row in reply.buttons:
        for button in row:
            click.echo(f"  {button.label}")


def _json_lines(source: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(source, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise click.UsageError(f"line {number}: not JSON: {error}") from error
