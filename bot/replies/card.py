"""The advice card: what to say, what never to say, what to do next, and its buttons."""

import re
from collections.abc import Sequence

from bot.replies.press import (
    MOST_CODES,
    Press,
    ShowCard,
    ShowCustomers,
    ShowEscalation,
    ShowWhy,
    encode,
)
from bot.replies.reply import Block, Button, Line, Reply, Role
from bot.replies.wording import words
from scripts_library.advice import Advice, Fact, NeverSay, Step
from scripts_library.knowledge import Customer
from scripts_library.models import Language, Situation, Stage
from scripts_library.variables import Values, phrase

MOST_NEVER = 4
MOST_ALSO = 2
MOST_MANNER = 3
COPY_LIMIT = 256


def advice_reply(
    advice: Advice,
    *,
    values: Values,
    also: Sequence[Situation] = (),
    methods: Sequence[str] = (),
    suggested: Customer | None = None,
    short: bool = False,
) -> Reply:
    """The card. `also`: situations that may hold besides, offered for adding. `methods`: the names of
    the methods its sentences use. `suggested`: the kind of customer the description gives away.
    `short`: one line a section.
    """
    blocks = _short_blocks(advice) if short else _full_blocks(advice, values, methods)
    return Reply(blocks, _buttons(advice, also, suggested), internal=True)


def headline(situations: Sequence[Situation], language: Language) -> str:
    """The situations' titles in one line."""
    titles = [f"{entry.emoji} {entry.title.in_language(language)}".strip() for entry in situations]
    return " · ".join(titles)


def when_and_who(step: Step, language: Language, values: Values) -> str:
    """Who does a step and by when. A time is named only if the organisation has set one."""
    manager = phrase("duty_manager", language, values)
    who = words(f"by-{step.by}", language, manager=manager)
    key = f"within-{step.within}"
    if step.within in {"manager_time", "reply_time"}:
        if step.within not in values:
            key += "-open"
        when = words(key, language, **{step.within: phrase(step.within, language, values)})
    else:
        when = words(key, language)
    return f"{who} · {when}"


def _full_blocks(advice: Advice, values: Values, methods: Sequence[str]) -> tuple[Block, ...]:
    head = _head(advice)
    steps = _steps(advice, values)
    escalate = _escalate(advice, values)
    folded = _folded(advice, methods)
    if advice.safety:
        # What protects people comes first; the words are short and the rest stays closed.
        never = _never(advice, folded=True)
        return (head, steps, _say(advice), escalate, *_customer(advice), *never, *folded)
    manner = _customer(advice)
    return (head, _say(advice), *manner, *_never(advice, folded=False), steps, escalate, *folded)


def _short_blocks(advice: Advice) -> tuple[Block, ...]:
    language, comma = advice.language, "；" if advice.language == "zh" else "; "
    title = Line(headline(advice.situations, language), Role.TITLE)
    said = [Line(" ".join(say.text for say in advice.say), Role.SAY, mark="💬")]
    never = comma.join(item.words for item in advice.never_say[:MOST_NEVER])
    steps = comma.join(step.text for step in advice.steps)
    doing = [Line(f"{words('short-steps', language)}: {steps}", mark="➡️")]
    avoiding = [Line(f"{words('short-never', language)}: {never}", mark="🚫")] if never else []
    lines = doing + said if advice.safety else said + avoiding + doing
    return (Block((title, *lines)),)


def _head(advice: Advice) -> Block:
    motto = "card-motto-safety" if advice.safety else "card-motto"
    title = Line(headline(advice.situations, advice.language), Role.TITLE)
    return Block((title, Line(words(motto, advice.language), Role.LEAD)))


def _say(advice: Advice) -> Block:
    language = advice.language
    heading = words("card-now", language)
    if advice.stage is not Stage.CONTACT:
        heading = words("card-stage", language, stage=words(f"stage-{advice.stage}", language))
    lines = [Line(say.text, Role.SAY) for say in advice.say]
    if not lines:
        lines = [Line(words("card-no-script", language), Role.NOTE)]
    return Block((Line(heading, Role.HEADING, mark="💬"), *lines))


def _customer(advice: Advice) -> tuple[Block, ...]:
    """How to speak to the kind of customer that was chosen, and what sets them off."""
    if advice.customer is None:
        return ()
    language, customer = advice.language, advice.customer
    name = customer.name.in_language(language)
    lines = [
        Line(words("card-customer", language, name=name), Role.HEADING, mark="👤"),
        *(Line(text.in_language(language), mark="✓") for text in customer.speak[:MOST_MANNER]),
        *(Line(text.in_language(language), mark="✗") for text in customer.avoid[:MOST_MANNER]),
    ]
    return (Block(tuple(lines)),)


def _never(advice: Advice, *, folded: bool) -> tuple[Block, ...]:
    if not advice.never_say:
        return ()
    heading = Line(words("card-never", advice.language), Role.HEADING, mark="🚫")
    lines = tuple(line for item in advice.never_say[:MOST_NEVER] for line in _pair(item))
    return (Block((heading, *lines), folded=folded),)


def _pair(item: NeverSay) -> tuple[Line, Line]:
    return Line(item.words, Role.NEVER, mark="✗"), Line(item.instead, Role.INSTEAD, mark="✓")


def _steps(advice: Advice, values: Values) -> Block:
    key = "card-first-safety" if advice.safety else "card-steps"
    heading = Line(words(key, advice.language), Role.HEADING, mark="➡️")
    lines = tuple(
        Line(step.text, Role.STEP, str(number), when_and_who(step, advice.language, values))
        for number, step in enumerate(advice.steps, 1)
    )
    return Block((heading, *lines))


def _escalate(advice: Advice, values: Values) -> Block:
    manager = phrase("duty_manager", advice.language, values)
    heading = words("card-escalate", advice.language, manager=manager)
    lines = tuple(Line(text, mark="•") for text in advice.escalate_when)
    return Block((Line(heading, Role.HEADING, mark="⬆️"), *lines) if lines else ())


def _folded(advice: Advice, methods: Sequence[str]) -> tuple[Block, ...]:
    language, lines = advice.language, []
    rest = advice.never_say[MOST_NEVER:]
    if rest:
        lines.append(Line(words("card-more-never", language), Role.HEADING))
        lines += [line for item in rest for line in _pair(item)]
    if advice.never_say:
        lines.append(Line(words("card-why-never", language), Role.HEADING))
        lines += [
            Line(f"{item.words}: {item.why}", mark="•") for item in advice.never_say[:MOST_NEVER]
        ]
    if advice.facts:
        lines.append(Line(words("card-facts", language), Role.HEADING))
        lines += [fact_line(fact, language) for fact in advice.facts]
    if methods:
        comma = "、" if language == "zh" else ", "
        names = comma.join(_in_words(name, language) for name in methods)
        lines.append(Line(words("card-method", language, names=names), Role.NOTE))
    return (Block(tuple(lines), folded=True),) if lines else ()


def _in_words(name: str, language: Language) -> str:
    """A method's name without the letters that some names begin with, on a Chinese card."""
    return re.sub(r"[A-Za-z0-9+-]+", "", name).strip() if language == "zh" else name


def fact_line(fact: Fact, language: Language) -> Line:
    """A regulation in one line, with its source and whether it may be quoted."""
    marks = [words("card-quotable" if fact.quotable else "card-internal", language)]
    if fact.in_force:
        marks.append(words("card-in-force", language, date=fact.in_force))
    return Line(f"{fact.title}: {fact.says}", mark="📖", note=" · ".join(marks))


# --- buttons ----------------------------------------------------------------------------------------


def _buttons(
    advice: Advice, also: Sequence[Situation], suggested: Customer | None
) -> tuple[tuple[Button, ...], ...]:
    language = advice.language
    customer = advice.customer.id if advice.customer else None
    codes = tuple(entry.code for entry in advice.situations[:MOST_CODES])
    escalate = _button(words("button-escalate", language), ShowEscalation(language, codes))
    stages = tuple(
        _button(_stage_label(stage, advice), ShowCard(language, codes, stage, 0, customer))
        for stage in Stage
    )
    ways: list[Button] = []
    if advice.wordings > 1:
        following = (advice.wording + 1) % advice.wordings
        press = ShowCard(language, codes, advice.stage, following, customer)
        ways.append(_button(words("button-other", language), press))
    ways.append(_button(words("button-why", language), ShowWhy(language, codes)))
    copies = _copies(advice)
    added = tuple(
        _button(
            words("button-also", language, title=entry.title.in_language(language)),
            ShowCard(language, (*codes, entry.code)),
        )
        for entry in also[:MOST_ALSO]
        if len(codes) < MOST_CODES
    )
    rows: tuple[tuple[Button, ...], ...]
    last = (_customer_button(advice, codes, suggested), escalate)
    if advice.safety:
        rows = (last[1:], stages, copies, tuple(ways), last[:1], added)
    else:
        rows = (stages, copies, tuple(ways), last, added)
    return tuple(row for row in rows if row)


def _customer_button(advice: Advice, codes: tuple[str, ...], suggested: Customer | None) -> Button:
    """Speaks to the kind of customer the description gives away; else to choose a kind."""
    language = advice.language
    if suggested and advice.customer is None:
        label = words("button-customer-like", language, name=suggested.name.in_language(language))
        return _button(label, ShowCard(language, codes, advice.stage, 0, suggested.id))
    return _button(words("button-customers", language), ShowCustomers(language, codes))


def _stage_label(stage: Stage, advice: Advice) -> str:
    mark = "●" if stage is advice.stage else "①②③④"[tuple(Stage).index(stage)]
    return f"{mark} {words(f'stage-{stage}', advice.language)}"


def _copies(advice: Advice) -> tuple[Button, ...]:
    sentences = [say.text for say in advice.say if len(say.text) <= COPY_LIMIT]
    if len(sentences) == 1:
        return (Button(words("button-copy", advice.language), copy=sentences[0]),)
    return tuple(
        Button(words("button-copy-one", advice.language, number=number), copy=sentence)
        for number, sentence in enumerate(sentences, 1)
    )


def _button(label: str, press: Press) -> Button:
    return Button(label, press=encode(press))
