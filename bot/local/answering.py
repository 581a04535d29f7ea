"""Methods that answer a pressed button, an inline query or a guest message."""

import re
from collections.abc import Callable
from typing import Any

from bot.local.entities import message_text
from bot.local.errors import ApiError, bad_request, not_found_query
from bot.local.keyboards import reply_markup
from bot.local.params import Params
from bot.local.plain import utf16_length
from bot.local.state import InlineAnswer, OpenQuery, State, Toast

RESULT_LIMIT = 50
RESULT_ID_BYTES = 64
NEXT_OFFSET_BYTES = 64
TOAST_UNITS = 200
CACHE_DEFAULT_SECONDS = 300
RESULT_TYPES = frozenset(
    {
        "article",
        "photo",
        "gif",
        "mpeg4_gif",
        "video",
        "audio",
        "voice",
        "document",
        "location",
        "venue",
        "contact",
        "game",
        "sticker",
    }
)
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")

Method = Callable[[State, Params], Any]


def answer_callback_query(tg: State, params: Params) -> bool:
    """Stop the button's clock and show up to 200 characters."""
    query_id, query = _open(tg, params, "callback_query_id", "callback")
    text = params.text("text")
    if utf16_length(text) > TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    tg.toasts.append(Toast(query_id, query.person["id"], text, params.flag("show_alert"), params.text("url")))
    return True


def answer_inline_query(tg: State, params: Params) -> bool:
    """Offer at most 50 results."""
    button = _results_button(params)
    results = params.json("results", "can't parse JSON encoded inline query results") or []
    _check_results(results)
    query_id, query = _open(tg, params, "inline_query_id", "inline")
    if len(params.text("next_offset").encode()) > NEXT_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    tg.inline_answers.append(
        InlineAnswer(
            query_id,
            query.text,
            list(results),
            params.integer("cache_time", CACHE_DEFAULT_SECONDS, 0),
            params.flag("is_personal"),
            params.text("next_offset"),
            button,
        )
    )
    return True


def answer_guest_query(tg: State, params: Params) -> dict[str, str]:
    """Send one message to a chat that the bot is no member of, in answer to a guest message."""
    result = params.json("result", "can't parse JSON encoded web view query results")
    if not result:
        raise bad_request("result isn't specified")
    check_result(result)
    query_id, query = _open(tg, params, "guest_query_id", "guest")
    del tg.queries[query_id]
    return {"inline_message_id": post_result(tg, query, result)}


def post_result(tg: State, query: OpenQuery, result: dict[str, Any]) -> str:
    """Put the message of an inline result into the chat of a query and return its inline message id."""
    text, entities, markup = check_result(result)
    chat = query.chat
    if chat is None:
        raise not_found_query()
    content = result.get("input_message_content") or {}
    html = content.get("message_text", "") if str(content.get("parse_mode")).lower() == "html" else ""
    sender = tg.bot if query.kind == "guest" else query.person
    extra = {"guest_bot_caller_user": query.person} if query.kind == "guest" else {"via_bot": tg.bot}
    message = tg.post(
        chat,
        sender,
        text=text,
        entities=entities,
        html=html,
        markup=markup,
        extra=extra,
        from_bot=query.kind == "guest",
    )
    message.inline_message_id = f"inline-{chat.id}-{message.id}"
    tg.inline_messages[message.inline_message_id] = message
    return message.inline_message_id


def _open(tg: State, params: Params, name: str, kind: str) -> tuple[str, OpenQuery]:
    query_id = params.text(name)
    query = tg.queries.get(query_id)
    if query is None or query.kind != kind:
        raise not_found_query()
    return query_id, query


def _check_results(results: Any) -> None:
    if not isinstance(results, list | tuple):
        raise bad_request("expected an Array of inline query results")
    if len(results) > RESULT_LIMIT:
        raise bad_request("too many inline query results specified")
    for result in results:
        check_result(result)
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")


def check_result(result: Any) -> tuple[str, list[dict[str, Any]], dict[str, Any] | None]:
    """Return text, entities and keyboard of the message that an inline result sends.

    Raises:
        ApiError: 400 for a result that the server refuses.
    """
    if not isinstance(result, dict):
        raise _result_error("Inline query result must be an object")
    _check_fields(result)
    markup = reply_markup(Params(result), inline_only=True)
    content = result.get("input_message_content")
    if content is None:
        return str(result.get("caption", "")), [], markup
    if "message_text" not in content:
        return "", [], markup
    text, entities = message_text(Params({**content, "text": content["message_text"]}))
    return text, entities, markup


def _check_fields(result: dict[str, Any]) -> None:
    for field in ("type", "id"):
        if field not in result:
            raise _result_error(f'Can\'t find field "{field}"')
    if result["type"] not in RESULT_TYPES:
        raise _result_error(f'type "{result["type"]}" is unsupported for the inline query result')
    if not 1 <= len(str(result["id"]).encode()) <= RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if result["type"] == "article":
        for field in ("input_message_content", "title"):
            if not result.get(field):
                raise _result_error(f'Can\'t find field "{field}"')


def _result_error(reason: str) -> ApiError:
    return bad_request(f"can't parse inline query result: {reason}")


def _results_button(params: Params) -> dict[str, Any] | None:
    button = params.json("button", "can't parse inline query results button JSON object")
    if not button:
        return None
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse inline query results button: Can't find field \"text\"")
    if "web_app" not in button and "start_parameter" not in button:
        raise bad_request(
            "can't parse inline query results button: "
            "InlineQueryResultsButton must have exactly one optional field"
        )
    if "start_parameter" in button and not _START_PARAMETER.fullmatch(button["start_parameter"]):
        raise bad_request("START_PARAM_INVALID")
    return button


METHODS: dict[str, Method] = {
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": answer_inline_query,
    "answerguestquery": answer_guest_query,
}
