"""A comparison as a picture: the wording before and after, what changed marked by lines and colour alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from content.compare import Kind, Piece

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
WIDTH, MARGIN = 1080, 60
"""Pixels."""
MOST_LINES = 60
"""Lines of each of the two blocks; what is longer ends with "…"."""
_SIZE, _TITLE, _LEADING = 30, 36, 1.45
_PAPER, _INK, _FAINT = "#ffffff", "#1c1c1c", "#666666"
_COLOURS: dict[Kind, str] = {"same": _INK, "removed": "#a3201d", "added": "#12632f"}
_SHADES: dict[Kind, str] = {"removed": "#fbe3e1", "added": "#dff3e4"}
_PART = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(frozen=True, slots=True)
class _Run:
    """A word (or a space) on a line, with its place from the left and its width in pixels."""

    kind: Kind
    text: str
    left: float
    width: float


_Line = list[_Run]


def comparison_picture(title: str, before: str, after: str, pieces: Sequence[Piece]) -> bytes:
    """The picture as PNG, 1080 pixels wide: a title, and under the labels `before` and `after` the two wordings.

    Takes about a tenth of a second of computing.
    """
    # Pillow is needed here alone; start-up need not wait for it.
    from PIL import Image, ImageDraw, ImageFont

    text, large = ImageFont.truetype(str(FONT), _SIZE), ImageFont.truetype(str(FONT), _TITLE)
    head = _wrapped([Piece("same", title)], large)
    blocks = [
        (label, _wrapped([piece for piece in pieces if piece.kind != left_out], text))
        for label, left_out in ((before, "added"), (after, "removed"))
    ]
    lines = sum(len(block) + 1.5 for _, block in blocks)
    height = int(2 * MARGIN + len(head) * _TITLE * _LEADING + lines * _SIZE * _LEADING)
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    top = _write(draw, head, MARGIN, large)
    for label, block in blocks:
        top += _SIZE * _LEADING / 2
        draw.text((MARGIN, top), label, font=text, fill=_FAINT)
        top = _write(draw, block, top + _SIZE * _LEADING, text)
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _wrapped(pieces: Sequence[Piece], font: FreeTypeFont) -> list[_Line]:
    """The pieces in lines that fit the width."""
    lines: list[_Line] = [[]]
    left = 0.0
    for kind, part in _parts(pieces):
        width = 0.0 if part == "\n" else font.getlength(part)
        if part == "\n" or (left + width > WIDTH - 2 * MARGIN and left > 0):
            lines.append([])
            left = 0.0
        if part == "\n" or (part.isspace() and left == 0):
            continue
        lines[-1].append(_Run(kind, part, left, width))
        left += width
    return _limited(lines)


def _parts(pieces: Sequence[Piece]) -> Iterator[tuple[Kind, str]]:
    for kind, text in pieces:
        for part in _PART.findall(text):
            # A run of letters longer than a line is broken anywhere.
            yield from ((kind, part[at : at + 40]) for at in range(0, len(part), 40))


def _limited(lines: list[_Line]) -> list[_Line]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], [_Run("same", "…", 0, 0)]]


def _write(draw: ImageDraw, lines: Sequence[_Line], top: float, font: FreeTypeFont) -> float:
    """Draw lines from `top` on; where the next one would begin."""
    size = font.size
    for line in lines:
        for run in line:
            _draw(draw, run, top, font)
        top += size * _LEADING
    return top


def _draw(draw: ImageDraw, run: _Run, top: float, font: FreeTypeFont) -> None:
    left, right = MARGIN + run.left, MARGIN + run.left + run.width
    if shade := _SHADES.get(run.kind):
        draw.rectangle((left, top, right, top + font.size * 1.3), fill=shade)
    draw.text((left, top), run.text, font=font, fill=_COLOURS[run.kind])
    place = {"removed": top + font.size * 0.68, "added": top + font.size * 1.22}.get(run.kind)
    if place is not None:
        draw.line((left, place, right, place), fill=_COLOURS[run.kind], width=3)
