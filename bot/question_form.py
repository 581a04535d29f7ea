"""The form in which a question of different people is the same one, and which questions may be counted at all."""

from __future__ import annotations

import re

from content.fold import fold

#: A longer question, in characters of its form, tells of the person who asks it, and nobody asks the same.
SHORTER_THAN = 200

_WORDS = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[№§]")
_OF_A_PERSON = re.compile(
    r"@"  # an address of mail, a user name
    r"|[a-z0-9]\.[a-z]{2}"  # an address of the web
    r"|\d(?:[\s().+/-]*\d){5}"  # a telephone number, a date of birth, the number of a document
)


def shared_form(question: str) -> str | None:
    """Return the folded words of a question, without punctuation; None if it must not be kept.

    It must not if it is long or empty, or if there is something in it by which a person could be told: an address, a
    user name, six digits or more.
    """
    if len(question) >= 2 * SHORTER_THAN:
        return None
    folded = fold(question)
    form = " ".join(_WORDS.findall(folded))
    if not 0 < len(form) < SHORTER_THAN or _OF_A_PERSON.search(folded) or _OF_A_PERSON.search(form):
        return None
    return form
