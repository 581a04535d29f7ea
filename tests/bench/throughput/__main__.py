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
PARTS = ("contest", "different", "memory", "workers")
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
    parser.add_argument("--only", choices=PARTS, action="append", help="may be given several times")
    options = parser.parse_args()
    parts = options.only or PARTS
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f};", end=" "
    )
    print("bot and Bot API double pinned to a core each; medians of the rounds", flush=True)
    if "contest" in parts:
        for line in table(await contest(options.rounds, options.count, options.paced)):
            print(line, flush=True)
        for missing in {bot.name for bot in ECHOES} - {bot.name for bot in available()}:
            print(f"{missing}: not measured, its library is not installed (make peers)")
    if "different" in parts:
        await different(options.rounds)
    if "memory" in parts and options.updates:
        await remembered(options.updates)
    if "workers" in parts:
        await several(options.count)


async def different(rounds: int) -> None:
    """Print what questions cost that nobody asked before."""
    for mode in MODES:
        mix = Result()
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                await measure_mix(mode, Path(folder), mix, DIFFERENT)
        name = f"{mode}: {DIFFERENT} different"
        print(f"{name:30} {mix.rate():10.0f} {mix.microseconds():7.0f}", flush=True)


async def remembered(updates: int) -> None:
    """Print how much memory is held after so many updates."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = await memory(Path(folder), 10_000, updates)
    print(f"memory after 10,000 updates {before:.1f} MB, after {updates:,} {after:.1f} MB", end="")
    print(f": {after / before * 100 - 100:+.1f} %, goal within 10 %", flush=True)


async def several(count: int) -> None:
    """Print what one worker and three on one PostgreSQL answer; with all processors busy there is no more to have."""
    if not workers.SERVER:
        print("workers on PostgreSQL: not measured, BOT_TEST_POSTGRES_URL names no server")
        return
    with tempfile.TemporaryDirectory() as folder:
        one = await workers.rate_of(1, Path(folder), count)
        print(f"one worker on PostgreSQL: {one}", flush=True)
        three = await workers.rate_of(3, Path(folder), count)
    print(f"three workers on PostgreSQL: {three}")
    ceiling = (os.cpu_count() or 1) / (three.machine / three.per_second) / one.per_second
    print(f"three workers to one: {three.per_second / one.per_second:.2f} times, goal 1.6; ", end="")
    print(f"with every processor busy throughout {ceiling:.2f}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
