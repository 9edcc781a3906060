"""Encoders for tests: an embeddings endpoint behind HTTP, and a tiny ONNX model in a folder.

Both make a text's embedding of hashes of its characters, so the same text always gives the same one and
texts alike give ones alike. `MEANS` is what they know beside: words that mean the same.
"""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from tests.fakes.local_server import LocalServer

DIMENSIONS = 64
MEANS = {"怒不可遏": "大吵大闹", "黑灯瞎火": "停电没电"}


def hashed(text: str, dimensions: int = DIMENSIONS) -> NDArray[np.float32]:
    """The embedding: how often each hash of two neighbouring characters occurs."""
    for word, plain in MEANS.items():
        text = text.replace(word, plain)
    row = np.zeros(dimensions, np.float32)
    for pair in zip(f" {text}", f"{text} ", strict=True):
        row[crc32("".join(pair).encode()) % dimensions] += 1
    return row


class Asked:
    """One request that arrived."""

    def __init__(self, path: str, headers: dict[str, str], body: Any) -> None:
        self.path, self.headers, self.body = path, headers, body

    @property
    def texts(self) -> list[str]:
        texts: list[str] = self.body["input"]
        return texts


Answer = tuple[int, dict[str, str], bytes]


class HttpEmbeddings(LocalServer):
    """Serves embeddings at `url` while the context is open; `answers` may be exchanged at any time."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: Callable[[list[str]], Answer] = embeddings
        self.seconds = 0.0
        super().__init__()

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    @property
    def texts(self) -> list[str]:
        """Every text that was ever sent."""
        return [text for asked in self.asked for text in asked.texts]

    def _handler(outer) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the class below has its own self
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 65_536  # head and body in one piece: in two, each answer would wait 40 ms

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                outer.asked.append(Asked(self.path, dict(self.headers), body))
                time.sleep(outer.seconds)
                code, headers, payload = outer.answers(body["input"])
                try:
                    self.send_response(code)
                    for name, value in {"Content-Length": str(len(payload)), **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(payload)
                except ConnectionError:
                    """Whoever asked did not wait."""

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler


def embeddings(texts: list[str], dimensions: int = DIMENSIONS) -> Answer:
    """What a good endpoint answers, the rows in another order than asked."""
    rows = [
        {"index": place, "embedding": hashed(text, dimensions).tolist()}
        for place, text in enumerate(texts)
    ]
    return 200, {}, json.dumps({"object": "list", "data": rows[::-1]}).encode()


def answering(code: int, body: str = "", **headers: str) -> Callable[[list[str]], Answer]:
    """The same answer to everything."""
    return lambda _: (code, headers, body.encode())


def onnx_folder(
    folder: Path,
    characters: str,
    *,
    inputs: tuple[str, ...] = ("input_ids", "attention_mask", "token_type_ids"),
    whole: bool = False,
    rows: int | None = None,
    nothing: bool = False,
    integers: int = TensorProto.INT64,
) -> Path:
    """A model that gives each known character the row of its hash, in a folder; returns the folder.

    `whole`: gives one row a text instead of one a piece. `rows`: how many characters it has rows for.
    `nothing`: its numbers are none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pieces = ["[PAD]", "[UNK]", *sorted(set(characters))]
    table = np.stack([np.full(DIMENSIONS, 9, np.float32), *(hashed(p) for p in pieces[1:])])
    table = table[:rows] * (np.float32("nan") if nothing else 1)
    steps = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    shape: list[Any] = ["texts", "pieces", DIMENSIONS]
    output = "last_hidden_state"
    if whole:
        steps.append(
            helper.make_node("ReduceMax", ["last_hidden_state", "axes"], ["row"], keepdims=0)
        )
        output, shape = "row", ["texts", DIMENSIONS]
    graph = helper.make_graph(
        steps,
        "tiny",
        [helper.make_tensor_value_info(name, integers, ["texts", "pieces"]) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([1], np.int64), "axes"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "model.onnx")
    tokenizer = Tokenizer(
        models.WordLevel({piece: place for place, piece in enumerate(pieces)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
