"""What stands for the words of a proposal, so that the same words from many accounts are known as such."""

from __future__ import annotations

from bot.storage.sealing import Sealer
from content.search.analysis import words


def alike_mark(sealer: Sealer, wording: str) -> bytes:
    """Return the keyed mark of the folded words; the same for the same words in the same order."""
    return sealer.pseudonym("same proposal", " ".join(words(wording)))
