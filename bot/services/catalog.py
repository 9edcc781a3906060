"""The use cases in one typed bundle, built by `bot.bootstrap` and handed to the edges."""

from dataclasses import dataclass

from bot.services.advise import Advise
from bot.services.browse import Browse
from bot.services.choose import Choose
from bot.services.find_scripts import FindScripts
from bot.services.ports import AnsweredMessages, Hearer
from scripts_library.matcher.meaning import Meaning


@dataclass(frozen=True)
class Services:
    """Everything an edge may ask for. `hearer` is there when the semantic helper is switched on."""

    advise: Advise
    browse: Browse
    find_scripts: FindScripts
    choose: Choose
    answered: AnsweredMessages
    hearer: Hearer | None = None

    async def hear(self, description: str) -> Meaning | None:
        """What the semantic helper hears in a description; None when it is off or not at hand."""
        return await self.hearer.hear(description) if self.hearer else None
