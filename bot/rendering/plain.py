"""A text with marks as plain text, for the command line and for old clients."""

from __future__ import annotations

from bot.rendering.rich import Rich


def as_plain(rich: Rich) -> str:
    """The text without marks; the address of a link follows its words in brackets."""
    text, shift = rich.text, 0
    for mark in sorted((m for m in rich.marks if m.kind == "link"), key=lambda m: m.end):
        added = f" ({mark.value})"
        place = mark.end + shift
        text = text[:place] + added + text[place:]
        shift += len(added)
    return text
