"""Every table, and for each whose it is and how long it is kept: what /privacy says, /mydata gives and /delete erases.

A test compares this with the tables themselves: a new column that is not named here is a failure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: The version of the privacy page: the month of its last change (a test compares it with what is listed here).
VERSION = "2026-11"

Whose = Literal["person", "proposal", "everybody", "nobody"]


@dataclass(frozen=True, slots=True)
class Held:
    """A table, its columns, and whose it is.

    "person": rows belong to a person, whom the column `owner` names, and go with them. "proposal": they belong to a
    proposal and go with its words. "everybody": what people said, without them. "nobody": the running of the bot.
    The purpose and the time it is kept are the message `privacy-held-<name>`, of the last kind `privacy-held-nobody`.
    """

    name: str
    whose: Whose
    columns: tuple[str, ...]
    owner: str | None = None


def _held(name: str, whose: Whose, columns: str, owner: str | None = None) -> Held:
    return Held(name, whose, tuple(columns.split()), owner)


TABLES = (
    _held(
        "people",
        "person",
        "id sealed_id kind language plain_layout last_article last_article_at settings first_seen blocked_at is_local",
        "id",
    ),
    _held("dialogues", "person", "person_id name step data updated_at", "person_id"),
    _held("roles", "person", "person_id role granted_at granted_by", "person_id"),
    _held("subscriptions", "person", "topic person_id since", "person_id"),
    _held(
        "delivery_choices",
        "person",
        "person_id mode quiet zone urgent remind_day remind_hour remind_start paused_until",
        "person_id",
    ),
    _held(
        "deliveries",
        "person",
        "campaign_id person_id is_local state purpose priority due_at topic anchor leased_until leased_by tries "
        "repeated message_id shared reason settled_at",
        "person_id",
    ),
    _held("session_wishes", "person", "person_id session_id at", "person_id"),
    _held("campaign_people", "person", "campaign_id person_id", "person_id"),
    _held("progress_messages", "person", "campaign_id person_id message_id shown_at ended", "person_id"),
    _held(
        "proposals",
        "person",
        "id number person_id edition article section wording reason language alike status reason_code merged_into "
        "consent official_number received_at edited_until edited_at decided_at closed_at anonymised_at "
        "former_supports",
        "person_id",
    ),
    _held("supports", "person", "proposal_id person_id at", "person_id"),
    _held("intake_limits", "person", "person_id day sent last_at warned_until", "person_id"),
    _held(
        "feedback",
        "person",
        "id person_id kind problem about text language message_id at posted_at replied_at",
        "person_id",
    ),
    _held(
        "status_changes",
        "proposal",
        "id proposal_id status by_role reason_code answer session session_date edition at",
    ),
    _held("log_entries", "proposal", "position proposal_id commitment amended salt payload at"),
    _held(
        "reviews",
        "proposal",
        "proposal_id claimed_by claimed_until decided_by decided_at before asked_at answered_at appealed_at appeal "
        "appeal_of alarmed_at spike_at version",
    ),
    _held("relays", "proposal", "id proposal_id text at"),
    _held("decision_files", "person", "id person_id content made_at", "person_id"),
    _held("gap_askers", "everybody", "gap asker day"),
    _held("gaps", "everybody", "gap text kind language askers first_seen last_seen"),
    _held("erasures", "everybody", "entry mark day"),
    _held(
        "campaigns",
        "nobody",
        "id event kind silent edits_id cards topics reminder not_before expires urgent root_id state spread_to "
        "trying_since made_at begun_at ended_at",
    ),
    _held("due_times", "nobody", "campaign_id zone quiet mode urgent asked_for due_at digest"),
    _held("bodies", "nobody", "id name added_at added_by"),
    _held(
        "sessions",
        "nobody",
        "id uid body number status day start_at content revision withdrawn event changed_at",
    ),
    _held("session_revisions", "nobody", "session_id revision what state at by"),
    _held("session_reminders", "nobody", "session_id revision which due_at expires_at state"),
    _held(
        "publications",
        "nobody",
        "id kind draft state session_id revision event made_by made_at decided_by decided_at",
    ),
    _held("staff_settings", "nobody", "name value changed_at changed_by"),
    _held("log_heads", "nobody", "log size frontier"),
    _held("log_nodes", "nobody", "log level position hash"),
    _held("audit_entries", "nobody", "position number payload"),
    _held("checkpoints", "nobody", "id log size at note"),
    _held(
        "moderation_messages",
        "nobody",
        "id chat message_id kind proposal_id feedback_id language shown open sent_at edited_at",
    ),
    _held("daily_reports", "nobody", "day figures made_at posted_at"),
    _held("handled_updates", "nobody", "update_id at"),
    _held("invitations", "nobody", "token_hash role made_at used_at expires_at"),
    _held("installation", "nobody", "key value"),
    _held("text_revisions", "nobody", "edition language revision digest text wording"),
    _held("leases", "nobody", "name confirmed_at"),
)
"""In the order in which /privacy lists them."""

BY_NAME = {held.name: held for held in TABLES}
