"""The log: on stderr, one line an event, with no ids of people and nothing that anybody wrote."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog

_QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "telegram.ext",
    "telegram.Bot",
    "uvicorn",
    "uvicorn.error",
    "aiosqlite",
    "alembic",
)
"""Libraries whose lines would hold the token (httpx logs addresses) or what people wrote (telegram logs updates)."""


def configure_logs(form: Literal["console", "json"], level: int = logging.INFO) -> None:
    """Set up the log of this process."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s", force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            # The id of the update that is being handled (see `bot.intake.lanes`), by which lines belong together.
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
