"""The open data: a folder that anybody can read, count and check without this program and without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.checkpoints import LOGS, signed
from bot.proposals.log import head
from bot.proposals.notes import Signer
from bot.proposals.proposal import PUBLIC
from bot.proposals.reconciliation import reconciled
from bot.proposals.sheets import csv_file, jsonl_file
from bot.proposals.statuses import STATUSES
from bot.proposals.table import COLUMNS, Places, Record, rows
from bot.storage.log_tables import audit_entries, checkpoints, log_entries
from bot.storage.proposal_tables import proposals

HERE = Path(__file__).parent
VERIFIER = HERE / "verify.py"
README = HERE / "bundle_readme.md"

LICENCE = """Creative Commons Attribution 4.0 International (CC BY 4.0)
https://creativecommons.org/licenses/by/4.0/legalcode

You may share and adapt this data for any purpose, also commercially, if you name its source ({origin}), link to the
licence, and say what you changed.
"""

#: Between two notes in one file; a note holds no two empty lines.
_BETWEEN = "\n\n"

Files = Mapping[str, bytes]


async def snapshot(connection: AsyncConnection) -> None:
    """Let everything that this unit of work reads be of one moment. To be called before it reads anything."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


async def bundle(
    connection: AsyncConnection, places: Places, signer: Signer, at: datetime
) -> dict[str, bytes]:
    """The files of the open data by name, as of this unit of work, which should be a snapshot."""
    records = await rows(connection, places)
    sums = await reconciled(connection)
    heads = [signed(signer, log, *await head(connection, log)) for log in LOGS]
    earlier = list(
        (await connection.execute(select(checkpoints.c.note).order_by(checkpoints.c.id))).scalars()
    )
    keys = "".join(signer.verifier_key(what) + "\n" for what in (*LOGS, "export"))
    counted = {"at": at.isoformat(), **sums.as_plain_data()}
    files = {
        "proposals.csv": csv_file(records, COLUMNS),
        "proposals.jsonl": jsonl_file(records),
        "proposals.schema.json": _json(schema()),
        "log.jsonl": jsonl_file(await _entries(connection)),
        "audit.jsonl": await _audit(connection),
        "reconciliation.json": _json(counted),
        "checkpoint.txt": _BETWEEN.join(heads).encode(),
        "checkpoints.txt": _BETWEEN.join(earlier or heads).encode(),
        "public-key.txt": keys.encode(),
        "verify.py": VERIFIER.read_bytes(),
        "README.md": _readme(signer, at, records).encode(),
        "LICENCE.txt": LICENCE.format(origin=signer.name).encode(),
    }
    listed = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    note = signer.sign(f"{signer.origin('export')}\n{listed}")
    return {**files, "SHA256SUMS": listed.encode(), "SHA256SUMS.note": note.encode()}


def write(files: Files, folder: Path) -> None:
    """Write the files into a folder, made where missing.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def zipped(files: Files, folder: str) -> bytes:
    """The files as one ZIP archive with a folder of that name in it."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}/{name}", content)
    return target.getvalue()


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line of `proposals.jsonl`."""
    text_or_none = {"type": ["string", "null"]}
    fields: dict[str, Any] = dict.fromkeys(COLUMNS, text_or_none)
    fields |= {
        "receipt": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{6,9}-[A-Z]$"},
        "number": {"type": "integer", "minimum": 1},
        "received_at": {"type": "string", "format": "date-time"},
        "status": {"enum": list(STATUSES)},
        "status_at": {"type": ["string", "null"], "format": "date-time"},
        "supports": {"type": ["integer", "null"], "minimum": 0},
        "present_source": {"enum": ["official", "summary", None]},
        "session_date": {"type": ["string", "null"], "format": "date"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A proposal",
        "description": "Words are null unless everybody may read them: of other proposals there is the number alone.",
        "type": "object",
        "properties": fields,
        "required": list(COLUMNS),
        "additionalProperties": False,
    }


async def _entries(connection: AsyncConnection) -> Sequence[Record]:
    """The leaves of the log; salt and words only of those that everybody may read."""
    entries = log_entries.c
    query = select(log_entries, proposals.c.status).outerjoin(
        proposals, proposals.c.id == entries.proposal_id
    )
    return [
        {
            "number": row.position + 1,
            "commitment": row.commitment.hex(),
            "amended": row.amended.hex() if row.amended else None,
            "at": row.at.isoformat(),
            "salt": row.salt.hex() if row.salt and row.status in PUBLIC else None,
            "payload": row.payload if row.salt and row.status in PUBLIC else None,
        }
        for row in await connection.execute(query.order_by(entries.position))
    ]


async def _audit(connection: AsyncConnection) -> bytes:
    query = select(audit_entries.c.payload).order_by(audit_entries.c.position)
    return "".join(line + "\n" for line in (await connection.execute(query)).scalars()).encode()


def _json(thing: Any) -> bytes:
    return (json.dumps(thing, ensure_ascii=False, indent=2) + "\n").encode()


def _readme(signer: Signer, at: datetime, records: Sequence[Record]) -> str:
    told = README.read_text("utf-8")
    return (
        told.replace("{at}", at.isoformat())
        .replace("{count}", str(len(records)))
        .replace("{name}", signer.name)
    )
