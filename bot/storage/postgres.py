"""What is special about PostgreSQL: connections that a restart or a network has ended since they were last used."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import event, exc
from sqlalchemy.ext.asyncio import AsyncEngine

#: Seconds unused after which the server is asked whether it still knows a connection.
TRUSTED_SECONDS = 5.0

_GIVEN_BACK = "atazan_given_back"


def check_when_taken(engine: AsyncEngine, trusted: float = TRUSTED_SECONDS) -> None:
    """Let no connection out of the pool that has ended; one unused for less than `trusted` seconds is not asked.

    The driver is told when the server closes one; only what was silent for a while is asked, which is a way there and
    back. SQLAlchemy's own `pool_pre_ping` asks each time: twice as many ways for a short read.
    """

    def taken(connection: Any, record: Any, _proxy: Any) -> None:
        given_back = record.info.get(_GIVEN_BACK)
        if given_back is None:
            return
        if connection.driver_connection.is_closed():
            raise exc.DisconnectionError
        if time.monotonic() - given_back < trusted:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as error:
            raise exc.DisconnectionError from error

    def given_back(_connection: Any, record: Any) -> None:
        record.info[_GIVEN_BACK] = time.monotonic()

    event.listen(engine.sync_engine, "checkout", taken)
    event.listen(engine.sync_engine, "checkin", given_back)
