"""Plays people from another process: one JSON object in, one out."""

from collections.abc import Callable
from typing import Any

from bot.local.chats import Chat
from bot.local.core import LocalTelegram
from bot.local.messages import Message
from bot.local.people import Person

Order = dict[str, Any]


async def carry_out(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    """Do what ``order["do"]`` says and return what came of it.

    People are named by id ("person"); an unknown id becomes a new person of that id. ``until`` waits until a
    method was called ``times`` times, at most ``within`` seconds.

    Raises:
        LookupError: there is no such order, chat, message or button.
        ValueError: a person cannot do that.
        TimeoutError: ``until`` waited in vain.
    """
    if order.get("do") == "until":
        method, times = str(order["method"]), int(order.get("times", 1))
        await tg.until(lambda: len(tg.called(method)) >= times, float(order.get("within", 5)))
        return {"calls": tg.called(method)}
    action = ACTIONS.get(str(order.get("do")))
    if action is None:
        raise LookupError(f"unknown order {order.get('do')!r}; known: until, {', '.join(ACTIONS)}")
    return action(tg, order)


def _person(tg: LocalTelegram, order: Order) -> Person:
    known = tg.people.get(int(order["person"]))
    return known or tg.person(f"Person {order['person']}", int(order["person"]))


def _chat(tg: LocalTelegram, order: Order) -> Chat:
    if "chat" not in order:
        return _person(tg, order).chat
    return tg.chats[int(order["chat"])]


def _message(tg: LocalTelegram, order: Order, field: str = "message") -> Message:
    return _chat(tg, order).history[int(order[field])]


def _new_person(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    started = bool(order.get("started"))
    person = tg.person(order["name"], order.get("id"), order.get("language", "ru"), started=started)
    return {"id": person.id}


def _new_group(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    people = [_person(tg, {"person": number}) for number in order.get("people", [])]
    return {"id": tg.group(order["title"], *people, kind=order.get("kind", "supergroup")).id}


def _say(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    person = _person(tg, order)
    reply_to = _message(tg, order, "reply_to") if "reply_to" in order else None
    chat = tg.chats[int(order["chat"])] if "chat" in order else None
    return shown(person.say(order["text"], chat, reply_to))


def _start(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    return shown(_person(tg, order).start(order.get("payload", "")))


def _edit(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    return shown(_person(tg, order).edit(_message(tg, order), order["text"]))


def _press(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    return {"query_id": _person(tg, order).press(_message(tg, order), order["button"]).id}


def _inline(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    return {"query_id": _person(tg, order).inline(order.get("query", "")).id}


def _block(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    person = _person(tg, order)
    person.block() if order["do"] == "block" else person.unblock()
    return {}


def _read(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    return {"messages": [shown(message) for message in _chat(tg, order).messages]}


def _answers(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    query = str(order["query_id"])
    toasts = [toast.text for toast in tg.toasts if toast.query_id == query]
    inline = [answer.results for answer in tg.inline_answers if answer.query_id == query]
    return {"toasts": toasts, "inline": inline}


def _calls(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    wanted = str(order.get("method", "")).lower()
    found = [call for call in tg.calls if wanted in ("", call.method.lower())]
    return {"calls": [{"method": call.method, "parameters": _plain(call.parameters)} for call in found]}


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "name", value) for name, value in parameters.items()}


def _fault(tg: LocalTelegram, order: Order) -> dict[str, Any]:
    tg.faults.add(**{name: value for name, value in order.items() if name != "do"})
    return {}


def _pending(tg: LocalTelegram, _order: Order) -> dict[str, Any]:
    return {"pending": len(tg.queue)}


def shown(message: Message) -> dict[str, Any]:
    """Return a message as a person sees it."""
    rows = [[{"text": b.text, "kind": b.kind, "value": b.value} for b in row] for row in message.keyboard]
    fields = ("id", "text", "html", "from_bot", "edited", "deleted")
    return {**{name: getattr(message, name) for name in fields}, "keyboard": rows}


ACTIONS: dict[str, Callable[[LocalTelegram, Order], dict[str, Any]]] = {
    "person": _new_person,
    "group": _new_group,
    "say": _say,
    "start": _start,
    "edit": _edit,
    "press": _press,
    "inline": _inline,
    "block": _block,
    "unblock": _block,
    "read": _read,
    "answers": _answers,
    "calls": _calls,
    "fault": _fault,
    "pending": _pending,
}
