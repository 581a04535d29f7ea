"""From numbers with labels to the parts of the constitution that are asked for."""

from dataclasses import dataclass, field, replace

from content.citation.attach import Bound, Group
from content.citation.items import Number
from content.citation.model import Target
from content.language import Role

MOST_TARGETS = 200
"""Targets of one citation; longer ranges are cut, so that a range of millions costs nothing."""

_LONGEST_NUMBER = 9
_LONGEST_PARAGRAPH = 2


@dataclass(slots=True)
class Reading:
    """Targets in the making. `used` are the numbers that found a place; `ranged` tells whether a range was
    read."""

    targets: list[Target] = field(default_factory=list)
    used: list[Number] = field(default_factory=list)
    ranged: bool = False
    relative: bool = False


def read_targets(bound: list[Bound], *, within: bool) -> Reading:
    """The targets of numbers bound to labels. `within`: two articles are the ends of a range ("4 пен 6
    арасы")."""
    reading = Reading()
    kinds = [one.label.kind for one in bound if one.label]
    if Role.ARTICLE in kinds:
        _articles(bound, reading, within=within)
    elif Role.SECTION in kinds or Role.PART in kinds:
        for one in bound:
            if one.label and one.group and one.label.kind in (Role.SECTION, Role.PART):
                _add(reading, "section", one.group, within=within)
            elif one.label and one.label.kind is Role.PREAMBLE:
                reading.targets.append(Target("preamble", "0"))
    elif Role.PREAMBLE in kinds:
        reading.targets.append(Target("preamble", "0"))
    elif Role.PARAGRAPH in kinds or Role.ITEM in kinds:
        _in_hand(bound, reading)
    reading.targets = list(dict.fromkeys(reading.targets))[:MOST_TARGETS]
    return reading


def bare_targets(bound: list[Bound], *, within: bool) -> Reading:
    """The targets of numbers that stand alone: one group, an article and its paragraph ("4 2"), or more than two
    articles that only spaces separate ("4 9 22")."""
    groups = [one.group for one in bound if one.group and one.label is None]
    reading = Reading()
    if not groups or len(groups) < len(bound):
        return reading
    if len(groups) > 1 and not all(_is_plain(group) for group in groups):
        return reading
    for group in groups if len(groups) > 2 else groups[:1]:
        _add(reading, "article", group, within=within)
    if len(groups) == 2:
        reading.targets = [
            replace(target, paragraph=groups[1].numbers[0].value) for target in reading.targets
        ]
        reading.used += groups[1].numbers
    reading.targets = list(dict.fromkeys(reading.targets))[:MOST_TARGETS]
    return reading


def _is_plain(group: Group) -> bool:
    """Whether the group can be one half of "4 2", an article and its paragraph."""
    number = group.numbers[0]
    short = len(number.value) <= _LONGEST_PARAGRAPH and not number.value.startswith("0")
    return len(group.numbers) == 1 and short and not number.ordinal


@dataclass(slots=True)
class _Below:
    """Paragraphs and items that wait for their article: "пункт 3 статьи 8"."""

    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    def of(self, target: Target) -> list[Target]:
        """The target with its paragraphs and items."""
        paragraphs: list[str | None] = [*self.paragraphs] or [target.paragraph]
        items: list[str | None] = [*self.items] or [target.item]
        return [replace(target, paragraph=paragraph, item=item) for paragraph in paragraphs for item in items]


def _articles(bound: list[Bound], reading: Reading, *, within: bool) -> None:
    below, forward = _Below(), False
    latest = 0  # where the targets of the latest article begin
    for place, one in enumerate(bound):
        kind = one.label.kind if one.label else None
        if one.group is None:
            reading.targets.append(Target("preamble", "0"))
        elif kind is Role.ARTICLE:
            start = len(reading.targets)
            _add(reading, "article", one.group, within=within, continued=one.after_range)
            reading.targets[start:] = [
                part for target in reading.targets[start:] for part in below.of(target)
            ]
            latest, below = max(start, len(reading.targets) - 1) if not forward else start, _Below()
        elif kind is Role.SECTION and not _is_subdivision(bound, place):
            if one.after_joint:
                _add(reading, "section", one.group, within=False)
        elif kind is not None or (reading.targets and _is_paragraph(one)):
            forward = forward or not reading.targets
            _below(kind, one.group, below, reading, latest if reading.targets and not forward else None)
    if below.paragraphs or below.items:
        reading.targets[latest:] = [part for target in reading.targets[latest:] for part in below.of(target)]


def _is_paragraph(one: Bound) -> bool:
    """Whether a number right after an article, without a word of its own, is its paragraph: "статья 4 2"."""
    alone = one.group is not None and not one.barred and not one.after_joint
    return alone and one.group is not None and len(one.group.numbers[0].value) <= _LONGEST_PARAGRAPH


def _is_subdivision(bound: list[Bound], place: int) -> bool:
    """Whether "section" divides an article, as in "article 4 section 2"."""
    label, before = bound[place].label, bound[place - 1].label if place else None
    english = label is not None and label.language == "en"
    return english and not bound[place].after_joint and before is not None and before.kind is Role.ARTICLE


def _below(kind: Role | None, group: Group, below: _Below, reading: Reading, latest: int | None) -> None:
    """Takes up a paragraph or an item: into the latest article, or to wait for the next one (`latest`
    None)."""
    values = _values(group, reading)
    if latest is None:
        (below.items if kind is Role.ITEM else below.paragraphs).extend(values)
        return
    article = reading.targets[latest]
    if kind is Role.ITEM or (kind is None and article.paragraph is not None):
        reading.targets[latest:] = [
            replace(target, item=value) for target in reading.targets[latest:] for value in values
        ]
    else:
        kept = [target for target in reading.targets[latest:] if target.paragraph is not None]
        reading.targets[latest:] = kept + [replace(article, paragraph=value, item=None) for value in values]


def _in_hand(bound: list[Bound], reading: Reading) -> None:
    """Paragraphs and items of the article that the conversation is about."""
    paragraphs: list[str | None] = []
    items: list[str] = []
    for one in bound:
        if one.label and one.group:
            (items if one.label.kind is Role.ITEM else paragraphs).extend(_values(one.group, reading))
    within: list[str | None] = [*items] or [None]
    reading.targets += [
        Target("article", "", paragraph, item) for paragraph in paragraphs or [None] for item in within
    ]
    reading.relative = True


def _values(group: Group, reading: Reading) -> list[str]:
    values: list[str] = []
    for place, number in enumerate(group.numbers):
        reading.used.append(number)
        if group.ranges[place] and values:
            values += _between(values[-1], number.value)
        values.append(number.value)
    return values[:MOST_TARGETS]


def _add(reading: Reading, kind: str, group: Group, *, within: bool, continued: bool = False) -> None:
    """Adds the numbers of a group; `continued`: a range leads here from the target before."""
    for place, number in enumerate(group.numbers):
        reading.used.append(number)
        pair = within and len(group.numbers) <= 2
        if reading.targets and (
            (place and (group.ranges[place] or pair)) or (not place and (continued or pair))
        ):
            between = _between(reading.targets[-1].number, number.value)
            reading.targets += [_target(kind, value) for value in between]
            reading.ranged = True
        reading.relative = reading.relative or (number.ordinal and number.value in ("+1", "-1"))
        reading.targets.append(_target(kind, number.value, number.tail))


def _target(kind: str, number: str, tail: list[str] | None = None) -> Target:
    paragraph, item = [*(tail or []), None, None][:2]
    return Target("section" if kind == "section" else "article", number, paragraph, item)


def _between(first: str, last: str) -> list[str]:
    """The numbers strictly between, in order; at most 200."""
    if not (first.isdigit() and last.isdigit()) or max(len(first), len(last)) > _LONGEST_NUMBER:
        return []
    start = int(first) + 1
    return [str(number) for number in range(start, min(int(last), start + MOST_TARGETS))]
