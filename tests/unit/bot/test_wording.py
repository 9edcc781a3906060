import re
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

import bot.replies.wording
from bot.replies.wording import MissingWordingError, words
from scripts_library.models import Kind, Language, Stage

LOCALES = Path(bot.replies.wording.__file__).parent.parent / "locales"


def messages(language: Language) -> dict[str, str]:
    resource = parse((LOCALES / f"{language}.ftl").read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    return {
        entry.id.name: str(sorted(re.findall(r"VariableReference.*?name='(\w+)'", str(entry))))
        for entry in resource.body
        if isinstance(entry, ast.Message)
    }


def source(language: Language) -> dict[str, str]:
    text = (LOCALES / f"{language}.ftl").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][\w-]*) = (.+)$", text, re.MULTILINE))


def test_both_languages_have_the_same_keys_and_arguments() -> None:
    zh, en = source("zh"), source("en")
    assert zh.keys() == en.keys() == messages("zh").keys()
    for key in zh:
        assert set(re.findall(r"\{ \$(\w+) \}", zh[key])) == set(
            re.findall(r"\{ \$(\w+) \}", en[key])
        ), key


def test_chinese_wording_has_no_english_word() -> None:
    allowed = {"ctrl", "d", "bot", "start", "help", "ask", "methods", "law", "short"}
    allowed |= {"english", "huashu", "token"}
    for key, text in source("zh").items():
        shown = re.sub(r"\{[^}]*\}", "", text)
        found = {word.lower() for word in re.findall(r"[A-Za-z]+", shown)}
        assert found <= allowed, (key, found - allowed)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_that_code_composes_has_its_wording(language: Language) -> None:
    for key in (*(f"kind-{kind}" for kind in Kind), *(f"stage-{stage}" for stage in Stage)):
        assert words(key, language)


def test_missing_wording_is_a_fault_that_names_it() -> None:
    with pytest.raises(MissingWordingError, match="no-such-key"):
        words("no-such-key", "zh")
    with pytest.raises(MissingWordingError, match="card-stage"):
        words("card-stage", "zh")
