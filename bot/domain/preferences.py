"""What a person has chosen for themselves."""

from dataclasses import dataclass

from scripts_library.models import Language


@dataclass(frozen=True)
class Preferences:
    """`language` None: answer in the language of the question. `short`: one line a section."""

    language: Language | None = None
    short: bool = False
