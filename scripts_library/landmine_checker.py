"""Finds landmines in a draft: rules in, findings with spans into the draft as typed out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import re2

from scripts_library.messages import Message
from scripts_library.models import LANGUAGES
from scripts_library.rules import Level, Rule
from scripts_library.text import fold, fold_with_offsets, is_chinese

_GAP = "[^.!?;]{0,8}?"
_LOOSE = '[ ,"]?'  # what hurried typing puts between two Chinese characters
_QUOTED = re.compile(
    r'"[^"]{1,60}"|「[^」]{1,60}」|『[^』]{1,60}』'
    r"|(?:客户|用户|顾客|对方|您(?:刚才)?|他|她)(?:刚才|一直|总|还)?说[::]?[^.!?;]{0,40}"
)
_NEGATED = re.compile(
    r"(?:不会|不能|不要|别|不是要|绝不|从不|不应该|不该|避免)(?:再|对客户|跟您|对您)?(?:说|讲|用|回|提)[^.!?;]{0,6}$"
    r"|\b(?:never|don't|do not|won't|avoid) (?:say|saying|tell|use|using)[^.!?;]{0,12}$"
)


class PatternError(ValueError):
    """A rule's pattern is no RE2 expression; the message says what is wrong with it."""

    def __init__(self, rule: str, message: Message) -> None:
        self.rule, self.message = rule, message
        super().__init__(f"{rule}: {message}")


@dataclass(frozen=True, order=True)
class Finding:
    """A landmine in a draft; `start` and `end` are character places in the draft as typed."""

    start: int
    end: int
    rule: str
    level: Level


class LandmineChecker:
    """The rules of a library, compiled. Linear time in the draft, whatever the rules are."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [_Compiled(rule) for rule in rules]

    def check(self, draft: str) -> list[Finding]:
        """The findings in a draft, sorted by place; overlapping hits of one rule count once."""
        folded, offsets = fold_with_offsets(draft)
        found = [
            Finding(offsets[start], offsets[end - 1] + 1, compiled.rule.id, compiled.rule.level)
            for compiled in self._rules
            for start, end in compiled.hits(folded)
        ]
        return sorted(found)


class _Compiled:
    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        texts = [text for language in LANGUAGES for text in rule.find.any.in_language(language)]
        sources = texts if rule.find.kind == "pattern" else [_phrase(text) for text in texts]
        self._find = [_compile(rule, source) for source in sorted(sources, key=len, reverse=True)]
        unless = [text for language in LANGUAGES for text in rule.unless.in_language(language)]
        self._unless = [_compile(rule, source) for source in unless]

    def hits(self, folded: str) -> Iterator[tuple[int, int]]:
        if any(pattern.search(folded) for pattern in self._unless):
            return
        taken: list[tuple[int, int]] = []
        for pattern in self._find:
            for match in pattern.finditer(folded):
                start, end = match.span()
                clear = all(end <= s or start >= e for s, e in taken)
                if start < end and clear and not self._excused(folded, start, end):
                    taken.append((start, end))
        yield from sorted(taken)

    def _excused(self, folded: str, start: int, end: int) -> bool:
        if self.rule.quoted == "ignore" and any(
            match.start() <= start and end <= match.end() for match in _QUOTED.finditer(folded)
        ):
            return True
        return self.rule.negated == "ignore" and bool(_NEGATED.search(folded[:start]))


def _phrase(text: str) -> str:
    """A phrase as an expression: `…` is a gap, spaces are any spaces, words keep their borders."""
    pieces = [fold(piece) for piece in re.split("…+", text)]
    return _GAP.join(_piece(piece) for piece in pieces if piece)


def _piece(piece: str) -> str:
    expression = ""
    for previous, character in zip(" " + piece, piece, strict=False):
        if is_chinese(previous) and is_chinese(character):
            expression += _LOOSE
        expression += " +" if character == " " else re.escape(character)
    before = r"\b" if piece[0].isascii() and piece[0].isalnum() else ""
    after = r"\b" if piece[-1].isascii() and piece[-1].isalnum() else ""
    return before + expression + after


def _compile(rule: Rule, source: str) -> "re2._Regexp[str]":
    try:
        return re2.compile(source)
    except re2.error as error:
        pattern = "not a valid RE2 expression: {source} ({reason})"
        message = Message(pattern, source=source, reason=str(error))
        raise PatternError(rule.id, message) from error
