"""Everything goes wrong at once, and the ledger still says of each person what happened to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from bot.delivery.choices import Choices
from bot.delivery.notice import Notice
from bot.local import Chat
from tests.running_bot import RunningBot, limiter_of, sender_of
from tests.test_delivery_sending import cards, publish

PEOPLE, GROUPS = 200, 20


async def test_the_ledger_reconciles_to_the_person(running: RunningBot) -> None:
    """429 storms, time-outs after delivery, 500s, dropped connections, 5 % blocked, groups that migrated or are gone.

    Whoever is "sent" has it once; whoever is "unknown" has it once or not; nobody else has it, and nobody is open.
    """
    telegram, subscriptions = running.telegram, running.services.subscriptions
    persons = [telegram.person(str(n), 5_000 + n, started=True) for n in range(PEOPLE)]
    owner = telegram.person("Owner", 4_000, started=True)
    groups = [telegram.group(f"G{n}", owner, id=-5_000 - n, kind="group") for n in range(GROUPS)]
    for chat, kind in (*((p.id, "person") for p in persons), *((g.id, "group") for g in groups)):
        await subscriptions.follow(chat, "sessions", kind=kind)  # type: ignore[arg-type]
    for person in persons[::20]:
        person.chat.bot_status = "kicked"
    for person in persons[7::60]:
        person.deactivate()
    moved = {group.id: telegram.upgrade(group) for group in groups[:3]}
    groups[3].bot_status = "kicked"
    for person in persons[5::50]:
        await subscriptions.choose(person.id, Choices(mode="daily"))
    faults = telegram.faults
    for times, kind in (
        (9, "rate_limit"),
        (7, "timeout_after"),
        (6, "drop"),
        (12, "error_500"),
        (4, "timeout_before"),
    ):
        faults.add(kind=kind, method="sendMessage", times=times, retry_after=4)  # type: ignore[arg-type]
        for person in persons[times::40]:
            faults.add(kind=kind, method="sendMessage", chat=person.id, retry_after=2)  # type: ignore[arg-type]
    telegram.limits.like_telegram()
    time = limiter_of(running.app.bot)._monotonic
    telegram.limits.clock = time
    await publish(running, Notice("s1", "announced", ("sessions",), cards("Session")))
    sender = sender_of(running.services, running.app.bot, local=False)
    for _ in range(60):
        await sender.run()
        running.clock.advance(timedelta(minutes=30))
        time.now += 1800  # type: ignore[attr-defined]
    await _reconciled(running, {p.id: p.chat for p in persons} | {g.id: moved.get(g.id, g) for g in groups})


async def _reconciled(running: RunningBot, chats: Mapping[int, Chat]) -> None:
    ledger = await running.ledger()
    states: Counter[str] = Counter()
    for telegram_id, chat in chats.items():
        state, reason = ledger.get(telegram_id) or ledger[chat.id]
        seen = sum("Session" in message.text for message in chat.answers)
        allowed = {"sent": (1,), "unknown": (0, 1), "blocked": (0,), "failed": (0,)}[state]
        assert seen in allowed, (state, reason, seen)
        states[state] += 1
    assert sum(states.values()) == PEOPLE + GROUPS
    assert states["blocked"] >= PEOPLE // 20 + 1
    assert states["unknown"] >= 8
    assert states["sent"] > PEOPLE // 2
