"""The shape of a content pack: editions, articles, digests, facts, sessions, topics.

Everything here is immutable and validated once, when a pack is read. Texts for people are `Localized`: one string
per language code. Numbers of articles are strings, since a law may hold an "83-1".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Localized = Mapping[str, str]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(-[0-9]{1,2})?$")]
Date = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}-[0-9]{2}(-[0-9]{2})?)?$")
]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
State = Literal["in-force", "draft", "repealed"]

PREAMBLE = "0"
"""The number under which a preamble is found among the articles (the answer object's `number: 0`)."""


class Part(BaseModel):
    """Base of all pack objects: immutable, and an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Part):
    """A sub-item such as "2)" of a paragraph or of an article without paragraphs."""

    number: Number
    text: str = Field(min_length=1)
    figures: tuple[str, ...] = ()


class Paragraph(Part):
    """A digest of one paragraph. `number` is None where the article has no numbered paragraphs.

    `figures` are the numbers that the text states ("7", "2/3"), alike in every language of the edition.
    """

    number: Number | None = None
    text: str = Field(min_length=1)
    figures: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


class ArticleText(Part):
    """What one language says about one article: our own heading, and the digest if there is one."""

    heading: str = Field(min_length=1)
    paragraphs: tuple[Paragraph, ...] = ()

    def paragraph(self, number: str) -> Paragraph | None:
        """The paragraph of that number, or None."""
        return next((p for p in self.paragraphs if p.number == number), None)

    def item(self, number: str) -> Item | None:
        """The sub-item of that number in an article that has items but no numbered paragraphs, or None."""
        if any(p.number for p in self.paragraphs):
            return None
        return next((i for p in self.paragraphs for i in p.items if i.number == number), None)


class EditionText(Part):
    """An edition in one language. `reviewed` turns true when a named lawyer or native speaker has signed it."""

    reviewed: bool
    reviewer: str | None = None
    name: str
    short: str
    status: str
    """One sentence on the state of this text ("in force since 1 July 2026")."""
    note: str | None = None
    """What a reader of this edition must know first, e.g. that it is history and what holds today."""
    preamble: ArticleText | None = None
    sections: Mapping[Number, str]
    articles: Mapping[Number, ArticleText]


class Counterpart(Part):
    """Articles of another edition that an article comes from; a paragraph may be named as "62.3"."""

    edition: Key
    articles: tuple[str, ...]


class Article(Part):
    """An article's place in an edition. `key` survives renumbering: following an article means following its key."""

    number: Number
    key: Key
    section: Number
    counterparts: tuple[Counterpart, ...] = ()
    change: str | None = None
    known: bool = True
    """False: the number is an inference, the text of this edition was not found."""
    anchor: str | None = None
    """The anchor of the article on the official page, without "#"; None where it is not known."""
    sources: tuple[Address, ...] = ()


class Section(Part):
    """A section and the numbers of its first and last article."""

    number: Number
    roman: str
    first: Number
    last: Number


class Difference(Part):
    """A known difference of a draft from the adopted text, as reported in the press."""

    article: str
    paragraph: str | None = None
    language: str | None = None
    before: str | None = None
    after: str | None = None
    what: Localized
    date: Date
    sources: tuple[Address, ...] = Field(min_length=1)


class Edition(Part):
    """One edition of the text: structure here, one `EditionText` for each language in `texts`."""

    id: Key
    state: State
    date: Date
    """The date that names the edition: of publication for a draft, of entry into force for a law."""
    ended: Date | None = None
    preamble: bool = True
    cues: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Words by which people mean this edition ("draft", "проект", "жоба"), by language."""
    addresses: Mapping[str, Address] = Field(default_factory=dict)
    """The page of the official text, by language."""
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    differences: tuple[Difference, ...] = ()
    sources: tuple[Address, ...] = Field(min_length=1)
    texts: Mapping[str, EditionText]

    @cached_property
    def by_number(self) -> dict[str, Article]:
        """Articles by their number."""
        return {article.number: article for article in self.articles}

    @cached_property
    def by_key(self) -> dict[str, Article]:
        """Articles by their stable key."""
        return {article.key: article for article in self.articles}

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Article numbers in the order of the text."""
        return tuple(article.number for article in self.articles)

    @property
    def first(self) -> str:
        """The number of the first article."""
        return self.articles[0].number

    @property
    def last(self) -> str:
        """The number of the last article."""
        return self.articles[-1].number

    def text(self, language: str) -> EditionText:
        """The edition in that language. Raises KeyError for a language the pack does not hold."""
        return self.texts[language]

    def article_text(self, number: str, language: str) -> ArticleText | None:
        """What a language says about an article (or the preamble, number "0"); None where nothing is held."""
        text = self.texts[language]
        return text.preamble if number == PREAMBLE else text.articles.get(number)

    def section(self, number: str) -> Section | None:
        """The section of that (arabic) number, or None."""
        return next((section for section in self.sections if section.number == number), None)

    def within(self, section: Section) -> tuple[Article, ...]:
        """The articles of a section, in order."""
        return tuple(article for article in self.articles if article.section == section.number)

    def beside(self, number: str, step: int) -> str | None:
        """The number of the article `step` places on (negative: back), or None past either end."""
        try:
            place = self.numbers.index(number) + step
        except ValueError:
            return None
        return self.numbers[place] if 0 <= place < len(self.numbers) else None


class Fact(Part):
    """An answer about the reform itself, with its source and date. `today` says first what holds now."""

    id: Key
    about: Key
    edition: Key | None = None
    statement: int | None = None
    ask: Mapping[str, tuple[str, ...]]
    answer: Localized
    today: Localized | None = None
    speaker: Localized | None = None
    date: Date
    sources: tuple[Address, ...] = Field(min_length=1)
    articles: tuple[str, ...] = ()
    status: Literal["reported", "confirmed", "preliminary", "disputed"]


class Topic(Part):
    """A topic of the index: names and everyday synonyms by language, and where it leads, best first ("9.1", "46")."""

    id: Key
    articles: tuple[str, ...] = Field(min_length=1)
    names: Localized
    synonyms: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    note: Localized | None = None


class AgendaItem(Part):
    """One thing a session dealt with, and the articles it concerned."""

    text: Localized
    articles: tuple[str, ...] = ()


class SessionRecord(Part):
    """A session of a body as the record has it. `start` is local time in the pack's zone; None where not known."""

    id: Key
    body: Key
    number: int
    date: Date
    ask: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Questions that the session answers, by language."""
    start: str | None = None
    status: Literal["tentative", "confirmed", "rescheduled", "live", "cancelled", "held"]
    place: Localized | None = None
    title: Localized
    agenda: tuple[AgendaItem, ...] = ()
    outcome: Localized | None = None
    links: tuple[Address, ...] = ()
    confidence: str
    note: Localized | None = None


class Body(Part):
    """A body that holds sessions."""

    id: Key
    name: Localized
    created: Date
    ended: Date | None = None
    chair: Localized | None = None
    deputies: tuple[Localized, ...] = ()
    sources: tuple[Address, ...] = ()


class Milestone(Part):
    """A date of the record that is not a session."""

    id: Key
    date: Date
    title: Localized
    text: Localized
    sources: tuple[Address, ...] = ()
    status: str


class PackInfo(Part):
    """What `pack.yaml` says of the pack as a whole."""

    id: Key
    name: Localized
    text_name: Localized
    """What the text is called: "the Constitution of Kazakhstan"."""
    languages: tuple[str, ...] = Field(min_length=1)
    zone: str
    default_edition: Key
    own_names: tuple[str, ...]
    """Words that mean this country or law, so that "article 5 of the Constitution of Kazakhstan" is not foreign."""
    examples: Mapping[str, tuple[str, ...]]
    """Questions to tap or to copy, by language, best first."""
    endonyms: Localized = Field(default_factory=dict)
    """The languages' names in themselves, for those that the bot does not speak."""
    zone_name: Localized | None = None
    """How people call the zone's time."""
    other_laws: Localized | None = None
    """Where the other laws of the country are found, as a sentence."""
    appeals: Localized | None = None
    """Where an appeal to the state is sent, as a sentence."""
    mirrors: Mapping[str, str] = Field(default_factory=dict)
    """Other hosts of an official site, which have the same pages."""
    receipt_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "PR"
    """What the numbers of receipts for proposals begin with."""
    popular: tuple[Number, ...]
    """Articles offered first where nothing was asked, e.g. for an empty inline query."""


class Pack(Part):
    """A whole content pack."""

    info: PackInfo
    editions: Mapping[str, Edition]
    facts: tuple[Fact, ...] = ()
    topics: tuple[Topic, ...] = ()
    bodies: tuple[Body, ...] = ()
    sessions: tuple[SessionRecord, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    asked: Mapping[str, tuple[tuple[str, str], ...]] = Field(default_factory=dict)
    """Example questions by language, each with the article (and paragraph) that answers it: ("18.3", question).

    One that begins with "=" is no question but a list of words that point there.
    """

    @property
    def edition(self) -> Edition:
        """The default edition: the one in force."""
        return self.editions[self.info.default_edition]

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def session_by_id(self) -> dict[str, SessionRecord]:
        """Sessions by id."""
        return {session.id: session for session in self.sessions}
