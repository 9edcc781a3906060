import logging

import pytest

from bot.log_setup import set_up_logging

TOKEN = "123456789:AAE-test_token_that_is_long_enough"


def test_a_token_never_reaches_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG")
    logging.getLogger("httpx").info("HTTP Request: POST https://x/bot%s/getMe", TOKEN)
    logging.getLogger("any").error("failed: https://x/bot%s/getMe", TOKEN)
    try:
        raise RuntimeError(f"bad token {TOKEN}")  # noqa: TRY301 - a traceback to log
    except RuntimeError:
        logging.getLogger("any").exception("a fault")
    logged = capsys.readouterr().err
    assert "failed" in logged
    assert "a fault" in logged
    assert "HTTP Request" not in logged
    assert TOKEN not in logged
