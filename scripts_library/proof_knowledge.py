"""Proves methods, regulations, kinds of customers and care: both languages, and clean sentences."""

from collections.abc import Iterable, Iterator

from scripts_library.customers import CustomerCues
from scripts_library.knowledge import Customer, Method
from scripts_library.landmine_checker import LandmineChecker
from scripts_library.loader import Loaded
from scripts_library.messages import Message
from scripts_library.models import LANGUAGES, Text
from scripts_library.problems import Problem
from scripts_library.rules import Level
from scripts_library.variables import unknown_variables

Path = tuple[int | str, ...]


def text_faults(text: Text) -> Iterator[Message]:
    """What is missing from a text, or not known in it."""
    for language in LANGUAGES:
        if not getattr(text, language):
            yield Message("the text in {language} is missing", language=language)
        for name in unknown_variables(text.in_language(language)):
            yield Message("{{{name}}} is no variable", name=name)


def numbered(name: str, texts: Iterable[Text]) -> Iterator[tuple[Path, Text]]:
    """Each text of a list with its place in the entry."""
    yield from (((name, index), text) for index, text in enumerate(texts))


def landmines(text: str, checker: LandmineChecker) -> Iterator[Message]:
    """The landmines in a sentence to say; tips are none."""
    for finding in checker.check(text):
        if finding.level is not Level.TIP:
            words = text[finding.start : finding.end]
            yield Message("“{words}” is the landmine {rule}", words=words, rule=finding.rule)


def knowledge_faults(loaded: Loaded, checker: LandmineChecker) -> Iterator[Problem]:
    """Every problem with what stands behind a card."""
    library = loaded.library
    for method in library.methods.values():
        place = loaded.places["methods", method.id]
        for path, message in _method_faults(method, checker):
            yield place.problem(method.id, message, *path)
    for regulation in library.regulations.values():
        place = loaded.places["regulations", regulation.id]
        for part in ("title", "says"):
            for message in text_faults(getattr(regulation, part)):
                yield place.problem(regulation.id, message, part)
    yield from _care_faults(loaded)
    cues = CustomerCues(library.customers.values())
    for customer in library.customers.values():
        place = loaded.places["customers", customer.id]
        for path, message in _customer_faults(customer, checker, cues):
            yield place.problem(customer.id, message, *path)


def _method_faults(method: Method, checker: LandmineChecker) -> Iterator[tuple[Path, Message]]:
    texts: list[tuple[Path, Text]] = [(("name",), method.name), (("when",), method.when)]
    texts += numbered("steps", method.steps)
    if method.example:
        texts.append((("example", "text"), method.example.text))
    for path, text in texts:
        yield from ((path, message) for message in text_faults(text))
    if method.example:
        yield from (
            (("example", "text"), message) for message in _unclean([method.example.text], checker)
        )


def _care_faults(loaded: Loaded) -> Iterator[Problem]:
    care = loaded.library.care
    if care is None:
        return
    texts = [
        pair
        for part in ("reset", "hand_over", "after")
        for pair in numbered(part, getattr(care, part))
    ]
    for index, reframe in enumerate(care.reframes):
        texts += [
            (("reframes", index, part), getattr(reframe, part))
            for part in ("heard", "thought", "instead")
        ]
    for path, text in texts:
        for message in text_faults(text):
            yield loaded.places["care", "care"].problem("care", message, *path)


def _customer_faults(
    customer: Customer, checker: LandmineChecker, cues: CustomerCues
) -> Iterator[tuple[Path, Message]]:
    yield from ((("name",), message) for message in text_faults(customer.name))
    for part in ("recognise", "needs", "speak", "avoid", "say"):
        for path, text in numbered(part, getattr(customer, part)):
            yield from ((path, message) for message in text_faults(text))
    yield from ((("say",), message) for message in _unclean(customer.say, checker))
    for language in LANGUAGES:
        for index, line in enumerate(customer.proof.suggests.in_language(language)):
            heard = cues.suggest(line)
            if heard is None or heard.id != customer.id:
                found = heard.id if heard else Message("nothing")
                pattern = "“{line}” must suggest this kind; it suggests {found}"
                message = Message(pattern, line=line, found=found)
                yield ("proof", "suggests", language, index), message
        for index, line in enumerate(customer.proof.silent.in_language(language)):
            heard = cues.suggest(line)
            if heard and heard.id == customer.id:
                message = Message("“{line}” must not suggest this kind, and does", line=line)
                yield ("proof", "silent", language, index), message


def _unclean(texts: Iterable[Text], checker: LandmineChecker) -> Iterator[Message]:
    for text in texts:
        for language in LANGUAGES:
            yield from landmines(text.in_language(language), checker)
