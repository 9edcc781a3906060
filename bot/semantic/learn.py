"""`python -m bot.semantic.learn TASK`: learns from the embeddings kept in a folder, and ends."""

import json
import sys
from pathlib import Path

from scripts_library.loader import load_library
from scripts_library.matcher.learn_meaning import learn
from scripts_library.matcher.meaning_store import keep_model, kept_vectors


def main(task: str) -> None:
    """Learns and keeps the model; `task` is JSON with packs, root, encoder and folder."""
    given = json.loads(task)
    encoder, folder = given["encoder"], Path(given["folder"])
    library = load_library(given["packs"], root=Path(given["root"]))
    keep_model(learn(library, kept_vectors(encoder, folder)), library, encoder, folder)


if __name__ == "__main__":
    main(sys.argv[1])
