"""Inline mode: `@bot 赔偿` offers sentences to post in any chat. Scripts only, nothing internal."""

from functools import partial
from typing import Any

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.ext import BaseHandler, InlineQueryHandler

from bot.replies.wording import words
from bot.services.advise import reading_language
from bot.services.catalog import Services
from handlers.context import Context
from handlers.people import interface_language
from scripts_library.models import Language

_CACHE_SECONDS = 10  # results depend on the person's language and on the library of the moment
_SHOWN = 90  # characters of a sentence under its title


async def inline(update: Update, context: Context, *, services: Services) -> None:
    """Answers an inline query with at most 20 sentences, for this person alone."""
    query = update.inline_query
    if query is None:
        return
    menu: Language = interface_language(update, services.choose)
    text = query.query.strip()
    language = services.choose.of(query.from_user.id).language or (
        reading_language(text) if text else menu
    )
    found = services.find_scripts(text, language)
    results = [
        InlineQueryResultArticle(
            id=script.key,
            title=f"{script.situation.emoji} {script.situation.title.in_language(language)}"
            f" · {words(f'stage-{script.stage}', language)}",
            description=script.text[:_SHOWN],
            input_message_content=InputTextMessageContent(script.text),
        )
        for script in found
    ]
    label = "inline-open" if results or len(text) < 2 else "inline-nothing"  # noqa: PLR2004
    await query.answer(
        results,
        is_personal=True,
        cache_time=_CACHE_SECONDS,
        button=InlineQueryResultsButton(words(label, menu), start_parameter="inline"),
    )


def build_handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """One handler for all inline queries."""
    return [InlineQueryHandler(partial(inline, services=services))]
