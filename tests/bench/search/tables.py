"""Tables in Markdown, aligned so that they read well on a terminal, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.bench.search.outcome import Figures
from tests.bench.search.product import NAME
from tests.bench.search.record import Cost, Peer, Record
from tests.bench.search.rivals import ROOT

README = ROOT / "README.md"
BEGIN, END = "<!-- search -->", "<!-- /search -->"
_BETWEEN = re.compile(rf"(?<={BEGIN}\n).*?(?={END})", re.DOTALL)
ENGINES = (
    "engine",
    "success@1",
    "success@3",
    "MRR",
    "false answers",
    "untuned",
    "sure and right",
    "p50 ms",
    "p95 ms",
)
_HALVES: dict[str, str] = {"in_scope": "questions in scope", "out_of_scope": "out of scope"} | {
    "success_at_1": "success@1",
    "success_at_3": "success@3",
    "mrr": "MRR",
    "coverage": "answered as sure",
    "sure_precision": "sure and right",
    "choices_right": "right one among the choices",
    "false_answers": "out of scope answered as sure",
    "other_law_answers": "other laws answered as sure",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
}


def readme_block(record: Record) -> str:
    """What stands between the markers of the README."""
    counts = f"{record.reported.in_scope} questions in scope and {record.reported.out_of_scope} out of scope"
    head = f"{counts}; {record.machine}. {repeated(record)}"
    return f"\n{head}\n\n{engines(record)}\n\n{by_style(record)}\n\n"


def repeated(record: Record) -> str:
    """A sentence on the questions that the pack holds word for word."""
    rest = _share(record.success_at_1_without_repeated)
    return (
        f"{record.repeated} of them stand word for word among the topics and examples of the pack; "
        f"without these, success@1 is {rest}."
    )


def readme_held() -> str:
    """What stands between the markers now; empty where there are none."""
    found = _BETWEEN.search(README.read_text("utf-8"))
    return found.group() if found else ""


def write_readme(record: Record, path: Path = README) -> None:
    """Put the record's tables between the markers.

    Raises:
        ValueError: there are no markers.
    """
    text, count = _BETWEEN.subn(lambda _: readme_block(record), path.read_text("utf-8"))
    if count != 1:
        raise ValueError(f"{path} has not one pair of {BEGIN} and {END}")
    path.write_text(text, encoding="utf-8")


def engines(record: Record, costs: bool = False) -> str:
    """The product and the other engines on the reported half; `costs` adds time to build and memory."""
    head = (*ENGINES, "build ms", "memory MB") if costs else ENGINES
    rows = [_engine(f"**{NAME}**", record.reported, record.reported.false_answers)]
    prices: list[Cost | None] = [record.cost]
    for name, peer in record.peers.items():
        rows.append(_peer(name, peer))
        prices.append(peer.cost if peer else None)
    if costs:
        rows = [
            (*row, f"{price.build_ms:.0f}", f"{price.memory_mb:.0f}") if price else row
            for row, price in zip(rows, prices, strict=True)
        ]
    return table(head, rows)


def _peer(name: str, peer: Peer | None) -> tuple[str, ...]:
    if peer is None:
        return (name, "not installed")
    return _engine(name, peer.figures, peer.untuned_false_answers)


def _engine(name: str, found: Figures, untuned: float | None) -> tuple[str, ...]:
    shares = (
        found.success_at_1,
        found.success_at_3,
        found.mrr,
        found.false_answers,
        untuned,
        found.sure_precision,
    )
    return (name, *map(_share, shares), f"{found.p50_ms:.2f}", f"{found.p95_ms:.2f}")


def by_half(record: Record) -> str:
    """The product's figures on each half, and per language on the reported one."""
    columns = record.product | record.languages
    rows = [
        (said, *(_cell(getattr(each, name)) for each in columns.values())) for name, said in _HALVES.items()
    ]
    return table((NAME, *record.product, *(f"{record.half}: {code}" for code in record.languages)), rows)


def by_style(record: Record) -> str:
    """The share of each style and language that came out right, with the number of questions."""
    named = sorted({style for styles in record.styles.values() for style in styles})
    rows = [(style, *(_style(record, code, style) for code in record.styles)) for style in named]
    return table(("style", *record.styles), rows)


def _style(record: Record, code: str, style: str) -> str:
    found = record.styles[code].get(style)
    return f"{found.right:.2f} ({found.count})" if found else "–"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown: names to the left, figures to the right; a row that is too short ends in empty cells."""
    filled = [[*row, *[""] * (len(head) - len(row))] for row in (head, *rows)]
    widths = [max(3, *(len(row[place]) for row in filled)) for place in range(len(head))]
    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [
        _line(filled[0], widths),
        "| " + " | ".join(rule) + " |",
        *(_line(row, widths) for row in filled[1:]),
    ]
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        row[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
    ]
    return "| " + " | ".join(cells) + " |"


def _cell(value: float | None) -> str:
    return str(value) if isinstance(value, int) else _share(value)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
