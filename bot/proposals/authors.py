"""What authors say to the moderators of their proposals: an answer to a question, and an appeal."""

from __future__ import annotations

from sqlalchemy import insert

from bot.proposals.acting import Act, Acting, RefusedError
from bot.proposals.review import Review
from bot.proposals.status import Statuses
from bot.storage.moderation_tables import relays

#: Most characters of an answer, and of what an appeal says.
ANSWER, APPEAL = 1000, 300


class Authors:
    """Passes on what authors say. `who` is a Telegram id, `number` that of a receipt."""

    def __init__(self, acting: Acting, statuses: Statuses) -> None:
        self._acting = acting
        self._statuses = statuses

    async def answer(self, who: int, number: int, text: str, *, update_id: int | None = None) -> Review:
        """Pass an author's answer on to the moderators.

        Raises:
            RefusedError: it is not theirs, or nothing was asked.
            StorageError: the database failed; nothing was changed.
        """

        async def step(act: Act) -> None:
            refuse_strangers(act)
            if not act.review.awaits_answer:
                raise RefusedError("not-asked")
            row = {"proposal_id": act.proposal.id, "text": text, "at": act.now}
            await act.connection.execute(insert(relays).values(row))
            await self._acting.note(act, "answered", role="author", answered_at=act.now)

        return await self._acting.do(who, number, update_id, step)

    async def appeal(
        self, who: int, number: int, text: str | None = None, *, update_id: int | None = None
    ) -> Review:
        """Have a proposal that was hidden looked at by somebody else; once.

        Raises:
            RefusedError: it is not theirs, it is not hidden, or there was an appeal.
            StorageError: the database failed; nothing was changed.
        """

        async def step(act: Act) -> None:
            refuse_strangers(act)
            if act.review.appealed_at is not None:
                raise RefusedError("appealed")
            if act.proposal.status != "hidden":
                raise RefusedError("not-hidden")
            await self._acting.note(
                act,
                "appealed",
                role="author",
                appealed_at=act.now,
                appeal=text,
                appeal_of=act.review.decided_by,
                decided_by=None,
                decided_at=None,
                before=None,
                alarmed_at=None,
            )
            await self._statuses.change_within(act.connection, act.proposal.id, "under_review", by="author")

        return await self._acting.do(who, number, update_id, step)


def refuse_strangers(act: Act) -> None:
    if act.proposal.person_id != act.person.id:
        raise RefusedError("not-yours")
