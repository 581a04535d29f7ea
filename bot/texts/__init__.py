"""What the bot says to people: Fluent messages, a file per language and subject (`kk.ftl`, `kk.sessions.ftl`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

FOLDER = Path(__file__).parent
FALLBACK = "en"
"""The language of a message where neither the wanted language nor the operator's has it."""


class UnknownMessageError(KeyError):
    """No language holds a message of that id: a mistake of the program."""


# An entry begins at the beginning of a line; what belongs to it is indented (Fluent's grammar, "Entry").
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*)\s*=", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


class _Bundle:
    """The messages in one language. Each is parsed when it is first said: most of them a process never says."""

    def __init__(self, language: str, sources: Iterable[str]) -> None:
        self._bundle = FluentBundle([language], use_isolating=False)
        # Where in its file each part of a message stands is of no use here, and as large as the messages.
        self._parser = FluentParser(with_spans=False)
        self._unread: dict[str, str] = {}
        for source in sources:
            starts = list(_ENTRY.finditer(source))
            ends = [*(start.start() for start in starts[1:]), len(source)]
            for start, end in zip(starts, ends, strict=True):
                self._unread.setdefault(start[1], source[start.start() : end])

    def has(self, identity: str) -> bool:
        """Whether it has a message of that id."""
        return identity in self._unread or self._bundle.has_message(identity)

    def said(self, identity: str, values: dict[str, str | int]) -> str | None:
        """The message with its values filled in; None where it has none of that id, or one without a value.

        Raises:
            ValueError: a value is missing or the message is faulty.
        """
        self._read(identity)
        if not self._bundle.has_message(identity):
            return None
        message = self._bundle.get_message(identity)
        if message.value is None:
            return None
        said, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise ValueError(f"{identity}: {errors[0]}")
        return str(said)

    def _read(self, identity: str) -> None:
        """Parse an entry, if it is not yet, and those that it refers to."""
        source = self._unread.get(identity)
        if source is None:
            return
        self._bundle.add_resource(self._parser.parse(source))
        self._unread.pop(identity, None)
        for reference in _REFERENCE.findall(source):
            self._read(reference)


@lru_cache(maxsize=16)
def _bundle(language: str) -> _Bundle | None:
    path = FOLDER / f"{language}.ftl"
    if not path.is_file():
        return None
    files = (path, *sorted(FOLDER.glob(f"{language}.*.ftl")))
    return _Bundle(language, [each.read_text(encoding="utf-8") for each in files])


def languages() -> tuple[str, ...]:
    """Languages in which the bot itself can speak, Kazakh first."""
    found = {path.name.partition(".")[0] for path in FOLDER.glob("*.ftl")}
    return tuple(sorted(found, key=lambda code: (code != "kk", code != "ru", code)))


class Texts:
    """The messages in one language. A message that it lacks is said in the next language of the chain."""

    def __init__(self, language: str, fallback: Sequence[str] = (FALLBACK,)) -> None:
        self.language = language
        chain = dict.fromkeys((language, *fallback, FALLBACK))
        self._bundles = [bundle for code in chain if (bundle := _bundle(code)) is not None]
        self._plain: dict[str, str] = {}

    def __call__(self, identity: str, **values: str | int) -> str:
        """The message of that id with its values filled in.

        Numbers of articles and years are passed as strings: Fluent would group an integer's digits.

        Raises:
            UnknownMessageError: no language of the chain has the message.
            ValueError: a value is missing or the message is faulty.
        """
        if not values and identity in self._plain:
            return self._plain[identity]
        for bundle in self._bundles:
            said = bundle.said(identity, values)
            if said is not None:
                if not values:
                    self._plain[identity] = said
                return said
        raise UnknownMessageError(identity)

    def has(self, identity: str) -> bool:
        """Whether any language of the chain has the message."""
        return any(bundle.has(identity) for bundle in self._bundles)

    def words(self, identity: str) -> tuple[str, ...]:
        """A message that lists words or phrases between commas, as a tuple."""
        return tuple(word.strip() for word in self(identity).split(",") if word.strip())


@lru_cache(maxsize=16)
def texts(language: str, fallback: str = FALLBACK) -> Texts:
    """The messages in that language, loaded once."""
    return Texts(language, (fallback,))
