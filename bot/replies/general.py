"""Replies that need no library: start, help, about, choices, what the bot cannot read, faults."""

from dataclasses import dataclass

from bot.replies.press import ChooseLanguage, encode
from bot.replies.reply import Block, Button, Line, Reply, Role, said
from bot.replies.wording import words
from scripts_library.models import Language

COMMANDS = (
    "start",
    "help",
    "ask",
    "browse",
    "methods",
    "law",
    "customers",
    "breathe",
    "language",
    "short",
    "about",
)


@dataclass(frozen=True)
class Counts:
    """What /about tells of this installation."""

    version: str
    situations: int
    rules: int
    methods: int


def start_reply(language: Language) -> Reply:
    """The greeting."""
    return Reply(
        (
            Block(
                (
                    Line(words("start-title", language), Role.TITLE),
                    Line(words("start-how", language)),
                )
            ),
            Block((Line(words("start-example", language), Role.LEAD),)),
            Block((Line(words("start-private", language), Role.NOTE),)),
        )
    )


def help_reply(language: Language, bot_name: str) -> Reply:
    """What one can do with the bot."""
    how = [
        Line(words(f"help-{topic}", language, bot=bot_name), mark="•")
        for topic in ("ask", "card", "group", "inline", "edit")
    ]
    commands = [Line(f"/{name}  {words(f'command-{name}', language)}") for name in COMMANDS]
    title = Line(words("help-title", language), Role.TITLE)
    return Reply((Block((title, *how)), Block(tuple(commands))))


def about_reply(language: Language, counts: Counts) -> Reply:
    """What this is, with its size."""
    text = words(
        "about-text",
        language,
        version=counts.version,
        situations=str(counts.situations),
        rules=str(counts.rules),
        methods=str(counts.methods),
    )
    return said(text, words("about-offline", language), words("about-honest", language))


def language_reply(language: Language) -> Reply:
    """The choice of languages."""
    choices: tuple[tuple[str, Language | None], ...] = (("zh", "zh"), ("en", "en"), ("auto", None))
    buttons = tuple(
        Button(words(f"language-{name}", language), press=encode(ChooseLanguage(choice)))
        for name, choice in choices
    )
    return said(words("language-title", language), buttons=(buttons,))


def language_set_reply(chosen: Language | None, language: Language) -> Reply:
    """Confirms the choice, in the language chosen."""
    return said(words("language-set" if chosen else "language-set-auto", chosen or language))


def short_reply(language: Language, *, short: bool) -> Reply:
    """Confirms short or full cards."""
    return said(words("short-on" if short else "short-off", language))


def one_sentence(key: str, language: Language, **arguments: str) -> Reply:
    """A single sentence of the interface."""
    return said(words(key, language, **arguments))
