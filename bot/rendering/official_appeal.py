"""A proposal as the text of an official appeal: ready to be copied into the form of the state's own service."""

from __future__ import annotations

from bot.proposals.proposal import Proposal
from bot.rendering.answers import optional
from bot.rendering.card import Button, Card
from bot.rendering.places import place_name
from bot.rendering.rich import Rich, code, join
from bot.rendering.scene import Scene

COPIED = 256
"""Characters that one button copies (Bot API, CopyTextButton)."""


def appeal_text(scene: Scene, proposal: Proposal) -> str:
    """Article, edition, wording and reasons, in the scene's language."""
    held = scene.pack.editions.get(proposal.edition)
    edition = scene.text(held).name if held else proposal.edition
    lines = [
        scene.say("appeal-subject", place=place_name(scene, proposal.place), edition=edition),
        scene.say("appeal-wording", wording=proposal.wording or ""),
    ]
    if proposal.reason:
        lines.append(scene.say("appeal-reason", reason=proposal.reason))
    return "\n".join(lines)


def pieces(text: str) -> list[str]:
    """The text in pieces that a button can copy, cut at spaces where there are any; joined they are the text."""
    found = []
    while len(text) > COPIED:
        end = text.rfind(" ", COPIED // 2, COPIED) + 1 or COPIED
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def appeal_card(scene: Scene, proposal: Proposal) -> Card:
    """The text to be copied, by a tap on it or by buttons, and where it is handed in."""
    text = appeal_text(scene, proposal)
    parts = pieces(text)
    labels = (
        [scene.say("button-appeal-copy")]
        if len(parts) == 1
        else [
            scene.say("button-appeal-copy-part", part=str(place), parts=str(len(parts)))
            for place in range(1, len(parts) + 1)
        ]
    )
    buttons = [Button(label, "copy", part) for label, part in zip(labels, parts, strict=True)]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    said = join(
        (
            scene.say("appeal-intro", elsewhere=optional(scene, scene.pack.info.appeals)).strip(),
            code(text),
            Rich(scene.say("appeal-coupon")),
        )
    )
    return Card(said, rows)
