"""Twenty cards as a terminal of 40 columns shows them: `make samples` writes docs/sample-cards.md."""

from pathlib import Path

from bot.replies.answer import card_reply
from bot.replies.plain import draw
from bot.services.browse import Browse
from scripts_library.advice import Setting, compose
from scripts_library.library import Library
from scripts_library.loader import load_library
from scripts_library.models import LANGUAGES

PAGE = Path(__file__).parents[2] / "docs" / "sample-cards.md"
WIDTH = 40

CARDS: tuple[tuple[str, ...], ...] = (
    # ten pairs
    ("shouting", "demands-leader"),
    ("shouting", "outage-long"),
    ("verbal-abuse", "demands-compensation"),
    ("crying", "bill-too-high"),
    ("anxious-urgent", "repair-slow"),
    ("threatens-media", "broken-promise"),
    ("demands-refund", "unexplained-charge"),
    ("elderly-customer", "not-understood"),
    ("long-queue", "slow-service"),
    ("demands-written-reply", "room-too-cold"),
    # five alone
    ("demands-apology",),
    ("meter-inaccurate",),
    ("broadband-fault",),
    ("gives-suggestion",),
    ("staff-error",),
    # five with safety or filming
    ("violence-threat", "demands-leader"),
    ("self-harm-threat",),
    ("medical-emergency",),
    ("filming", "shouting"),
    ("filming", "attitude-complaint"),
)


def page(library: Library) -> str:
    """The page: every card in both languages, folded parts left out."""
    browse = Browse(library)
    about = (
        "What staff see for twenty situations or combinations, at 40 columns, without the folded\n"
        "parts. Written by `make samples`; a test keeps it true."
    )
    parts = ["# Sample cards", about]
    for ids in CARDS:
        parts.append(f"## {' + '.join(ids)}")
        for language in LANGUAGES:
            advice = compose(library, ids, Setting(language))
            reply = card_reply(advice, values={}, method_name=browse.name_of)
            drawn = draw(reply, width=WIDTH, colour=False, closed=True)
            parts.append(f"```text\n{drawn}\n```")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(load_library()), encoding="utf-8")
