"""/start (with deep links), /help, /about."""

from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.replies.answer import card_reply
from bot.replies.general import Counts, about_reply, help_reply, start_reply
from bot.services.catalog import Services
from handlers.context import Context
from handlers.people import interface_language
from handlers.send import send

_SITUATION = "s_"  # ?start=s_<id> opens a situation's card


async def start(update: Update, context: Context, *, services: Services) -> None:
    """/start: the greeting, or the card a deep link names."""
    if update.message is None:
        return
    language = interface_language(update, services.choose)
    payload = context.args[0] if context.args else ""
    situation = services.browse.situation(payload.removeprefix(_SITUATION))
    if payload.startswith(_SITUATION) and situation and update.effective_user:
        reply = card_reply(
            services.advise.compose([situation.id], language),
            values=services.advise.values,
            method_name=services.browse.name_of,
            short=services.choose.of(update.effective_user.id).short,
        )
        await send(update.message, reply)
        return
    await send(update.message, start_reply(language))


async def show_help(update: Update, context: Context, *, services: Services) -> None:
    """/help."""
    if update.message:
        language = interface_language(update, services.choose)
        await send(update.message, help_reply(language, context.bot.username))


async def about(update: Update, context: Context, *, services: Services, counts: Counts) -> None:
    """/about."""
    if update.message:
        language = interface_language(update, services.choose)
        await send(update.message, about_reply(language, counts))


def build_handlers(services: Services, counts: Counts) -> list[BaseHandler[Any, Any, Any]]:
    """The three commands."""
    new = filters.UpdateType.MESSAGE
    return [
        CommandHandler("start", partial(start, services=services), filters=new),
        CommandHandler("help", partial(show_help, services=services), filters=new),
        CommandHandler("about", partial(about, services=services, counts=counts), filters=new),
    ]
