"""The strict in-memory Bot API behind HTTP on this machine: for running the program as it is served."""

import json
import time
from collections import deque
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl

from tests.fakes.checked_api import CheckedBotApi
from tests.fakes.local_server import LocalServer


class HttpBotApi(LocalServer):
    """Serves a Bot API at `root` while the context is open; `updates` are handed out once."""

    def __init__(self, *, knows_token: bool = True) -> None:
        self.api = CheckedBotApi()
        self.updates: deque[dict[str, Any]] = deque()
        self.offsets: list[int] = []
        self._knows_token = knows_token
        super().__init__()

    def answer(self, name: str, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if not self._knows_token:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if name != "getUpdates":
            return self.api.call(name, parameters)
        self.offsets.append(int(parameters.get("offset", 0)))
        if not self.updates:
            time.sleep(0.02)  # a long poll, cut short
        fetched = [self.updates.popleft() for _ in range(len(self.updates))]
        return 200, {"ok": True, "result": fetched}

    def _handler(outer) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the class below has its own self
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                parameters = {key: _value(text) for key, text in parse_qsl(raw)}
                code, body = outer.answer(self.path.rsplit("/", 1)[-1], parameters)
                payload = json.dumps(body).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler


def _value(text: str) -> Any:
    if text[:1] in {"{", "["} or text in {"true", "false"}:
        return json.loads(text)
    return text
