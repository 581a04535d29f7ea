"""From what a sender typed to what a message holds: parsed, cleaned, trimmed, commands found."""

import re
from typing import Any

from bot.local.errors import ApiError, bad_request
from bot.local.links import checked_link
from bot.local.markup import Entity, parse_html
from bot.local.params import Params
from bot.local.plain import clean, utf16_length, utf16_slice

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
SOURCE_LIMIT_BYTES = 1 << 15
ENTITY_LIMIT = 100

# What the server finds by itself: a sender cannot set these, and they are ignored when somebody tries.
FOUND_TYPES = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
FREE_TYPES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote"}
)
REQUIRED_FIELDS = {
    "pre": None,
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
SORT_ORDER = ("expandable_blockquote", "blockquote", "pre", "code", "text_link", "text_mention")
OPAQUE_TYPES = frozenset({"code", "pre", "text_link", "text_mention"})

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,:;!?)'])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)

Formatted = tuple[str, list[Entity]]


def message_text(params: Params) -> Formatted:
    """Return the text and entities of a message to be sent.

    Raises:
        ApiError: 400 for an empty or too long text (4096 UTF-16 units after parsing) or bad markup.
    """
    if not params.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(params.text("text"), params.text("parse_mode"), _given(params, "entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(params: Params) -> Formatted:
    """Return the text and entities under a file; both empty where there is no caption.

    Raises:
        ApiError: 400 for a caption over 1024 UTF-16 units or bad markup.
    """
    entities = _given(params, "caption_entities")
    text, entities = formatted(params.text("caption"), params.text("parse_mode"), entities)
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def formatted(text: str, parse_mode: str, entities: list[Entity] | None = None) -> Formatted:
    """Return text and entities as a message holds them; ``parse_mode`` wins over ``entities``.

    Raises:
        ApiError: 400 for bad markup, an unsupported mode or wrong entities.
    """
    if len(text) * 4 > SOURCE_LIMIT_BYTES and len(text.encode("utf-8", "surrogatepass")) > SOURCE_LIMIT_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode == "html":
        text, set_by_sender = parse_html(clean(text))
    elif mode in ("", "none"):
        text, set_by_sender = _placed(text, entities or [])
    else:
        raise bad_request("unsupported parse_mode")
    return _trimmed(text, _with_found(text, _nested(set_by_sender)))


def typed(text: str) -> Formatted:
    """Return what a person typed as the server passes it on: cleaned, commands and mentions found."""
    text = clean(text)
    return _trimmed(text, _with_found(text, []))


def _given(params: Params, name: str) -> list[Entity] | None:
    value = params.json(name, f"can't parse {name} JSON object")
    if not isinstance(value, list | tuple):
        return None
    return [_checked(entity) for entity in value if _kind(entity) not in FOUND_TYPES]


def _entity_error(reason: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {reason}")


def _kind(entity: Any) -> str:
    if not isinstance(entity, dict):
        raise _entity_error("expected an Object")
    for field in ("offset", "length", "type"):
        if field not in entity:
            raise _entity_error(f'Can\'t find field "{field}"')
    return str(entity["type"])


def _checked(entity: Entity) -> Entity:
    kind = _kind(entity)
    if kind not in FREE_TYPES and kind not in REQUIRED_FIELDS:
        raise _entity_error("Unsupported type specified")
    needed = REQUIRED_FIELDS.get(kind)
    if needed and needed not in entity:
        raise _entity_error(f'Can\'t find field "{needed}"')
    return entity


def _placed(text: str, entities: list[Entity]) -> Formatted:
    """Clean the text and move the sender's entities along; links that lead nowhere are dropped."""
    cleaned, units, placed = clean(text), utf16_length(text), []
    for entity in entities:
        offset, length = int(entity["offset"]), int(entity["length"])
        if offset < 0 or length < 0 or offset > units:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > units:
            raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
        before = utf16_length(clean(utf16_slice(text, 0, offset)))
        inside = utf16_length(clean(utf16_slice(text, offset, length)))
        url = checked_link(str(entity["url"])) if entity["type"] == "text_link" else None
        if inside and url != "":
            placed.append({**entity, "offset": before, "length": inside} | ({"url": url} if url else {}))
    return cleaned, placed


def _nested(entities: list[Entity]) -> list[Entity]:
    """Keep what may stand inside what: nothing inside code and pre, no quotation inside a quotation."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=_order):
        around = [other["type"] for other in kept if _covers(other, entity)]
        quoted = entity["type"] in SORT_ORDER[:2] and any(kind in SORT_ORDER[:2] for kind in around)
        if not quoted and not {"code", "pre"} & set(around):
            kept.append({key: value for key, value in entity.items() if value != ""})
    return kept[:ENTITY_LIMIT]


def _order(entity: Entity) -> tuple[int, int, int]:
    kind = entity["type"]
    rank = SORT_ORDER.index(kind) if kind in SORT_ORDER else len(SORT_ORDER)
    return entity["offset"], -entity["length"], rank


def _covers(outer: Entity, inner: Entity) -> bool:
    end, inner_end = outer["offset"] + outer["length"], inner["offset"] + inner["length"]
    return bool(outer["offset"] <= inner["offset"] and inner_end <= end)


def _with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Add what the server finds in the text where the sender set neither code nor a link."""
    if not any(mark in text for mark in "/@#"):
        return entities
    opaque = [entity for entity in entities if entity["type"] in OPAQUE_TYPES]
    found = []
    for match in _FOUND.finditer(text):
        place = {"offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}
        if not any(_covers(other, place) for other in opaque):
            found.append({"type": match.lastgroup or "", **place})
    return sorted(entities + found, key=_order)


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Cut spaces at both ends as the server does: at the start only up to the first entity."""
    body = text.rstrip()
    if not body:
        return "", []
    first = entities[0]["offset"] if entities else len(body)
    lead = min(len(body) - len(body.lstrip(" \n")), first)
    if lead == 0 and len(body) == len(text):
        return text, entities
    return body[lead:], _shifted(entities, lead, utf16_length(body))


def _shifted(entities: list[Entity], lead: int, end: int) -> list[Entity]:
    kept = []
    for entity in entities:
        length = min(entity["offset"] + entity["length"], end) - entity["offset"]
        if length > 0:
            kept.append({**entity, "offset": entity["offset"] - lead, "length": length})
    return kept
