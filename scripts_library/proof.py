"""Proves the library by its own examples: `library check`, and the condition for publishing."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts_library.advice import spoken_size
from scripts_library.landmine_checker import LandmineChecker, PatternError
from scripts_library.library import Library
from scripts_library.loader import Loaded
from scripts_library.matcher.engine import Matcher
from scripts_library.messages import Message
from scripts_library.models import LANGUAGES, Kind, Language, Lines, Script, Situation, Stage, Text
from scripts_library.problems import Problem
from scripts_library.proof_knowledge import knowledge_faults, landmines, numbered, text_faults
from scripts_library.rules import Level, Rule
from scripts_library.text import normalise
from scripts_library.variables import fill

MAX_SCRIPT = 256  # a copy button's limit, and as much as anyone can say in one breath
_LIMITS: dict[str, dict[Language, int]] = {
    "opening": {"zh": 80, "en": 40},
    "line": {"zh": 35, "en": 20},
}
_APOLOGY_OR_GREETING = re.compile(
    r"抱歉|对不起|不好意思|您好|你好|\bsorry\b|apolog|^(?:hello|hi|good (?:morning|afternoon))\b",
    re.IGNORECASE,
)
# Emergency and public hotlines are no promise and no figure of a regulation.
_HOTLINES = frozenset(
    ["110", "119", "120", "12356", "12345", "12315", "12398", "12300", "95598", "24"]
)
_CLEARLY = 1.1  # a proof nearer to its threshold than this may tip over on another machine
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class CheckResult:
    """What the check found. `problems` forbid publishing, `warnings` do not."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check(loaded: Loaded, matcher: Matcher, today: datetime.date) -> CheckResult:
    """Everything that must hold of the content of a loaded library; problems by file and line."""
    try:
        checker = LandmineChecker(loaded.library.rules.values())
    except PatternError as error:
        return CheckResult((Problem("landmines", 1, error.rule, error.message),), ())
    matching = list(_matching(loaded, matcher))
    problems = [
        *_languages(loaded),
        *_taught_twice(loaded),
        *(problem for level, problem in matching if level is Level.STOP),
        *_rules(loaded, checker),
        *_scripts(loaded, checker),
        *knowledge_faults(loaded, checker),
    ]
    close = [problem for level, problem in matching if level is Level.TIP]
    return CheckResult(tuple(sorted(problems)), (*sorted(close), *_overdue(loaded, today)))


def _texts(situation: Situation) -> Iterator[tuple[tuple[int | str, ...], Text]]:
    yield ("title",), situation.title
    for path, script in _all_scripts(situation):
        yield path, script.text
    for index, step in enumerate(situation.next_steps):
        yield ("next_steps", index, "do"), step.do
    for index, text in enumerate(situation.escalate_when):
        yield ("escalate_when", index), text


def _all_scripts(situation: Situation) -> Iterator[tuple[tuple[int | str, ...], Script]]:
    for stage in Stage:
        for index, script in enumerate(situation.scripts.at(stage)):
            yield ("scripts", stage.value, index), script


def _languages(loaded: Loaded) -> Iterator[Problem]:
    for situation in loaded.library.situations.values():
        place = loaded.places["situations", situation.id]
        for path, text in _texts(situation):
            for message in text_faults(text):
                yield place.problem(situation.id, message, *path)
        for language in LANGUAGES:
            none = Message("no line in {language}", language=language)
            if not situation.says.in_language(language):
                yield place.problem(situation.id, none, "says")
            if not situation.proof.finds.in_language(language):
                yield place.problem(situation.id, none, "proof", "finds")


def _taught_twice(loaded: Loaded) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for situation in loaded.library.situations.values():
        place = loaded.places["situations", situation.id]
        for language in LANGUAGES:
            for index, line in enumerate(situation.says.in_language(language)):
                text = normalise(line.text)
                other = first.setdefault(text, situation.id)
                if other != situation.id:
                    message = Message(
                        "“{text}” is already taught to {other}; teach it once, with also:",
                        text=line.text,
                        other=other,
                    )
                    yield place.problem(situation.id, message, "says", language, index)


def _matching(loaded: Loaded, matcher: Matcher) -> Iterator[tuple[Level, Problem]]:
    """What the matcher gets wrong (stop), and what it gets right only just (tip)."""
    for situation in loaded.library.situations.values():
        place = loaded.places["situations", situation.id]
        for part, proves in (("finds", _not_found), ("refuses", _not_refused)):
            lines: Lines = getattr(situation.proof, part)
            for language in LANGUAGES:
                for index, text in enumerate(lines.in_language(language)):
                    for level, message in proves(situation.id, text, matcher):
                        at = ("proof", part, language, index)
                        yield level, place.problem(situation.id, message, *at)


def _not_found(wanted: str, text: str, matcher: Matcher) -> Iterator[tuple[Level, Message]]:
    match = matcher.match(text)
    seen = {hit.id: hit.confidence for hit in (*match.situations, *match.suggestions)}
    if wanted not in seen:
        found = ", ".join(seen) or Message("nothing")
        yield Level.STOP, Message("“{text}” is not found; it finds {found}", text=text, found=found)
    elif seen[wanted] < matcher.beside * _CLEARLY or max(seen.values()) < matcher.offer * _CLEARLY:
        yield Level.TIP, Message("“{text}” is found only just; teach more of the kind", text=text)


def _not_refused(unwanted: str, text: str, matcher: Matcher) -> Iterator[tuple[Level, Message]]:
    match = matcher.match(text)
    if unwanted in [hit.id for hit in match.situations]:
        yield Level.STOP, Message("“{text}” must not find this situation, and does", text=text)
    for hit in match.suggestions:
        if hit.id == unwanted and hit.confidence * _CLEARLY >= matcher.sure:
            pattern = "“{text}” is refused only just; teach what it holds instead"
            yield Level.TIP, Message(pattern, text=text)


def _rules(loaded: Loaded, checker: LandmineChecker) -> Iterator[Problem]:
    for rule in loaded.library.rules.values():
        place = loaded.places["landmines", rule.id]
        for path, text in ((("why",), rule.why), *numbered("instead", rule.instead)):
            for message in text_faults(text):
                yield place.problem(rule.id, message, *path)
        for language in LANGUAGES:
            for path, message in _rule_faults(rule, language, checker):
                yield place.problem(rule.id, message, *path)


def _rule_faults(
    rule: Rule, language: Language, checker: LandmineChecker
) -> Iterator[tuple[tuple[int | str, ...], Message]]:
    fires = rule.proof.fires.in_language(language)
    if not fires:
        yield (
            ("proof", "fires"),
            Message("no line in {language}: every rule shows that it fires", language=language),
        )
    for index, line in enumerate(fires):
        if message := _fires(rule, line, checker):
            yield ("proof", "fires", language, index), message
    for index, line in enumerate(rule.proof.silent.in_language(language)):
        if any(finding.rule == rule.id for finding in checker.check(line)):
            message = Message("“{line}” must stay silent, and fires", line=line)
            yield ("proof", "silent", language, index), message
    for index, text in enumerate(rule.instead):
        for message in landmines(text.in_language(language), checker):
            yield ("instead", index, language), message


def _fires(rule: Rule, line: str, checker: LandmineChecker) -> Message | None:
    wanted, plain = [], ""
    for piece in re.split(r"(\[[^\]]*\])", line):
        text = piece[1:-1] if piece.startswith("[") else piece
        if piece.startswith("["):
            wanted.append((len(plain), len(plain) + len(text)))
        plain += text
    if not wanted:
        return Message("“{line}” shows no [place] where the rule fires", line=line)
    found = [(f.start, f.end) for f in checker.check(plain) if f.rule == rule.id]
    if found == wanted:
        return None
    shown = ", ".join(f"“{plain[s:e]}”" for s, e in found) or Message("nothing")
    pattern = "“{line}” must fire exactly at its brackets; it fires at {shown}"
    return Message(pattern, line=line, shown=shown)


def _scripts(loaded: Loaded, checker: LandmineChecker) -> Iterator[Problem]:
    for situation in loaded.library.situations.values():
        place = loaded.places["situations", situation.id]
        figures = _quotable_figures(loaded.library, situation)
        for path, script in _all_scripts(situation):
            for language in LANGUAGES:
                text = fill(script.text.in_language(language), language, {})
                faults = [*_script_faults(script, text, language, path, figures)]
                for message in (*faults, *landmines(text, checker)):
                    named = Message("{language}: {what}", language=language, what=message)
                    yield place.problem(situation.id, named, *path)
        if situation.kind is not Kind.SAFETY and not any(
            script.use == "line" for script in situation.scripts.contact
        ):
            needed = Message(
                "contact needs a script with use: line, to follow another situation's opening"
            )
            yield place.problem(situation.id, needed, "scripts", "contact")


def _script_faults(
    script: Script,
    text: str,
    language: Language,
    path: tuple[int | str, ...],
    figures: frozenset[str],
) -> Iterator[Message]:
    if len(text) > MAX_SCRIPT:
        yield Message(
            "{size} characters, at most {most} can be copied", size=len(text), most=MAX_SCRIPT
        )
    size = spoken_size(text, language)
    most = _LIMITS[script.use][language]
    if "contact" in path and size > most:
        pattern = "{size} long, and use: {use} takes at most {most}"
        yield Message(pattern, size=size, use=script.use, most=most)
    if script.use == "line" and _APOLOGY_OR_GREETING.search(text):
        yield Message("a line follows another situation's opening: no greeting and no apology")
    for number in _NUMBER.findall(text):
        if number not in _HOTLINES | figures:
            pattern = "{number} is in no verified, quotable regulation of this entry"
            yield Message(pattern, number=number)


def _quotable_figures(library: Library, situation: Situation) -> frozenset[str]:
    regulations = [
        library.regulations[name] for name in situation.regulations if name in library.regulations
    ]
    return frozenset(
        number
        for regulation in regulations
        if regulation.verified and regulation.quotable
        for language in LANGUAGES
        for number in _NUMBER.findall(regulation.says.in_language(language))
    )


def _overdue(loaded: Loaded, today: datetime.date) -> Iterator[Problem]:
    for situation in loaded.library.situations.values():
        if situation.review and situation.review.by < today:
            review = situation.review
            message = Message(
                "should have been read again by {day} ({owner})", day=review.by, owner=review.owner
            )
            yield loaded.places["situations", situation.id].problem(situation.id, message, "review")
