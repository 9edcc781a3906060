"""What a schema finds is told in our words, or in the schema's when we have none."""

from typing import Annotated

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from scripts_library.problems import Place, schema_problems
from scripts_library.yaml_source import Source, _Node


def test_what_we_have_no_words_for_is_passed_on() -> None:
    place = Place("a.yaml", Source(0, _Node(3, 0)), ())
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Annotated[int, Field(ge=1)]).validate_python(0)
    (problem,) = schema_problems(place, "shouting", caught.value)
    original = "Input should be greater than or equal to 1"
    assert problem.in_language("en") == f"a.yaml:3: shouting: entry: {original}"
    assert problem.in_language("zh") == f"a.yaml:3: shouting: entry：这里的写法不对：{original}"
