"""Cards of subscriptions: what is followed, what could be and how much that is, and when notices come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.choices import Choices
from bot.following import WHOLE, word_of
from bot.rendering.card import Button, Card, Rows, act, short
from bot.rendering.dates import written
from bot.rendering.notices import topic_name
from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene

_STOPS = 20
"""Most buttons that end one subscription each; the others are ended by typing."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Who follows, as their cards need it. `quiet` and `zone` are the installation's.

    `title` names a group or channel, None is the person asking; `channel` its Telegram id as text, for whose buttons
    stand in the private chat of its admin, else "". `now` is the present moment.
    """

    topics: tuple[str, ...]
    choices: Choices
    quiet: str
    zone: str
    now: datetime
    title: str | None = None
    channel: str = ""


def subscriptions_card(scene: Scene, follower: Follower, volume: Mapping[str, int]) -> Card:
    """What somebody follows, what else there is with how many notices that was lately, and when they come."""
    say = scene.say
    held = [f"• {topic_name(scene, t)} – /unsubscribe {word_of(scene.pack, t)}" for t in follower.topics]
    mine = join((bold(say("subscriptions-held")), *held), "\n") if held else say("subscriptions-none")
    offered = [topic for topic in offered_topics(scene, follower) if topic not in follower.topics]
    lines = [f"• {volume_line(scene, topic, volume.get(topic, 0))}" for topic in offered]
    offer = join((bold(say("subscriptions-offered")), *lines, say("subscriptions-typed")), "\n")
    title = say("subscriptions-title") if follower.title is None else follower.title
    text = join((bold(title), mine, offer, schedule(scene, follower)))
    return Card(text, _rows(scene, follower, offered), title=title)


def offered_topics(scene: Scene, follower: Follower) -> tuple[str, ...]:
    """What is offered to everybody: all sessions, news, and to people answers to their own proposals."""
    bodies = [f"body:{body.id}" for body in scene.record.bodies] if len(scene.record.bodies) > 1 else []
    return tuple(topic for topic in (*WHOLE, *bodies) if topic != "proposals" or follower.title is None)


def _rows(scene: Scene, follower: Follower, offered: Iterable[str]) -> Rows:
    say, held = scene.say, follower.topics[:_STOPS]
    follow = [
        (
            _button(
                scene, follower, say("button-follow-topic", topic=topic_name(scene, topic)), "follow", topic
            ),
        )
        for topic in offered
    ]
    stop = [
        (_button(scene, follower, say("button-stop-topic", topic=topic_name(scene, topic)), "stop", topic),)
        for topic in held
    ]
    when = [] if follower.channel else [(act(scene, say("button-when"), "told", "show"),)]
    every = [(_button(scene, follower, say("button-stop-all"), "stop", "all"),)] if held else []
    return (*follow, *stop, *when, *every)


def _button(scene: Scene, follower: Follower, label: str, does: str, topic: str) -> Button:
    if follower.channel:
        return act(scene, short(label), "chan", follower.channel, does, *topic.split(":"))
    return act(scene, short(label), does, *topic.split(":"))


def volume_line(scene: Scene, topic: str, recent: int) -> str:
    """How to follow a topic, and how many notices that was in the last 90 days."""
    word = word_of(scene.pack, topic)
    line = scene.say("volume-line", topic=topic_name(scene, topic), word=word, recent=str(recent))
    return f"{line} {busy_times(scene)}".rstrip() if topic == "sessions" else line


def busy_times(scene: Scene) -> str:
    """What it was like when sessions came one after the other; empty where the pack records none."""
    days = sorted(session.date for session in scene.pack.sessions)
    if len(days) < 2:
        return ""
    first, last = written(days[0], scene.language), written(days[-1], scene.language)
    return scene.say("volume-busy", first=first, last=last, count=str(len(days)))


def offer_card(scene: Scene, topic: str, recent: int) -> Card:
    """What following a topic means, before it is followed."""
    name = topic_name(scene, topic)
    text = join((bold(name), scene.say(f"offer-{_kind(topic)}"), volume_line(scene, topic, recent)))
    return Card(text, ((act(scene, scene.say("button-follow"), "follow", *topic.split(":")),),), title=name)


def _kind(topic: str) -> str:
    kind = topic.partition(":")[0]
    return {"a": "text", "s": "text", "body": "sessions"}.get(kind, kind)


def followed_card(
    scene: Scene, follower: Follower, topics: tuple[str, ...], volume: Mapping[str, int], *, new: bool
) -> Card:
    """That topics are followed now, how many notices to expect, when, and how to stop."""
    names = "; ".join(topic_name(scene, topic) for topic in topics)
    key = "followed" if follower.title is None else "followed-chat"
    said = scene.say(key if new else f"{key}-already", topics=names, chat=follower.title or "")
    lines = [volume_line(scene, topic, volume.get(topic, 0)) for topic in topics]
    stops = [
        (
            _button(
                scene, follower, scene.say("button-stop-topic", topic=topic_name(scene, topic)), "stop", topic
            ),
        )
        for topic in topics
    ]
    when = () if follower.channel else ((act(scene, scene.say("button-when"), "told", "show"),),)
    return Card(join((said, "\n".join(lines), schedule(scene, follower))), (*stops, *when))


def stopped_card(scene: Scene, follower: Follower, stopped: tuple[str, ...], *, every: bool) -> Card:
    """That topics are not followed any more, with a tap to follow them again."""
    say = scene.say
    if every:
        said = say("stopped-all")
    elif stopped:
        said = say("stopped", topics="; ".join(topic_name(scene, topic) for topic in stopped))
    else:
        said = say("stopped-nothing")
    again = [
        (
            _button(
                scene, follower, say("button-follow-again", topic=topic_name(scene, topic)), "follow", topic
            ),
        )
        for topic in stopped[:_STOPS]
    ]
    return Card(Rich(said), tuple(again))


def schedule(scene: Scene, follower: Follower) -> str:
    """When notices come, in a few sentences."""
    say, choices = scene.say, follower.choices
    zone = choices.zone or follower.zone
    if choices.paused_until is not None and choices.paused_until > follower.now:
        local = choices.paused_until.astimezone(ZoneInfo(zone))
        day = written(f"{local:%Y-%m-%d}", scene.language)
        return say("schedule-paused", date=day, time=f"{local:%H:%M}", zone=zone)
    quiet = choices.quiet or follower.quiet
    parts = [say(f"schedule-{choices.mode}")]
    parts.append(
        say("schedule-no-quiet") if quiet == "off" else say("schedule-quiet", hours=quiet, zone=zone)
    )
    parts.append(say("schedule-urgent" if choices.urgent else "schedule-no-urgent"))
    parts.append(_reminders(scene, choices))
    return " ".join(parts)


def _reminders(scene: Scene, choices: Choices) -> str:
    flags = {"day": choices.remind_day, "hour": choices.remind_hour, "start": choices.remind_start}
    on = [scene.say(f"reminder-{name}") for name, flag in flags.items() if flag]
    return scene.say("schedule-reminders", which=", ".join(on)) if on else scene.say("schedule-no-reminders")


def delivery_card(scene: Scene, follower: Follower) -> Card:
    """When notices come, with a way to change each by a tap and by typing."""
    say, choices = scene.say, follower.choices
    title = say("delivery-title")
    text = join((bold(title), schedule(scene, follower), say("delivery-hint")))
    modes = tuple(
        act(scene, _marked(say(f"button-mode-{mode}"), choices.mode == mode), "told", mode)
        for mode in ("now", "daily", "weekly")
    )
    quiet = choices.quiet or follower.quiet
    hours = "22:00-08:00" if follower.quiet == "off" else follower.quiet
    turned = (
        ("off", say("button-quiet-off")) if quiet != "off" else (hours, say("button-quiet-on", hours=hours))
    )
    rows: list[tuple[Button, ...]] = [modes, (act(scene, turned[1], "told", "quiet", _packed(turned[0])),)]
    flags = {"day": choices.remind_day, "hour": choices.remind_hour, "start": choices.remind_start}
    for name, flag in flags.items():
        label = say(f"button-remind-{name}-{'off' if flag else 'on'}")
        rows.append((act(scene, label, "told", "reminders", name, "off" if flag else "on"),))
    urgent = "off" if choices.urgent else "on"
    rows.append((act(scene, say(f"button-urgent-{urgent}"), "told", "urgent", urgent),))
    rows.append(_pauses(scene, follower))
    return Card(text, tuple(rows), title=title)


def _pauses(scene: Scene, follower: Follower) -> tuple[Button, ...]:
    until = follower.choices.paused_until
    if until is not None and until > follower.now:
        return (act(scene, scene.say("button-resume"), "told", "resume"),)
    return tuple(
        act(scene, scene.say("button-pause", days=str(days)), "told", "pause", str(days))
        for days in (1, 7, 30)
    )


def _marked(label: str, yes: bool) -> str:
    return f"{label} ✓" if yes else label


def _packed(hours: str) -> str:
    """Hours as callback data can hold them: without colons."""
    return hours.replace(":", ".")
