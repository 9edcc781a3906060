import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.press import (
    MOST_CODES,
    ChooseLanguage,
    Press,
    ShowCard,
    ShowCare,
    ShowCustomer,
    ShowCustomers,
    ShowEscalation,
    ShowKind,
    ShowKinds,
    ShowList,
    ShowMethod,
    ShowRegulation,
    ShowWhy,
    decode,
    encode,
)
from scripts_library.models import CustomerType, Kind, Stage, code_of

CODES = tuple(code_of(name) for name in "abcdefgh"[:MOST_CODES])

PRESSES: list[Press] = [
    ShowCard("zh", CODES, Stage.FOLLOW_UP, 999),
    ShowCard("en", CODES[:1]),
    *(ShowCard("zh", CODES, Stage.CLARIFY, 998, kind) for kind in CustomerType),
    ShowCustomers("zh"),
    ShowCustomers("en", CODES),
    *(ShowCustomer("en", kind) for kind in CustomerType),
    ShowCare("zh", 9),
    ShowWhy("en", CODES),
    ShowEscalation("zh", CODES),
    ShowKinds("en"),
    *(ShowKind("zh", kind, 12) for kind in Kind),
    ShowList("zh", "methods", 3),
    ShowList("en", "law"),
    ShowMethod("en", CODES[0]),
    ShowRegulation("zh", CODES[0]),
    ChooseLanguage("zh"),
    ChooseLanguage("en"),
    ChooseLanguage(None),
]


@pytest.mark.parametrize("press", PRESSES, ids=str)
def test_a_press_comes_back_as_it_was_and_fits_into_64_bytes(press: Press) -> None:
    assert decode(encode(press)) == press
    assert len(encode(press).encode()) <= 64


@given(st.text(max_size=70))
def test_any_text_is_a_press_of_ours_or_none(text: str) -> None:
    press = decode(text)
    assert press is None or decode(encode(press)) == press
