"""What a bot costs that has started and waits: the time to its first answer, and its memory."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.local.core import LocalTelegram
from bot.local.people import Person
from bot.local.server import serve
from tests.bot_process import PATIENCE, polling_bot

SETTLED = 2.0
"""Seconds without updates after which the bot is taken for idle."""
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Idle:
    """Times in seconds, memory in megabytes (2^20 bytes) of resident set.

    `first_answer` counts from the start of the process, to a question that was waiting; `next_answer` from the moment
    of the question.
    """

    first_answer: float
    next_answer: float
    memory: float
    memory_after: float


async def measure(folder: Path, further: int = 100) -> Idle:
    """Start a bot on a local Bot API server, ask, let it rest, ask `further` questions, and let it rest again."""
    tg = LocalTelegram()
    person = tg.person("Aigul", language="en")
    person.say("/start")
    began = time.perf_counter()
    async with serve(tg) as address, polling_bot(address, folder) as bot:
        await tg.until(lambda: person.chat.answers, PATIENCE)
        first = time.perf_counter() - began
        await bot.logged("started")
        await asyncio.sleep(SETTLED)
        process = psutil.Process(bot.process.pid)
        memory = process.memory_info().rss / _MEGABYTE
        times = [await _answered(tg, person, f"article {1 + place % 96}") for place in range(further)]
        await asyncio.sleep(SETTLED)
        return Idle(first, sum(times) / len(times), memory, process.memory_info().rss / _MEGABYTE)


async def _answered(tg: LocalTelegram, person: Person, question: str) -> float:
    """Ask and wait for the answer; the seconds in between."""
    answers = len(person.chat.answers)
    began = time.perf_counter()
    person.say(question)
    await tg.until(lambda: len(person.chat.answers) > answers, PATIENCE)
    return time.perf_counter() - began
