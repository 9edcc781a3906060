from pathlib import Path

import pytest

from scripts_library.yaml_source import MAX_BYTES, SourceError, read_source
from tests.builders import write

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_values_and_their_lines(tmp_path: Path) -> None:
    source = read_source(
        write(tmp_path / "a.yaml", "- id: x\n  says:\n    zh:\n      - 一\n      - 二\n")
    )
    assert source.value == [{"id": "x", "says": {"zh": ["一", "二"]}}]
    assert source.line_of((0, "says", "zh", 1)) == 5
    assert source.line_of((0, "says", "en")) == 3  # the nearest thing around what is missing


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: [1, 2\nb: 3\n", 2, "not valid YAML"),
        ("a: 1\na: 2\n", 2, "the key 'a' stands twice"),
        (BOMB, 2, "aliases"),
        ("a: &x 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "the tag"),
        ("? [1, 2]\n: 3\n", 1, "a key must be a word"),
        ("a: 2027-99-99\n", 1, "cannot read '2027-99-99'"),
        ("[" * 30 + "]" * 30, 1, "nested deeper"),
        ("[" * 200_000, 1, "nested deeper"),
        ("- " * 100_000, 1, "nested deeper"),
        ("a: \x01\n", 1, "not valid YAML"),
        ("a: !!binary aGk=\n", 1, "the tag"),
        ("--- a\n--- b\n", 1, "not valid YAML"),
    ],
)
def test_what_is_no_plain_data_is_refused(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    path = write(tmp_path / "a.yaml", text)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert message in caught.value.message
    if message != "not valid YAML":
        assert caught.value.line == line


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: 客户\n".encode("gbk"))
    with pytest.raises(SourceError, match="UTF-8") as caught:
        read_source(path)
    assert caught.value.line == 2


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_source(path).value == {"a": 1}


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(SourceError, match="split it"):
        read_source(path)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert read_source(write(tmp_path / "a.yaml", "# only a comment\n")).value is None
