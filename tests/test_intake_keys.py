"""Whose update it is, for every kind of update that Telegram knows."""

from typing import Any

import pytest
from telegram import Update
from telegram.constants import UpdateType

from bot.intake.keys import Key, key_of

USER = {"id": 7, "is_bot": False, "first_name": "A"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "G"}
CHANNEL = {"id": -200, "type": "channel", "title": "C"}
MESSAGE = {"message_id": 1, "date": 0, "chat": GROUP, "from": USER, "text": "4"}
POST = {"message_id": 1, "date": 0, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "4"}
CHANGE = {
    "chat": GROUP,
    "from": USER,
    "date": 0,
    "old_chat_member": {"status": "left", "user": USER},
    "new_chat_member": {"status": "member", "user": USER},
}
BOOST = {"boost_id": "b", "add_date": 0, "expiration_date": 1, "source": {"source": "premium", "user": USER}}
RIGHTS = {"can_reply": True}

KINDS: dict[str, tuple[dict[str, Any], Key]] = {
    "message": (MESSAGE, 7),
    "edited_message": (MESSAGE, 7),
    "channel_post": (POST, -200),
    "edited_channel_post": (POST, -200),
    "inline_query": ({"id": "1", "from": USER, "query": "4", "offset": ""}, 7),
    "chosen_inline_result": ({"result_id": "1", "from": USER, "query": "4"}, 7),
    "callback_query": ({"id": "1", "from": USER, "chat_instance": "1", "data": "a"}, 7),
    "shipping_query": (
        {
            "id": "1",
            "from": USER,
            "invoice_payload": "p",
            "shipping_address": {
                "country_code": "KZ",
                "state": "",
                "city": "Astana",
                "street_line1": "",
                "street_line2": "",
                "post_code": "",
            },
        },
        7,
    ),
    "pre_checkout_query": (
        {"id": "1", "from": USER, "currency": "XTR", "total_amount": 1, "invoice_payload": "p"},
        7,
    ),
    "poll": (
        {
            "id": "55",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        },
        ("poll", "55"),
    ),
    "poll_answer": ({"poll_id": "55", "user": USER, "option_ids": [0], "option_persistent_ids": ["0"]}, 7),
    "my_chat_member": (CHANGE, 7),
    "chat_member": (CHANGE, 7),
    "chat_join_request": ({"chat": GROUP, "from": USER, "user_chat_id": 7, "date": 0}, 7),
    "chat_boost": ({"chat": CHANNEL, "boost": BOOST}, -200),
    "removed_chat_boost": (
        {"chat": CHANNEL, "boost_id": "b", "remove_date": 0, "source": BOOST["source"]},
        -200,
    ),
    "message_reaction": (
        {"chat": GROUP, "message_id": 1, "date": 0, "user": USER, "old_reaction": [], "new_reaction": []},
        7,
    ),
    "message_reaction_count": ({"chat": CHANNEL, "message_id": 1, "date": 0, "reactions": []}, -200),
    "business_connection": (
        {"id": "1", "user": USER, "user_chat_id": 7, "date": 0, "rights": RIGHTS, "is_enabled": True},
        7,
    ),
    "business_message": ({**MESSAGE, "chat": PRIVATE}, 7),
    "edited_business_message": ({**MESSAGE, "chat": PRIVATE}, 7),
    "deleted_business_messages": ({"business_connection_id": "1", "chat": PRIVATE, "message_ids": [1]}, 7),
    "purchased_paid_media": ({"from": USER, "paid_media_payload": "p"}, 7),
    "managed_bot": ({"user": USER, "bot": {"id": 9, "is_bot": True, "first_name": "B"}}, 7),
    "guest_message": ({**MESSAGE, "guest_query_id": "1"}, 7),
}


def read(**fields: Any) -> Update:
    """Return an update as it comes from Telegram."""
    return Update.de_json({"update_id": 1, **fields}, None)


def test_every_kind_is_listed() -> None:
    """No kind of update that the library knows is missing from the table."""
    assert set(KINDS) == {str(kind) for kind in UpdateType}


@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind: str) -> None:
    """An update goes by the person who caused it, else by its chat, else by its poll."""
    fields, key = KINDS[kind]
    assert key_of(read(**{kind: fields})) == key


@pytest.mark.parametrize(
    ("kind", "fields", "key"),
    [
        ("message", {**MESSAGE, "from": {**USER, "id": 1087968824}, "sender_chat": GROUP}, -100),
        ("message", {**MESSAGE, "from": {**USER, "id": 136817688}, "sender_chat": CHANNEL}, -200),
        ("message", {**MESSAGE, "from": {**USER, "id": 777000}, "sender_chat": CHANNEL}, -200),
        ("channel_post", {**POST, "from": USER}, -200),
        (
            "poll_answer",
            {"poll_id": "5", "voter_chat": GROUP, "option_ids": [], "option_persistent_ids": []},
            -100,
        ),
        ("message", {"message_id": 1, "date": 0, "chat": GROUP, "text": "4"}, -100),
    ],
)
def test_nobody_in_person(kind: str, fields: dict[str, Any], key: Key) -> None:
    """Who speaks for a chat goes by that chat, not by the placeholder that all such senders share."""
    assert key_of(read(**{kind: fields})) == key


def test_anonymous_reaction() -> None:
    """A reaction of an anonymous administrator goes by the chat it was made for."""
    reaction = {"chat": GROUP, "message_id": 1, "date": 0, "old_reaction": [], "new_reaction": []}
    assert key_of(read(message_reaction={**reaction, "actor_chat": CHANNEL})) == -200


def test_unknown_kind() -> None:
    """A kind that the library does not know yet goes by the id of the update."""
    assert key_of(read(telepathy={"from": USER})) == ("update", "1")
