"""What is held of people, field by field, and what was erased."""

from __future__ import annotations

from bot.privacy.erasure import Erased
from bot.privacy.held import TABLES, VERSION
from bot.rendering.card import Card, act
from bot.rendering.drafts import code_in
from bot.rendering.rich import bold, code, join
from bot.rendering.scene import Scene

LISTED = 20
"""Numbers of proposals that a summary names."""


def privacy_card(scene: Scene) -> Card:
    """Every table with its purpose, the time it is kept, and its fields by name."""
    say = scene.say
    tables = [
        join((say(f"privacy-held-{held.name}"), code(", ".join(held.columns))), "\n")
        for held in TABLES
        if held.whose != "nobody"
    ]
    running = [f"{held.name}: {', '.join(held.columns)}" for held in TABLES if held.whose == "nobody"]
    text = join(
        (
            bold(say("privacy-title", version=VERSION)),
            say("privacy-short"),
            say("privacy-link"),
            say("privacy-never"),
            bold(say("privacy-fields")),
            *tables,
            join((say("privacy-held-nobody"), code("; ".join(running))), "\n"),
            say("privacy-ends"),
        )
    )
    return Card(text, title=say("privacy-title", version=VERSION))


def delete_card(scene: Scene, published: list[int]) -> Card:
    """Whether everything is to be erased; and where something was published, what becomes of that."""
    say = scene.say
    confirm = (act(scene, say("button-delete"), "delete", "confirm"),)
    if not published:
        return Card(join((say("delete-ask"),)), (confirm,))
    listed = ", ".join(code_in(scene, number) for number in published[:LISTED])
    keep = (act(scene, say("button-delete-keep"), "delete", "keep"),)
    return Card(join((say("delete-ask"), say("delete-ask-published", codes=listed))), (confirm, keep))


def erased_card(scene: Scene, erased: Erased) -> Card:
    """What was erased, what stays without the person, and what the bot cannot erase itself."""
    say = scene.say
    if not erased.anything:
        return Card(join((say("delete-nothing"),)))
    lines = [
        say("erased-line", what=say(f"erased-{held.name}"), count=str(erased.rows[held.name]))
        for held in TABLES
        if held.name in erased.rows and held.name != "people"
    ]
    if erased.unanswered:
        lines.append(say("erased-line", what=say("erased-unanswered"), count=str(erased.unanswered)))
    gone = ", ".join(code_in(scene, number) for number in erased.erased[:LISTED])
    kept = ", ".join(code_in(scene, number) for number in erased.kept[:LISTED])
    text = join(
        (
            say("deleted"),
            "\n".join(f"• {line}" for line in lines) or None,
            say("erased-texts", codes=gone) if gone else None,
            say("erased-kept", codes=kept) if kept else None,
            say("erased-elsewhere") if erased.erased or erased.kept else None,
        )
    )
    return Card(text)
