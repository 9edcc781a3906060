"""The composition root: settings in, the parts built and plugged together, the program out.

`telegram`, and everything that imports it, is imported only by what serves a chat: `huashu ask` and
`huashu match` do not pay for it.
"""

import asyncio
import signal
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bot.replies.general import Counts
from bot.services.advise import Advise
from bot.services.browse import Browse
from bot.services.catalog import Services
from bot.services.choose import Choose
from bot.services.find_scripts import FindScripts
from bot.services.ports import Hearer
from bot.settings import Settings, SettingsError, is_url, organisation_values
from bot.storage.memory import MemoryAnsweredMessages, MemoryPreferences
from scripts_library.library import Library
from scripts_library.loader import load_library
from scripts_library.matcher.engine import build_matcher
from scripts_library.matcher.store import cache_folder
from scripts_library.models import Language

if TYPE_CHECKING:
    from telegram.ext import Application
    from telegram.request import BaseRequest

    from bot.semantic.encoder import Encoder
    from bot.semantic.helper import SemanticHelper

    App = Application[Any, Any, Any, Any, Any, Any]


def build_library(settings: Settings) -> Library:
    """The library of the packs in use; raises LibraryError."""
    return load_library(settings.packs)


def build_helper(settings: Settings, library: Library) -> "SemanticHelper | None":
    """The semantic helper, not yet at work; None when it is off. Raises SettingsError."""
    if settings.semantic is None:
        return None
    from bot.semantic.folder import FolderError, OnnxFolder  # noqa: PLC0415 - off by default
    from bot.semantic.helper import SemanticHelper  # noqa: PLC0415

    folder = settings.cache_dir or cache_folder()
    try:
        encoder = (
            _endpoint(settings)
            if is_url(settings.semantic)
            else OnnxFolder(Path(settings.semantic).expanduser())
        )
    except FolderError as error:
        raise SettingsError(f"HUASHU_SEMANTIC: {error}") from error
    return SemanticHelper(library, encoder, folder, seconds=settings.semantic_seconds)


def _endpoint(settings: Settings) -> "Encoder":
    from bot.semantic.endpoint import Endpoint  # noqa: PLC0415 - imports httpx

    return Endpoint(settings.semantic or "", settings.semantic_model or "", settings.semantic_key)


def build_services(
    settings: Settings, library: Library | None = None, hearer: Hearer | None = None
) -> Services:
    """Every use case, on one library. Raises SettingsError and LibraryError."""
    values = organisation_values(settings.organisation)
    library = library or build_library(settings)
    matcher = build_matcher(library, settings.cache_dir)
    return Services(
        advise=Advise(library, matcher, values=values, channel=settings.channel),
        browse=Browse(library),
        find_scripts=FindScripts(library, matcher, values),
        choose=Choose(MemoryPreferences()),
        answered=MemoryAnsweredMessages(),
        hearer=hearer,
    )


def build_application(
    settings: Settings, services: Services, counts: Counts, *, request: "BaseRequest | None" = None
) -> "App":
    """The Telegram application with every handler; `request` replaces the network (terminal, tests)."""
    from telegram.ext import AIORateLimiter, Application  # noqa: PLC0415

    from handlers import all_handlers  # noqa: PLC0415
    from handlers.faults import build_error_handler  # noqa: PLC0415

    builder = Application.builder().updater(None)
    if request is not None:
        builder = builder.token("1:local").request(request).get_updates_request(request)
    else:
        if settings.bot_token is None:
            raise SettingsError("HUASHU_BOT_TOKEN is not set")
        builder = builder.token(settings.bot_token.get_secret_value())
        limiter: Any = AIORateLimiter(
            max_retries=2
        )  # typed for its own arguments, which we do not use
        builder = builder.rate_limiter(limiter)
        if settings.telegram_api:
            builder = builder.base_url(f"{settings.telegram_api}/bot")
            builder = builder.base_file_url(f"{settings.telegram_api}/file/bot")
        if settings.proxy:
            builder = builder.proxy(settings.proxy).get_updates_proxy(settings.proxy)
    application: App = builder.build()
    application.add_handlers(all_handlers(services, counts))
    application.add_error_handler(build_error_handler(services.choose))
    return application


def count(library: Library) -> Counts:
    """What /about tells."""
    return Counts(
        version("huashu"), len(library.situations), len(library.rules), len(library.methods)
    )


async def serve_telegram(settings: Settings) -> None:
    """Serves Telegram by long polling until SIGTERM or SIGINT; raises SettingsError for a bad token."""
    from telegram.error import InvalidToken  # noqa: PLC0415

    from bot.updates import ChatQueues, LongPolling, initialise  # noqa: PLC0415
    from handlers.menu import set_menus  # noqa: PLC0415

    library = build_library(settings)
    helper = build_helper(settings, library)
    services = build_services(settings, library, helper)
    application = build_application(settings, services, count(library))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        await initialise(application, stop)
        if not stop.is_set():
            menus = asyncio.create_task(set_menus(application.bot))
            polling = LongPolling(application, ChatQueues(application.process_update))
            async with helper or nullcontext():
                await polling.run(stop)
            await menus
    except InvalidToken:
        raise SettingsError("HUASHU_BOT_TOKEN: Telegram does not know this token") from None
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # its connections are open even when the start failed


async def serve_terminal(
    settings: Settings, language: Language, *, source: TextIO, sink: TextIO
) -> None:
    """Chats in the terminal until the input ends."""
    from bot.terminal.api import LocalBotApi  # noqa: PLC0415
    from bot.terminal.chat import TerminalChat, run_terminal  # noqa: PLC0415
    from bot.terminal.screen import Screen  # noqa: PLC0415

    library = build_library(settings)
    helper = build_helper(settings, library)
    services = build_services(settings, library, helper)
    screen = Screen(sink, buttons=source.isatty())
    api = LocalBotApi()
    chat = TerminalChat(api, screen, language)
    api.watch(chat.on_event)
    application = build_application(settings, services, count(library), request=api)
    async with helper or nullcontext():
        await run_terminal(application, chat, screen, language=language, source=source)
