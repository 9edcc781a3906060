import pytest

from scripts_library.matcher.negation import denied


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("客户没骂人,就是着急", "骂人"),
        ("他并没有要赔偿", "赔偿"),
        ("客户不是要投诉", "投诉"),
        ("the customer is not shouting", "shouting"),
        ("she didn't ask for the manager", "ask for the manager"),
        ("nobody is angry", "angry"),
    ],
)
def test_what_is_denied(text: str, words: str) -> None:
    start = text.index(words)
    if words == "angry":
        start = text.index("is angry")
    assert denied(text, start, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("客户没完没了地骂人", "骂人"),
        ("没事找事大吵大闹", "大吵大闹"),
        ("没人管,他就骂人", "骂人"),
        ("客户骂人", "骂人"),
        ("not a word of thanks, he is shouting", "shouting"),
    ],
)
def test_what_is_not_denied(text: str, words: str) -> None:
    start = text.index(words)
    assert not denied(text, start, start + len(words))
