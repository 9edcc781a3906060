from scripts_library.matcher.features import features, stem
from scripts_library.matcher.parts import MAX_PARTS, spans, within


def names(text: str, english: frozenset[str] = frozenset()) -> set[str]:
    return {name for name, *_ in features(text, english)}


def test_chinese_gives_characters_pairs_and_readings() -> None:
    assert names("停电了") == {"停", "电", "了", "停电", "电了", "/tin dian", "/dian le"}


def test_homophones_and_merged_initials_read_alike() -> None:
    assert names("电费") & names("店废") == {"/dian fei"}
    assert "/si si" in names("实施") & names("四四")  # sh and s
    assert "/lan lan" in names("蓝蓝") & names("男男")  # n and l


def test_pinyin_typed_in_latin_letters_reads_like_the_characters() -> None:
    assert "/tin dian" in names("tingdian le")
    assert "/tin dian" in names("ting dian le")


def test_known_english_is_not_taken_for_pinyin() -> None:
    english = frozenset({"he", "can", "wait"})
    assert "/he can" not in names("he can wait", english)
    assert "he_can_" in names("he can wait", english)


def test_english_words_lose_their_endings() -> None:
    assert stem("customers") == stem("customer")
    assert {"custom_", "shout_", "custom_shout_"} <= names("customers shouting")


def test_features_stand_where_their_words_stand() -> None:
    for _, _, start, end in features("客户 shouting 闹事", frozenset()):
        assert 0 <= start < end <= len("客户 shouting 闹事")


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def test_a_description_is_seen_whole_and_in_clauses() -> None:
    assert parts("大吵大闹,要见领导,还要赔偿") == [
        "大吵大闹,要见领导,还要赔偿", "大吵大闹", "要见领导", "还要赔偿",
    ]  # fmt: skip
    assert parts("shouting and wants the manager")[1:] == ["shouting ", "and wants the manager"]


def test_one_short_clause_is_one_part() -> None:
    assert parts("要赔偿") == ["要赔偿"]
    assert parts("") == [""]


def test_a_long_run_is_also_seen_through_windows() -> None:
    windows = parts("他在大厅里拍桌子骂人还说要找记者把这件事全部曝光出去")[1:]
    assert len(windows) > 2
    assert all(len(window) <= 16 for window in windows)


def test_there_are_never_more_parts_than_the_limit() -> None:
    assert len(parts("客户闹,要赔," * 40)) == MAX_PARTS
    assert len(parts("他说" * 300)) == MAX_PARTS


def test_only_features_wholly_inside_a_part_belong_to_it() -> None:
    inside = within(features("吵闹,要赔"), 3, 5)
    assert {name for name, *_ in inside} == {"要", "赔", "要赔", "/yao pei"}
