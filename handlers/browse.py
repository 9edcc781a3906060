"""/browse, /methods, /law, /customers, /breathe: the library without a description."""

from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.replies.browse import (
    kinds_reply,
    method_reply,
    methods_reply,
    regulation_reply,
    regulations_reply,
)
from bot.replies.general import one_sentence
from bot.replies.people import care_reply, customers_reply
from bot.services.catalog import Services
from handlers.context import Context
from handlers.people import interface_language
from handlers.send import send


async def browse(update: Update, context: Context, *, services: Services) -> None:
    """/browse: the categories."""
    if update.message:
        language = interface_language(update, services.choose)
        await send(update.message, kinds_reply(services.browse.kinds(), language))


async def methods(update: Update, context: Context, *, services: Services) -> None:
    """/methods [words]: the one method the words name, or a list to tap."""
    if update.message is None:
        return
    language, wanted = interface_language(update, services.choose), _words(update.message)
    found = services.browse.methods(wanted)
    if wanted and len(found) == 1:
        example = found[0].example
        situation = services.browse.situation(example.situation) if example else None
        await send(update.message, method_reply(found[0], situation, language))
        return
    missed = "" if found else wanted
    await send(
        update.message,
        methods_reply(found or services.browse.methods(), language, missed=missed),
    )


async def law(update: Update, context: Context, *, services: Services) -> None:
    """/law [words]: the one regulation the words name, or a list to tap."""
    if update.message is None:
        return
    language, wanted = interface_language(update, services.choose), _words(update.message)
    found = services.browse.regulations(wanted)
    if wanted and len(found) == 1:
        await send(update.message, regulation_reply(found[0], language))
        return
    missed = "" if found else wanted
    await send(
        update.message,
        regulations_reply(found or services.browse.regulations(), language, missed=missed),
    )


async def customers(update: Update, context: Context, *, services: Services) -> None:
    """/customers: the kinds of customers, to tap."""
    if update.message:
        language = interface_language(update, services.choose)
        await send(update.message, customers_reply(services.browse.customers(), language))


async def breathe(update: Update, context: Context, *, services: Services) -> None:
    """/breathe: care for staff after a hard conversation."""
    if update.message:
        language = interface_language(update, services.choose)
        care = services.browse.care()
        reply = care_reply(care, language) if care else one_sentence("care-none", language)
        await send(update.message, reply)


def _words(message: Message) -> str:
    return (message.text or "").partition(" ")[2].strip()[:100]


def build_handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The five commands."""
    new = filters.UpdateType.MESSAGE
    return [
        CommandHandler("browse", partial(browse, services=services), filters=new),
        CommandHandler("methods", partial(methods, services=services), filters=new),
        CommandHandler("law", partial(law, services=services), filters=new),
        CommandHandler("customers", partial(customers, services=services), filters=new),
        CommandHandler("breathe", partial(breathe, services=services), filters=new),
    ]
