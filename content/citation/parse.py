"""The one door to citations: a question in, what it cites out."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from content.citation.attach import Bound, attach
from content.citation.citing import may_cite
from content.citation.foreign import is_foreign
from content.citation.items import MANY, Item, Label, Mark, Number, Other
from content.citation.lexicon import Lexicon, lexicon
from content.citation.model import Asked, Citation, Form, Names, Target
from content.citation.scan import Scanner
from content.citation.targets import Reading, bare_targets, read_targets
from content.citation.tokens import tokenize
from content.citation.typos import correct
from content.language import Language, Role
from content.languages import ALL


def parse(question: str, *, names: Names, languages: Sequence[Language] = ALL) -> Citation | None:
    """What `question` cites; None if it cites nothing and names no other law.

    The first 1,000 characters are read. Numbers alone are a citation only when nothing of content stands
    beside them; so is a paragraph without an article, which then belongs to the article in hand.
    """
    return parse_by(question, lexicon(tuple(languages), names))


def parse_by(question: str, table: Lexicon) -> Citation | None:
    """The same by a table of words that is at hand."""
    if not may_cite(question, table):
        return None
    tokens = tokenize(question, table)
    correct(tokens, table)
    scanner = Scanner(tokens, table)
    scanned = scanner.scan()
    items = [
        item
        for place, item in enumerate(scanned)
        if not (_tells_editions(scanned, place) or _is_counted(scanned, place))
    ]
    if not items:
        return None
    if is_foreign(items):
        return _finished(Reading(), items, [], other_law=True)
    return _cited(items, signed=scanner.signed)


def _cited(items: list[Item], *, signed: bool) -> Citation | None:
    bound = attach(items)
    marks = {item.role for item in items if isinstance(item, Mark)}
    within = Role.WITHIN in marks and Role.COMPARE not in marks
    labelled = [one for one in bound if one.label]
    if Role.THIS in marks:
        labelled = [one for one in labelled if one.label and one.label.kind is not Role.ARTICLE]
    reading = read_targets(bound if labelled else [], within=within)
    others = any(isinstance(item, Other) for item in items)
    if reading.targets:
        return None if others and _needs_silence(labelled, reading) else _finished(reading, items, labelled)
    if (
        others
        or Role.ASKING in marks
        or any(isinstance(item, Label) for item in items)
        or _orders_editions(items)
    ):
        return None
    if all(isinstance(item, Mark) and item.role is Role.ASKED_FOR for item in items):
        in_hand = Reading([Target("article", "")], relative=True)
        return _finished(in_hand, items, [])
    reading = bare_targets(bound, within=within)
    if not reading.targets or _is_year(reading.targets):
        return None
    return _finished(reading, items, bound, bare=not signed)


def _needs_silence(labelled: list[Bound], reading: Reading) -> bool:
    """Whether the labels are words that cite only when nothing else is asked."""
    if reading.relative and all(target.number == "" for target in reading.targets):
        return True
    weak = (Role.ARTICLE_WEAK, Role.PREAMBLE_WEAK)
    kinds = (Role.ARTICLE, Role.SECTION, Role.PART, Role.PREAMBLE)
    naming = [one.label for one in labelled if one.label and one.label.kind in kinds]
    return all(label.role in weak for label in naming)


def _is_counted(items: list[Item], place: int) -> bool:
    """Whether the item is what is asked to be counted: "сколько статей в первом проекте", "how many articles"."""
    item, before = items[place], items[place - 1] if place else None
    asking = isinstance(before, Mark) and before.role is Role.ASKING
    return asking and isinstance(item, Label) and item.role in MANY


def _tells_editions(items: list[Item], place: int) -> bool:
    """Whether the item is an English ordinal before an edition ("articles of the first draft"): there it stands before
    what it counts, and "the article" would follow it. Elsewhere it may be the article's own ("статья первая проекта").
    """
    item, after = items[place], items[place + 1] if place + 1 < len(items) else None
    return (
        isinstance(item, Number)
        and item.ordinal
        and item.language == "en"
        and isinstance(after, Mark)
        and after.role is Role.EDITION
    )


def _orders_editions(items: list[Item]) -> bool:
    """Whether an ordinal tells editions apart: "the second draft", "the previous constitution"."""
    return any(
        isinstance(item, Number)
        and item.ordinal
        and isinstance(after, Mark)
        and after.role in (Role.EDITION, Role.CONSTITUTION)
        for item, after in pairwise(items)
    )


def _is_year(targets: list[Target]) -> bool:
    """A year alone is no article: "2026"."""
    return len(targets) == 1 and len(targets[0].number) == 4 and targets[0].number[:2] in ("19", "20")


def _asked(marks: set[Role]) -> Asked | None:
    if Role.CHANGED in marks:
        return "changes"
    return "earlier" if Role.EARLIER in marks else None


def _year(items: list[Item]) -> int | None:
    """The year beside a word for the constitution, at most its own word between: "конституция 1978 года"."""
    for place, item in enumerate(items):
        if isinstance(item, Mark) and item.role is Role.CONSTITUTION:
            near = [*items[max(0, place - 2) : place], *items[place + 1 : place + 2]]
            texts = [other.text for other in near if isinstance(other, Other | Number)]
            found = next((text for text in texts if len(text) == 4 and text.isdecimal()), None)
            if found and 1900 <= int(found) < 2100:
                return int(found)
    return None


def _finished(
    reading: Reading, items: list[Item], bound: list[Bound], *, other_law: bool = False, bare: bool = False
) -> Citation:
    marks = [item for item in items if isinstance(item, Mark)]
    return Citation(
        targets=tuple(reading.targets),
        form=_form(reading, {mark.role for mark in marks}),
        other_law=other_law,
        edition=next((mark.value for mark in marks if mark.role is Role.EDITION), None),
        bare=bare,
        relative=reading.relative,
        language=_language(items, bound, other_law=other_law),
        wants_language=next((mark.value for mark in marks if mark.role is Role.ASKED_FOR), None),
        rest=_rest(items, reading, other_law=other_law),
        year=_year(items),
        asks=_asked({mark.role for mark in marks}),
    )


def _form(reading: Reading, marks: set[Role]) -> Form:
    if Role.COMPARE in marks:
        return "compare"
    if reading.ranged and len(reading.targets) > 1:
        return "range"
    return "list" if len(reading.targets) > 1 else "single"


def _language(items: list[Item], bound: list[Bound], *, other_law: bool) -> str | None:
    """The language of most words of the citation, the first one where they are even."""
    words: list[str | None] = []
    for one in bound:
        words.append(one.label.language if one.label else None)
        words += [number.language for number in one.group.numbers] if one.group else []
    if other_law:
        kinds = (Role.OTHER_LAW, Role.OTHER_LAW_OF, Role.OTHER_LAW_TITLE, Role.AMENDMENT)
        words += [item.language for item in items if isinstance(item, Label)]
        words += [item.language for item in items if isinstance(item, Mark) and item.role in kinds]
    counted = Counter(word for word in words if word)
    return max(counted, key=lambda word: counted[word]) if counted else None


def _rest(items: list[Item], reading: Reading, *, other_law: bool) -> tuple[str, ...]:
    used = {id(number) for number in reading.used}
    rest: list[str] = []
    for item in items:
        left_over = isinstance(item, Number) and id(item) not in used and not other_law
        if isinstance(item, Other | Number) and (left_over or isinstance(item, Other)):
            rest += item.text.split()
    return tuple(rest)
