"""The states that a proposal can be in, and who brings it there: written once, for the program and its tables."""

from __future__ import annotations

from typing import Literal, get_args

Status = Literal[
    "received",
    "under_review",
    "published",
    "hidden",
    "merged",
    "before_commission",
    "accepted",
    "partly",
    "declined",
    "withdrawn",
    "erased",
]
By = Literal["author", "moderator", "secretariat", "system"]

STATUSES: tuple[Status, ...] = get_args(Status)
