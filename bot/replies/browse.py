"""Replies for walking through the library: kinds, situations, methods, regulations."""

from collections.abc import Sequence

from bot.replies.card import headline
from bot.replies.press import (
    Press,
    ShowCard,
    ShowKind,
    ShowKinds,
    ShowMethod,
    ShowRegulation,
    encode,
)
from bot.replies.reply import Block, Button, Line, Reply, Role
from bot.replies.wording import words
from scripts_library.advice import fact
from scripts_library.models import Kind, Language, Method, Regulation, Situation, Stage, code_of

PAGE = 10
MOST_LISTED = 60
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
    turn = []
    if page:
        turn.append(_button(words("button-previous", language), ShowKind(language, kind, page - 1)))
    if (page + 1) * PAGE < len(situations):
        turn.append(_button(words("button-more", language), ShowKind(language, kind, page + 1)))
    rows += [tuple(turn)] if turn else []
    rows.append((_button(words("button-kinds", language), ShowKinds(language)),))
    return Reply((Block((Line(f"{_EMOJI[kind]} {title}", Role.TITLE),)),), tuple(rows))


def methods_reply(methods: Sequence[Method], language: Language, *, missed: str = "") -> Reply:
    """The methods to tap. `missed`: what was looked up and not found."""
    entries = [
        (entry.name.in_language(language), ShowMethod(language, code_of(entry.id)))
        for entry in methods
    ]
    return _list("methods", entries, language, missed)


def regulations_reply(
    regulations: Sequence[Regulation], language: Language, *, missed: str = ""
) -> Reply:
    """The regulations to tap. `missed`: what was looked up and not found."""
    entries = [
        (entry.title.in_language(language), ShowRegulation(language, code_of(entry.id)))
        for entry in regulations
    ]
    return _list("law", entries, language, missed)


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
    name: str, entries: Sequence[tuple[str, Press]], language: Language, missed: str
) -> Reply:
    heading = (
        words(f"{name}-none", language, words=missed)
        if missed
        else words(f"{name}-title", language)
    )
    lines = (Line(heading, Role.TITLE), Line(words(f"{name}-hint", language), Role.NOTE))
    buttons = [_button(label, press) for label, press in entries[:MOST_LISTED]]
    size = 2 if all(len(label) <= 12 for label, _ in entries) else 1  # noqa: PLR2004
    rows = tuple(tuple(buttons[i : i + size]) for i in range(0, len(buttons), size))
    return Reply((Block(lines),), rows)


def _button(label: str, press: Press) -> Button:
    return Button(label, press=encode(press))
