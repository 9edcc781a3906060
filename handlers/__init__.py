"""Telegram's side: one task a module. `all_handlers` gives them in the order they are tried."""

from typing import Any

from telegram.ext import BaseHandler

from bot.replies.general import Counts
from bot.services.catalog import Services
from handlers import ask, browse, choices, inline, others, press, start


def all_handlers(services: Services, counts: Counts) -> list[BaseHandler[Any, Any, Any]]:
    """Every handler; the first that fits an update takes it."""
    return [
        *start.build_handlers(services, counts),
        *browse.build_handlers(services),
        *choices.build_handlers(services.choose),
        *ask.build_handlers(services),
        *press.build_handlers(services),
        *inline.build_handlers(services),
        *others.build_handlers(services.choose),
    ]
