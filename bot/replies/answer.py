"""The reply to a description: the card, a choice, or openly nothing; and the reasons behind a card."""

from collections.abc import Callable, Sequence

from bot.replies.browse import kind_buttons
from bot.replies.card import advice_reply, headline
from bot.replies.press import Press, ShowCard, ShowKinds, encode
from bot.replies.reply import Block, Button, Line, Reply, Role, said
from bot.replies.wording import words
from bot.services.advise import Answer, Reason
from scripts_library.advice import Advice
from scripts_library.knowledge import Customer
from scripts_library.models import Kind, Language, Situation
from scripts_library.variables import Values, phrase

MOST_CHOICES = 4
MethodName = Callable[[str, Language], str]


def answer_reply(
    answer: Answer,
    *,
    values: Values,
    kinds: Sequence[Kind],
    method_name: MethodName,
    short: bool = False,
) -> Reply:
    """The reply to a description."""
    if answer.advice:
        return card_reply(
            answer.advice,
            values=values,
            method_name=method_name,
            also=answer.more,
            suggested=answer.customer,
            short=short,
        )
    if answer.more:
        return _unsure(answer)
    return nothing_reply(answer.language, kinds)


def card_reply(
    advice: Advice,
    *,
    values: Values,
    method_name: MethodName,
    also: Sequence[Situation] = (),
    suggested: Customer | None = None,
    short: bool = False,
) -> Reply:
    """The card, with the names of the methods its sentences use."""
    used = dict.fromkeys(say.method for say in advice.say if say.method)
    names = [name for method in used if (name := method_name(method, advice.language))]
    return advice_reply(
        advice, values=values, also=also, methods=names, suggested=suggested, short=short
    )


def nothing_reply(language: Language, kinds: Sequence[Kind]) -> Reply:
    """Nothing in the library fits: says so and offers the categories."""
    lines = (
        Line(words("nothing-title", language), Role.TITLE),
        Line(words("nothing-hint", language)),
    )
    return Reply((Block(lines),), kind_buttons(kinds, language))


def empty_reply(language: Language) -> Reply:
    """There was nothing to read in the message."""
    return said(words("empty-hint", language))


def _unsure(answer: Answer) -> Reply:
    language = answer.language
    lines = (
        Line(words("unsure-title", language), Role.TITLE),
        Line(words("unsure-hint", language), Role.NOTE),
    )
    choices = tuple(
        (_button(headline([entry], language), ShowCard(language, (entry.code,))),)
        for entry in answer.more[:MOST_CHOICES]
    )
    none = _button(words("button-none-of-these", language), ShowKinds(language))
    return Reply((Block(lines),), (*choices, (none,)))


def why_reply(
    language: Language, situations: Sequence[Situation], reasons: Sequence[Reason]
) -> Reply:
    """Which words led to which situation, and how sure. Without reasons: opened from a list."""
    title = Line(words("why-title", language), Role.TITLE)
    lines = tuple(_reason_line(reason, language) for reason in reasons)
    if not lines:
        lines = (Line(words("why-card-only", language)),)
    return Reply((Block((title,)), Block(lines)), _back(language, situations), internal=True)


def _reason_line(reason: Reason, language: Language) -> Line:
    name = headline([reason.situation], language)
    if reason.confidence is None:
        return Line(name, note=words("why-chosen", language))
    heard = [words("why-guess", language)]
    if reason.words:
        comma = "」「" if language == "zh" else "”, “"
        heard = [words("why-heard", language, words=comma.join(reason.words))]
    heard.append(words("why-sure", language, percent=round(reason.confidence * 100)))
    return Line(name, note=" · ".join(heard))


def escalation_reply(advice: Advice, *, values: Values) -> Reply:
    """When to hand over, to whom, and the words for it."""
    language = advice.language
    manager = phrase("duty_manager", language, values)
    title = Line(words("escalate-title", language), Role.TITLE, mark="⬆️")
    reasons = advice.escalate_when or (words("escalate-none", language),)
    titles = ("、" if language == "zh" else ", ").join(
        entry.title.in_language(language) for entry in advice.situations
    )
    handover = words("escalate-handover-text", language, titles=titles)
    blocks = (
        Block((title, *(Line(text, mark="•") for text in reasons))),
        Block((Line(words("escalate-to", language, manager=manager), Role.HEADING),)),
        Block((Line(words("escalate-handover", language), Role.HEADING), Line(handover, Role.SAY))),
    )
    copy = Button(words("button-copy-handover", language), copy=handover[:256])
    return Reply(blocks, ((copy,), *_back(language, advice.situations)), internal=True)


def _back(language: Language, situations: Sequence[Situation]) -> tuple[tuple[Button, ...], ...]:
    codes = tuple(entry.code for entry in situations)
    return ((_button(words("button-back", language), ShowCard(language, codes)),),)


def _button(label: str, press: Press) -> Button:
    return Button(label, press=encode(press))
