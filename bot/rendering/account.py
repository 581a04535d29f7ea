"""The count of all proposals, and the proof of one receipt, as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.proposals.public_log import Proved, Report
from bot.proposals.receipts import code_of
from bot.rendering.card import Card
from bot.rendering.dates import written
from bot.rendering.moments import moment_name
from bot.rendering.proposals import reason_name
from bot.rendering.rich import Rich, bold, code, join
from bot.rendering.scene import Scene

_DIGITS = 16
"""Hexadecimal digits shown of a hash in running text."""


def account_card(scene: Scene, report: Report) -> Card:
    """The account of a day: where every proposal is, and the signed checkpoints."""
    title = bold(scene.say("account-title", date=written(report.day.isoformat(), scene.language)))
    notes = [code(note.rstrip()) for note in report.figures.get("checkpoints", ())]
    counted = "\n".join(account_lines(scene, report.figures))
    return Card(join((title, counted, scene.say("account-signed"), *notes)))


def account_lines(scene: Scene, figures: Mapping[str, Any]) -> list[str]:
    """Where every proposal is, a line each; the last says whether the sum is right."""
    say = scene.say
    names = ("published", "waiting", "hidden", "merged", "withdrawn", "erased")
    lines = [say("account-received", count=figures["received"])]
    for name in names:
        lines.append(say(f"account-{name}", count=figures[name]))
        if name == "hidden":
            lines += [
                say("account-reason", reason=reason_name(scene, reason), count=count)
                for reason, count in figures["hidden_by_reason"].items()
            ]
    right = "account-holds" if figures["holds"] else "account-wrong"
    return [*lines, say(right, size=str(figures["log_size"]))]


def proved_card(scene: Scene, proved: Proved) -> Card:
    """That a receipt is in the log, since when, where, and what became of the proposal."""
    say = scene.say
    receipt = code_of(proved.number, scene.pack.info.receipt_prefix)
    checkpoint = proved.checkpoint
    facts = [
        say(
            "proof-position",
            place=str(proved.number),
            leaf=str(proved.leaf_index),
            at=moment_name(scene, proved.at),
        ),
        say("proof-status", status=say(f"receipt-is-{proved.status.replace('_', '-')}")),
    ]
    hashes = Rich(say("proof-hash") + " ") + code(proved.commitment.hex())
    if proved.amended is not None:
        hashes = join((hashes, Rich(say("proof-amended") + " ") + code(proved.amended.hex())), "\n")
    proof = say(
        "proof-proved" if proved.holds else "proof-not-proved",
        size=str(checkpoint.size),
        hashes=len(proved.path),
        root=checkpoint.root.hex()[:_DIGITS],
        at=moment_name(scene, checkpoint.at),
    )
    erased = say("proof-erased") if proved.erased else None
    how = say("proof-how", code=receipt)
    return Card(join((bold(say("proof-title", code=receipt)), "\n".join(facts), hashes, proof, erased, how)))
