"""Ends with status 1 and one line where the PostgreSQL of `BOT_TEST_POSTGRES_URL` cannot be reached or used."""

from __future__ import annotations

import asyncio
import os
import sys

import asyncpg
from sqlalchemy.engine import make_url


async def _look(address: str) -> None:
    dsn = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        await connection.fetchval("SELECT 1")
    finally:
        await connection.close()


def main() -> None:
    """Look, and end."""
    address = os.environ.get("BOT_TEST_POSTGRES_URL", "")
    try:
        asyncio.run(_look(address))
    except Exception as error:  # noqa: BLE001 - whatever it is, tests on PostgreSQL would be skipped or fail one by one
        sys.exit(f"BOT_TEST_POSTGRES_URL: PostgreSQL cannot be reached ({type(error).__name__})")


if __name__ == "__main__":
    main()
