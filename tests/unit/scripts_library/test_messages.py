"""Every sentence of the check can be said in both languages."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import scripts_library
from scripts_library.messages import Message, known_patterns

NAMES = {"situation", "landmine", "method", "regulation"}  # made from the kind of an entry


def patterns_in_the_source() -> Iterator[str]:
    """The sentences given to Message, and those named `pattern` before."""
    for path in Path(scripts_library.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Message"), args=[ast.Constant(value=str(text)), *_]
                ):
                    yield text
                case ast.Assign(
                    targets=[ast.Name(id="pattern")], value=ast.Constant(value=str(text))
                ):
                    yield text


def test_every_sentence_has_a_chinese_wording_and_no_wording_is_left_over() -> None:
    assert set(patterns_in_the_source()) | NAMES == known_patterns()


def test_both_wordings_take_the_same_arguments() -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for pattern in known_patterns():
        arguments = {str(name): 555 for name in fields(pattern)}
        said = Message(pattern, **arguments).in_language("zh")
        assert said.count("555") == len(fields(pattern)), pattern


def test_a_message_is_its_english_sentence_and_arguments_are_translated_too() -> None:
    message = Message("“{text}” is not found; it finds {found}", text="x", found=Message("nothing"))
    assert message == "“x” is not found; it finds nothing"
    assert message.in_language("en") == message
    assert message.in_language("zh") == "「x」没有找到这种情况；找到的是：什么也没有"
