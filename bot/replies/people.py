"""Replies about people: kinds of customers and how to speak to them, and care for staff."""

from collections.abc import Iterable, Sequence

from bot.replies.press import Press, ShowCard, ShowCare, ShowCustomer, ShowCustomers, encode
from bot.replies.reply import Block, Button, Line, Reply, Role
from bot.replies.wording import words
from scripts_library.knowledge import Care, Customer
from scripts_library.models import Language, Text


def customers_reply(
    customers: Sequence[Customer], language: Language, codes: tuple[str, ...] = ()
) -> Reply:
    """The kinds of customers to tap: for the card of `codes`, or to read about."""
    title = Line(words("customers-title", language), Role.TITLE)
    hint = Line(words("customers-hint", language), Role.NOTE)
    blocks, rows = [Block((title, hint))], []
    for group in ("manner", "difficulty"):
        kinds = [customer for customer in customers if customer.group == group]
        heading = Line(words(f"customers-{group}", language), Role.HEADING)
        signs = [
            Line(f"{_name(kind, language)}: {kind.recognise[0].in_language(language)}", mark="•")
            for kind in kinds
        ]
        blocks.append(Block((heading, *signs)))
        buttons = [
            _button(
                _name(kind, language),
                ShowCard(language, codes, customer=kind.id)
                if codes
                else ShowCustomer(language, kind.id),
            )
            for kind in kinds
        ]
        rows += [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    if codes:
        rows.append((_button(words("button-back", language), ShowCard(language, codes)),))
    return Reply(tuple(blocks), tuple(rows), internal=True)


def customer_reply(customer: Customer, language: Language) -> Reply:
    """One kind of customer: how to recognise it, what it needs, how to speak, what sets it off."""
    title = Line(_name(customer, language), Role.TITLE, mark="👤")
    parts = (
        _part("customer-recognise", customer.recognise, language, "•"),
        _part("customer-needs", customer.needs, language, "•"),
        _part("customer-speak", customer.speak, language, "✓"),
        _part("customer-avoid", customer.avoid, language, "✗"),
    )
    said = [Line(text.in_language(language), Role.SAY) for text in customer.say]
    head = Block((title, Line(words("customer-lead", language), Role.LEAD)))
    ready = Block((Line(words("customer-say", language), Role.HEADING), *said))
    copies = tuple(
        (Button(words("button-copy-one", language, number=number), copy=line.text[:256]),)
        for number, line in enumerate(said, 1)
    )
    back = _button(words("button-customers", language), ShowCustomers(language))
    return Reply((head, *parts, ready), (*copies, (back,)), internal=True)


def care_reply(care: Care, language: Language, page: int = 0) -> Reply:
    """A minute to come down, one sentence that hurt seen another way, when to hand over."""
    page %= len(care.reframes)
    hurt = care.reframes[page]
    reset = [
        Line(text.in_language(language), Role.STEP, str(number))
        for number, text in enumerate(care.reset, 1)
    ]
    reframe = (
        Line(words("care-reframe", language), Role.HEADING),
        Line(words("care-heard", language, text=hurt.heard.in_language(language))),
        Line(words("care-thought", language, text=hurt.thought.in_language(language))),
        Line(words("care-instead", language, text=hurt.instead.in_language(language))),
    )
    title = Line(words("care-title", language), Role.TITLE)
    blocks = (
        Block((title, Line(words("care-reset", language), Role.HEADING), *reset)),
        Block(reframe),
        _part("care-hand-over", care.hand_over, language, "•"),
        _part("care-after", care.after, language, "•"),
    )
    more = _button(words("button-care-more", language), ShowCare(language, page + 1))
    return Reply(blocks, ((more,),))


def _part(key: str, texts: Iterable[Text], language: Language, mark: str) -> Block:
    lines = tuple(Line(text.in_language(language), mark=mark) for text in texts)
    return Block((Line(words(key, language), Role.HEADING), *lines))


def _name(customer: Customer, language: Language) -> str:
    return customer.name.in_language(language)


def _button(label: str, press: Press) -> Button:
    return Button(label, press=encode(press))
