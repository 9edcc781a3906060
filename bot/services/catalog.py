"""The use cases in one typed bundle, built by `bot.bootstrap` and handed to the edges."""

from dataclasses import dataclass

from bot.services.advise import Advise
from bot.services.browse import Browse
from bot.services.choose import Choose
from bot.services.find_scripts import FindScripts
from bot.services.ports import AnsweredMessages


@dataclass(frozen=True)
class Services:
    """Everything an edge may ask for."""

    advise: Advise
    browse: Browse
    find_scripts: FindScripts
    choose: Choose
    answered: AnsweredMessages
