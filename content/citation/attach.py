"""Which number belongs to which label, in whatever order the language puts them."""

from dataclasses import dataclass, field

from content.citation.items import MANY, Item, Joint, Label, Mark, Number, Other
from content.language import Role


@dataclass(slots=True)
class Group:
    """Numbers joined into a list or a range; `ranges[i]` tells whether a range leads to number i from the
    one before."""

    numbers: list[Number]
    ranges: list[bool] = field(default_factory=lambda: [False])


@dataclass(slots=True)
class Bound:
    """Numbers of one part of the law; no label for numbers that stand alone; no numbers for a preamble."""

    label: Label | None
    group: Group | None
    after_joint: bool = False
    after_range: bool = False
    barred: bool = False


Element = Group | Label | Joint | Other


@dataclass(slots=True)
class _Way:
    """One reading of the elements so far: its score, and for each element the label its numbers went to."""

    score: int
    taken: int
    previous: "_Way | None" = None
    choice: "tuple[int, str] | None" = None


def attach(items: list[Item]) -> list[Bound]:
    """The numbers of `items` with their labels, in the order of the question."""
    elements = _grouped(items)
    choices = _best(elements)
    bound: list[Bound] = []
    state = Bound(None, None)
    for place, element in enumerate(elements):
        if isinstance(element, Joint):
            state.after_joint, state.after_range = True, state.after_range or element.is_range
        elif isinstance(element, Other):
            state.barred = True
        elif isinstance(element, Group):
            for label, group in _shares(elements, place, choices.get(place, "none")):
                bound.append(Bound(label, group, state.after_joint, state.after_range, state.barred))
                state = Bound(None, None)
        elif element.kind is Role.PREAMBLE:
            bound.append(Bound(element, None, state.after_joint))
            state = Bound(None, None)
    return bound


def _grouped(items: list[Item]) -> list[Element]:
    elements: list[Element] = []
    within = any(isinstance(item, Mark) and item.role is Role.WITHIN for item in items)
    for item in items:
        if isinstance(item, Number):
            _add_number(elements, item, within=within)
        elif isinstance(item, Mark) and item.role is Role.COMPARE:
            elements.append(Joint(is_range=False))
        elif isinstance(item, Label | Joint | Other):
            elements.append(item)
    return elements


def _add_number(elements: list[Element], number: Number, *, within: bool) -> None:
    """Joins the number to a group that only joints separate from it, or nothing in "4-тен 6-ға дейін"
    (`within`)."""
    place = len(elements)
    while place and isinstance(elements[place - 1], Joint):
        place -= 1
    joints = elements[place:]
    before = elements[place - 1] if place else None
    if isinstance(before, Group) and (joints or within):
        del elements[place:]
        before.numbers.append(number)
        before.ranges.append(any(isinstance(joint, Joint) and joint.is_range for joint in joints))
    else:
        elements.append(Group([number]))


def _best(elements: list[Element]) -> dict[int, str]:
    """For each group the label that it takes: "left", "right", "split" or "none"; the best sum of scores."""
    ways = {-1: _Way(0, -1)}
    for place, element in enumerate(elements):
        if not isinstance(element, Group):
            continue
        options = _options(elements, place)
        following: dict[int, _Way] = {}
        for way in ways.values():
            for choice, score in options:
                if choice in ("left", "split") and way.taken == place - 1:
                    continue
                taken = place + 1 if choice in ("right", "split") else -1
                total = way.score + score
                if taken not in following or total > following[taken].score:
                    following[taken] = _Way(total, taken, way, (place, choice))
        ways = following
    chosen: dict[int, str] = {}
    step: _Way | None = max(ways.values(), key=lambda way: way.score)
    while step is not None and step.choice is not None:
        chosen[step.choice[0]] = step.choice[1]
        step = step.previous
    return chosen


def _options(elements: list[Element], place: int) -> list[tuple[str, int]]:
    group = elements[place]
    assert isinstance(group, Group)  # noqa: S101 - the caller asks for groups only
    left, right = _label(elements, place - 1), _label(elements, place + 1)
    last = group.numbers[-1]
    size = 10 * len(group.numbers) + 4
    options = [("none", 0)]
    if left:
        options.append(("left", size + (0 if last.ordinal or last.hyphened else 1)))
    if right and _follows(right, last) and not _is_count(elements, place, right):
        kazakh_order = 2 if right.language == "kk" else 0
        options.append(("right", size + (1 if last.ordinal else kazakh_order) + (6 if last.hyphened else 0)))
        if left and len(group.numbers) > 1:
            options.append(("split", size + 4 + (6 if last.hyphened else 0)))
    return options


def _follows(label: Label, number: Number) -> bool:
    """Whether the label may stand after the number; a letter alone only where a hyphen holds it: "4-б."."""
    return label.follows or (label.language == "kk" and number.hyphened)


def _label(elements: list[Element], place: int) -> Label | None:
    element = elements[place] if 0 <= place < len(elements) else None
    return element if isinstance(element, Label) and element.kind is not Role.PREAMBLE else None


def _is_count(elements: list[Element], place: int, label: Label) -> bool:
    """Whether a number counts parts of the law and names none: "96 articles", "первые три статьи"."""
    group, before = elements[place], elements[place - 1] if place else None
    if not isinstance(group, Group) or len(group.numbers) > 1 or group.numbers[0].ordinal:
        return False
    ordinal = isinstance(before, Group) and before.numbers[-1].ordinal
    return label.role in MANY or (
        ordinal and isinstance(before, Group) and before.numbers[-1].value in ("1", "last")
    )


def _shares(elements: list[Element], place: int, choice: str) -> list[tuple[Label | None, Group]]:
    group = elements[place]
    assert isinstance(group, Group)  # noqa: S101 - the caller asks for groups only
    left, right = _label(elements, place - 1), _label(elements, place + 1)
    if choice == "split":
        first = Group(group.numbers[:-1], group.ranges[:-1])
        return [(left, first), (right, Group(group.numbers[-1:]))]
    return [({"left": left, "right": right}.get(choice), group)]
