"""A button is pressed: the message under it is made anew."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.replies.answer import card_reply, escalation_reply, why_reply
from bot.replies.browse import (
    kind_reply,
    kinds_reply,
    method_reply,
    methods_reply,
    regulation_reply,
    regulations_reply,
)
from bot.replies.general import language_set_reply
from bot.replies.people import care_reply, customer_reply, customers_reply
from bot.replies.press import (
    ChooseLanguage,
    Press,
    ShowCard,
    ShowCare,
    ShowCustomer,
    ShowCustomers,
    ShowEscalation,
    ShowKind,
    ShowKinds,
    ShowList,
    ShowMethod,
    ShowRegulation,
    ShowWhy,
    decode,
)
from bot.replies.reply import Reply
from bot.replies.wording import words
from bot.services.catalog import Services
from handlers.context import Context
from handlers.people import addressed_text, interface_language
from handlers.send import edit
from scripts_library.matcher.meaning import Meaning
from scripts_library.models import Language


@dataclass(frozen=True)
class _About:
    """The description that the pressed card answers, and what the semantic helper hears in it."""

    description: str
    meaning: Meaning | None


async def pressed(update: Update, context: Context, *, services: Services) -> None:
    """Answers every press; a forged, outdated or unanswerable one gets a sentence and no more."""
    query = update.callback_query
    if query is None:
        return
    press = decode(query.data or "")
    message = query.message
    reader = interface_language(update, services.choose)
    reply = None
    if press and isinstance(message, Message) and message.is_accessible:
        description = _description(message, context)
        asked = description if isinstance(press, ShowWhy) else ""
        about = _About(description, await services.hear(asked) if asked else None)
        reply = _reply(press, query, about, reader, services)
    if reply is None or message is None:
        await query.answer(words("press-old", reader))
        return
    await query.answer()
    await edit(context.bot, message.chat.id, message.message_id, reply)


def _reply(  # noqa: C901 - one case a press
    press: Press, query: CallbackQuery, about: "_About", reader: Language, services: Services
) -> Reply | None:
    """The reply the press asks for; None when it names nothing of this library."""
    browse = services.browse
    match press:
        case ShowCard() | ShowWhy() | ShowEscalation():
            return _card_reply(press, query, about, services)
        case ShowCustomers() | ShowCustomer() | ShowCare():
            return _people_reply(press, services)
        case ShowKinds(language):
            return kinds_reply(browse.kinds(), language)
        case ShowKind(language, kind, page):
            situations = browse.situations(kind)
            return kind_reply(kind, situations, language, page) if situations else None
        case ShowList(language, "methods", page):
            return methods_reply(browse.methods(), language, page=page)
        case ShowList(language, _, page):
            return regulations_reply(browse.regulations(), language, page=page)
        case ShowMethod(language, code):
            method = browse.method(code)
            example = method and method.example and browse.situation(method.example.situation)
            return method_reply(method, example or None, language) if method else None
        case ShowRegulation(language, code):
            regulation = browse.regulation(code)
            return regulation_reply(regulation, language) if regulation else None
        case ChooseLanguage(language):
            services.choose.language(query.from_user.id, language)
            return language_set_reply(language, reader)
    return None


def _people_reply(
    press: ShowCustomers | ShowCustomer | ShowCare, services: Services
) -> Reply | None:
    browse, language = services.browse, press.language
    if isinstance(press, ShowCare):
        care = browse.care()
        return care_reply(care, language, press.page) if care else None
    if isinstance(press, ShowCustomer):
        customer = browse.customer(press.customer)
        return customer_reply(customer, language) if customer else None
    return customers_reply(browse.customers(), language, press.codes)


def _card_reply(
    press: ShowCard | ShowWhy | ShowEscalation,
    query: CallbackQuery,
    about: "_About",
    services: Services,
) -> Reply | None:
    advise = services.advise
    situations = advise.by_codes(press.codes)
    if not situations:
        return None
    if isinstance(press, ShowWhy):
        reasons = (
            advise.reasons(about.description, situations, meaning=about.meaning)
            if about.description
            else ()
        )
        return why_reply(press.language, situations, reasons)
    names = [entry.id for entry in situations]
    if isinstance(press, ShowEscalation):
        return escalation_reply(advise.compose(names, press.language), values=advise.values)
    advice = advise.compose(
        names,
        press.language,
        stage=press.stage,
        wording=press.wording,
        customer=press.customer,
    )
    return card_reply(
        advice,
        values=advise.values,
        method_name=services.browse.name_of,
        short=services.choose.of(query.from_user.id).short,
    )


def _description(message: Message, context: Context) -> str:
    """What the card answers: it quotes the description, so nothing need be kept."""
    asked = message.reply_to_message
    if asked is None or not asked.text:
        return ""
    text = addressed_text(asked, context.bot.username, context.bot.id)
    return asked.text if text is None and not asked.text.startswith("/") else text or ""


def build_handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """One handler for all presses."""
    return [CallbackQueryHandler(partial(pressed, services=services))]
