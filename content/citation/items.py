"""What the grammar reads: numbers, labels, joints, marks, and words that mean something else."""

from dataclasses import dataclass, field

from content.language import Role

ARTICLES = (Role.ARTICLE, Role.ARTICLE_SHORT, Role.ARTICLE_WEAK, Role.ARTICLE_MANY)
PARAGRAPHS = (Role.PARAGRAPH, Role.PARAGRAPH_SHORT)
ITEMS = (Role.ITEM, Role.ITEM_SHORT)
SECTIONS = (Role.SECTION, Role.SECTION_SHORT, Role.SECTION_MANY)
PREAMBLES = (Role.PREAMBLE, Role.PREAMBLE_WEAK)
SHORT = (Role.ARTICLE_SHORT, Role.ARTICLE_WEAK, Role.PARAGRAPH_SHORT, Role.ITEM_SHORT, Role.SECTION_SHORT)
MANY = (Role.ARTICLE_MANY, Role.SECTION_MANY)
LABELS = (*ARTICLES, *PARAGRAPHS, *ITEMS, *SECTIONS, Role.PART)

_KINDS = {
    **dict.fromkeys(ARTICLES, Role.ARTICLE),
    **dict.fromkeys(PARAGRAPHS, Role.PARAGRAPH),
    **dict.fromkeys(ITEMS, Role.ITEM),
    **dict.fromkeys(SECTIONS, Role.SECTION),
    **dict.fromkeys(PREAMBLES, Role.PREAMBLE),
    Role.PART: Role.PART,
}


@dataclass(slots=True)
class Number:
    """A number as written; `tail` are its paragraph and item ("4.2", "4(2)(a)"); `hyphened` to the next
    word."""

    text: str
    value: str
    ordinal: bool = False
    language: str | None = None
    tail: list[str] = field(default_factory=list)
    hyphened: bool = False


@dataclass(slots=True)
class Label:
    """A word for a part of the law; `kind` is one of ARTICLE, PARAGRAPH, ITEM, SECTION, PART and PREAMBLE."""

    text: str
    role: Role
    language: str | None

    @property
    def kind(self) -> Role:
        """The part of the law, whatever the form of the word."""
        return _KINDS[self.role]

    @property
    def follows(self) -> bool:
        """Whether it may stand after its number: "4 п.", but not "72 ч", which are hours."""
        return self.role not in SHORT or len(self.text) > 1 or self.text in "пp"


@dataclass(slots=True)
class Joint:
    """Between numbers: a list, or a range."""

    is_range: bool


@dataclass(slots=True)
class Mark:
    """A word or phrase beside the citation: a law, a country, an edition, a language, a wish to compare."""

    text: str
    role: Role
    value: str
    language: str


@dataclass(slots=True)
class Other:
    """A word that the grammar does not know."""

    text: str


Item = Number | Label | Joint | Mark | Other
