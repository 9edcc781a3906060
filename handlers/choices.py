"""/language and /short: what a person chooses for themselves."""

from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.replies.general import language_reply, short_reply
from bot.services.choose import Choose
from handlers.context import Context
from handlers.people import interface_language
from handlers.send import send


async def language(update: Update, context: Context, *, choose: Choose) -> None:
    """/language: the languages to choose from."""
    if update.message:
        await send(update.message, language_reply(interface_language(update, choose)))


async def short(update: Update, context: Context, *, choose: Choose) -> None:
    """/short: short cards on or off."""
    if update.message and update.effective_user:
        chosen = choose.toggle_short(update.effective_user.id)
        reply = short_reply(interface_language(update, choose), short=chosen.short)
        await send(update.message, reply)


def build_handlers(choose: Choose) -> list[BaseHandler[Any, Any, Any]]:
    """The two commands."""
    new = filters.UpdateType.MESSAGE
    return [
        CommandHandler("language", partial(language, choose=choose), filters=new),
        CommandHandler("short", partial(short, choose=choose), filters=new),
    ]
