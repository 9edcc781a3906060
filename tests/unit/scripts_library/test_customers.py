"""Which kind of customer a description gives away."""

from pathlib import Path

from scripts_library.customers import CustomerCues
from scripts_library.loader import load_library
from tests.builders import customer, pack, write


def cues_of(root: Path, *entries: dict[str, object]) -> CustomerCues:
    write(root / "customers.yaml", list(entries))
    return CustomerCues(load_library(("common",), root=pack(root)).customers.values())


def suggested(cues: CustomerCues, text: str) -> str | None:
    found = cues.suggest(text)
    return found.id if found else None


def test_a_cue_gives_the_kind_away_in_any_script_and_width(tmp_path: Path) -> None:
    cues = cues_of(tmp_path, customer())
    assert suggested(cues, "客户說個沒完") == "venting"
    assert suggested(cues, "She GOES  on and on") == "venting"
    assert suggested(cues, "客户要退费") is None


def test_english_cues_are_whole_words(tmp_path: Path) -> None:
    cues = cues_of(tmp_path, customer(cues={"en": ["data"]}))
    assert suggested(cues, "wants the data") == "venting"
    assert suggested(cues, "in the database") is None


def test_the_kind_with_most_cues_wins(tmp_path: Path) -> None:
    other = customer("analytical", cues={"zh": ["要数据", "问得很细"]})
    cues = cues_of(tmp_path, customer(cues={"zh": ["抱怨"]}), other)
    assert suggested(cues, "一边抱怨一边要数据，问得很细") == "analytical"


def test_no_kinds_suggest_nothing() -> None:
    assert CustomerCues([]).suggest("说个没完") is None


def test_a_kind_without_cues_is_never_suggested(tmp_path: Path) -> None:
    assert suggested(cues_of(tmp_path, customer(cues={})), "说个没完") is None
