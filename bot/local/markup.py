"""Telegram's HTML: tags to entities, with the server's own complaints about bad markup.

The rules and the wording follow parse_html of TDLib, which the Bot API server runs.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.local.errors import ApiError, bad_request
from bot.local.links import checked_link, mentioned_user
from bot.local.plain import byte_offset, utf16_length

Entity = dict[str, Any]

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset(SIMPLE_TAGS) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ABSOLUTE_TIME = frozenset("tTdDwW")

_SPACE = r"[ \t\r\n\0\v]"
_SPECIAL = re.compile(r"[<&]")
_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[A-Za-z]+));?")
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\v=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACES = re.compile(f"{_SPACE}*")


@dataclass(slots=True)
class _Tag:
    """A start tag that waits for its end; ``units`` and ``pieces`` say where its content begins."""

    name: str
    attributes: dict[str, str]
    units: int
    pieces: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and the entities of Telegram HTML; offsets and lengths are UTF-16 units.

    Raises:
        ApiError: 400 "can't parse entities: …" with the byte offset of what is wrong.
    """
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.units = 0
        self.pieces: list[str] = []
        self.open: list[_Tag] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while (special := _SPECIAL.search(self.source, self.at)) is not None:
            self._emit(self.source[self.at : special.start()])
            self.at = special.start()
            self._special()
        self._emit(self.source[self.at :])
        if self.open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.pieces), self.entities

    def _special(self) -> None:
        if self.source[self.at] == "&":
            self._emit(self._character() or self._literal())
        elif self.source.startswith("</", self.at):
            self._end_tag()
        else:
            self._start_tag()

    def _emit(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.units += utf16_length(text)

    def _literal(self) -> str:
        self.at += 1
        return self.source[self.at - 1]

    def _character(self) -> str:
        """Return what a character reference stands for and step over it; empty if it stands for nothing."""
        found = _CHARACTER.match(self.source, self.at)
        character = _referred(found) if found else ""
        if found and character:
            self.at = found.end()
        return character

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found.group() if found else ""

    def _wrong(self, what: str, at: int) -> ApiError:
        return _complaint(f"{what} at byte offset {byte_offset(self.source, at)}")

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._take(_TAG_NAME).lower()
        if not self._peek():
            raise self._wrong("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._wrong(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Tag(name, attributes, self.units, len(self.pieces)))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        """Read up to and over the closing ``>``; an attribute without a value is an empty text."""
        attributes: dict[str, str] = {}
        while True:
            self._take(_SPACES)
            if self._peek() == ">":
                self.at += 1
                return attributes
            attribute = self._take(_ATTRIBUTE_NAME)
            if not attribute and self._peek():
                raise self._wrong(f'Empty attribute name in the tag "{name}"', begin)
            self._take(_SPACES)
            if not self._peek():
                raise self._wrong(f'Unclosed start tag "{name}"', begin)
            attributes[attribute] = self._value(name, begin) if self._peek() == "=" else ""

    def _value(self, name: str, begin: int) -> str:
        self.at += 1
        self._take(_SPACES)
        if not self._peek():
            raise self._wrong(f'Unclosed start tag "{name}"', begin)
        value = self._quoted() if self._peek() in "\"'" else self._token()
        if not self._peek():
            raise self._wrong("Unclosed start tag", begin)
        return value

    def _token(self) -> str:
        begin = self.at
        value = self._take(_NAME_TOKEN).lower()
        if self._peek() not in (">", " ", "\t", "\r", "\n", "\v", "\0", ""):
            raise self._wrong("Unexpected end of name token", begin)
        return value

    def _quoted(self) -> str:
        quote = self._literal()
        value: list[str] = []
        while (character := self._peek()) and character != quote:
            value.append((self._character() if character == "&" else "") or self._literal())
        self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        self.at += 2
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACES)
        if self._peek() != ">":
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        self._close(name, begin)

    def _close(self, name: str, begin: int) -> None:
        tag = self.open[-1]
        if name and name != tag.name:
            place = byte_offset(self.source, begin)
            raise _complaint(
                f'Unmatched end tag at byte offset {place}, expected "</{tag.name}>", found "</{name}>"'
            )
        self.open.pop()
        if self.units > tag.units:
            self._add(tag)

    def _add(self, tag: _Tag) -> None:
        """Add the entity of a closed tag; pre around code with a language, or the reverse, are one entity."""
        place: Entity = {"offset": tag.units, "length": self.units - tag.units}
        meaning = self._meaning(tag)
        if meaning is None:
            return
        twin = self.entities[-1] if self.entities else None
        language = _pair_language(tag.name, meaning, twin, place)
        if twin is not None and language:
            self.entities[-1] = {"type": "pre", **place, "language": language}
        else:
            self.entities.append({**meaning, **place})

    def _meaning(self, tag: _Tag) -> Entity | None:
        if tag.name in SIMPLE_TAGS:
            return {"type": SIMPLE_TAGS[tag.name]}
        if tag.name == "a":
            return _link(tag.attributes.get("href") or "".join(self.pieces[tag.pieces :]))
        if tag.name == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"}
        if tag.name == "tg-emoji":
            return _emoji(tag.attributes.get("emoji-id", ""))
        if tag.name == "tg-time":
            return _time(tag.attributes)
        language = tag.attributes.get("class", "") if tag.name == "code" else ""
        return {"type": tag.name, "language": language.removeprefix("language-")}


def _complaint(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")


def _referred(found: re.Match[str]) -> str:
    """Return the character of a reference; empty where the server leaves the text as it is."""
    if found["name"]:
        return NAMED_CHARACTERS.get(found["name"], "")
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    too_long = len(found.group().rstrip(";")) >= 10
    return "" if code == 0 or code >= 0x10FFFF or too_long else chr(code)


def _pair_language(name: str, meaning: Entity, twin: Entity | None, place: Entity) -> str:
    if twin is None or any(twin[key] != place[key] for key in place):
        return ""
    if name == "pre" and twin["type"] == "code":
        return str(twin.get("language", ""))
    return str(meaning.get("language", "")) if name == "code" and twin["type"] == "pre" else ""


def _link(address: str) -> Entity | None:
    if (user := mentioned_user(address)) is not None:
        return {"type": "text_mention", "user": {"id": user}}
    url = checked_link(address)
    return {"type": "text_link", "url": url} if url else None


def _emoji(identifier: str) -> Entity:
    if not identifier.lstrip("-").isdigit() or int(identifier) == 0:
        raise _complaint("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": identifier}


def _time(attributes: dict[str, str]) -> Entity | None:
    unix, layout = attributes.get("unix", ""), attributes.get("format", "")
    if layout not in ("", "r", "R") and not set(layout) <= ABSOLUTE_TIME:
        raise _complaint("Invalid date-time format specified")
    if not unix.isdigit() or int(unix) == 0:
        return None
    entity: Entity = {"type": "date_time", "unix_time": int(unix)}
    return {**entity, "date_time_format": layout} if layout else entity
