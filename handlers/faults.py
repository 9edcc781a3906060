"""The last resort: a fault is logged under a reference, and the person gets one sentence with it."""

import logging
import secrets
from functools import partial
from typing import Any, cast

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.replies.wording import words
from bot.services.choose import Choose
from handlers.context import Context
from handlers.people import interface_language

log = logging.getLogger(__name__)
_GONE = ("query is too old", "message to edit not found", "message to be replied not found")


async def on_error(update: object, context: Context, *, choose: Choose) -> None:
    """Never raises. What the other side caused (blocked us, a dead query, no network) is no fault."""
    error = context.error
    if isinstance(error, Forbidden) or _is_gone(error):
        log.info("Telegram refused an answer: %s", error)
        return
    reference = secrets.token_hex(3).upper()
    # The error and its trace, never the update: it holds what a customer said.
    log.error("Fault %s", reference, exc_info=error)
    network_down = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    if isinstance(update, Update) and not network_down:
        await _tell(update, reference, choose)


async def _tell(update: Update, reference: str, choose: Choose) -> None:
    text = words("error-sorry", interface_language(update, choose), reference=reference)
    try:
        if update.callback_query:
            await update.callback_query.answer(text[:200], show_alert=True)
        elif update.effective_message:
            await update.effective_message.reply_text(text)
    except TelegramError as error:
        log.warning("Fault %s could not be told: %s", reference, error)


def _is_gone(error: Exception | None) -> bool:
    return isinstance(error, BadRequest) and any(text in str(error).lower() for text in _GONE)


def build_error_handler(choose: Choose) -> Any:
    """The callback for `Application.add_error_handler`."""
    return cast("Any", partial(on_error, choose=choose))
