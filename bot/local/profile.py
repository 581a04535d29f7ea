"""Methods about the bot itself: its name, descriptions, commands and menu button."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.local.errors import bad_request
from bot.local.params import Params
from bot.local.plain import utf16_length
from bot.local.state import State

COMMAND_LIMIT = 100
COMMAND_DESCRIPTION_UNITS = 256
# Field in the answer, and the longest text in UTF-16 units.
TEXTS = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
MENU_BUTTONS = frozenset({"default", "commands", "web_app"})
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")

Method = Callable[[State, Params], Any]


def get_me(tg: State, _params: Params) -> dict[str, Any]:
    """Describe the bot."""
    return {
        **tg.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not tg.privacy_mode,
        "supports_inline_queries": True,
        "supports_guest_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _set_text(kind: str, tg: State, params: Params) -> bool:
    field, limit = TEXTS[kind]
    text = params.text(field)
    if utf16_length(text) > limit:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    key = (kind, _language(params))
    if text:
        tg.profile.texts[key] = text
    else:
        tg.profile.texts.pop(key, None)
    return True


def _get_text(kind: str, tg: State, params: Params) -> dict[str, str]:
    texts = tg.profile.texts
    fallback = texts.get((kind, ""), tg.bot["first_name"] if kind == "Name" else "")
    return {TEXTS[kind][0]: texts.get((kind, _language(params)), fallback)}


def _language(params: Params) -> str:
    language = params.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(tg: State, params: Params) -> str:
    scope = params.json("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if SCOPES[kind]:
        tg.chat_of(Params({"chat_id": scope.get("chat_id")}), write=False)
    return ":".join([kind, *(str(scope.get(field)) for field in SCOPES[kind])])


def set_my_commands(tg: State, params: Params) -> bool:
    """Set the menu of one scope and language."""
    commands = params.json("commands", "can't parse commands JSON object")
    if not isinstance(commands, list | tuple):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    menu = [_command(item) for item in commands]
    tg.profile.commands[_scope(tg, params), _language(params)] = menu
    return True


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict) or not {"command", "description"} <= set(item):
        raise bad_request("can't parse BotCommand: Can't find field \"command\"")
    command = str(item["command"]).removeprefix("/").lower()
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(str(item["description"])) <= COMMAND_DESCRIPTION_UNITS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": str(item["description"])}


def get_my_commands(tg: State, params: Params) -> list[dict[str, str]]:
    """Return the menu of exactly this scope and language; empty if it was never set."""
    return tg.profile.commands.get((_scope(tg, params), _language(params)), [])


def delete_my_commands(tg: State, params: Params) -> bool:
    """Remove the menu of one scope and language."""
    tg.profile.commands.pop((_scope(tg, params), _language(params)), None)
    return True


def set_chat_menu_button(tg: State, params: Params) -> bool:
    """Set what the button beside the input field does, in one private chat or everywhere."""
    button = params.json("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if "chat_id" in params:
        tg.chat_of(params, write=False).menu_button = button
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setchatmenubutton": set_chat_menu_button,
    **{f"setmy{kind.lower()}": partial(_set_text, kind) for kind in TEXTS},
    **{f"getmy{kind.lower()}": partial(_get_text, kind) for kind in TEXTS},
}
