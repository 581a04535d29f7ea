"""The figures for the staff: in words, and as a picture with the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from bot.proposals.figures import DAYS, Figures
from bot.rendering.card import Card
from bot.rendering.picture import FONT, MARGIN, WIDTH
from bot.rendering.places import place_short
from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Row = tuple[str, int]

_INK, _FAINT, _PAPER = "#1c1c1c", "#666666", "#ffffff"
_BAR, _OTHER = "#2f5d8a", "#b3541e"
_TITLE, _TEXT, _SMALL = 36, 26, 20
_CHART, _LINE = 220, 44
"""Heights in pixels: of a chart by day, and of a line with a bar."""
_NAMES = 420
"""Pixels for the names beside bars."""


def by_status(scene: Scene, seen: Figures) -> list[Row]:
    """How many proposals are in which state."""
    return [(scene.say(f"receipt-is-{status.replace('_', '-')}"), count) for status, count in seen.by_status]


def by_place(scene: Scene, seen: Figures) -> list[Row]:
    """What most proposals are about."""
    return [(place_short(scene, place), count) for place, count in seen.by_place]


def figures_card(scene: Scene, seen: Figures, ratings: Mapping[str, int]) -> Card:
    """The figures in words. `ratings` are those of `Feedback.counts`."""
    say = scene.say
    lately, given = sum(count for _, count in seen.received), sum(count for _, count in seen.supported)
    rated = say(
        "figures-feedback",
        good=ratings.get("good", 0),
        bad=ratings.get("bad", 0),
        article=ratings.get("bad-article", 0),
        unclear=ratings.get("bad-unclear", 0),
        error=ratings.get("bad-error", 0),
        note=ratings.get("note", 0),
    )
    title = bold(say("figures-title"))
    if not seen.total:
        return Card(join((title, say("figures-none"), rated)))
    total = say("figures-total", count=seen.total, days=str(DAYS), lately=lately)
    supported = say("figures-supports", count=seen.supports, days=str(DAYS), lately=given)
    return Card(
        join(
            (
                title,
                f"{total}\n{supported}",
                _listed(scene, "figures-status", by_status(scene, seen)),
                _listed(scene, "figures-articles", by_place(scene, seen)),
                _days(scene, seen),
                rated,
            )
        )
    )


def _listed(scene: Scene, title: str, rows: Sequence[Row]) -> Rich:
    lines = [scene.say("figures-line", name=name, count=count) for name, count in rows]
    return Rich("\n".join((scene.say(title), *lines)))


def _days(scene: Scene, seen: Figures) -> Rich:
    """The days on which anything came, with both numbers."""
    say = scene.say
    lines = [
        f"{day:%d.%m}: {say('figures-received')} {count}, {say('figures-supported')} {given}"
        for (day, count), (_, given) in zip(seen.received, seen.supported, strict=True)
        if count or given
    ]
    return Rich("\n".join((say("figures-days") + ":", *lines))) if lines else Rich()


def figures_picture(scene: Scene, seen: Figures) -> bytes:
    """The figures as PNG, 1080 pixels wide: by day, by state, by article."""
    # Pillow is needed for pictures alone; start-up need not wait for it.
    from PIL import Image, ImageDraw, ImageFont

    fonts = {size: ImageFont.truetype(str(FONT), size) for size in (_TITLE, _TEXT, _SMALL)}
    groups = [("figures-status", by_status(scene, seen)), ("figures-articles", by_place(scene, seen))]
    height = 2 * MARGIN + 60 + 2 * (_CHART + 110) + sum(70 + _LINE * len(rows) for _, rows in groups)
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN), scene.say("figures-title"), font=fonts[_TITLE], fill=_INK)
    top = MARGIN + 60.0
    for title, series, colour in (
        ("figures-received", seen.received, _BAR),
        ("figures-supported", seen.supported, _OTHER),
    ):
        name = f"{scene.say('figures-days')}: {scene.say(title)}"
        top = _chart(draw, top, name, series, colour, fonts)
    for title, rows in groups:
        top = _bars(draw, top, scene.say(title), rows, fonts)
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _chart(
    draw: ImageDraw,
    top: float,
    title: str,
    series: Sequence[tuple[date, int]],
    colour: str,
    fonts: Mapping[int, FreeTypeFont],
) -> float:
    """A bar for each day, with its number above and its date below; where the next thing begins."""
    draw.text((MARGIN, top), title, font=fonts[_TEXT], fill=_INK)
    most = max((count for _, count in series), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(1, len(series))
    base = top + 50 + _CHART
    for place, (day, count) in enumerate(series):
        left = MARGIN + place * step
        height = count / most * (_CHART - 30)
        if count:
            draw.rectangle((left + 3, base - height, left + step - 3, base), fill=colour)
            middle = left + step / 2
            draw.text((middle, base - height - 4), str(count), font=fonts[_SMALL], fill=_INK, anchor="mb")
        if place % 5 == len(series) % 5 or place == len(series) - 1:
            draw.text(
                (left + step / 2, base + 6), f"{day:%d.%m}", font=fonts[_SMALL], fill=_FAINT, anchor="mt"
            )
    draw.line((MARGIN, base, WIDTH - MARGIN, base), fill=_FAINT, width=2)
    return base + 60


def _bars(
    draw: ImageDraw, top: float, title: str, rows: Sequence[Row], fonts: Mapping[int, FreeTypeFont]
) -> float:
    """A line for each row: its name, a bar, its number; where the next thing begins."""
    draw.text((MARGIN, top), title, font=fonts[_TEXT], fill=_INK)
    top += 46
    most = max((count for _, count in rows), default=0) or 1
    room = WIDTH - 2 * MARGIN - _NAMES - 90
    for name, count in rows:
        draw.text(
            (MARGIN, top + _LINE / 2), _fitting(name, fonts[_TEXT]), font=fonts[_TEXT], fill=_INK, anchor="lm"
        )
        left = MARGIN + _NAMES
        width = max(4.0, count / most * room)
        draw.rectangle((left, top + 8, left + width, top + _LINE - 8), fill=_BAR)
        draw.text((left + width + 10, top + _LINE / 2), str(count), font=fonts[_TEXT], fill=_INK, anchor="lm")
        top += _LINE
    return top + 24


def _fitting(name: str, font: FreeTypeFont) -> str:
    """The name, cut to what fits beside the bars."""
    while name and font.getlength(name) > _NAMES - 20:
        name = name[:-2].rstrip() + "…" if len(name) > 2 else ""
    return name
