"""What the bot says to people: Fluent messages, a file per language and subject (`kk.ftl`, `kk.sessions.ftl`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

FOLDER = Path(__file__).parent
FALLBACK = "en"
"""The language of a message where neither the wanted language nor the operator's has it."""


class UnknownMessageError(KeyError):
    """No language holds a message of that id: a mistake of the program."""


@lru_cache(maxsize=16)
def _bundle(language: str) -> FluentBundle | None:
    path = FOLDER / f"{language}.ftl"
    if not path.is_file():
        return None
    bundle = FluentBundle([language], use_isolating=False)
    for each in (path, *sorted(FOLDER.glob(f"{language}.*.ftl"))):
        # Where in its file each part of a message stands is of no use here, and as large as the messages.
        bundle.add_resource(FluentParser(with_spans=False).parse(each.read_text(encoding="utf-8")))
    return bundle


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
            if not bundle.has_message(identity):
                continue
            message = bundle.get_message(identity)
            if message.value is None:
                continue
            said, errors = bundle.format_pattern(message.value, values)
            if errors:
                raise ValueError(f"{identity}: {errors[0]}")
            if not values:
                self._plain[identity] = str(said)
            return str(said)
        raise UnknownMessageError(identity)

    def has(self, identity: str) -> bool:
        """Whether any language of the chain has the message."""
        return any(bundle.has_message(identity) for bundle in self._bundles)

    def words(self, identity: str) -> tuple[str, ...]:
        """A message that lists words or phrases between commas, as a tuple."""
        return tuple(word.strip() for word in self(identity).split(",") if word.strip())


@lru_cache(maxsize=16)
def texts(language: str, fallback: str = FALLBACK) -> Texts:
    """The messages in that language, loaded once."""
    return Texts(language, (fallback,))
