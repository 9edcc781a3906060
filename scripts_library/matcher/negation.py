"""Hears that a behaviour did not happen: "客户没骂人，就是着急", "he wasn't shouting".

Only behaviour, safety and demand are turned down: in the matter the negator is the complaint itself
(没电, 没人管, no signal).
"""

import re

from scripts_library.models import Kind

NEGATABLE = frozenset({Kind.SAFETY, Kind.BEHAVIOUR, Kind.DEMAND})

# A negator, and what may stand between it and the words it denies. Not: 没完没了, 没事找事, 不停, 不肯 …
_ZH = re.compile(
    r"(?:并没有?|没有?(?!完|事|人|法)|并不是|不是(?!说)|并未|未曾|未|不(?=骂|吵|闹|哭|要求|打算|想要?(?:投诉|赔|退|曝光|起诉)))"
    r"(?:在|要|想|再|说要|去|去过|跟我|对我|动手|怎么|真的|提出?|大|破口){0,3}$"
)
_EN = re.compile(
    r"(?:\b(?:not|never|no|without|nobody|isn't|wasn't|didn't|doesn't|aren't|weren't)\b|n't\b)"
    r"(?: (?:really|even|actually|been|be|asking|for|any|a|the|to|want|wants|wanted|anyone)){0,3} ?$"
)


def denied(text: str, start: int, end: int) -> bool:
    """Whether the words at start–end of a normalised text are denied within their clause.

    A negator at the very front of the words counts only if it is not part of what was taught.
    """
    clause = max(text.rfind(mark, 0, start) for mark in ",.;!?:") + 1
    before = text[clause:start]
    return bool(_ZH.search(before) or _EN.search(before)) and end > start
