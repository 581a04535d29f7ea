"""Messages of the local Telegram as lines on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bot.local.messages import Message

_MARKS = {"strikethrough": "-", "underline": "+"}
"""What stands for lines through and under words, which a terminal need not have."""
_QUOTES = ("blockquote", "expandable_blockquote")


def shown(message: Message) -> Iterator[str]:
    """The lines of a message: quotations behind a bar, the address behind a link's words, a file by its name."""
    if message.upload is not None:
        yield f"[{message.upload.name}]"
        if message.upload.name.endswith((".json", ".jsonl", ".txt", ".ics", ".csv", ".tlog-proof")):
            yield from message.upload.content.decode("utf-8", "replace").splitlines()
    text, quoted = _with_addresses(message)
    place = 0
    for line in text.split("\n"):
        inside = any(start <= place < end or (start == place == end) for start, end in quoted)
        yield f"| {line}" if inside else line
        place += len(line) + 1


def buttons(message: Message) -> Iterator[str]:
    """The rows of buttons, numbered through as they are pressed."""
    number = 0
    for row in message.keyboard:
        shown_row = []
        for button in row:
            number += 1
            shown_row.append(f"[{number}] {button.text}")
        yield "  ".join(shown_row)


def _with_addresses(message: Message) -> tuple[str, list[tuple[int, int]]]:
    """The text with addresses and marks put in, and the spans of quotations in it, both in characters."""
    units = message.text.encode("utf-16-le")
    text = message.text
    spans: list[tuple[int, int]] = []
    added: list[tuple[int, str]] = []
    for entity in message.entities:
        start = _characters(units, entity["offset"])
        end = _characters(units, entity["offset"] + entity["length"])
        if entity["type"] in _QUOTES:
            spans.append((start, end))
        elif entity["type"] == "text_link":
            added.append((end, f" ({entity['url']})"))
        elif entity["type"] in _MARKS:
            added += [(start, "[" + _MARKS[entity["type"]]), (end, "]")]
    for place, what in sorted(added, key=lambda each: each[0], reverse=True):
        text = text[:place] + what + text[place:]
        spans = [(a + len(what) * (a >= place), b + len(what) * (b >= place)) for a, b in spans]
    return text, spans


def _characters(units: bytes, offset: int) -> int:
    return len(units[: offset * 2].decode("utf-16-le", "ignore"))
