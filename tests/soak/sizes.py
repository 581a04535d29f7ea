"""How much the tests of what is hard to bear try: a little in the suite, a lot in `make soak` (BOT_SOAK=1)."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """How many of each."""

    #: Made-up updates.
    fuzz: int
    #: Forged presses of each button, at each step of a dialogue.
    forged: int
    #: Kills of a worker under load.
    kills: int
    #: Falls of PostgreSQL under load.
    restarts: int
    #: Updates of one person that floods, and how many people come at once.
    flood: int
    crowd: int
    #: Seconds for which the network to Telegram is cut.
    cut: float


SUITE = Sizes(fuzz=300, forged=8, kills=1, restarts=1, flood=1_500, crowd=300, cut=1.0)
SOAK = Sizes(fuzz=20_000, forged=300, kills=25, restarts=6, flood=100_000, crowd=20_000, cut=60.0)

SIZES = SOAK if os.environ.get("BOT_SOAK") else SUITE
