"""What holds for any text at all."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.advise import reading_language
from scripts_library.landmine_checker import LandmineChecker
from scripts_library.library import Library
from scripts_library.matcher.engine import MAX_OFFERED, MAX_SHOWN, Matcher
from scripts_library.text import fold, fold_with_offsets, normalise
from scripts_library.variables import fill

TEXT = st.text(max_size=300) | st.text(
    st.sampled_from("客户吵闹嗯啊呀请问 ,.要赔偿領導不在{}abc你冷静点umwell\u200b\ud800😀"),
    max_size=80,
)
LASTING = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TEXT)
def test_fold_and_normalise_change_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)


@given(TEXT)
def test_offsets_are_places_in_the_text_in_order(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= place < len(text) for place in offsets)


@given(TEXT)
def test_no_brace_survives_filling(text: str) -> None:
    assert not set(fill(text, "zh", {})) & set("{}")


@given(TEXT)
@LASTING
def test_any_description_gets_a_bounded_ordered_and_repeatable_match(
    matcher: Matcher, text: str
) -> None:
    match = matcher.match(text)
    sure = [hit.confidence for hit in match.situations]
    assert sure == sorted(sure, reverse=True)
    assert len(match.situations) <= MAX_SHOWN
    assert len(match.suggestions) <= MAX_OFFERED
    assert all(0 <= hit.confidence <= 1 for hit in (*match.situations, *match.suggestions))
    assert matcher.match(text) == match
    assert reading_language(text) in {"zh", "en"}


@given(TEXT)
@LASTING
def test_any_draft_gets_findings_with_places_inside_it(library: Library, text: str) -> None:
    found = CHECKERS.setdefault(library.fingerprint, LandmineChecker(library.rules.values())).check(
        text
    )
    assert found == sorted(found)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in found)


CHECKERS: dict[str, LandmineChecker] = {}
