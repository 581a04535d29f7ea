"""Whether a citation is of another law, or of another country's constitution."""

from content.citation.items import Item, Label, Mark, Number, Other
from content.language import Role


def is_foreign(items: list[Item]) -> bool:
    """Whether `items` name another law beside a number or a word for "article", or another constitution."""
    marks = [item.role for item in items if isinstance(item, Mark)]
    if Role.OTHER_CONSTITUTION in marks:
        return True
    if Role.COUNTRY in marks and Role.CONSTITUTION in marks:
        return True
    numbered = any(
        isinstance(item, Number) and _tells(items, place, item) for place, item in enumerate(items)
    )
    labels = (Role.ARTICLE, Role.PARAGRAPH, Role.PARAGRAPH_SHORT)
    labelled = any(isinstance(item, Label) and item.kind in labels for item in items)
    if Role.OTHER_LAW in marks and numbered:
        return True
    if Role.OTHER_LAW_TITLE in marks and numbered and labelled:
        return True
    return any(_is_beside(items, place, item) for place, item in enumerate(items) if isinstance(item, Mark))


def _tells(items: list[Item], place: int, number: Number) -> bool:
    """Whether a number may be that of an article: in digits anywhere, in words only near the law's name or a label."""
    if any(char.isdigit() for char in number.text):
        return True
    near = items[max(0, place - 2) : place + 3]
    return number.value.isdigit() and any(isinstance(item, Label | Mark) for item in near)


def _is_beside(items: list[Item], place: int, mark: Mark) -> bool:
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    if mark.role is Role.COUNTRY:
        return _is_cited(before) or _is_cited(after)
    if mark.role is Role.OTHER_LAW:
        # One word between is the law's own: "статьи уголовного кодекса".
        further = items[place - 2] if place > 1 and isinstance(before, Other) else None
        return _is_article(before) or _is_article(after) or _is_article(further)
    if mark.role is Role.OTHER_LAW_OF:
        # A genitive stands before its noun in Kazakh, after it elsewhere.
        return _is_cited(after) if mark.language == "kk" else _is_cited(before)
    return mark.role is Role.AMENDMENT and (isinstance(before, Number) or isinstance(after, Number))


def _is_cited(item: Item | None) -> bool:
    return isinstance(item, Number) or _is_article(item)


def _is_article(item: Item | None) -> bool:
    return isinstance(item, Label) and item.kind is Role.ARTICLE
