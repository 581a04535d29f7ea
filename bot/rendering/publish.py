"""What editors see while they publish: the choice, the form, the preview in all languages, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.delivery.audience import Audience
from bot.rendering.card import Button, Card, Rows, act, short
from bot.rendering.dates import written
from bot.rendering.rich import Rich, bold, italic, join
from bot.rendering.scene import Scene
from bot.rendering.sessions import body_name, scene_title, session_title, session_when
from bot.sessions.applying import Published
from bot.sessions.draft import KINDS, Draft
from bot.sessions.model import OPEN, Session
from bot.sessions.planning import Plan
from bot.sessions.record import Record
from bot.storage.publications import Publication
from content.model import Body

FIELDS: dict[str, tuple[str, ...]] = {
    "new": ("when", "title", "place", "agenda", "text", "stream", "body", "status"),
    "move": ("when", "text", "place", "stream"),
    "start": ("stream", "text"),
    "cancel": ("text",),
    "close": ("outcome", "links"),
    "correct": ("title", "place", "agenda", "text", "stream", "outcome", "links", "status"),
    "news": ("text",),
    "correct-news": ("text",),
}
"""What can be changed of a draft, by its kind."""
CHOICES = 10
"""Most sessions that are offered to choose from; others are named by their number."""


def menu_card(scene: Scene, *, awaiting: int = 0, two_people: bool = False, admin: bool = False) -> Card:
    """What can be published. `awaiting` is how much waits for a second editor."""
    say = scene.say
    buttons = [act(scene, say(f"publish-kind-{kind}"), "publish", "kind", kind) for kind in KINDS]
    buttons.append(act(scene, say("publish-kind-changes"), "publish", "kind", "changes"))
    rows: list[tuple[Button, ...]] = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    if awaiting:
        rows.append((act(scene, say("publish-pending", count=str(awaiting)), "publish", "pending"),))
    if admin:
        other = "off" if two_people else "on"
        rows.append((act(scene, say(f"publish-approval-turn-{other}"), "publish", "approval", other),))
    state = say("publish-approval-on") if two_people else None
    return Card(join((bold(say("publish-title")), say("publish-usage"), state)), tuple(rows))


def choose_session_card(scene: Scene, kind: str, sessions: Sequence[Session], *, news: bool = False) -> Card:
    """The question which session is meant; `news`: the last news can be corrected as well."""
    say = scene.say
    rows = [
        (act(scene, short(session_label(scene, each)), "publish", "pick", kind, each.id),)
        for each in sessions[:CHOICES]
    ]
    if news:
        rows.append((act(scene, say("publish-last-news"), "publish", "pick", kind, "news"),))
    asked = say("publish-which") if rows else say("publish-no-sessions")
    typed = say("publish-which-typed", kind=kind, number=str(sessions[0].number)) if sessions else None
    return Card(join((bold(say(f"publish-kind-{kind}")), asked, typed)), tuple(rows))


def session_label(scene: Scene, session: Session) -> str:
    """A session on one line, to be chosen."""
    return f"{session.number}. {session_when(scene, session)} – {scene_title(scene, session)}"


def choose_body_card(scene: Scene, bodies: Iterable[Body]) -> Card:
    """The question whose session it is."""
    rows = [(act(scene, short(body_name(scene, body.id)), "publish", "body", body.id),) for body in bodies]
    ids = ", ".join(body.id for body in bodies)
    return Card(
        join((bold(scene.say("publish-which-body")), scene.say("publish-body-typed", ids=ids))), tuple(rows)
    )


def choose_field_card(scene: Scene, draft: Draft, nonce: str) -> Card:
    """The question what is to be corrected."""
    text = join((bold(scene.say("publish-which-field")), _typed(scene, draft)))
    return Card(text, _field_rows(scene, draft, nonce))


def ask_card(scene: Scene, field: str) -> Card:
    """The question for one field of the form."""
    say = scene.say
    languages = _marks(scene)
    several = field in ("title", "text", "place", "outcome", "agenda")
    hint = say("publish-languages", codes=languages)
    return Card(join((say(f"publish-ask-{field}"), hint if several else None, say("publish-ask-leave"))))


def preview_card(
    scene: Scene, plan: Plan, audience: Audience | None, nonce: str, *, two_people: bool
) -> Card:
    """The preview: what people will read in each language, what is missing, how many are reached, and what to do."""
    say, draft = scene.say, plan.draft
    kind = say(f"publish-kind-{draft.kind}")
    pieces: list[Rich | str | None] = [bold(say("publish-preview", kind=kind))]
    for code, card in plan.cards.items():
        pieces.append(join((bold(f"— {scene.language_name(code)} —"), card.text), "\n"))
    pieces += [
        bold(say("publish-below")),
        _heard(scene, draft),
        _missing(scene, plan),
        _body_ended(scene, plan),
        *_reach(scene, plan, audience),
        say("publish-second-needed") if two_people else None,
        _typed(scene, draft) if scene.plain else None,
    ]
    return Card(join(pieces), _preview_rows(scene, draft, nonce, two_people=two_people))


def _marks(scene: Scene) -> str:
    """How to say which language a text is in."""
    return ", ".join(f"{code}:" for code in scene.pack.info.languages)


def _heard(scene: Scene, draft: Draft) -> str | None:
    """In which language a text was taken that named none."""
    if not draft.heard:
        return None
    return scene.say("publish-heard", language=scene.language_name(draft.heard), codes=_marks(scene))


def _missing(scene: Scene, plan: Plan) -> str | None:
    if not plan.missing:
        return scene.say("publish-complete")
    named = ", ".join(scene.language_name(code) for code in plan.missing)
    return scene.say("publish-missing", languages=named)


def _body_ended(scene: Scene, plan: Plan) -> str | None:
    body = scene.record.body(plan.draft.body or "") if plan.draft.kind == "new" else None
    if body is None or body.ended is None:
        return None
    return scene.say("publish-body-ended", date=written(body.ended, scene.language))


def _reach(scene: Scene, plan: Plan, audience: Audience | None) -> list[str | None]:
    say = scene.say
    if audience is None:
        return [say("publish-silent")]
    if not audience.total:
        return [say("publish-reach-nobody")]
    lines: list[str | None] = [
        say(
            "publish-reach",
            people=str(audience.people),
            groups=str(audience.groups),
            channels=str(audience.channels),
            time=duration(scene, audience.seconds),
        )
    ]
    start = plan.after.start if plan.after is not None else None
    if start is not None and plan.after is not None and plan.after.status in OPEN and start > audience.now:
        lines.append(say("publish-before-start", count=str(audience.before(start))))
    if audience.later:
        lines.append(say("publish-later", count=str(audience.later)))
    return lines


def duration(scene: Scene, seconds: float) -> str:
    """How long something takes, roughly, in words."""
    if seconds < 60:
        return scene.say("publish-seconds", count=str(max(1, round(seconds))))
    if seconds < 5400:
        return scene.say("publish-minutes", count=str(round(seconds / 60)))
    return scene.say("publish-hours", count=str(round(seconds / 3600, 1)))


def _typed(scene: Scene, draft: Draft) -> str:
    fields = ", ".join(f"/publish {field}" for field in FIELDS[draft.kind])
    return scene.say("publish-typed", fields=fields)


def _preview_rows(scene: Scene, draft: Draft, nonce: str, *, two_people: bool) -> Rows:
    say = scene.say
    confirm = say("publish-submit" if two_people else "publish-confirm")
    first = (
        act(scene, confirm, "publish", "confirm", nonce),
        act(scene, say("publish-drop"), "publish", "drop", nonce),
    )
    return (first, *_field_rows(scene, draft, nonce))


def _field_rows(scene: Scene, draft: Draft, nonce: str) -> Rows:
    buttons = [
        act(scene, scene.say(f"publish-field-{_label(scene, draft, field)}"), "publish", "edit", field, nonce)
        for field in FIELDS[draft.kind]
        if field != "body" or len(scene.record.bodies) > 1
    ]
    return tuple(tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3))


def is_tentative(draft: Draft, record: Record) -> bool:
    """Whether the session of a draft is not confirmed yet, by the draft or as it stands."""
    session = record.by_id.get(draft.session or "")
    status = draft.status or (session.status if session is not None else None)
    return status == "tentative"


def _label(scene: Scene, draft: Draft, field: str) -> str:
    if field == "status":
        return "confirmed" if is_tentative(draft, scene.record) else "tentative"
    return "reason" if field == "text" and draft.kind in ("cancel", "move") else field


def published_card(scene: Scene, done: Published, seconds: int) -> Card:
    """What came of a confirmed draft, with the way to take it back."""
    say = scene.say
    if done.awaiting:
        return Card(Rich(say("publish-awaiting", number=str(done.number))))
    name = session_title(scene, done.session) if done.session is not None else None
    undo = say("publish-undo-typed") if scene.plain else say("publish-undo-until", seconds=str(seconds))
    row = (act(scene, say("publish-undo"), "publish", "undo", str(done.number)),)
    return Card(join((bold(say("publish-done")), name, undo)), (row,))


def pending_card(scene: Scene, held: Publication, plan: Plan | None, refusal: str = "") -> Card:
    """What another editor wants to publish. `plan` None: it cannot be published any more, `refusal` says why."""
    say = scene.say
    number = str(held.id)
    heading = say("publish-pending-title", number=number, kind=say(f"publish-kind-{held.kind}"))
    pieces: list[Rich | str | None] = [bold(heading)]
    if plan is None:
        pieces.append(refusal)
    else:
        for code, card in plan.cards.items():
            pieces.append(join((bold(f"— {scene.language_name(code)} —"), card.text), "\n"))
        pieces.append(_missing(scene, plan))
    pieces.append(italic(say("publish-pending-typed", number=number)))
    row = (
        act(scene, say("publish-approve"), "publish", "approve", number),
        act(scene, say("publish-refuse"), "publish", "refuse", number),
    )
    return Card(join(pieces), (row,))
