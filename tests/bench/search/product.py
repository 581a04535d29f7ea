"""The product, asked like the other engines. Run as a module it prints what its index costs."""

from __future__ import annotations

import gc
import json
import marshal
import sys
import time
from collections.abc import Iterable

from bot.answer import Answer
from bot.answering import Answering
from bot.environment import settled
from content.languages import ALL
from content.opening import open_pack
from content.pack import SHIPPED, load
from content.search.engine import build_index
from content.search.index import Index
from content.search.learned import NAME as LEARNED
from content.search.learned import Learned
from content.search.tally import NAME as TALLY
from content.search.tally import Tally
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
    found = []
    for question in asked:
        began = time.process_time()
        answer = answering.answer(question.text)
        found.append(outcome(question, answer, (time.process_time() - began) * 1000))
    return found


def outcome(question: Question, answer: Answer, milliseconds: float) -> Outcome:
    """An answer as an outcome: a declined question has no articles, and a fact is sure even without one."""
    declined = answer.kind in _DECLINED
    found = () if declined else tuple(dict.fromkeys(hit.number for hit in answer.hits))
    offers = answer.kind == "choices"
    return Outcome(question, found, not declined and not offers, offers, milliseconds)


def cost(asked: Iterable[Question]) -> dict[str, float]:
    """The processor time to build the index, and the memory that has grown by an index out of the cache and all that
    answers from it, after the questions.

    The pack itself, with its examples and what was learned from them, is not counted: it is the corpus.
    """
    opened = open_pack()
    written = marshal.dumps(opened.index.dumped())
    pack, learned, tally = opened.pack, Learned.load(SHIPPED / LEARNED), Tally.load(SHIPPED / TALLY)
    opened = None  # type: ignore[assignment]
    gc.collect()
    memory = resident_megabytes()
    answering = Answering(pack, index=Index.loaded(marshal.loads(written)))  # noqa: S302 - our own data
    answering.warm()
    for question in asked:
        answering.answer(question.text)
    grown = resident_megabytes() - memory
    whole = load()
    began = time.process_time()
    build_index(whole, whole.edition, ALL, learned, tally)
    return {"build_ms": round((time.process_time() - began) * 1000, 1), "memory_mb": round(grown, 1)}


if __name__ == "__main__":
    json.dump(cost(questions()), sys.stdout)
