"""Replies for walking through the library: kinds, situations, methods, regulations."""

from collections.abc import Sequence
from typing import Literal

from bot.replies.card import headline
from bot.replies.press import (
    Press,
    ShowCard,
    ShowKind,
    ShowKinds,
    ShowList,
    ShowMethod,
    ShowRegulation,
    encode,
)
from bot.replies.reply import Block, Button, Line, Reply, Role
from bot.replies.wording import words
from scripts_library.advice import fact
from scripts_library.knowledge import Method, Regulation
from scripts_library.models import Kind, Language, Situation, Stage, code_of

PAGE = 10
LIST_PAGE = 15
_EMOJI = {
    Kind.SAFETY: "🆘",
    Kind.BEHAVIOUR: "🔥",
    Kind.DEMAND: "🙋",
    Kind.SERVICE: "🛎️",
    Kind.BILLING: "🧾",
    Kind.POWER: "⚡",
    Kind.TELECOM: "📶",
    Kind.HEATING: "♨️",
    Kind.COURTESY: "🤝",
}

Rows = tuple[tuple[Button, ...], ...]


def kind_buttons(kinds: Sequence[Kind], language: Language) -> Rows:
    """The categories as buttons, two in a row."""
    buttons = [
        _button(f"{_EMOJI[kind]} {words(f'kind-{kind}', language)}", ShowKind(language, kind))
        for kind in kinds
    ]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def kinds_reply(kinds: Sequence[Kind], language: Language) -> Reply:
    """The list of categories."""
    title = Line(words("kinds-title", language), Role.TITLE)
    return Reply((Block((title,)),), kind_buttons(kinds, language))


def kind_reply(
    kind: Kind, situations: Sequence[Situation], language: Language, page: int = 0
) -> Reply:
    """One page of a category's situations, to tap; a page that is not there shows the last one."""
    page = min(page, max(0, (len(situations) - 1) // PAGE))
    title = words(
        "kind-title", language, kind=words(f"kind-{kind}", language), count=len(situations)
    )
    rows: list[tuple[Button, ...]] = [
        (_button(headline([entry], language), ShowCard(language, (entry.code,))),)
        for entry in situations[page * PAGE : (page + 1) * PAGE]
    ]
    rows += _turning(
        ShowKind(language, kind, page - 1) if page else None,
        ShowKind(language, kind, page + 1) if (page + 1) * PAGE < len(situations) else None,
        language,
    )
    rows.append((_button(words("button-kinds", language), ShowKinds(language)),))
    return Reply((Block((Line(f"{_EMOJI[kind]} {title}", Role.TITLE),)),), tuple(rows))


def methods_reply(
    methods: Sequence[Method], language: Language, *, page: int = 0, missed: str = ""
) -> Reply:
    """One page of methods to tap. `missed`: what was looked up and not found."""
    entries = [(m.name.in_language(language), ShowMethod(language, code_of(m.id))) for m in methods]
    return _list("methods", entries, language, page, missed)


def regulations_reply(
    regulations: Sequence[Regulation], language: Language, *, page: int = 0, missed: str = ""
) -> Reply:
    """One page of regulations to tap. `missed`: what was looked up and not found."""
    entries = [
        (r.title.in_language(language), ShowRegulation(language, code_of(r.id)))
        for r in regulations
    ]
    return _list("law", entries, language, page, missed)


def method_reply(method: Method, situation: Situation | None, language: Language) -> Reply:
    """A method: when, its steps, an example on a situation of the library, where it comes from."""
    head = (
        Line(method.name.in_language(language), Role.TITLE),
        Line(words("method-when", language, when=method.when.in_language(language))),
    )
    steps = (
        Line(words("method-steps", language), Role.HEADING),
        *(
            Line(step.in_language(language), Role.STEP, str(n))
            for n, step in enumerate(method.steps, 1)
        ),
    )
    blocks, buttons = [Block(head), Block(steps)], []
    if method.example and situation:
        title = situation.title.in_language(language)
        heading = Line(words("method-example", language, title=title), Role.HEADING)
        blocks.append(Block((heading, Line(method.example.text.in_language(language), Role.SAY))))
        press = ShowCard(language, (situation.code,), Stage.CONTACT)
        buttons.append((_button(headline([situation], language), press),))
    notes = [Line(words(f"method-origin-{method.origin}", language), Role.NOTE)]
    if method.note:
        notes.insert(0, Line(method.note.in_language(language), Role.NOTE))
    return Reply((*blocks, Block(tuple(notes))), tuple(buttons))


def regulation_reply(regulation: Regulation, language: Language) -> Reply:
    """A regulation: its gist, whether it may be said to a customer, since when it is in force."""
    if not regulation.verified:
        status = "law-unverified"
    else:
        status = "law-quotable" if regulation.quotable else "law-internal"
    item = fact(regulation, language)
    lines = [
        Line(item.title, Role.TITLE, mark="📖"),
        Line(item.says),
        Line(words(status, language), Role.NOTE),
    ]
    if item.in_force:
        lines.append(Line(words("card-in-force", language, date=item.in_force), Role.NOTE))
    if regulation.note:
        lines.append(Line(regulation.note.in_language(language), Role.NOTE))
    return Reply((Block(tuple(lines)),), internal=not (regulation.quotable and regulation.verified))


def _list(
    name: Literal["methods", "law"],
    entries: Sequence[tuple[str, Press]],
    language: Language,
    page: int,
    missed: str,
) -> Reply:
    page = min(page, max(0, (len(entries) - 1) // LIST_PAGE))
    key = f"{name}-none" if missed else f"{name}-title"
    lines = (
        Line(words(key, language, words=missed), Role.TITLE),
        Line(words(f"{name}-hint", language), Role.NOTE),
    )
    shown = entries[page * LIST_PAGE : (page + 1) * LIST_PAGE]
    rows = [(_button(label, press),) for label, press in shown]
    turn = _turning(
        ShowList(language, name, page - 1) if page else None,
        ShowList(language, name, page + 1) if (page + 1) * LIST_PAGE < len(entries) else None,
        language,
    )
    return Reply((Block(lines),), (*rows, *turn))


def _turning(previous: Press | None, following: Press | None, language: Language) -> Rows:
    """The row that turns pages; no row when there is nothing to turn."""
    turn = []
    if previous:
        turn.append(_button(words("button-previous", language), previous))
    if following:
        turn.append(_button(words("button-more", language), following))
    return (tuple(turn),) if turn else ()


def _button(label: str, press: Press) -> Button:
    return Button(label, press=encode(press))
