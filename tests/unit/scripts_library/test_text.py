import pytest

from scripts_library.text import fold, fold_with_offsets, language_of, normalise


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("客戶要見領導", "客户要见领导"),
        ("落地扇開到最高檔", "落地扇开到最高档"),
        ("吵😡闹", "吵 闹"),
        ("  客户\n\n在\t闹 ", "客户 在 闹"),
        ("“不行”、‘可以’。", "\"不行\",'可以'."),
        ("\u200f客户\u200b\u200e", "客户"),
        ("客户\0\ud800", "客户"),
        ("18℃ +7% ￥5", "18°c +7% ¥5"),
    ],
)
def test_fold_brings_texts_to_one_form(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("嗯，那个，请问客户要赔偿怎么办", ",那个,客户要赔偿怎么办"),
        ("um, customer is, you know, shouting", ", customer is, , shouting"),
        ("啊啊啊", ""),
        ("呀嗯嘛", ""),
    ],
)
def test_normalise_drops_fillers(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_offsets_point_into_the_text_as_typed() -> None:
    folded, offsets = fold_with_offsets("😡领導不在")
    assert folded == " 领导不在"
    assert offsets == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("客户要赔偿", "zh"),
        ("customer wants a refund", "en"),
        ("客户说 wifi 断了", "zh"),
        ("😀 123", None),
        ("", None),
    ],
)
def test_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language
