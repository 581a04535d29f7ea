"""Text with marks: joining, cutting, and handing it to Telegram, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.constants import MessageLimit

from bot.rendering.plain import as_plain
from bot.rendering.rich import MESSAGE_UNITS, Rich, bold, italic, join, link, split, utf16
from handlers.views.markup import entities

PIECES = st.sampled_from(["бап", "a", "😀", "\n", "\n\n", " ", ". ", "қ" * 9, "\u202e", "\U0010ffff", "1. "])
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@st.composite
def rich_texts(draw: st.DrawFn) -> Rich:
    """Texts of all sorts of letters, in pieces with and without marks, some marks around others."""
    whole = Rich()
    for text in draw(st.lists(TEXTS, max_size=6)):
        kind = draw(st.sampled_from(["none", "bold", "italic", "link"]))
        piece = {"none": Rich, "bold": bold, "italic": italic}.get(kind, lambda t: link(t, "https://e.kz"))(
            text
        )
        whole = whole + piece
    return draw(st.sampled_from([whole, whole.marked("quote"), whole.marked("folded")]))


@given(rich_texts(), st.integers(2, 120))
def test_cutting_loses_nothing_but_white_space(rich: Rich, limit: int) -> None:
    """The parts hold every letter of the text, in order."""
    kept = "".join("".join(part.text.split()) for part in split(rich, limit))
    assert kept == "".join(rich.text.split())


@given(rich_texts(), st.integers(2, 120))
def test_every_part_fits(rich: Rich, limit: int) -> None:
    """No part is longer than the limit, counted in UTF-16 units as Telegram does."""
    assert all(utf16(part.text) <= limit for part in split(rich, limit))


@given(rich_texts(), st.integers(2, 120))
def test_marks_stay_inside_their_part(rich: Rich, limit: int) -> None:
    """A cut mark goes on in the next part, and none reaches beyond its text."""
    for part in split(rich, limit):
        assert all(0 <= mark.start < mark.end <= len(part.text) for mark in part.marks)


@given(rich_texts(), st.integers(2, 120))
def test_every_marked_letter_stays_marked(rich: Rich, limit: int) -> None:
    """What was bold before the cut is bold after it, letter by letter."""
    assert _marked(rich) == "".join(_marked(part) for part in split(rich, limit))


def _marked(rich: Rich) -> str:
    covered = {place for mark in rich.marks if mark.kind == "bold" for place in range(mark.start, mark.end)}
    return "".join(
        letter for place, letter in enumerate(rich.text) if place in covered and not letter.isspace()
    )


@given(rich_texts())
def test_entities_count_in_utf_16(rich: Rich) -> None:
    """An entity cut out of the text in UTF-16 is the very span that was marked."""
    encoded = rich.text.encode("utf-16-le", "surrogatepass")
    marks = [mark for mark in rich.marks if mark.end > mark.start]
    for mark, entity in zip(marks, entities(rich), strict=True):
        cut = encoded[entity.offset * 2 : (entity.offset + entity.length) * 2]
        assert cut.decode("utf-16-le", "surrogatepass") == rich.text[mark.start : mark.end]


@given(rich_texts(), rich_texts())
def test_joining_moves_marks_along(left: Rich, right: Rich) -> None:
    """A mark of the second text covers the same words in the whole."""
    whole = left + right
    moved = whole.marks[len(left.marks) :]
    covered = [whole.text[mark.start : mark.end] for mark in moved]
    assert covered == [right.text[mark.start : mark.end] for mark in right.marks]


def test_a_text_is_cut_where_a_reader_would() -> None:
    """Before a paragraph if there is one, else a line, else a sentence, else a word."""
    assert [part.text for part in split(Rich("first part\n\nsecond one"), 15)] == ["first part", "second one"]
    assert [part.text for part in split(Rich("one two three four"), 10)] == ["one two", "three four"]


def test_an_empty_text_is_one_empty_part() -> None:
    """There is always something to send, even if it is nothing."""
    assert split(Rich(), 10) == (Rich(),)


def test_entities_of_known_text() -> None:
    """An emoji before a bold word counts as two units."""
    assert entities(Rich("😀 ") + bold("бап")) == [MessageEntity("bold", 3, 3)]


def test_joining_leaves_out_what_is_empty() -> None:
    """Nothing is put between pieces that are not there."""
    assert join(("a", None, "", Rich(), "b")).text == "a\n\nb"


def test_plain_text_names_addresses() -> None:
    """Where a link cannot be tapped, its address stands behind its words."""
    text = Rich("See ") + link("the text", "https://e.kz") + " and " + link("more", "https://f.kz")
    assert as_plain(text) == "See the text (https://e.kz) and more (https://f.kz)"


def test_the_limit_is_telegrams() -> None:
    """The longest message is as long as the library says."""
    assert MESSAGE_UNITS == MessageLimit.MAX_TEXT_LENGTH
