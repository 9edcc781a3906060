"""Which language the command line answers in."""

import os

import click

from scripts_library.models import Language

LANGUAGE = click.option("--lang", type=click.Choice(["zh", "en"]), help="Answer in this language.")


def interface_language() -> Language:
    """The language of the terminal's locale; Chinese when it says nothing."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if name.lower().startswith("en") else "zh"
