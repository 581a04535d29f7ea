"""Measure and print; `python -m tests.bench.throughput --help` tells the options."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import tempfile
from pathlib import Path

from tests.bench.throughput import workers
from tests.bench.throughput.contest import ATAZAN, ECHOES, Result, available, measure, measure_mix, memory

MODES = ("polling", "webhook")
DIFFERENT = 1_000
"""Different questions of people, each asked once: what an answer costs that nobody asked for before."""
Results = dict[tuple[str, str], Result]


async def contest(rounds: int, count: int, paced: int) -> Results:
    """Every bot in every mode, in rounds, so that a busy moment of the machine hits all alike."""
    bots = available()
    results: Results = {(mode, bot.name): Result() for mode in MODES for bot in bots}
    for _ in range(rounds):
        for mode in MODES:
            for bot in bots:
                with tempfile.TemporaryDirectory() as folder:
                    await measure(bot, mode, Path(folder), results[mode, bot.name], count, paced)
    return results


def table(results: Results) -> list[str]:
    """The results, a line each, medians of the rounds."""
    lines = [
        f"{'':30} {'updates/s':>10} {'µs CPU':>7} {'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7}  at 100/s",
    ]
    for (mode, name), result in results.items():
        percentiles = " ".join(f"{result.milliseconds(each):7.2f}" for each in ("p50", "p95", "p99"))
        lines.append(
            f"{mode + ': ' + name:30} {result.rate():10.0f} {result.microseconds():7.0f} {percentiles}"
        )
    for mode in MODES:
        for name, goal in (
            ("PTB echo", ", goal 4"),
            ("aiogram echo", ", goal 1"),
            ("pyTelegramBotAPI echo", ""),
        ):
            if (mode, name) in results:
                times = results[mode, ATAZAN.name].rate() / results[mode, name].rate()
                lines.append(f"{mode + ': Atazan to ' + name:44} {times:5.2f} times{goal}")
    return lines


async def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.throughput")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--count", type=int, default=3_000, help="updates of a round, as fast as they are taken"
    )
    parser.add_argument("--paced", type=int, default=500, help="updates of a round, at 100 a second")
    parser.add_argument(
        "--updates", type=int, default=100_000, help="updates after which memory is looked at"
    )
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f};", end=" "
    )
    print("bot and Bot API double pinned to a core each; medians of the rounds")
    for line in table(await contest(options.rounds, options.count, options.paced)):
        print(line, flush=True)
    for missing in {bot.name for bot in ECHOES} - {bot.name for bot in available()}:
        print(f"{missing}: not measured, its library is not installed (make peers)")
    for mode in MODES:
        mix = Result()
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                await measure_mix(mode, Path(folder), mix, DIFFERENT)
        name = f"{mode}: {DIFFERENT} different"
        print(f"{name:30} {mix.rate():10.0f} {mix.microseconds():7.0f}", flush=True)
    if options.updates:
        with tempfile.TemporaryDirectory() as folder:
            before, after = await memory(Path(folder), 10_000, options.updates)
        print(
            f"memory after 10,000 updates {before:.1f} MB, after {options.updates:,} {after:.1f} MB", end=""
        )
        print(f": {after / before * 100 - 100:+.1f} %, goal within 10 %", flush=True)
    if workers.SERVER:
        with tempfile.TemporaryDirectory() as folder:
            one, used_by_one = await workers.rate_of(1, Path(folder), options.count)
            three, used_by_three = await workers.rate_of(3, Path(folder), options.count)
        print(
            f"one worker on PostgreSQL {one:.0f} updates/s ({used_by_one:.2f} processors), three {three:.0f}",
            end="",
        )
        print(f" ({used_by_three:.2f}): {three / one:.2f} times, goal 1.6", flush=True)
    else:
        print("workers on PostgreSQL: not measured, BOT_TEST_POSTGRES_URL names no server")


if __name__ == "__main__":
    asyncio.run(main())
