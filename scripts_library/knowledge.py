"""What stands behind a card: named methods, and regulations."""

import datetime
from typing import Literal

from pydantic import Field

from scripts_library.models import Entry, Id, Sentence, Text


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
