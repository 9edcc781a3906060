"""Tells Telegram our commands and descriptions, in both languages, once at the start."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.replies.general import COMMANDS
from bot.replies.wording import words
from scripts_library.models import Language

log = logging.getLogger(__name__)

# Telegram shows the entry without a language to everybody else.
_MENUS: tuple[tuple[str | None, Language], ...] = ((None, "zh"), ("zh", "zh"), ("en", "en"))


async def set_menus(bot: Bot) -> None:
    """Sets menus and descriptions. Without them the bot works, so a failure is only logged."""
    try:
        for code, language in _MENUS:
            commands = [BotCommand(name, words(f"command-{name}", language)) for name in COMMANDS]
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(words("bot-description", language), language_code=code)
            await bot.set_my_short_description(words("bot-about", language), language_code=code)
    except TelegramError as error:
        log.warning("The command menus could not be set: %s", error)
