"""The table of proposals as one file, in the form that is asked for: for the chat and for the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.bundle import bundle, snapshot, zipped
from bot.proposals.decision_files import DECISIONS
from bot.proposals.notes import Signer
from bot.proposals.sheets import csv_file, jsonl_file, xlsx_file
from bot.proposals.table import EVERYTHING, Filter, Places, Record, rows
from bot.texts import Texts
from content.model import Pack
from content.revisions import Revisions

Form = Literal["xlsx", "csv", "jsonl", "zip"]
FORMS: tuple[Form, ...] = get_args(Form)

#: The comparative table for the secretariat; "decision" and what follows are for them to fill in.
COMPARATIVE = (
    *("receipt", "received_at", "language", "article_number", "section", "heading", "present"),
    *("present_source", "wording", "reason", "supports", "status", "reason_code"),
    *("decision", "answer", "session", "session_date", "landed_in"),
)

#: The folder in a ZIP archive, and the beginning of every file's name.
NAME = "proposals"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, and how many proposals are in it."""

    name: str
    content: bytes
    count: int


async def exported(
    connection: AsyncConnection,
    form: Form,
    pack: Pack,
    revisions: Revisions,
    say: Texts,
    *,
    at: datetime,
    wanted: Filter = EVERYTHING,
    signer: Signer | None = None,
) -> Exported:
    """The table in a form; words of the heading in the language of `say`.

    Raises:
        ValueError: the open data is asked for without a signer.
    """
    await snapshot(connection)
    places = Places(
        pack, revisions, say.language if say.language in pack.info.languages else pack.info.languages[0]
    )
    day = at.date().isoformat()
    if form == "zip":
        if signer is None:
            raise ValueError("open data is signed")
        files = await bundle(connection, places, signer, at)
        count = files["proposals.jsonl"].count(b"\n")
        return Exported(f"{NAME}-{day}.zip", zipped(files, f"{NAME}-{day}"), count)
    records = await rows(connection, places, wanted)
    make: Mapping[str, Callable[[], bytes]] = {
        "jsonl": lambda: jsonl_file(records),
        "csv": lambda: csv_file(_with_decisions(records), COMPARATIVE),
        "xlsx": lambda: xlsx_file(_in_words(records, say), COMPARATIVE, labels(say), say("table-title")),
    }
    return Exported(f"{NAME}-{day}.{form}", make[form](), len(records))


def labels(say: Texts) -> dict[str, str]:
    """The names of the columns in a language."""
    return {column: say(f"table-{column.replace('_', '-')}") for column in COMPARATIVE}


def decision_word(say: Texts, code: str) -> str:
    """A decision as it is written in the table, in a language."""
    return say.words(f"decision-words-{code.replace('_', '-')}")[0]


def _with_decisions(records: Sequence[Record]) -> list[Record]:
    return [
        {**record, "decision": record["status"] if record["status"] in DECISIONS else None}
        for record in records
    ]


def _in_words(records: Sequence[Record], say: Texts) -> list[Record]:
    """The rows as people read them: codes in words, moments as days."""
    shown = []
    for record in _with_decisions(records):
        decision, source, code = record["decision"], record["present_source"], record["reason_code"]
        shown.append(
            {
                **record,
                "received_at": record["received_at"][:10],
                "present_source": say(f"table-{source}") if source else None,
                "status": say(f"receipt-is-{record['status'].replace('_', '-')}"),
                "reason_code": say(f"hidden-reason-{code}")
                if code and say.has(f"hidden-reason-{code}")
                else code,
                "decision": decision_word(say, decision) if decision else None,
            }
        )
    return shown
