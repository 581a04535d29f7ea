"""What author and supporters are told when the status of a proposal changes.

No word of the proposal is in it, so that nothing has to be taken back when its author erases it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.proposals.change import Change
from bot.proposals.proposal import PUBLIC, Proposal
from bot.proposals.reception import Reception
from bot.rendering.card import Card, act
from bot.rendering.drafts import code_in
from bot.rendering.places import place_short
from bot.rendering.proposals import change_line
from bot.rendering.rich import bold, join
from bot.rendering.scene import Scene, Scenes


def change_cards(
    scenes: Scenes, reception: Reception
) -> Callable[[Proposal, Change, int | None], Mapping[str, Card]]:
    """What makes the cards of a change, one in each language of the pack."""

    def cards(proposal: Proposal, change: Change, into: int | None) -> Mapping[str, Card]:
        return {
            language: change_card(scenes(language), proposal, change, into, reception)
            for language in scenes.pack.info.languages
        }

    return cards


def change_card(
    scene: Scene, proposal: Proposal, change: Change, into: int | None, reception: Reception
) -> Card:
    """That the status changed, to what and why; with the way to the proposal where it can be read."""
    say = scene.say
    number = code_in(scene, proposal.number)
    text = join(
        (
            bold(say("notice-proposal-title", code=number, place=place_short(scene, proposal.place))),
            change_line(scene, change),
            say("proposal-merged-into", code=code_in(scene, into)) if into else None,
            say("notice-proposal-commission", body=reception.commission)
            if change.status == "before_commission" and reception.commission
            else None,
            say(f"notice-proposal-{change.status}") if say.has(f"notice-proposal-{change.status}") else None,
        )
    )
    shown = into if into is not None else proposal.number if change.status in PUBLIC else None
    rows = (
        ((act(scene, say("button-proposal", code=code_in(scene, shown)), "proposal", str(shown)),),)
        if shown is not None
        else ()
    )
    return Card(text, rows)
