"""Logging that never holds a token or what a customer said."""

import logging
import re

_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


class _NoToken(logging.Formatter):
    """Strikes out whatever looks like a bot token, in messages and in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))


def set_up_logging(level: str) -> None:
    """Logs to standard error from `level` on. httpx logs request URLs, which hold the token: silenced."""
    handler = logging.StreamHandler()
    handler.setFormatter(_NoToken("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram.ext.Updater"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # PTB logs whole updates at DEBUG, and those hold what people wrote.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLevelName(level)))
