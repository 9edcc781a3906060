"""Composes the one answer for all situations that hold at once: mood before matter, safety alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scripts_library.knowledge import Customer, Regulation
from scripts_library.library import Library
from scripts_library.models import (
    Actor,
    Channel,
    CustomerType,
    Kind,
    Language,
    NextStep,
    Script,
    Situation,
    Stage,
    Within,
)
from scripts_library.rules import Level
from scripts_library.variables import Values, fill

MAX_SAY = 3
MAX_SAY_ZH = 120  # characters, all lines to say now together
MAX_SAY_EN = 60  # words
MAX_STEPS = 5
MAX_ESCALATE = 3
MAX_FACTS = 3

_SOONEST: tuple[Within, ...] = (
    "now",
    "talking",
    "manager_time",
    "before_leaving",
    "today",
    "reply_time",
    "as_agreed",
    "afterwards",
)
_MILDER = {Level.STOP: 0, Level.WARN: 1, Level.TIP: 3}


@dataclass(frozen=True)
class Setting:
    """For whom and where the advice is composed."""

    language: Language = "zh"
    channel: Channel | None = None
    values: Values = field(default_factory=dict)
    customer: CustomerType | None = None


@dataclass(frozen=True)
class Say:
    """A sentence to say, the situation it belongs to, and the method it uses (an id or None)."""

    text: str
    situation: str
    method: str | None = None


@dataclass(frozen=True)
class NeverSay:
    """Words never to say, what to say instead, and why."""

    rule: str
    words: str
    instead: str
    why: str
    level: Level


@dataclass(frozen=True)
class Step:
    """What to do, by whom and by when."""

    text: str
    by: Actor
    within: Within


@dataclass(frozen=True)
class Fact:
    """A verified regulation. `quotable`: may be said to the customer; else internal only."""

    regulation: str
    title: str
    says: str
    in_force: str
    quotable: bool


@dataclass(frozen=True)
class Advice:
    """The composed answer for one stage. `wordings` is how many ways to say it there are."""

    language: Language
    stage: Stage
    wording: int
    wordings: int
    situations: tuple[Situation, ...]
    safety: bool
    say: tuple[Say, ...]
    never_say: tuple[NeverSay, ...]
    steps: tuple[Step, ...]
    escalate_when: tuple[str, ...]
    facts: tuple[Fact, ...]
    customer: Customer | None


def compose(
    library: Library,
    situation_ids: Sequence[str],
    setting: Setting,
    *,
    stage: Stage = Stage.CONTACT,
    wording: int = 0,
) -> Advice:
    """The advice for these situations, whatever their order; unknown ids are left out.

    When a situation of kind safety is among them, the advice is for the safety situations alone.
    Raises ValueError when no situation is known.
    """
    situations = library.ordered(list(situation_ids))
    if not situations:
        raise ValueError("no known situation to compose advice for")
    safety = tuple(entry for entry in situations if entry.kind is Kind.SAFETY)
    leading = safety or situations
    pools = _pools(leading, stage, setting)
    return Advice(
        language=setting.language,
        stage=stage,
        wording=wording,
        wordings=max((len(scripts) for _, scripts in pools), default=1),
        situations=situations,
        safety=bool(safety),
        say=_say(pools, stage, wording, setting),
        never_say=_never_say(library, leading, setting),
        steps=_steps(leading, setting),
        escalate_when=_escalate_when(leading, setting),
        facts=_facts(library, leading, setting.language),
        customer=library.customers.get(setting.customer) if setting.customer else None,
    )


# --- what to say ------------------------------------------------------------------------------------

_Pool = tuple[Situation, tuple[Script, ...]]


def _pools(situations: Sequence[Situation], stage: Stage, setting: Setting) -> list[_Pool]:
    """The scripts to choose from, one pool a situation, in the order they are said."""
    if stage is not Stage.CONTACT:
        pools = [(entry, _fitting(entry.scripts.at(stage), setting)) for entry in situations]
        return [pool for pool in pools if pool[1]]
    first, *others = situations
    contact = _fitting(first.scripts.contact, setting)
    pools = [(first, tuple(script for script in contact if script.use == "opening"))]
    # The mood is spoken once; what else the customer does or needs comes after what they ask for.
    for entry in sorted(others, key=lambda entry: entry.kind is Kind.BEHAVIOUR):
        scripts = _fitting(entry.scripts.contact, setting)
        use = "opening" if entry.kind is Kind.SAFETY else "line"
        pools.append((entry, tuple(script for script in scripts if script.use == use)))
    return [pool for pool in pools if pool[1]]


def _fitting(scripts: Iterable[Script], setting: Setting) -> tuple[Script, ...]:
    """The scripts that fit: those made for this customer first, then those for the channel, then
    the general ones. What is made for another customer or channel is left out.
    """
    fitting = [
        script
        for script in scripts
        if (not script.channels or setting.channel in script.channels)
        and (not script.manner or setting.customer in script.manner)
    ]
    return tuple(sorted(fitting, key=lambda script: (not script.manner, not script.channels)))


def _say(pools: Sequence[_Pool], stage: Stage, wording: int, setting: Setting) -> tuple[Say, ...]:
    chosen: list[Say] = []
    room = MAX_SAY_ZH if setting.language == "zh" else MAX_SAY_EN
    for entry, scripts in pools:
        script = scripts[wording % len(scripts)]
        text = fill(script.text.in_language(setting.language), setting.language, setting.values)
        size = spoken_size(text, setting.language)
        fits = size <= room or not chosen or stage is not Stage.CONTACT
        if fits and text not in {say.text for say in chosen}:
            chosen.append(Say(text, entry.id, script.method))
            room -= size
        if len(chosen) == MAX_SAY:
            break
    return tuple(chosen)


def spoken_size(text: str, language: Language) -> int:
    """How long a sentence is to say: characters in Chinese, words in English."""
    return len(text) if language == "zh" else len(text.split())


# --- what never to say, what to do, what holds ------------------------------------------------------


def _never_say(
    library: Library, situations: Sequence[Situation], setting: Setting
) -> tuple[NeverSay, ...]:
    """The union of the landmines: the worse and the more likely here, the earlier."""
    ranked: dict[str, tuple[int, int]] = {}
    for place, entry in enumerate(situations):
        for position, name in enumerate(entry.landmines):
            if name in library.rules:
                rank = (position + _MILDER[library.rules[name].level], place)
                ranked[name] = min(rank, ranked.get(name, rank))
    rules = [library.rules[name] for name in sorted(ranked, key=lambda name: ranked[name])]
    return tuple(
        NeverSay(
            rule=rule.id,
            words=rule.example(setting.language),
            instead=_filled(rule.instead[0].in_language(setting.language), setting),
            why=rule.why.in_language(setting.language),
            level=rule.level,
        )
        for rule in rules
    )


def _steps(situations: Sequence[Situation], setting: Setting) -> tuple[Step, ...]:
    """One step of each situation in turn, the same action once; then in order of time."""
    taken: list[tuple[int, NextStep]] = []
    keys: set[str] = set()
    for position in range(max(len(entry.next_steps) for entry in situations)):
        for place, entry in enumerate(situations):
            if position < len(entry.next_steps) and len(taken) < MAX_STEPS:
                step = entry.next_steps[position]
                key = step.key or step.do.in_language(setting.language)
                if key not in keys:
                    keys.add(key)
                    taken.append((place, step))
    taken.sort(key=lambda item: (_SOONEST.index(item[1].within), item[0]))
    return tuple(
        Step(_filled(step.do.in_language(setting.language), setting), step.by, step.within)
        for _, step in taken
    )


def _escalate_when(situations: Sequence[Situation], setting: Setting) -> tuple[str, ...]:
    most = max((len(entry.escalate_when) for entry in situations), default=0)
    texts = [
        _filled(entry.escalate_when[position].in_language(setting.language), setting)
        for position in range(most)
        for entry in situations
        if position < len(entry.escalate_when)
    ]
    return tuple(dict.fromkeys(texts))[:MAX_ESCALATE]


def _facts(
    library: Library, situations: Sequence[Situation], language: Language
) -> tuple[Fact, ...]:
    names = dict.fromkeys(name for entry in situations for name in entry.regulations)
    known = [library.regulations[name] for name in names if name in library.regulations]
    verified = [regulation for regulation in known if regulation.verified]
    verified.sort(key=lambda regulation: not regulation.quotable)
    return tuple(fact(regulation, language) for regulation in verified[:MAX_FACTS])


def fact(regulation: Regulation, language: Language) -> Fact:
    """A regulation in one language."""
    return Fact(
        regulation=regulation.id,
        title=regulation.title.in_language(language),
        says=regulation.says.in_language(language),
        in_force=regulation.in_force.isoformat() if regulation.in_force else "",
        quotable=regulation.quotable,
    )


def _filled(text: str, setting: Setting) -> str:
    return fill(text, setting.language, setting.values)
