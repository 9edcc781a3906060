import pytest

from scripts_library.models import Text
from scripts_library.variables import FALLBACKS, fill, phrase, unknown_variables

VALUES = {"duty_manager": Text(zh="值班长", en="the shift manager")}


def test_values_fill_variables_and_fallbacks_the_rest() -> None:
    text = "我这就报给{duty_manager}，{reply_time}给您回话。"
    assert fill(text, "zh", VALUES) == "我这就报给值班长，一有结果就给您回话。"


def test_a_sentence_that_begins_with_a_phrase_begins_with_a_capital() -> None:
    assert fill("{duty_manager} comes over.", "en", VALUES) == "The shift manager comes over."
    assert phrase("duty_manager", "en", VALUES) == "the shift manager"


@pytest.mark.parametrize("text", ["{no_such}", "{", "}", "a{b", "{{duty_manager}}", "{}"])
def test_no_brace_ever_gets_through(text: str) -> None:
    assert not set(fill(text, "zh", {})) & set("{}")


def test_unknown_variables_are_named() -> None:
    assert unknown_variables("{duty_manager} {boss} {") == ["boss", "{ or } alone"]
    assert phrase("boss", "zh", {}) == ""


def test_every_fallback_is_there_in_both_languages() -> None:
    assert all(text.zh and text.en for text in FALLBACKS.values())
