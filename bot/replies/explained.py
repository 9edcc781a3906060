"""What the matcher heard, as lines of text for the supervisor at a terminal."""

from collections.abc import Iterator

from scripts_library.matcher.explain import Explanation, Reasons


def matched(explanation: Explanation) -> Iterator[str]:
    """One line a situation: whether it is shown or offered, its id and the confidence."""
    for reasons in explanation.situations:
        state = "shown" if reasons.shown else "offered"
        yield f"{state:8} {reasons.hit.confidence:5.2f}  {reasons.hit.id}"


def explained(explanation: Explanation) -> Iterator[str]:
    """The same with the thresholds, the words that pull and the nearest taught lines."""
    yield f"read as   {explanation.text}"
    yield f"known     {explanation.coverage:.0%} of it was taught"
    yield f"shown from {explanation.sure:.2f}, offered from {explanation.offer:.2f}"
    if not explanation.situations:
        yield "nothing: not in the library"
    for line, reasons in zip(matched(explanation), explanation.situations, strict=True):
        yield ""
        yield line
        yield from _details(reasons)


def _details(reasons: Reasons) -> Iterator[str]:
    yield "  words    " + "  ".join(f"{word} {pull:+.2f}" for word, pull in reasons.words)
    if reasons.meaning is not None:
        yield f"  meaning  {reasons.meaning:+.2f} by the semantic helper"
    for line, alike in reasons.nearest:
        yield f"  like {alike:4.2f}  {line}"
