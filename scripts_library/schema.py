"""JSON schemas of the library's files, so that an editor can help while writing them."""

import json

from pydantic import TypeAdapter

from scripts_library.knowledge import Care, Customer, Method, Regulation
from scripts_library.models import Situation, TaughtGroup
from scripts_library.rules import Rule

_FILES: dict[str, TypeAdapter[object]] = {
    "situations": TypeAdapter(list[Situation]),
    "landmines": TypeAdapter(list[Rule]),
    "methods": TypeAdapter(list[Method]),
    "regulations": TypeAdapter(list[Regulation]),
    "customers": TypeAdapter(list[Customer]),
    "care": TypeAdapter(Care),
    "teach": TypeAdapter(list[TaughtGroup]),
}


def schemas() -> dict[str, str]:
    """Each schema as JSON text, by the name of its file without `.json`."""
    return {
        name: json.dumps(adapter.json_schema(), ensure_ascii=False, indent=1) + "\n"
        for name, adapter in _FILES.items()
    }
