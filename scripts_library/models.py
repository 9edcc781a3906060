"""What a situation is, and what all entries are made of. Models are frozen and refuse unknown keys.

A text is one string in the pack's language or a map by language; `Text` is both. Reading the models
from YAML, with file and line in every error, is `loader`'s work.
"""

import datetime
import hashlib
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Kind(StrEnum):
    """What a situation is about. The order of the members is the order in which advice is composed."""

    SAFETY = "safety"
    BEHAVIOUR = "behaviour"
    DEMAND = "demand"
    SERVICE = "service"
    BILLING = "billing"
    POWER = "power"
    TELECOM = "telecom"
    HEATING = "heating"
    COURTESY = "courtesy"


class Stage(StrEnum):
    """The four stages of handling a complaint (seed 000), in order."""

    CONTACT = "contact"
    CLARIFY = "clarify"
    RESOLVE = "resolve"
    FOLLOW_UP = "follow_up"


class Channel(StrEnum):
    """Where staff and customer meet."""

    COUNTER = "counter"
    PHONE = "phone"
    ONSITE = "onsite"
    ONLINE = "online"


class CustomerType(StrEnum):
    """How a customer deals with people, and what makes it hard: for choosing a wording, never said
    to the customer. The first four are manners (seeds 003, 004), the others kinds of difficulty
    (seeds 000, 002).
    """

    CONTROLLING = "controlling"
    EXPRESSIVE = "expressive"
    AMIABLE = "amiable"
    ANALYTICAL = "analytical"
    RATIONAL = "rational-difficult"
    PROBLEM = "problem-solving"
    VENTING = "venting"
    SENSATIONAL = "sensational"
    INTIMIDATING = "intimidating"
    STUBBORN = "stubborn"
    HABITUAL = "habitual"
    HURTFUL = "hurtful"


Need = Literal["vent", "respect", "advice", "compensation", "fairness", "information", "safety"]
Grade = Literal["ordinary", "major", "escalated", "difficult"]
Actor = Literal[
    "staff", "colleague", "duty_manager", "security", "specialist", "crew", "back_office"
]
Within = Literal[
    "now",
    "talking",
    "before_leaving",
    "afterwards",
    "today",
    "as_agreed",
    "manager_time",
    "reply_time",
]


class Entry(BaseModel):
    """A frozen value read from YAML; keys it does not know are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Entry):
    """One text in one or both languages. At least one language is there."""

    zh: Sentence | None = None
    en: Sentence | None = None

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}

    @model_validator(mode="before")
    @classmethod
    def _one_string(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            language = (info.context or {}).get("language", "zh")
            return {language: value}
        return value

    @model_validator(mode="after")
    def _some_language(self) -> "Text":
        if not (self.zh or self.en):
            raise ValueError("expected a text, or a map with zh: and en:")
        return self

    def in_language(self, language: Language) -> str:
        """The text in that language, or in the one there is."""
        return (self.zh or self.en or "") if language == "zh" else (self.en or self.zh or "")


class TaughtLine(Entry):
    """A description the matcher learns; `also` names further situations that hold in it."""

    text: Sentence
    also: tuple[Id, ...] = ()


def _as_taught_line(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


_Taught = Annotated[
    TaughtLine, BeforeValidator(_as_taught_line, json_schema_input_type=str | TaughtLine)
]


class TaughtLines(Entry):
    """Descriptions to learn, by language."""

    zh: tuple[_Taught, ...] = ()
    en: tuple[_Taught, ...] = ()

    def in_language(self, language: Language) -> tuple[TaughtLine, ...]:
        return self.zh if language == "zh" else self.en


class Lines(Entry):
    """Plain lines, by language."""

    zh: tuple[Sentence, ...] = ()
    en: tuple[Sentence, ...] = ()

    def in_language(self, language: Language) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


class TaughtGroup(Entry):
    """Descriptions in which exactly these situations hold; none of them: about nothing of ours."""

    holds: tuple[Id, ...]
    zh: tuple[Sentence, ...] = ()
    en: tuple[Sentence, ...] = ()

    def in_language(self, language: Language) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


class Proof(Entry):
    """Descriptions the matcher was not taught: it must find the situation in some, not in others."""

    finds: Lines
    refuses: Lines = Lines()


class Script(Entry):
    """A sentence to say.

    `use`: an `opening` stands alone; a `line` follows the opening of another situation, so it has no
    greeting and no apology. Absent `channels` or `manner` means: fits all.
    """

    text: Text
    method: Id | None = None
    use: Literal["opening", "line"] = "opening"
    channels: tuple[Channel, ...] = ()
    manner: tuple[CustomerType, ...] = ()


class Scripts(Entry):
    """The scripts of one situation by stage."""

    contact: tuple[Script, ...] = Field(min_length=1)
    clarify: tuple[Script, ...] = ()
    resolve: tuple[Script, ...] = ()
    follow_up: tuple[Script, ...] = ()

    def at(self, stage: Stage) -> tuple[Script, ...]:
        scripts: tuple[Script, ...] = getattr(self, stage.value)
        return scripts


class NextStep(Entry):
    """What to do, by whom, by when. Steps of different situations with one `key` are one action."""

    do: Text
    by: Actor
    within: Within
    key: Id | None = None


class Review(Entry):
    """Who looks after an entry, and when it must have been read again."""

    owner: Sentence
    by: datetime.date


class Valid(Entry):
    """From when until when an entry holds; open ends are None. Days, in the configured zone."""

    start: datetime.date | None = Field(default=None, alias="from")
    until: datetime.date | None = None


class Situation(Entry):
    """What can happen with a customer, and everything staff need when it does."""

    id: Id
    kind: Kind
    title: Text
    emoji: Annotated[str, StringConstraints(max_length=8)] = ""
    needs: tuple[Need, ...] = ()
    grade: Grade = "ordinary"
    says: TaughtLines
    not_says: Lines = Lines()
    proof: Proof
    scripts: Scripts
    landmines: tuple[Id, ...] = ()
    next_steps: tuple[NextStep, ...] = Field(min_length=1)
    escalate_when: tuple[Text, ...] = ()
    regulations: tuple[Id, ...] = ()
    sources: tuple[Sentence, ...] = ()
    review: Review | None = None
    valid: Valid = Valid()

    @property
    def code(self) -> str:
        """Five characters that stand for the id where space is short (callback data: 64 bytes).

        Made from the id alone, so the same in every version of the library.
        """
        return code_of(self.id)


def code_of(entry_id: str) -> str:
    """A stable short code for an id, lower-case letters and digits."""
    digest = int.from_bytes(hashlib.blake2b(entry_id.encode(), digest_size=4).digest())
    letters = "0123456789abcdefghijkmnpqrstuvwxyz"
    code = ""
    for _ in range(5):
        digest, index = divmod(digest, len(letters))
        code += letters[index]
    return code
