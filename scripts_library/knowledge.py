"""What stands behind a card: named methods, regulations, kinds of customer, and care for staff."""

import datetime
from typing import Literal

from pydantic import Field

from scripts_library.models import CustomerType, Entry, Id, Lines, Sentence, Text


class MethodExample(Entry):
    """A method at work in a situation of the library."""

    situation: Id
    text: Text


class Method(Entry):
    """A named way of doing things.

    `origin`: seed (the course material defines it), public (taken from public sources), ours (the
    material names it without defining it, and this is our working definition).
    """

    id: Id
    name: Text
    steps: tuple[Text, ...] = Field(min_length=1)
    when: Text
    example: MethodExample | None = None
    note: Text | None = None
    origin: Literal["seed", "public", "ours"]
    sources: tuple[Sentence, ...] = ()


class Regulation(Entry):
    """A law, rule or promise staff may have to point at.

    `quotable`: may be said to a customer. `verified`: its text was read; if not, never in a script.
    """

    id: Id
    title: Text
    says: Text
    in_force: datetime.date | None = None
    quotable: bool
    verified: bool
    note: Text | None = None
    sources: tuple[Sentence, ...] = ()


class CustomerProof(Entry):
    """Descriptions in which the type must be suggested, and in which it must not."""

    suggests: Lines
    silent: Lines = Lines()


class Customer(Entry):
    """A kind of customer: for choosing how to speak. Its name may be read over the shoulder.

    `cues`: words in a description that give the kind away.
    """

    id: CustomerType
    group: Literal["manner", "difficulty"]
    name: Text
    recognise: tuple[Text, ...] = Field(min_length=1)
    needs: tuple[Text, ...] = Field(min_length=1)
    speak: tuple[Text, ...] = Field(min_length=1)
    avoid: tuple[Text, ...] = Field(min_length=1)
    say: tuple[Text, ...] = Field(min_length=1)
    cues: Lines
    proof: CustomerProof
    sources: tuple[Sentence, ...] = ()


class Reframe(Entry):
    """A sentence that hurt, what one told oneself, and another true way to see it (ABC of emotion)."""

    heard: Text
    thought: Text
    instead: Text


class Care(Entry):
    """What helps staff after a hard conversation. `reset` takes a minute."""

    reset: tuple[Text, ...] = Field(min_length=1)
    reframes: tuple[Reframe, ...] = Field(min_length=1)
    hand_over: tuple[Text, ...] = Field(min_length=1)
    after: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Sentence, ...] = ()
