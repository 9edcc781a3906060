"""A description comes in, the card goes out; an edited description edits its card."""

from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.replies.answer import answer_reply, empty_reply
from bot.replies.general import one_sentence
from bot.replies.reply import Reply
from bot.services.catalog import Services
from handlers.context import Context
from handlers.people import addressed_text, interface_language
from handlers.send import edit, send
from scripts_library.text import has_words


async def ask(update: Update, context: Context, *, services: Services) -> None:
    """Any text in a private chat; in groups what is addressed to us."""
    message = update.message
    if message is None:
        return
    text = addressed_text(message, context.bot.username, context.bot.id)
    if text is not None:
        await _answer(message, await reply_to(text, update, services), services)


async def ask_command(update: Update, context: Context, *, services: Services) -> None:
    """/ask TEXT, or /ask as a reply to a message that holds the description."""
    message = update.message
    if message is None:
        return
    text = addressed_text(message, context.bot.username, context.bot.id) or ""
    quoted = message.reply_to_message
    if not text and quoted and quoted.text:
        text = quoted.text
    if text:
        await _answer(message, await reply_to(text, update, services), services)
    else:
        language = interface_language(update, services.choose)
        await send(message, one_sentence("ask-how", language))


async def edited(update: Update, context: Context, *, services: Services) -> None:
    """An edited description: the card under it is made anew."""
    message = update.edited_message
    if message is None:
        return
    text = addressed_text(message, context.bot.username, context.bot.id)
    if text is None:
        return
    reply = await reply_to(text, update, services)
    answer = services.answered.answer_to(message.chat_id, message.message_id)
    if answer is None:
        await _answer(message, reply, services)
    else:
        await edit(context.bot, message.chat_id, answer, reply)


async def reply_to(text: str, update: Update, services: Services) -> Reply:
    """The reply to a description by the person behind the update."""
    user = update.effective_user
    if not has_words(text):
        return empty_reply(interface_language(update, services.choose))
    chosen = services.choose.of(user.id if user else 0)
    meaning = await services.hear(text)
    answer = services.advise.answer(text, chosen.language, meaning=meaning)
    return answer_reply(
        answer,
        values=services.advise.values,
        kinds=services.browse.kinds(),
        method_name=services.browse.name_of,
        short=chosen.short,
    )


async def _answer(message: Message, reply: Reply, services: Services) -> None:
    sent = await send(message, reply)
    services.answered.remember(message.chat_id, message.message_id, sent.message_id)


def build_handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """/ask, plain text and edited text."""
    new, text = filters.UpdateType.MESSAGE, filters.TEXT & ~filters.COMMAND
    return [
        CommandHandler("ask", partial(ask_command, services=services), filters=new),
        MessageHandler(new & text, partial(ask, services=services)),
        MessageHandler(
            filters.UpdateType.EDITED_MESSAGE & filters.TEXT, partial(edited, services=services)
        ),
    ]
