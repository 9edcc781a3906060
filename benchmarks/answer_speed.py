"""How long staff wait: from the start to the first answer, and for each answer in the running bot.

    python -m benchmarks.answer_speed

Prints a table; judges nothing. The matcher is trained beforehand, as after the first start.
"""

import asyncio
import resource
import statistics
import subprocess
import sys
import time

from telegram import Update

from bot.bootstrap import build_application, build_services, count
from bot.settings import Settings
from bot.terminal.api import LocalBotApi
from scripts_library.loader import load_library
from scripts_library.matcher.engine import build_matcher

DESCRIPTIONS = (
    "客户在大厅大吵大闹，要见领导，还要赔偿",
    "停电两天了没人管",
    "customer shouting, asks for the leader, wants compensation",
    "要退费",
    "一个大爷听不清，反复问电费怎么多了这么多，后面排队的人也急了，说再不办就打12345",
    "今晚欧冠决赛谁会赢",
)
ROUNDS = 50


def main() -> None:
    """Prints the table."""
    library = load_library()
    build_matcher(library)
    starts = [_start_to_first_answer() for _ in range(5)]
    matches = _match_times()
    answers = asyncio.run(_answer_times())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(library.situations)} situations, {ROUNDS * len(DESCRIPTIONS)} warm questions")
    print(
        f"start to first answer in the terminal   {statistics.median(starts):8.2f} s   (median of 5)"
    )
    print(_row("match one description", matches))
    print(_row("answer one message, all our time", answers))
    print(f"memory of the process                   {memory:8.0f} MB")


def _start_to_first_answer() -> float:
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{DESCRIPTIONS[0]}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        took = time.perf_counter() - begin
        process.stdin.close()
        process.stdout.read()
    return took


def _match_times() -> list[float]:
    matcher = build_matcher(load_library())
    times = []
    for text in DESCRIPTIONS * ROUNDS:
        begin = time.perf_counter()
        matcher.match(text)
        times.append(time.perf_counter() - begin)
    return times


async def _answer_times() -> list[float]:
    """From an update as Telegram sends it to the request that answers it, without the network."""
    library = load_library()
    api = LocalBotApi()
    services = build_services(Settings(), library)
    application = build_application(Settings(), services, count(library), request=api)
    person = {"id": 2, "is_bot": False, "first_name": "staff", "language_code": "zh"}
    chat = {"id": 2, "type": "private"}
    times = []
    async with application:
        for number, text in enumerate(DESCRIPTIONS * ROUNDS):
            raw = {"update_id": number, "message": api.incoming(chat, person, text=text)}
            begin = time.perf_counter()
            await application.process_update(Update.de_json(raw, application.bot))
            times.append(time.perf_counter() - begin)
    return times


def _row(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    return f"{name:<40}{p50 * 1000:8.2f} ms p50   {p99 * 1000:8.2f} ms p99"


if __name__ == "__main__":
    main()
