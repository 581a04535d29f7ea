"""Which message answered which question, for a while: an edited question is answered by editing that answer."""

from __future__ import annotations

from collections import OrderedDict

KEPT = 5_000


class RecentAnswers:
    """Remembers in memory, by chat and message id, never what was said.

    After a restart or in another worker an edited question gets a new message; nothing else depends on this.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._answers: OrderedDict[tuple[int, int], tuple[int, ...]] = OrderedDict()

    def remember(self, chat: int, question: int, answers: tuple[int, ...]) -> None:
        """Keep that the messages `answers` answered the message `question`; the oldest is forgotten."""
        self._answers[chat, question] = answers
        self._answers.move_to_end((chat, question))
        while len(self._answers) > self._kept:
            self._answers.popitem(last=False)

    def answers_to(self, chat: int, question: int) -> tuple[int, ...]:
        """The ids of the messages that answered, or none where that is not known."""
        return self._answers.get((chat, question), ())
