"""What every rendering needs: the pack, the language and its messages, and the person's layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.official_texts import OfficialTexts, has_article
from bot.sessions.record import Record
from bot.texts import Texts, languages, texts
from content.model import ArticleText, Edition, EditionText, Localized, Pack
from content.official import Revision


@dataclass(frozen=True, eq=False)
class Scene:
    """Where and to whom something is shown. Scenes are compared by identity, so that cards can be kept for them.

    `plain` is the layout for screen readers and old clients: nothing folded, worded buttons, choices to type.
    `fallback` is the operator's language, for a language the bot itself does not speak. `official` are the official
    texts; None: there are none. `sessions` is the record of sessions; None: that of the pack alone.
    """

    pack: Pack
    language: str
    plain: bool = False
    fallback: str = "en"
    official: OfficialTexts | None = None
    sessions: Record | None = None

    @cached_property
    def record(self) -> Record:
        """All sessions, those that were announced too."""
        return self.sessions or Record.of(self.pack)

    @property
    def say(self) -> Texts:
        """The messages in the scene's language."""
        return texts(self.language, self.fallback)

    def language_name(self, code: str) -> str:
        """A language's name in itself, or its code where the bot does not speak it."""
        if code in languages():
            return texts(code, self.fallback)("language-name")
        return self.pack.info.endonyms.get(code, code)

    @property
    def languages(self) -> str:
        """The languages of the pack in their own names."""
        return ", ".join(self.language_name(code) for code in self.pack.info.languages)

    def edition(self, identity: str) -> Edition:
        """The edition of that id. Raises KeyError for an unknown one."""
        return self.pack.editions[identity]

    def text(self, edition: Edition) -> EditionText:
        """The edition in the scene's language, or in the pack's first language if it lacks it."""
        return edition.texts.get(self.language) or edition.texts[self.pack.info.languages[0]]

    def article(self, edition: Edition, number: str) -> ArticleText:
        """What is held on an article ("0" is the preamble). Raises KeyError for an unknown number."""
        text = self.text(edition)
        found = text.preamble if number == "0" else text.articles.get(number)
        if found is None:
            raise KeyError(number)
        return found

    def wording(self, edition: Edition, number: str, language: str | None = None) -> Revision | None:
        """The official text that holds an article ("0" is the preamble), in a language (None: the scene's).

        None where none is loaded, or where that language's text does not have the article.
        """
        if self.official is None:
            return None
        revision = self.official.of(edition.id, language or self.language)
        return revision if revision is not None and has_article(revision, number) else None

    def wording_languages(self, edition: Edition, number: str | None = None) -> tuple[str, ...]:
        """The pack's languages in which the official text of an edition, or of one article of it, is loaded."""
        held = self.official.languages(edition.id, number) if self.official else ()
        return tuple(code for code in self.pack.info.languages if code in held)

    def local(self, localized: Localized) -> str:
        """The text in the scene's language, else in the first language that has it."""
        if self.language in localized:
            return localized[self.language]
        return next(localized[code] for code in self.pack.info.languages if code in localized)


class Scenes:
    """The scenes of one pack: one for each language and layout, made once for as long as the official texts stay."""

    def __init__(self, pack: Pack, fallback: str = "en", official: OfficialTexts | None = None) -> None:
        self.pack = pack
        self.fallback = fallback
        self.official = official
        self.record = Record.of(pack)
        self._made: dict[tuple[str, bool], Scene] = {}

    def __call__(self, language: str, plain: bool = False) -> Scene:
        """The scene for that language and layout."""
        if (language, plain) not in self._made:
            self._made[language, plain] = Scene(
                self.pack, language, plain, self.fallback, self.official, self.record
            )
        return self._made[language, plain]

    def renew(self, record: Record | None = None) -> None:
        """Make new scenes from now on, since cards are kept for a scene and would show what was loaded before.

        `record` are the sessions from now on; None: those of before.
        """
        self.record = record or self.record
        self._made.clear()
