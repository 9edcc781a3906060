from scripts_library.library import Library
from tests.docs.sample_cards import CARDS, PAGE, page


def test_the_sample_cards_are_what_the_library_says_now(library: Library) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(library), "run `make samples`"


def test_the_sample_cards_are_of_situations_there_are(library: Library) -> None:
    assert len(CARDS) == 20
    assert {name for card in CARDS for name in card} <= set(library.situations)
