"""Updates of every kind that Telegram sends, well formed and strange, as hypothesis makes them up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from handlers import press

Json = dict[str, Any]
Made = st.SearchStrategy[Json]

DATE = 1_790_000_000

#: People and chats that the test opens: these numbers stand for their ids.
PEOPLE = (1, 2, 3, 4)
GROUP, FORUM, CHANNEL, BASIC = -1, -2, -3, -4

_QUESTIONS = (
    "what does Article 4 say",
    "ст. 43 п. 1",
    "4-баптың 2-тармағы",
    "articles 4-6",
    "and paragraph 2?",
    "кто назначает премьера",
    "46",
    "преамбула",
    "/start",
    "/start a4",
    "/start admin-abcdefghijklmnopqrstuvwxyz012345",
    "/start \N{ZERO WIDTH JOINER}",
    "/help@atazan_bot",
    "/help@other_bot",
    "/article 4 2",
    "/article 999999999999999999999999",
    "/language kk",
    "/language xx",
    "/settings plain on",
    "/compare 9 kz-2026-draft-1",
    "/compare",
    "/verify 0123456789",
    "/delete",
    "/delete confirm",
    "/delete keep",
    "/mydata",
    "/status",
    "/stats",
    "/subscribe sessions",
    "/subscribe a4",
    "/unsubscribe all",
    "/propose 4 Let the river run free",
    "/propose",
    "/skip",
    "/back",
    "/send",
    "/cancel",
    "/mine",
    "/feedback good",
    "/publish",
    "/moderate",
    "/export",
    "/decisions",
    "/id",
    "/" + "x" * 70,
    "@atazan_bot 4",
    "@atazan_bot",
    "> a quotation\n\nfrom the text",
    "стоп",
    "көмек",
    " ",
    "\N{RIGHT-TO-LEFT OVERRIDE}4",
    "\x00\x01",
    "𝟜" * 10,
    "👩‍👩‍👧‍👦" * 300,
)

texts = st.one_of(
    st.sampled_from(_QUESTIONS),
    st.sampled_from(_QUESTIONS).map(lambda said: said * 9),
    st.text(max_size=40),
    st.text(alphabet="абвгқәөңғүұіһ 0123456789.,-–№§/@#", max_size=60),
    st.builds(
        lambda said, times: (said * times)[:4096], st.text(min_size=1, max_size=9), st.integers(1, 4096)
    ),
)

_names = st.sampled_from(sorted({*press._DOES, *press._VIEWS, "in-kk", "none"}))
_arguments = st.lists(
    st.one_of(
        st.sampled_from(
            ("kz-2026", "kz-1995", "4", "1", "0", "99", "kk", "all", "new", "confirm", "plain", "a4")
        ),
        st.text("abcdefgh0123456789._-", max_size=12),
    ),
    max_size=4,
)
_data = st.one_of(
    st.builds(
        lambda language, name, rest: "|".join(("1", language, name, *rest))[:64],
        st.sampled_from(("kk", "ru", "en", "", "xx")),
        _names,
        _arguments,
    ),
    st.sampled_from(("0|en|old", "", "|", "1|", "1||", "1|en|article|kz-2026|4|1", "1|en|compare|4")),
    st.text(max_size=64),
)

users: Made = st.builds(
    lambda who, language, bot: {"id": who, "is_bot": bot, "first_name": "N", **language},
    st.sampled_from(PEOPLE),
    st.sampled_from(({}, {"language_code": "kk"}, {"language_code": "pt-br"}, {"language_code": ""})),
    st.sampled_from((False, False, False, False, True)),
)


def _private(who: int) -> Json:
    return {"id": who, "type": "private", "first_name": "N"}


_channel: Json = {"id": CHANNEL, "type": "channel", "title": "C"}
private_chats: Made = st.sampled_from(PEOPLE).map(_private)
groups: Made = st.sampled_from(
    (
        {"id": GROUP, "type": "supergroup", "title": "G"},
        {"id": FORUM, "type": "supergroup", "title": "F", "is_forum": True},
        {"id": BASIC, "type": "group", "title": "B"},
    )
)
channels: Made = st.just(_channel)
chats = st.one_of(private_chats, private_chats, groups, channels)

_file: Json = {"file_id": "f", "file_unique_id": "u", "file_size": 9}
_photo = [{**_file, "width": 90, "height": 90}]
_poll: Json = {
    "id": "7",
    "question": "?",
    "options": [{"text": "a", "voter_count": 0, "persistent_id": "a"}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
_message_of_service: Json = {
    "message_id": 3,
    "date": DATE,
    "chat": {"id": GROUP, "type": "supergroup", "title": "G"},
}

#: What a message holds besides text.
_CONTENTS: tuple[Json, ...] = (
    {"photo": _photo},
    {
        "sticker": {
            **_file,
            "width": 9,
            "height": 9,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
    },
    {"voice": {**_file, "duration": 1}},
    {"video_note": {**_file, "duration": 1, "length": 9}},
    {"audio": {**_file, "duration": 1}},
    {"document": _file},
    {"animation": {**_file, "width": 9, "height": 9, "duration": 1}},
    {"video": {**_file, "width": 9, "height": 9, "duration": 1}},
    {"location": {"latitude": 43.2, "longitude": 76.9}},
    {"venue": {"location": {"latitude": 43.2, "longitude": 76.9}, "title": "t", "address": "a"}},
    {"contact": {"phone_number": "+70000000000", "first_name": "N"}},
    {"dice": {"emoji": "🎲", "value": 1}},
    {"poll": _poll},
    {"game": {"title": "g", "description": "d", "photo": _photo}},
    {"story": {"chat": _channel, "id": 1}},
    {"new_chat_members": [{"id": 1, "is_bot": False, "first_name": "N"}]},
    {"left_chat_member": {"id": 1, "is_bot": False, "first_name": "N"}},
    {"new_chat_title": "t"},
    {"delete_chat_photo": True},
    {"group_chat_created": True},
    {"migrate_to_chat_id": GROUP},
    {"migrate_from_chat_id": BASIC},
    {"pinned_message": _message_of_service},
    {"pinned_message": {**_message_of_service, "date": 0}},
    {
        "successful_payment": {"currency": "XTR", "total_amount": 1, "invoice_payload": "p"}
        | {"telegram_payment_charge_id": "c", "provider_payment_charge_id": "c"}
    },
    {
        "invoice": {
            "title": "t",
            "description": "d",
            "start_parameter": "s",
            "currency": "XTR",
            "total_amount": 1,
        }
    },
    {"web_app_data": {"data": "d", "button_text": "b"}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 1}]}},
    {"chat_shared": {"request_id": 1, "chat_id": GROUP}},
    {"forum_topic_created": {"name": "t", "icon_color": 1}},
    {"forum_topic_closed": {}},
    {"video_chat_started": {}},
    {"video_chat_ended": {"duration": 1}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 9}},
    {"write_access_allowed": {}},
    {
        "proximity_alert_triggered": {"distance": 1}
        | {who: {"id": 1, "is_bot": False, "first_name": "N"} for who in ("traveler", "watcher")}
    },
    {"boost_added": {"boost_count": 1}},
    {"giveaway_created": {}},
    {"something_new": {"of": ["next", "year"]}},
    {},
)
contents: Made = st.one_of(
    texts.map(lambda said: {"text": said}),
    texts.map(lambda said: {"text": said}),
    st.builds(lambda content, said: {**content, "caption": said}, st.sampled_from(_CONTENTS[:8]), texts),
    st.sampled_from(_CONTENTS),
)

_extras: Made = st.sampled_from(
    (
        {},
        {},
        {},
        {"message_thread_id": 7, "is_topic_message": True},
        {"via_bot": {"id": 4_200_000_042, "is_bot": True, "first_name": "Atazan"}},
        {"is_automatic_forward": True, "sender_chat": _channel},
        {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "G"}, "author_signature": "admin"},
        {"forward_origin": {"type": "hidden_user", "date": DATE, "sender_user_name": "N"}},
        {"entities": [{"type": "bold", "offset": 0, "length": 999}]},
        {"entities": [{"type": "of_next_year", "offset": 0, "length": 1}]},
        {"entities": [{"type": "bot_command", "offset": 0, "length": 5}]},
        {"entities": [{"type": "blockquote", "offset": 0, "length": 9}]},
        {"quote": {"text": "q", "position": 0}},
        {"reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "1:in-en:en:kz-2026:4"}]]}},
        {"something_new": True},
    )
)


@st.composite
def messages(draw: st.DrawFn, chats: Made = chats, *, deep: bool = True) -> Json:
    """A message in one of `chats`; its sender may be missing; `deep`: it may reply to another."""
    chat = draw(chats)
    made: Json = {"message_id": draw(st.integers(1, 2**31)), "date": draw(st.sampled_from((DATE, 0, 2**31)))}
    made |= {"chat": chat}
    if chat["type"] == "private" and draw(st.integers(0, 9)):
        made["from"] = {"id": chat["id"], "is_bot": False, "first_name": "N", "language_code": "en"}
    elif chat["type"] != "channel" and draw(st.integers(0, 9)):
        made["from"] = draw(users)
    made |= draw(contents) | draw(_extras)
    if "entities" in made and "text" not in made:
        del made["entities"]
    if deep and not draw(st.integers(0, 4)):
        made["reply_to_message"] = draw(messages(st.just(chat), deep=False))
    return made


def _with(**fields: Any) -> Callable[[Json], Json]:
    return lambda made: {**made, **fields}


_admin: Json = {"id": 2, "is_bot": False, "first_name": "N"}
_RIGHTS = """
can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members
can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories is_member
can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes
can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_pin_messages
can_manage_topics can_edit_tag can_react_to_messages
"""
_STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")


def _member(status: str, who: int) -> Json:
    rights = dict.fromkeys(_RIGHTS.split(), True)
    user = {"id": who, "is_bot": False, "first_name": "N"}
    needed: dict[str, Json] = {
        "creator": {"is_anonymous": False},
        "administrator": rights,
        "restricted": rights | {"until_date": 0},
        "kicked": {"until_date": 0},
    }
    return {"user": user, "status": status, **needed.get(status, {})}


member_changes: Made = st.builds(
    lambda chat, user, old, new: {
        "chat": chat,
        "from": user,
        "date": DATE,
        "old_chat_member": _member(old, 4_200_000_042),
        "new_chat_member": _member(new, 4_200_000_042),
    },
    chats,
    users,
    st.sampled_from(_STATUSES),
    st.sampled_from(_STATUSES),
)

_boost_source: Json = {"source": "premium", "user": _admin}
_reactions = [
    {"type": "emoji", "emoji": "👍"},
    {"type": "custom_emoji", "custom_emoji_id": "1"},
    {"type": "paid"},
]

inline_queries: Made = st.builds(
    lambda user, said, offset: {"id": "5", "from": user, "query": said[:256], "offset": offset},
    users,
    texts,
    st.sampled_from(("", "1", "-1", "x")),
)
callback_queries: Made = st.builds(
    lambda user, data, place: {"id": "6", "from": user, "chat_instance": "1", **data, **place},
    users,
    st.one_of(_data.map(lambda said: {"data": said}), st.just({"game_short_name": "g"}), st.just({})),
    st.one_of(
        messages(st.one_of(private_chats, groups)).map(lambda made: {"message": made}),
        st.just({"message": {"message_id": 3, "date": 0, "chat": _private(1)}}),
        st.just({"inline_message_id": "i"}),
        st.just({}),
    ),
)

#: By the kind of update, what it holds.
KINDS: dict[str, Made] = {
    "message": messages(),
    "edited_message": messages().map(_with(edit_date=DATE)),
    "channel_post": messages(channels),
    "edited_channel_post": messages(channels).map(_with(edit_date=DATE)),
    "guest_message": messages(st.one_of(private_chats, groups)).map(_with(guest_query_id="8")),
    "business_message": messages(private_chats).map(_with(business_connection_id="b")),
    "edited_business_message": messages(private_chats).map(_with(business_connection_id="b", edit_date=DATE)),
    "business_connection": st.just(
        {"id": "b", "user": _admin, "user_chat_id": 2, "date": DATE, "is_enabled": True}
    ),
    "deleted_business_messages": st.just(
        {"business_connection_id": "b", "chat": _private(1), "message_ids": [1, 2]}
    ),
    "inline_query": inline_queries,
    "chosen_inline_result": st.just(
        {"result_id": "r", "from": _admin, "query": "4", "inline_message_id": "i"}
    ),
    "callback_query": callback_queries,
    "shipping_query": st.just(
        {
            "id": "1",
            "from": _admin,
            "invoice_payload": "p",
            "shipping_address": dict.fromkeys(
                ("country_code", "state", "city", "street_line1", "street_line2", "post_code"), "x"
            ),
        }
    ),
    "pre_checkout_query": st.just(
        {"id": "1", "from": _admin, "currency": "XTR", "total_amount": 1, "invoice_payload": "p"}
    ),
    "purchased_paid_media": st.just({"from": _admin, "paid_media_payload": "p"}),
    "poll": st.just(_poll),
    "poll_answer": st.one_of(
        st.just({"poll_id": "7", "user": _admin, "option_ids": [0], "option_persistent_ids": ["a"]}),
        st.just({"poll_id": "7", "voter_chat": _channel, "option_ids": [], "option_persistent_ids": []}),
    ),
    "my_chat_member": member_changes,
    "chat_member": member_changes,
    "chat_join_request": st.just(
        {
            "chat": {"id": GROUP, "type": "supergroup", "title": "G"},
            "from": _admin,
            "user_chat_id": 2,
            "date": DATE,
        }
    ),
    "chat_boost": st.just(
        {
            "chat": _channel,
            "boost": {"boost_id": "b", "add_date": DATE, "expiration_date": DATE, "source": _boost_source},
        }
    ),
    "removed_chat_boost": st.just(
        {"chat": _channel, "boost_id": "b", "remove_date": DATE, "source": _boost_source}
    ),
    "message_reaction": st.builds(
        lambda chat, who: {
            "chat": chat,
            "message_id": 1,
            "date": DATE,
            "old_reaction": [],
            "new_reaction": _reactions,
            **who,
        },
        chats,
        st.sampled_from(({"user": _admin}, {"actor_chat": _channel}, {})),
    ),
    "message_reaction_count": st.just(
        {
            "chat": _channel,
            "message_id": 1,
            "date": DATE,
            "reactions": [{"type": _reactions[0], "total_count": 2}],
        }
    ),
    "managed_bot": st.just({"user": _admin, "bot": {"id": 9, "is_bot": True, "first_name": "B"}}),
    "kind_of_next_year": st.just({"chat": _private(1), "from": _admin, "text": "4"}),
}

updates: Made = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: KINDS[kind].map(lambda content: {kind: content})
)
"""One update, without its number. The kinds are equally likely, whatever they hold."""
