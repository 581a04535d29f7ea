"""The product, asked like the other engines. Run as a module it prints what its index costs."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterable

from bot.answer import Answer
from bot.answering import Answering
from bot.environment import settled
from content.opening import Opened, open_pack
from content.pack import SHIPPED, load
from content.search.engine import build_index
from content.search.learned import NAME as LEARNED
from content.search.learned import Learned
from tests.bench.search.labelled import Question, questions
from tests.bench.search.memory import resident_megabytes
from tests.bench.search.outcome import Outcome

NAME = "Atazan"
_DECLINED = ("none", "smalltalk")


def opened_answering() -> Answering:
    """The product over the pack it ships with, as a bot has it that runs for weeks."""
    with settled():
        opened = open_pack()
        answering = Answering(opened.pack, languages=opened.languages, index=opened.index)
        answering.warm()
    return answering


def outcomes(answering: Answering, asked: Iterable[Question]) -> list[Outcome]:
    """What the product makes of the questions, each asked once and out of the blue."""
    return [outcome(question, answering.answer(question.text)) for question in asked]


def outcome(question: Question, answer: Answer) -> Outcome:
    """An answer as an outcome: a declined question has no articles, and a fact is sure even without one."""
    declined = answer.kind in _DECLINED
    found = () if declined else tuple(dict.fromkeys(hit.number for hit in answer.hits))
    offers = answer.kind == "choices"
    return Outcome(question, found, not declined and not offers, offers, answer.elapsed_ms)


def cost(opened: Opened, asked: Iterable[Question]) -> dict[str, float]:
    """The time to build the index and all that answers from it, and the memory that has grown after the questions.

    The pack itself, with its examples and what was learned from them, is not counted: it is the corpus.
    """
    pack, learned = load(), Learned.load(SHIPPED / LEARNED)
    gc.collect()
    memory, began = resident_megabytes(), time.perf_counter()
    index = build_index(pack, pack.edition, opened.languages, learned)
    answering = Answering(opened.pack, languages=opened.languages, index=index)
    seconds = time.perf_counter() - began
    for question in asked:
        answering.answer(question.text)
    return {"build_ms": round(seconds * 1000, 1), "memory_mb": round(resident_megabytes() - memory, 1)}


if __name__ == "__main__":
    json.dump(cost(open_pack(), questions()), sys.stdout)
