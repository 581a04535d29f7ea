"""What the one text folding levels, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.fold import fold, plain

SCRIPTS = (
    "aAbBcCehHiIkKmoOpPtTxyYsnlu аАвВсСеНнһҺіІкКмоОрРтТхХуУяЯүҮұқәөғңёЁйЙ №§¹² ΑοΣς ßİıſŉ"
    "'’`-–—\u0301\u0306\u200b\u200f\u00a0\t\n\x009"
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Статья  4", "статья 4"),
        ("четвёртая", "четвертая"),
        ("cтатья 4", "статья 4"),
        ("бaп", "бап"),
        ("негiзгi", "негізгі"),
        ("жиырма бiрiншi", "жиырма бірінші"),
        ("Iбөлiм", "ібөлім"),
        ("aрticle", "apticle"),
        ("сlause", "clause"),
        ("BАП", "вап"),
        ("жиhаз", "жиһаз"),
        ("торəлік", "торәлік"),
        ("Ⅳ бөлім", "iv бөлім"),
        ("ІV бөлім", "iv бөлім"),
        ("№53 бап", "№53 бап"),
        ("статья 83¹", "статья 83-1"),
        ("СТАТЬЯ\u0301", "статья"),
        ("й и\u0306", "й й"),
        ("\u200fстатья\u200b 4", "статья 4"),
        ("4–бап", "4-бап"),
        ("stat’ya «4»", 'stat\'ya "4"'),
        ("статья\u00a04\r\n", "статья 4"),
        ("törtinşi", "törtinşi"),
        ("", ""),
        ("\x00\x07", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    """Case, look-alike letters, invisible characters and kinds of punctuation are levelled."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("төртінші", "тортинши"),
        ("Ғылым", "гылым"),
        ("ұлы үміт", "улы умит"),
        ("қаһарман", "кахарман"),
        ("жаңа әл", "жана ал"),
    ],
)
def test_plain(written: str, typed: str) -> None:
    """Kazakh letters become those that people type for want of them."""
    assert plain(written) == typed


@given(st.text() | st.text(alphabet=SCRIPTS))
def test_folding_is_idempotent(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@given(st.text() | st.text(alphabet=SCRIPTS))
def test_plain_does_not_depend_on_a_fold_before_it(text: str) -> None:
    """An index that keeps folded words can level them later."""
    assert plain(fold(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Право\u00a0на\u200b труд", "право на труд"),
        ("«Халық» – билік", '"халық" - билік'),
        ("a\x00b\x1fc", "ab c"),
        ("от\u00adца", "отца"),
    ],
)
def test_what_is_copied_along_is_folded_away(text: str, folded: str) -> None:
    """Spaces that do not break, soft hyphens, and what cannot be seen."""
    assert fold(text) == folded
