"""What no other handler takes: pictures, voice, stickers, commands we do not have."""

from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.replies.general import one_sentence
from bot.services.choose import Choose
from handlers.context import Context
from handlers.people import interface_language
from handlers.send import send


async def media(update: Update, context: Context, *, choose: Choose) -> None:
    """Says that only text can be read. A caption is no description: the picture might be the point."""
    if update.message:
        language = interface_language(update, choose)
        await send(update.message, one_sentence(f"media-{_sort(update.message)}", language))


async def unknown_command(update: Update, context: Context, *, choose: Choose) -> None:
    """Points at /help."""
    if update.message:
        language = interface_language(update, choose)
        await send(update.message, one_sentence("command-unknown", language))


def _sort(message: Message) -> str:
    if message.photo or message.video or message.animation or message.video_note:
        return "photo"
    if message.voice or message.audio:
        return "voice"
    return "sticker" if message.sticker else "other"


def build_handlers(choose: Choose) -> list[BaseHandler[Any, Any, Any]]:
    """Only in private chats: in groups nobody talks to us with pictures or others' commands."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        MessageHandler(private & filters.COMMAND, partial(unknown_command, choose=choose)),
        MessageHandler(
            private & ~filters.TEXT & ~filters.StatusUpdate.ALL, partial(media, choose=choose)
        ),
    ]
