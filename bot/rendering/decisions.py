"""Tables of decisions, as whoever sent one reads what it would do, did, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence

from bot.proposals.decision_files import Problem
from bot.proposals.decisions import Decision, Plan
from bot.proposals.receipts import code_of
from bot.rendering.card import Card, act
from bot.rendering.rich import bold, join
from bot.rendering.scene import Scene
from bot.texts import Texts

SHOWN = 20
"""How many rows or problems are listed; the rest is counted."""


def plan_lines(say: Texts, plan: Plan, prefix: str) -> list[str]:
    """What a table would change, a line each; the first is the sum."""
    first = say("decisions-plan", count=len(plan.decisions), unchanged=plan.unchanged)
    counts = [
        say("decisions-count", status=_status(say, status), count=count)
        for status, count in plan.counts.items()
    ]
    lines = [_line(say, each, prefix) for each in plan.decisions[:SHOWN]]
    return [first, *counts, *lines, *_more(say, len(plan.decisions))]


def problem_lines(say: Texts, problems: Sequence[Problem]) -> list[str]:
    """Why a table cannot be taken, a line for each row."""
    lines = []
    for problem in problems[:SHOWN]:
        what = say(f"decisions-problem-{problem.what}")
        if problem.row:
            what = say("decisions-problem", row=str(problem.row), what=what, detail=problem.detail)
        else:
            what = f"{what} {problem.detail}"
        lines.append(what.strip())
    return [*lines, *_more(say, len(problems))]


def _more(say: Texts, count: int) -> list[str]:
    return [say("decisions-more", count=str(count - SHOWN))] if count > SHOWN else []


def _line(say: Texts, decision: Decision, prefix: str) -> str:
    return say(
        "decisions-line",
        row=str(decision.row),
        code=code_of(decision.number, prefix),
        before=_status(say, decision.before),
        status=_status(say, decision.status),
    )


def _status(say: Texts, status: str) -> str:
    return say(f"receipt-is-{status.replace('_', '-')}")


def plan_card(scene: Scene, plan: Plan) -> Card:
    """What a table would change, to agree or not."""
    say = scene.say
    if not plan.decisions:
        return Card(bold(say("decisions-nothing")))
    first, *lines = plan_lines(say, plan, scene.pack.info.receipt_prefix)
    identity = str(plan.identity)
    rows = (
        (
            act(scene, say("button-decisions-apply"), "decisions", "apply", identity),
            act(scene, say("button-decisions-cancel"), "decisions", "cancel", identity),
        ),
    )
    return Card(join((bold(first), "\n".join(lines), say("decisions-how"))), rows)


def refused_card(scene: Scene, problems: Sequence[Problem]) -> Card:
    """Why a table cannot be taken."""
    lines = problem_lines(scene.say, problems)
    return Card(join((bold(scene.say("decisions-refused")), "\n".join(lines))))
