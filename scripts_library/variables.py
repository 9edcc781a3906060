"""The {variables} of scripts: filled from the organisation's values, else by words true without them.

The values are whole phrases ("24小时内", "within 24 hours"), so that a sentence reads well with the
value and with the fallback.
"""

import re
from collections.abc import Mapping

from scripts_library.models import Language, Text

FALLBACKS: Mapping[str, Text] = {
    "staff_name": Text(zh="这里的工作人员", en="the person looking after this"),
    "duty_manager": Text(zh="值班负责人", en="the duty manager"),
    "hotline": Text(zh="我们的客服热线", en="our customer line"),
    "reply_time": Text(zh="一有结果就", en="as soon as I have an answer"),
    "manager_time": Text(zh="接到我的电话后", en="once I reach them"),
    "visit_time": Text(zh="跟您约好时间", en="at a time we agree with you"),
    "service_hours": Text(zh="门口公示的时间", en="the hours posted at the door"),
    "repair_line": Text(zh="抢修热线", en="the fault line"),
    "heating_standard": Text(zh="本市规定的室温标准", en="the local room-temperature standard"),
    "org_name": Text(zh="我们公司", en="our company"),
}
_VARIABLE = re.compile(r"\{([^{}]*)\}")

Values = Mapping[str, Text]


def phrase(name: str, language: Language, values: Values) -> str:
    """The phrase a variable stands for, as it reads inside a sentence; empty for an unknown one."""
    found = values.get(name) or FALLBACKS.get(name)
    return found.in_language(language) if found else ""


def fill(text: str, language: Language, values: Values) -> str:
    """The text with every variable filled; an unknown one loses its braces and keeps no trace."""
    filled = _VARIABLE.sub(lambda match: phrase(match[1], language, values), text)
    filled = filled.replace("{", "").replace("}", "")
    if language == "en" and text.startswith("{"):  # a sentence that begins with a phrase
        filled = filled[:1].upper() + filled[1:]
    return filled


def unknown_variables(text: str) -> list[str]:
    """What stands in braces in the text and is no variable; a lone brace counts as unknown."""
    unknown = [name for name in _VARIABLE.findall(text) if name not in FALLBACKS]
    if set(_VARIABLE.sub("", text)) & set("{}"):
        unknown.append("{ or } alone")
    return unknown
