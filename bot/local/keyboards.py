"""Keyboards under messages: what the server accepts, and how a person sees them."""

from dataclasses import dataclass
from typing import Any

from bot.local.errors import ApiError, bad_request
from bot.local.links import checked_link, mentioned_user
from bot.local.params import Params

BUTTON_LIMIT = 100
CALLBACK_DATA_BYTES = 64
COPY_TEXT_UNITS = 256

# In the order in which the server looks for them: the first one present decides what a button does.
KINDS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
EMPTY_MEANS_ABSENT = frozenset({"url", "callback_data"})

Markup = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it; ``kind`` is the field that says what it does, ``value`` its content.

    Buttons of a reply keyboard have the kind ``text`` and the value None: tapping one says its label.
    """

    text: str
    kind: str
    value: Any = None

    @property
    def data(self) -> str | None:
        """Callback data, None for a button that does something else."""
        return str(self.value) if self.kind == "callback_data" else None

    @property
    def url(self) -> str | None:
        """The address that the button opens, None for a button that does something else."""
        return str(self.value) if self.kind == "url" else None


def reply_markup(params: Params, *, inline_only: bool = False) -> Markup | None:
    """Return the keyboard of a call, None where there is none or it is empty.

    Raises:
        ApiError: 400 for a keyboard that the server refuses, such as callback data over 64 bytes, or, with
            ``inline_only``, any but an inline keyboard.
    """
    markup = params.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if markup.get("inline_keyboard"):
        return inline_markup(markup)
    if inline_only and set(markup) & {"keyboard", "remove_keyboard", "force_reply"}:
        raise bad_request("inline keyboard expected")
    if markup.get("keyboard"):
        return _reply_keyboard(markup)
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def inline_markup(markup: Markup) -> Markup | None:
    """Return an inline keyboard without its empty rows, None if nothing is left.

    Raises:
        ApiError: 400 for a button that the server refuses, or more than 100 buttons.
    """
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list | tuple) or not all(isinstance(row, list | tuple) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for row in rows:
        for button in row:
            _check_inline(button)
    kept = [list(row) for row in rows if row]
    if sum(map(len, kept)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def rows_of(markup: Markup | None) -> list[list[Button]]:
    """Return the buttons of a keyboard, row by row; empty for none."""
    if markup is None:
        return []
    if "inline_keyboard" in markup:
        return [[_button(item) for item in row] for row in markup["inline_keyboard"]]
    rows = markup.get("keyboard", [])
    return [
        [Button(str(item["text"] if isinstance(item, dict) else item), "text") for item in row]
        for row in rows
    ]


def _button(item: dict[str, Any]) -> Button:
    kind = kind_of(item)
    return Button(item["text"], kind, item[kind])


def kind_of(item: dict[str, Any]) -> str:
    """Return the field that says what an inline button does; empty if there is none."""
    for kind in KINDS:
        if kind in item and not (kind in EMPTY_MEANS_ABSENT and not item[kind]):
            return kind
    return ""


def _button_error(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _check_inline(item: Any) -> None:
    if not isinstance(item, dict):
        raise _button_error("InlineKeyboardButton must be an Object")
    if "text" not in item:
        raise _button_error('Can\'t find field "text"')
    kind = kind_of(item)
    if not kind:
        raise _button_error("Text buttons are unallowed in the inline keyboard")
    if not str(item["text"]).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    _check_value(kind, item[kind])


def _check_value(kind: str, value: Any) -> None:
    if kind == "callback_data" and len(str(value).encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if kind == "url" and not checked_link(str(value)) and mentioned_user(str(value)) is None:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if kind == "copy_text" and not 1 <= len(str(value.get("text", ""))) <= COPY_TEXT_UNITS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _reply_keyboard(markup: Markup) -> Markup:
    rows = markup["keyboard"]
    if not isinstance(rows, list | tuple) or not all(isinstance(row, list | tuple) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    for row in rows:
        for item in row:
            if not str(item.get("text", "") if isinstance(item, dict) else item).strip():
                raise bad_request("keyboard button text must be non-empty")
    return markup
