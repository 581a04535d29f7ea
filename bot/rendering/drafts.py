"""The steps of a proposal as its author sees them, from the first question to the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.proposals import personal_data, wording
from bot.proposals.draft import Draft, Pending
from bot.proposals.intake import EDITABLE, Limited, Received
from bot.proposals.listing import Entry
from bot.proposals.proposal import Place
from bot.proposals.receipts import code_of as receipt_code
from bot.proposals.reception import Reception, State
from bot.rendering.answers import optional
from bot.rendering.articles import heading_line
from bot.rendering.card import Button, Card, Rows, act, short
from bot.rendering.dates import written
from bot.rendering.moments import moment_name
from bot.rendering.pages import simple_card
from bot.rendering.places import GENERAL, code_of, place_name, place_short
from bot.rendering.rich import Rich, bold, code, italic, join
from bot.rendering.scene import Scene
from bot.storage.proposal_tables import REASON, WORDING

#: Hexadecimal digits of the salted hash that a receipt shows.
HASH_SHOWN = 16


def step_card(scene: Scene, draft: Draft, *, note: str | None = None) -> Card:
    """The card of the step at which a draft stands; `note` is said first. Similar ones and preview have their own."""
    if draft.pending is not None:
        return _doubt_card(scene, draft, draft.pending)
    if draft.step in ("similar", "preview"):
        return unfinished_card(scene, draft)
    place = draft.place or Place()
    rows: Rows = ()
    if draft.step == "article":
        rows = ((act(scene, scene.say("button-whole-text"), "draft", "place", draft.step, GENERAL),),)
    elif draft.step == "reason":
        rows = ((_move(scene, draft, "skip"),),)
    said = scene.say(
        f"draft-step-{draft.step}",
        place=place_name(scene, place),
        shortest=str(wording.SHORTEST),
        longest=str(WORDING),
        reason=str(REASON),
    )
    hint = italic(scene.say(f"draft-typed-{draft.step}")) if scene.plain else None
    return Card(join((note, said, hint)), (*rows, _ways_out(scene, draft)))


def _move(scene: Scene, draft: Draft, verb: str) -> Button:
    return act(scene, scene.say(f"button-draft-{verb}"), "draft", verb, draft.step)


def _ways_out(scene: Scene, draft: Draft) -> tuple[Button, ...]:
    """Back, where there is a step before, and Cancel."""
    cancel = _move(scene, draft, "cancel")
    return (cancel,) if draft.step == "article" else (_move(scene, draft, "back"), cancel)


def which_card(scene: Scene, draft: Draft, numbers: Sequence[str]) -> Card:
    """Which of these articles is meant."""
    edition = scene.pack.edition
    rows = tuple(
        (act(scene, short(heading_line(scene, edition, each)), "draft", "place", draft.step, f"a{each}"),)
        for each in numbers
    )
    listed = "\n".join(f"• {heading_line(scene, edition, each)}" for each in numbers)
    general = (act(scene, scene.say("button-whole-text"), "draft", "place", draft.step, GENERAL),)
    text = join((scene.say("draft-which"), listed if scene.plain else None))
    return Card(text, (*rows, general, _ways_out(scene, draft)))


def refusal(scene: Scene, draft: Draft, problem: str, text: str) -> str:
    """Why a wording or reason cannot be taken, and by how many characters it is too long or too short."""
    longest = WORDING if draft.step == "wording" else REASON
    shortest = wording.SHORTEST if draft.step == "wording" else 2
    return scene.say(
        f"draft-refused-{problem}",
        length=str(len(text)),
        over=str(len(text) - longest),
        missing=str(shortest - len(text)),
        longest=str(longest),
        shortest=str(shortest),
    )


def _doubt_card(scene: Scene, draft: Draft, pending: Pending) -> Card:
    """What the author has to decide about: is it a question; may personal data stay."""
    if pending.doubt == "question":
        verbs: tuple[str, ...] = ("proposal", "question")
        said: Rich | str = scene.say("draft-question-or-proposal")
    else:
        verbs = ("mask", "keep", "again")
        found = personal_data.find(pending.text)
        kinds = dict.fromkeys(scene.say(f"personal-{each.kind}") for each in found)
        said = join(
            (
                scene.say("draft-personal", kinds=", ".join(kinds)),
                Rich(personal_data.masked(pending.text)).marked("quote"),
            )
        )
    rows = tuple((_move(scene, draft, verb),) for verb in verbs)
    typed = "\n".join(f"{place} – {scene.say(f'button-draft-{verb}')}" for place, verb in enumerate(verbs, 1))
    hint = join((scene.say("draft-answer-number"), typed), "\n") if scene.plain else None
    return Card(join((said, hint)), (*rows, _ways_out(scene, draft)))


def similar_card(scene: Scene, draft: Draft, entries: Sequence[Entry]) -> Card:
    """The proposals that say the same already: each can be supported instead."""
    lines = [entry_line(scene, entry) for entry in entries]
    rows = tuple(
        (
            act(
                scene,
                scene.say("button-support-instead", code=code_in(scene, entry.proposal.number)),
                "draft",
                "support",
                draft.step,
                str(entry.proposal.number),
            ),
        )
        for entry in entries
    )
    example = code_in(scene, entries[0].proposal.number)
    hint = italic(scene.say("draft-typed-similar", code=example)) if scene.plain else None
    text = join((bold(scene.say("draft-similar")), join(lines), hint))
    differs = (_move(scene, draft, "differs"),)
    return Card(text, (*rows, differs, _ways_out(scene, draft)))


def entry_line(scene: Scene, entry: Entry) -> Rich:
    """A proposal in a list: number, place, status, supports, and its words."""
    proposal = entry.proposal
    head = scene.say(
        "proposal-line",
        code=code_in(scene, proposal.number),
        place=place_short(scene, proposal.place),
        status=scene.say(f"proposal-status-{proposal.status}"),
        supports=str(entry.supports),
    )
    same = scene.say("proposal-same", count=str(entry.same)) if entry.same else None
    return join((bold(head), Rich(proposal.wording or "").marked("quote"), same), "\n")


def code_in(scene: Scene, number: int) -> str:
    """The receipt of that number, such as KZ-000123-K."""
    return receipt_code(number, scene.pack.info.receipt_prefix)


def preview_card(scene: Scene, draft: Draft, reception: Reception, state: State) -> Card:
    """The whole proposal before it is sent, what happens with it, who runs this, and what one agrees to."""
    send = (act(scene, scene.say("button-draft-send"), "draft", "send", draft.step, draft.mark),)
    text = join(
        (
            bold(scene.say("draft-preview")),
            place_name(scene, draft.place or Place()),
            Rich(draft.wording).marked("quote"),
            join((scene.say("proposal-reason"), Rich(draft.reason).marked("quote")), "\n")
            if draft.reason
            else None,
            scene.say("draft-what-happens", minutes=str(int(EDITABLE.total_seconds() // 60))),
            reception_lines(scene, reception, state),
            not_official(scene),
            scene.say("draft-consent"),
            italic(scene.say("draft-typed-preview")) if scene.plain else None,
        )
    )
    return Card(text, (send, _ways_out(scene, draft)))


def reception_lines(scene: Scene, reception: Reception, state: State) -> str:
    """Who runs this, to whom proposals go, and until when they are taken in."""
    say = scene.say
    lines = []
    if reception.operator:
        lines.append(say("reception-operator", operator=reception.operator))
    if reception.contact:
        lines.append(say("reception-contact", contact=reception.contact))
    if state == "demo":
        lines.append(say("reception-demo"))
    elif reception.recipient:
        lines.append(say("reception-recipient", recipient=reception.recipient))
    if reception.begins:
        lines.append(say("reception-from", date=written(reception.begins.isoformat(), scene.language)))
    if reception.ends:
        lines.append(say("reception-until", date=written(reception.ends.isoformat(), scene.language)))
    return "\n".join(lines)


def not_official(scene: Scene) -> str:
    """What a proposal sent here is and is not, and where an appeal to the state goes."""
    return scene.say("proposal-not-official", elsewhere=optional(scene, scene.pack.info.appeals)).strip()


def closed_card(scene: Scene, reception: Reception, state: State) -> Card:
    """Why no proposals are taken in now."""
    day = reception.begins if state == "not-yet" else reception.ends
    values = {"date": written(day.isoformat(), scene.language)} if day else {}
    elsewhere = optional(scene, scene.pack.info.appeals)
    return simple_card(scene, f"propose-{state}", elsewhere=elsewhere, **values)


def unfinished_card(scene: Scene, draft: Draft, other: str | None = None) -> Card:
    """There is a draft: go on with it, or leave it; `other` is the place of a new one that would take its place."""
    place = place_short(scene, draft.place) if draft.place else scene.say("place-open")
    said = scene.say("draft-unfinished", place=place)
    wording_line = Rich(draft.wording).marked("quote") if draft.wording else None
    rows: list[tuple[Button, ...]] = [(_move(scene, draft, "go"),)]
    if other is not None:
        label = scene.say("button-draft-new")
        rows.append((act(scene, label, "draft", "new", draft.step, other),))
    rows.append((_move(scene, draft, "cancel"),))
    hint = italic(scene.say("draft-typed-unfinished")) if scene.plain else None
    return Card(join((said, wording_line, hint)), tuple(rows))


def receipt_card(scene: Scene, received: Received, *, demo: bool) -> Card:
    """The receipt: number, time, hash and place in the log. It repeats no word of the proposal."""
    say, proposal, receipt = scene.say, received.proposal, received.receipt
    number = code_in(scene, proposal.number)
    lines = (
        bold(say("receipt-title", code=number)),
        join(
            (
                say("receipt-place", place=place_name(scene, proposal.place)),
                say("receipt-time", time=moment_name(scene, receipt.at)),
                Rich(say("receipt-hash") + " ") + code(receipt.salted_hash.hex()[:HASH_SHOWN]),
                say("receipt-position", position=str(receipt.leaf_index + 1)),
            ),
            "\n",
        ),
        say("receipt-alike", count=str(received.alike)) if received.alike else None,
        say("receipt-demo") if demo else None,
        say("receipt-next", code=number, minutes=str(int(EDITABLE.total_seconds() // 60))),
    )
    rows = (
        (act(scene, say("button-official-appeal"), "official", str(proposal.number)),),
        (act(scene, say("button-mine-one"), "mine", "show", str(proposal.number)),),
    )
    return Card(join(lines), rows)


def limited_card(scene: Scene, limited: Limited, now: datetime) -> Card:
    """Why a proposal cannot be sent just now, and when it can; the draft stays."""
    seconds = max(1, int((limited.until - now).total_seconds()))
    return simple_card(
        scene, f"limit-{limited.limit}", seconds=str(seconds), until=moment_name(scene, limited.until)
    )


def place_button(scene: Scene, place: Place) -> Button:
    """The button that begins a proposal on a place."""
    return act(scene, scene.say("button-propose"), "propose", code_of(scene.pack, place))
