"""The rules of the Bot API as the local Telegram keeps them, on both adapters."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.local import LocalTelegram, Person
from bot.local.server import serve

Ask = Callable[..., Awaitable[dict[str, Any]]]

# HTTP servers refuse longer addresses; a real bot posts such calls too.
QUERY_STRING_LIMIT = 1500

AIGUL, STRANGER, BLOCKER, GONE, GROUP, FORUM, CHANNEL = 1001, 1002, 1003, 1004, -2001, -2002, -2003


@pytest.fixture
def tg() -> LocalTelegram:
    tg = LocalTelegram()
    aigul = tg.person("Айгүл", AIGUL, started=True)
    tg.group("Group", aigul, tg.person("Stranger", STRANGER), id=GROUP)
    tg.group("Forum", aigul, id=FORUM, topics=(7,))
    tg.channel("Channel", aigul).id = CHANNEL
    for number in (BLOCKER, GONE):
        tg.person("Person", number, started=True)
    tg.people[BLOCKER].block()
    tg.people[GONE].deactivate()
    return tg


@pytest.fixture(params=["core", "json", "form", "query"])
async def ask(request: pytest.FixtureRequest, tg: LocalTelegram) -> AsyncIterator[Ask]:
    """Call the local Telegram directly, or over HTTP with JSON, a form or a query string."""
    if request.param == "core":
        yield lambda method, **parameters: tg.call(method, parameters)
        return
    async with serve(tg) as base, aiohttp.ClientSession() as session:

        async def over_http(method: str, **parameters: Any) -> dict[str, Any]:
            address = f"{base}/bot{tg.token}/{method}"
            flat = {name: v if isinstance(v, str) else json.dumps(v) for name, v in parameters.items()}
            if request.param == "json":
                call = session.post(address, json=parameters)
            elif request.param == "form" or len(str(flat)) > QUERY_STRING_LIMIT:
                call = session.post(address, data=flat)
            else:
                call = session.get(address, params=flat)
            async with call as response:
                answer: dict[str, Any] = await response.json()
                assert response.status == (200 if answer["ok"] else answer["error_code"])
                return answer

        yield over_http


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def text(chat: int | str = AIGUL, **more: Any) -> dict[str, Any]:
    return {"chat_id": chat, "text": "a", **more}


def article(number: str = "1", **more: Any) -> dict[str, Any]:
    return {
        "type": "article",
        "id": number,
        "title": "T",
        "input_message_content": {"message_text": "x"},
        **more,
    }


QUERY_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BAD_BUTTON = "Bad Request: can't parse inline keyboard button: "
REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("sendMessage", {"chat_id": AIGUL}, 400, "Bad Request: message text is empty"),
    ("sendMessage", text(text="  \n"), 400, "Bad Request: text must be non-empty"),
    ("sendMessage", text(text="<b> </b>", parse_mode="HTML"), 400, "Bad Request: text must be non-empty"),
    ("sendMessage", text(text="😀" * 2049), 400, "Bad Request: message is too long"),
    (
        "sendMessage",
        text(text="<b>" * 3 + "a" * 4097 + "</b>" * 3, parse_mode="HTML"),
        400,
        "Bad Request: message is too long",
    ),
    (
        "sendMessage",
        text(text="<br>", parse_mode="HTML"),
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 0',
    ),
    ("sendMessage", text(parse_mode="MarkdownV2"), 400, "Bad Request: unsupported parse_mode"),
    (
        "sendMessage",
        text(entities=[{"type": "loud", "offset": 0, "length": 1}]),
        400,
        "Bad Request: can't parse MessageEntity: Unsupported type specified",
    ),
    ("sendMessage", {"text": "a"}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", text(999), 400, "Bad Request: chat not found"),
    ("sendMessage", text("@nobody"), 400, "Bad Request: chat not found"),
    ("sendMessage", text(STRANGER), 403, "Forbidden: bot can't initiate conversation with a user"),
    ("sendMessage", text(BLOCKER), 403, "Forbidden: bot was blocked by the user"),
    ("sendMessage", text(GONE), 403, "Forbidden: user is deactivated"),
    ("sendMessage", text(FORUM, message_thread_id=8), 400, "Bad Request: message thread not found"),
    (
        "sendMessage",
        text(reply_parameters={"message_id": 99}),
        400,
        "Bad Request: message to be replied not found",
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"text": "A", "callback_data": "ә" * 33})),
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"text": "A"})),
        400,
        BAD_BUTTON + "Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"text": "A", "callback_data": ""})),
        400,
        BAD_BUTTON + "Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"callback_data": "a"})),
        400,
        BAD_BUTTON + 'Can\'t find field "text"',
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"text": " ", "callback_data": "a"})),
        400,
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"text": "A", "url": "localhost"})),
        400,
        "Bad Request: inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        text(reply_markup=inline({"text": "A", "copy_text": {"text": "x" * 257}})),
        400,
        "Bad Request: BUTTON_COPY_TEXT_INVALID",
    ),
    (
        "sendMessage",
        text(reply_markup=inline(*[{"text": "A", "callback_data": "a"}] * 101)),
        400,
        "Bad Request: reply markup is too long",
    ),
    (
        "sendMessage",
        text(reply_markup="{"),
        400,
        "Bad Request: can't parse reply keyboard markup JSON object",
    ),
    ("sendPhoto", {"chat_id": AIGUL}, 400, "Bad Request: there is no photo in the request"),
    (
        "sendPhoto",
        {"chat_id": AIGUL, "photo": "nothing"},
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    ),
    (
        "sendPhoto",
        {"chat_id": AIGUL, "photo": "https://a.kz/b.png", "caption": "a" * 1025},
        400,
        "Bad Request: message caption is too long",
    ),
    (
        "sendChatAction",
        {"chat_id": AIGUL, "action": "sleeping"},
        400,
        "Bad Request: wrong parameter action in request",
    ),
    ("editMessageText", text(message_id=99), 400, "Bad Request: message to edit not found"),
    ("editMessageText", {"text": "a"}, 400, "Bad Request: message identifier is not specified"),
    ("editMessageText", {"text": "a", "inline_message_id": "x"}, 400, "Bad Request: MESSAGE_ID_INVALID"),
    (
        "editMessageText",
        text(message_id=1, reply_markup={"force_reply": True}),
        400,
        "Bad Request: inline keyboard expected",
    ),
    ("deleteMessage", {"chat_id": AIGUL, "message_id": 99}, 400, "Bad Request: message to delete not found"),
    (
        "deleteMessages",
        {"chat_id": AIGUL, "message_ids": []},
        400,
        "Bad Request: message identifiers are not specified",
    ),
    ("answerCallbackQuery", {"callback_query_id": "5"}, 400, QUERY_TOO_OLD),
    ("answerInlineQuery", {"inline_query_id": "5", "results": []}, 400, QUERY_TOO_OLD),
    (
        "answerInlineQuery",
        {"inline_query_id": "5", "results": [article(str(n)) for n in range(51)]},
        400,
        "Bad Request: too many inline query results specified",
    ),
    (
        "answerInlineQuery",
        {"inline_query_id": "5", "results": [article(), article()]},
        400,
        "Bad Request: RESULT_ID_DUPLICATE",
    ),
    (
        "answerInlineQuery",
        {"inline_query_id": "5", "results": [article("ә" * 33)]},
        400,
        "Bad Request: RESULT_ID_INVALID",
    ),
    (
        "answerInlineQuery",
        {"inline_query_id": "5", "results": [article(title="")]},
        400,
        "Bad Request: can't parse inline query result: Can't find field \"title\"",
    ),
    (
        "answerInlineQuery",
        {"inline_query_id": "5", "button": {"text": "a", "start_parameter": "a b"}},
        400,
        "Bad Request: START_PARAM_INVALID",
    ),
    ("answerGuestQuery", {"guest_query_id": "5", "result": article()}, 400, QUERY_TOO_OLD),
    (
        "setMyCommands",
        {"commands": [{"command": "Қазақ", "description": "x"}]},
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "x"}], "language_code": "kaz"},
        400,
        "Bad Request: invalid language code specified",
    ),
    ("getChatMember", {"chat_id": GROUP, "user_id": 5}, 400, "Bad Request: PARTICIPANT_ID_INVALID"),
    (
        "getChatAdministrators",
        {"chat_id": AIGUL},
        400,
        "Bad Request: there are no administrators in the private chat",
    ),
    ("getFile", {"file_id": "x"}, 400, "Bad Request: invalid file_id"),
    (
        "setWebhook",
        {"url": "http://example.org"},
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        "setWebhook",
        {"url": "https://example.org", "secret_token": "ә"},
        400,
        "Bad Request: secret token contains unallowed characters",
    ),
    ("sendEverything", {}, 404, "Not Found: method not found"),
]


@pytest.mark.parametrize(("method", "parameters", "code", "description"), REFUSED)
async def test_what_the_server_refuses(
    ask: Ask, method: str, parameters: dict[str, Any], code: int, description: str
) -> None:
    """A call against the rules fails with the server's code and words, however it is made."""
    assert await ask(method, **parameters) == {"ok": False, "error_code": code, "description": description}


async def test_a_text_of_exactly_4096_units_is_sent(ask: Ask) -> None:
    """The limit counts UTF-16 units after the tags are gone."""
    answer = await ask("sendMessage", chat_id=AIGUL, text=f"<b>{'😀' * 2048}</b>", parse_mode="HTML")
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_a_message_comes_back_as_the_server_writes_it(ask: Ask, tg: LocalTelegram) -> None:
    """The result of sendMessage is the whole message with its keyboard."""
    keyboard = inline({"text": "4-бап", "callback_data": "a4"})
    answer = await ask(
        "sendMessage", chat_id=AIGUL, text="<i>Сәлем</i>", parse_mode="html", reply_markup=keyboard
    )
    message = tg.people[AIGUL].chat.last
    assert answer["result"] == {
        "message_id": message.id,
        "date": message.date,
        "chat": {"id": AIGUL, "type": "private", "first_name": "Айгүл"},
        "from": {"id": 4200000042, "is_bot": True, "first_name": "Atazan", "username": "atazan_bot"},
        "text": "Сәлем",
        "entities": [{"type": "italic", "offset": 0, "length": 5}],
        "reply_markup": keyboard,
    }
    assert (message.html, message.labels) == ("<i>Сәлем</i>", [["4-бап"]])


async def test_the_same_edit_twice_is_not_modified(ask: Ask) -> None:
    """An edit that changes neither text nor keyboard is refused."""
    sent = await ask("sendMessage", **text(reply_markup=inline({"text": "A", "callback_data": "a"})))
    number = sent["result"]["message_id"]
    edited = await ask("editMessageText", **text(message_id=number))
    assert "reply_markup" not in edited["result"]
    again = await ask("editMessageText", **text(message_id=number))
    assert again["description"].startswith(
        "Bad Request: message is not modified: specified new message content"
    )


async def test_a_persons_message_cannot_be_edited_but_deleted(ask: Ask, tg: LocalTelegram) -> None:
    """In a private chat the bot deletes what a person wrote, and edits only its own."""
    said = tg.people[AIGUL].say("hello")
    refused = await ask("editMessageText", **text(message_id=said.id))
    assert refused["description"] == "Bad Request: message can't be edited"
    assert (await ask("deleteMessage", chat_id=AIGUL, message_id=said.id))["result"] is True
    assert said.deleted


async def test_a_group_that_threw_the_bot_out_is_closed(ask: Ask, tg: LocalTelegram) -> None:
    """After being kicked, the bot may not write any more."""
    tg.people[AIGUL].remove_bot(tg.chats[GROUP])
    answer = await ask("sendMessage", **text(GROUP))
    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
    )


async def test_commands_are_kept_by_scope_and_language(ask: Ask) -> None:
    """A menu is read back from exactly the scope and language it was set for."""
    menu = [{"command": "start", "description": "Бастау"}]
    scope = {"type": "all_private_chats"}
    assert (await ask("setMyCommands", commands=menu, scope=scope, language_code="kk"))["ok"]
    assert (await ask("getMyCommands", scope=scope, language_code="kk"))["result"] == menu
    assert (await ask("getMyCommands"))["result"] == []


async def test_descriptions_fall_back_to_the_one_for_everybody(ask: Ask) -> None:
    """A language without its own description shows the general one."""
    assert (await ask("setMyDescription", description="Law"))["ok"]
    assert (await ask("getMyDescription", language_code="kk"))["result"] == {"description": "Law"}
    assert (await ask("getMyName"))["result"] == {"name": "Atazan"}


async def test_reactions_and_pins_show_on_the_message(ask: Ask, tg: LocalTelegram) -> None:
    """A reaction and a pin are seen on the message that they are for."""
    said = tg.people[AIGUL].say("hello")
    where = {"chat_id": AIGUL, "message_id": said.id}
    assert (await ask("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}]))["ok"]
    assert (await ask("pinChatMessage", **where))["ok"]
    assert (said.reactions, said.pinned) == (["👍"], True)


async def test_an_upgraded_group_names_its_new_id(ask: Ask, tg: LocalTelegram) -> None:
    """Writing to the old id fails with the id to write to."""
    old = tg.group("Old", tg.people[AIGUL], kind="group")
    new = tg.upgrade(old)
    answer = await ask("sendMessage", **text(old.id))
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}


async def test_messages_older_than_48_hours_stay() -> None:
    """After 48 hours a message cannot be deleted for everyone."""
    now = [1_800_000_000.0]
    tg = LocalTelegram(clock=lambda: now[0])
    person: Person = tg.person("A", started=True)
    sent = await tg.call("sendMessage", {"chat_id": person.id, "text": "a"})
    now[0] += 48 * 3600 + 1
    where = {"chat_id": person.id, "message_id": sent["result"]["message_id"]}
    answer = await tg.call("deleteMessage", where)
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"
