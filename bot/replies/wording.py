"""The interface's own words in both languages, from locales/*.ftl (Fluent)."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from scripts_library.models import Language

_LOCALES = Path(__file__).parent.parent / "locales"
_NAMES = {"zh": "zh-CN", "en": "en"}


class MissingWordingError(LookupError):
    """The program asks for words that no locale has, or lacks an argument: a fault of ours."""


def words(key: str, language: Language, **arguments: str | int) -> str:
    """The wording under `key`; raises MissingWordingError when it is not there or not complete."""
    bundle = _bundle(language)
    value = bundle.get_message(key).value if bundle.has_message(key) else None
    if value is None:
        raise MissingWordingError(f"{key} ({language})")
    text, errors = bundle.format_pattern(value, arguments)
    if errors:
        raise MissingWordingError(f"{key} ({language}): {errors}")
    return str(text)


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([_NAMES[language]], use_isolating=False)
    source = (_LOCALES / f"{language}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(source))
    return bundle
