"""What a landmine rule is: what never to say, how it is found, why, and what to say instead."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from scripts_library.models import Entry, Id, Language, Lines, Sentence, Text

Category = Literal[
    "推诿",
    "冷漠",
    "质问",
    "否定",
    "命令",
    "威胁",
    "讥讽",
    "甩锅",
    "过度承诺",
    "术语",
    "催促",
    "歧视",
    "泄密",
    "顶撞",
    "压制情绪",
    "套话",
    "违规",
]
# The ten behaviours that cause complaints (seed 000, part 1, four).
Behaviour = Literal[
    "apology-only",
    "blames-customer",
    "breaks-promise",
    "no-reaction",
    "rude",
    "avoids-responsibility",
    "nonverbal-rejection",
    "interrogates",
    "language-landmine",
    "ignores-feelings",
]


class Level(StrEnum):
    """How bad a landmine is; the order of the members is from mild to worst."""

    TIP = "tip"
    WARN = "warn"
    STOP = "stop"


class FindAny(Entry):
    """How a landmine rule finds its words.

    `phrase`: a normalised phrase, `…` in it is a gap of at most 8 characters. `pattern`: an RE2
    expression over normalised text.
    """

    kind: Literal["phrase", "pattern"]
    any: Lines


class RuleProof(Entry):
    """Drafts that must fire, exactly at the [brackets], and drafts that must stay silent."""

    fires: Lines
    silent: Lines = Lines()


class Rule(Entry):
    """A landmine: what never to say, how it is found, why, and what to say instead."""

    id: Id
    category: Category
    behaviour: Behaviour
    level: Level
    find: FindAny
    unless: Lines = Lines()
    quoted: Literal["ignore", "count"] = "ignore"
    negated: Literal["ignore", "count"] = "ignore"
    why: Text
    instead: tuple[Text, ...] = Field(min_length=1)
    proof: RuleProof
    sources: tuple[Sentence, ...] = ()

    def example(self, language: Language) -> str:
        """What not to say, as shown to staff: the bracketed words of the first proof."""
        lines = self.proof.fires.in_language(language) or self.proof.fires.zh
        text = lines[0] if lines else ""
        start, end = text.find("["), text.find("]")
        return text[start + 1 : end] if 0 <= start < end else text
