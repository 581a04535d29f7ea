"""Proposals as everybody reads them: one, a list, an article's dossier; and as their authors do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.proposals.change import Change
from bot.proposals.listing import Filter, Order, Page, Shown
from bot.proposals.proposal import PUBLIC, Place
from bot.proposals.receipts import Receipt
from bot.proposals.statuses import STATUSES, Status
from bot.proposals.supports import SUPPORTABLE
from bot.rendering.card import Button, Card, act
from bot.rendering.dates import written
from bot.rendering.drafts import HASH_SHOWN, code_in, entry_line
from bot.rendering.moments import day, moment_name
from bot.rendering.pages import simple_card
from bot.rendering.places import code_of, number_of_article, place_name, place_short
from bot.rendering.rich import Rich, bold, code, italic, join
from bot.rendering.scene import Scene
from content.model import PREAMBLE

#: Days of a time series that are told, the last ones.
SERIES = 7
ALL = "all"
"""Stands for no place where a place's code stands."""

GROUPS: Mapping[str, frozenset[Status]] = {
    "open": frozenset(("published", "before_commission")),
    "accepted": frozenset(("accepted", "partly")),
    "declined": frozenset(("declined",)),
}
"""The statuses by which a list can be narrowed, by the word that is typed and carried by buttons."""


def proposal_card(
    scene: Scene,
    shown: Shown,
    series: Sequence[tuple[date, int]] = (),
    *,
    mine: bool = False,
    supported: bool = False,
) -> Card:
    """A proposal with its history. Where it is not public, only its number, status and the reason of that."""
    proposal, say = shown.proposal, scene.say
    public = proposal.status in PUBLIC
    words = (
        (
            Rich(proposal.wording or "").marked("quote"),
            join((say("proposal-reason"), Rich(proposal.reason).marked("quote")), "\n")
            if proposal.reason
            else None,
        )
        if public
        else (None, None)
    )
    text = join(
        (
            bold(say("proposal-title", code=code_in(scene, proposal.number))),
            place_name(scene, proposal.place),
            *words,
            say("proposal-supports", count=str(shown.supports)) if public else None,
            _series(scene, series) if public else None,
            "\n".join(change_line(scene, each) for each in shown.changes),
            say("proposal-merged-into", code=code_in(scene, shown.merged_into))
            if shown.merged_into
            else None,
            _typed(scene, shown, mine) if scene.plain else None,
        )
    )
    return Card(text, tuple(row for row in _rows(scene, shown, mine=mine, supported=supported) if row))


def _typed(scene: Scene, shown: Shown, mine: bool) -> Rich | None:
    number = code_in(scene, shown.proposal.number)
    if mine or shown.proposal.status not in SUPPORTABLE:
        return None
    return italic(scene.say("proposal-typed", code=number))


def _rows(scene: Scene, shown: Shown, *, mine: bool, supported: bool) -> list[tuple[Button, ...]]:
    proposal, number = shown.proposal, str(shown.proposal.number)
    support: tuple[Button, ...] = ()
    if mine:
        support = (act(scene, scene.say("button-mine-one"), "mine", "show", number),)
    elif proposal.status in SUPPORTABLE:
        verb = "take" if supported else "give"
        label = scene.say(f"button-support-{verb}", count=str(shown.supports))
        support = (act(scene, label, "support", verb, number),)
    place = code_of(scene.pack, proposal.place)
    listed = act(scene, scene.say("button-proposals-here"), "proposals", place, "support", "1")
    row = [listed]
    if article := number_of_article(scene.pack, proposal.place):
        row.insert(0, _article(scene, article))
    into = (
        (act(scene, code_in(scene, shown.merged_into), "proposal", str(shown.merged_into)),)
        if shown.merged_into
        else ()
    )
    return [support, into, tuple(row)]


def _article(scene: Scene, number: str) -> Button:
    label = scene.say("preamble-title") if number == PREAMBLE else scene.say("button-article", number=number)
    return act(scene, label, "article", scene.pack.edition.id, number)


def _series(scene: Scene, series: Sequence[tuple[date, int]]) -> str | None:
    """How the support grew, a count at the end of each of the last days on which it did."""
    if len(series) < 2:
        return None
    points = ", ".join(
        f"{written(on.isoformat(), scene.language)}: {count}" for on, count in series[-SERIES:]
    )
    return scene.say("proposal-series", points=points)


def change_line(scene: Scene, change: Change) -> str:
    """One change of a status: when, what, and all that was said with it in public."""
    say = scene.say
    parts = [
        say("proposal-change", date=day(scene, change.at), status=say(f"proposal-status-{change.status}"))
    ]
    if change.reason:
        parts.append(say("proposal-change-reason", reason=reason_name(scene, change.reason)))
    if change.session or change.session_date:
        when = written(change.session_date.isoformat(), scene.language) if change.session_date else ""
        named = " ".join(filter(None, (change.session, when)))
        # In Russian a date ends with a stop of its own.
        parts.append(say("proposal-change-session", session=named.rstrip(".")))
    if change.edition:
        held = scene.pack.editions.get(change.edition)
        named = scene.text(held).name if held else change.edition
        parts.append(say("proposal-change-edition", edition=named))
    if change.answer:
        parts.append(say("proposal-change-answer", answer=change.answer))
    return " ".join(parts)


def reason_name(scene: Scene, reason: str) -> str:
    """The words for a coded reason; the code itself where there are none."""
    identity = f"hidden-reason-{reason}"
    return scene.say(identity) if scene.say.has(identity) else reason


def list_card(
    scene: Scene, page: Page, place: Place | None, order: Order, group: str | None, words: str
) -> Card:
    """A page of a list, with the ways to order and to narrow it."""
    say, here = scene.say, code_of(scene.pack, place) if place is not None else ALL
    title = say("proposals-found", words=words) if words else say("proposals-title")
    named = place_name(scene, place) if place is not None else None
    narrowed = say(f"proposals-group-{group}") if group else None
    lines = [entry_line(scene, entry) for entry in page.entries]
    text = join(
        (
            bold(title),
            join((named, narrowed, say("proposals-total", count=str(page.total))), "\n"),
            join(lines) if lines else say("proposals-none"),
            say("browse-page", page=str(page.number), pages=str(page.pages)) if page.pages > 1 else None,
            italic(say("proposals-typed")) if scene.plain else None,
        )
    )
    shown = tuple(
        act(scene, code_in(scene, entry.proposal.number), "proposal", str(entry.proposal.number))
        for entry in page.entries
    )
    rows = [tuple(shown[start : start + 2]) for start in range(0, len(shown), 2)]
    if not words:
        rows += _list_rows(scene, page, here, order, group)
    rows.append((act(scene, say("button-propose-short"), "propose", here if place is not None else "new"),))
    return Card(text, tuple(row for row in rows if row), title=title)


def _list_rows(
    scene: Scene, page: Page, here: str, order: Order, group: str | None
) -> list[tuple[Button, ...]]:
    more = (group,) if group else ()
    turning = []
    if page.number > 1:
        label = scene.say("button-back")
        turning.append(act(scene, label, "proposals", here, order, str(page.number - 1), *more))
    if page.number < page.pages:
        label = scene.say("button-more")
        turning.append(act(scene, label, "proposals", here, order, str(page.number + 1), *more))
    other: Order = "newest" if order == "support" else "support"
    ordering = (act(scene, scene.say(f"button-by-{other}"), "proposals", here, other, "1", *more),)
    narrowing = tuple(
        act(scene, scene.say(f"button-group-{name}"), "proposals", here, order, "1", name)
        for name in GROUPS
        if name != group
    )
    dossier = (
        (act(scene, scene.say("button-dossier"), "dossier", here),) if here[:1] == "a" and here != ALL else ()
    )
    return [tuple(turning), ordering, narrowing, dossier]


def wanted_of(place: Place | None, group: str | None) -> Filter:
    """The filter of a list."""
    return Filter(place, GROUPS[group] if group else None)


def dossier_card(
    scene: Scene, number: str, excerpt: Rich, changes: int, counts: Mapping[Status, int]
) -> Card:
    """All there is on an article: its text, changes, sessions, and its proposals by status with counts."""
    say = scene.say
    sessions = _sessions(scene, number)
    lines = [
        say("dossier-count", status=say(f"proposal-status-{status}"), count=str(counts[status]))
        for status in STATUSES
        if counts.get(status)
    ]
    title = say("preamble-title") if number == PREAMBLE else say("article-short", number=number)
    text = join(
        (
            bold(say("dossier-title", article=title)),
            excerpt,
            say("dossier-changes", count=str(changes)) if changes else say("dossier-changes-none"),
            join((say("dossier-sessions"), *(f"• {name}" for name, _ in sessions)), "\n")
            if sessions
            else say("dossier-sessions-none"),
            join((say("dossier-proposals"), *(f"• {line}" for line in lines)), "\n")
            if lines
            else say("dossier-proposals-none"),
        )
    )
    here = f"a{number}"
    rows = [
        (
            _article(scene, number),
            act(scene, say("button-proposals-here"), "proposals", here, "support", "1"),
        ),
        () if number == PREAMBLE else (act(scene, say("button-compare"), "compare", number),),
        tuple(button for _, button in sessions[-4:]),
        (act(scene, say("button-propose"), "propose", here),),
    ]
    return Card(text, tuple(row for row in rows if row))


def _sessions(scene: Scene, number: str) -> list[tuple[str, Button]]:
    """The sessions that dealt or will deal with an article of the text in force: name and button."""
    article = scene.pack.edition.by_number.get(number)
    found = []
    for session in scene.record.discussing(article.key) if article else ():
        label = scene.say("button-session", number=str(session.number))
        name = f"{label}, {written(session.day.isoformat(), scene.language)}"
        found.append((name, act(scene, label, "session", session.id)))
    return found


def mine_card(scene: Scene, mine: Sequence[Shown]) -> Card:
    """A person's own proposals."""
    if not mine:
        button = (act(scene, scene.say("button-propose-short"), "propose", "new"),)
        return Card(Rich(scene.say("mine-none")), (button,))
    lines = [
        scene.say(
            "proposal-line",
            code=code_in(scene, each.proposal.number),
            place=place_short(scene, each.proposal.place),
            status=scene.say(f"proposal-status-{each.proposal.status}"),
            supports=str(each.supports),
        )
        for each in mine
    ]
    buttons = [
        act(scene, code_in(scene, each.proposal.number), "mine", "show", str(each.proposal.number))
        for each in mine
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    hint = italic(scene.say("mine-typed", code=code_in(scene, mine[0].proposal.number)))
    return Card(join((bold(scene.say("mine-title")), "\n".join(lines), hint)), rows[:20])


def own_card(scene: Scene, shown: Shown, receipt: Receipt | None, now: datetime) -> Card:
    """One of a person's own proposals: its words, what became of it, its receipt, and what they may do."""
    proposal, say = shown.proposal, scene.say
    number, argument = code_in(scene, proposal.number), str(proposal.number)
    editable = proposal.status == "received" and now < proposal.edited_until
    text = join(
        (
            bold(say("proposal-title", code=number)),
            place_name(scene, proposal.place),
            Rich(proposal.wording or "").marked("quote"),
            join((say("proposal-reason"), Rich(proposal.reason).marked("quote")), "\n")
            if proposal.reason
            else None,
            say("proposal-supports", count=str(shown.supports)) if proposal.status in PUBLIC else None,
            "\n".join(change_line(scene, each) for each in shown.changes),
            say("proposal-merged-into", code=code_in(scene, shown.merged_into))
            if shown.merged_into
            else None,
            _receipt(scene, receipt) if receipt else None,
            say("mine-coupon", coupon=proposal.official_number) if proposal.official_number else None,
            say("mine-editable", until=moment_name(scene, proposal.edited_until)) if editable else None,
            say("appeal-how", number=argument) if proposal.status == "hidden" else None,
            italic(say("mine-typed", code=number)),
        )
    )
    rows: list[tuple[Button, ...]] = [
        (act(scene, say("button-mine-edit"), "mine", "edit", argument),) if editable else (),
        (act(scene, say("button-official-appeal"), "official", argument),),
        (act(scene, say("button-mine-coupon"), "mine", "coupon", argument),),
        (act(scene, say("button-appeal"), "modappeal", argument),) if proposal.status == "hidden" else (),
        ()
        if proposal.status == "withdrawn"
        else (act(scene, say("button-mine-withdraw"), "mine", "withdraw", argument),),
        (act(scene, say("button-mine-erase"), "mine", "erase", argument),),
        (act(scene, say("button-mine"), "mine", "all"),),
    ]
    return Card(text, tuple(row for row in rows if row))


def _receipt(scene: Scene, receipt: Receipt) -> Rich:
    return join(
        (
            scene.say("receipt-time", time=moment_name(scene, receipt.at)),
            Rich(scene.say("receipt-hash") + " ") + code(receipt.salted_hash.hex()[:HASH_SHOWN]),
            scene.say("receipt-position", position=str(receipt.leaf_index + 1)),
        ),
        "\n",
    )


def sure_card(scene: Scene, what: str, number: int) -> Card:
    """Whether that is really wanted, with a button that does it."""
    argument = str(number)
    rows = (
        (act(scene, scene.say(f"button-mine-{what}-sure"), "mine", what, argument, "sure"),),
        (act(scene, scene.say("button-mine-keep"), "mine", "show", argument),),
    )
    card = simple_card(scene, f"mine-{what}-ask", code=code_in(scene, number))
    return Card(card.text, rows)
