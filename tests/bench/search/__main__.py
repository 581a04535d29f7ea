"""Ask the product and other engines the labelled questions, and print what they found.

`make bench-search` installs the other engines first. `--record` writes the figures down and renews the README.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answering import Answering
from content.opening import open_pack
from tests.bench.search import crossvalidation, labelled, product, record, tables
from tests.bench.search.noise import strings
from tests.bench.search.outcome import Outcome, quantile
from tests.bench.search.rivals import RIVALS
from tests.bench.search.scale import LARGEST, scaled

NOISE = 20_000
FAILURES = labelled.FOLDER / "failures.txt"
"""What went wrong when it was last recorded: "?" before what was offered, nothing before what was answered."""


def main() -> None:
    """Measure what the command line asks for."""
    asked = _arguments()
    if asked.scale:
        return _scale(asked.scale)
    questions, answering = labelled.questions(), product.opened_answering()
    print(f"{record.machine()}, load {os.getloadavg()[0]:.1f}; half: {asked.half}")
    measured, found = record.of_product(answering, questions, asked.half)
    if not asked.alone:
        measured = _with_peers(measured, questions)
    _print(measured)
    print(f"\n{crossvalidation.said(open_pack())}")
    if asked.failures:
        print("\n" + "\n".join(_failures(found)))
    if asked.noise:
        _noise(answering, asked.noise)
    if asked.record:
        measured.save()
        tables.write_readme(measured)
        FAILURES.write_text("\n".join(_failures(found)) + "\n", encoding="utf-8")
        print(f"recorded in {record.FILE.name} and {tables.README.name}")
    return None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--half", choices=("development", "held-out", "all"), default="held-out")
    parser.add_argument("--alone", action="store_true", help="the product without other engines")
    parser.add_argument("--failures", action="store_true", help="list the questions that went wrong")
    parser.add_argument(
        "--noise", type=int, default=NOISE, metavar="N", help="random strings to time (0: none)"
    )
    parser.add_argument(
        "--record", action="store_true", help="write the figures down (held-out half, all engines)"
    )
    parser.add_argument(
        "--scale", type=int, metavar="N", help=f"instead: a text N times as long (up to {LARGEST})"
    )
    asked = parser.parse_args()
    if asked.record and (asked.alone or asked.half != "held-out"):
        parser.error("--record is for the held-out half with all engines")
    if asked.scale is not None and not 1 <= asked.scale <= LARGEST:
        parser.error(f"--scale is from 1 to {LARGEST}")
    return asked


def _with_peers(measured: record.Record, questions: Sequence[labelled.Question]) -> record.Record:
    peers = {}
    for rival in RIVALS:
        print(f"… {rival.name}", flush=True)
        peers[rival.name] = record.of_peer(rival, questions, measured)
    return replace(measured, peers=peers)


def _print(measured: record.Record) -> None:
    print(
        f"\n{tables.engines(measured, costs=True)}\n\n{tables.by_half(measured)}\n\n{tables.by_style(measured)}"
    )
    print(f"\n{tables.repeated(measured)}")


def _failures(found: Iterable[Outcome]) -> Iterator[str]:
    """Lines about questions in scope whose first article is not a right one, and about those out of scope that were
    answered, under a line of headings."""
    yield "id\tstyle\tquestion\texpected\tgot"
    for each in found:
        asked = each.question
        if each.rank == 1 or not (asked.expected or each.sure):
            continue
        got = ("" if each.sure else "?" if each.offers else "declined ") + " ".join(each.articles[:5])
        yield "\t".join((asked.id, asked.style, asked.text, ";".join(asked.expected) or "none", got))


def _noise(answering: Answering, count: int) -> None:
    words = [word for question in labelled.questions() for word in question.text.split()]
    # As in a bot, what was there before is no concern of the garbage collector.
    gc.collect()
    gc.freeze()
    times = [(_milliseconds(answering, text), text) for text in strings(count, words)]
    short = [(elapsed, text) for elapsed, text in times if len(text) <= 200]
    for said, timed in (("of up to 200 characters", short), ("of all lengths", times)):
        slowest, text = max(timed)
        typical = quantile([elapsed for elapsed, _ in timed], 0.999)
        print(
            f"{len(timed)} random strings {said}: p99.9 {typical:.2f} ms, "
            f"slowest {slowest:.2f} ms ({len(text)} characters: {text[:40]!a})"
        )


def _milliseconds(answering: Answering, text: str) -> float:
    """The processor time of an answer."""
    began = time.process_time()
    answering.answer(text)
    return (time.process_time() - began) * 1000


def _scale(times: int) -> None:
    opened, questions = open_pack(), labelled.questions("held-out")
    for factor in (1, times):
        pack = scaled(opened.pack, factor)
        began = time.process_time()
        answering = Answering(pack, languages=opened.languages)
        seconds = time.process_time() - began
        answering.warm()
        spent = [_milliseconds(answering, question.text) for question in questions]
        print(
            f"{len(pack.edition.articles):5} articles × {len(pack.info.languages)} languages: "
            f"built in {seconds:.2f} s, p50 {quantile(spent, 0.5):.2f} ms, p95 {quantile(spent, 0.95):.2f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
