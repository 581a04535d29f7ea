"""However strange and long a message is, so much of it is read, and few of its words are looked for by likeness."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering import QUESTION_LIMIT, READ, Answering, names
from content.citation import lexicon as words_of_citations
from content.citation import tokens
from content.citation.lexicon import Lexicon
from content.languages import ALL
from content.opening import open_pack
from content.search import bounds, vocabulary
from content.search.analysis import words
from content.search.concept import Concept, Tongue
from content.search.nearness import Near, Nearness
from content.search.vocabulary import Vocabulary
from content.sieve import Sieve
from tests.bench.search.labelled import questions

OPENED = open_pack()
ODD_IN_A_CHUNK = bounds.LONGEST_CHUNK // 2
"""No more words than that, with what parts them, stand in one chunk."""
PIECES = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюя", "әғқңөұүһі", "abcdefghijklmnopqrstuvwxyz", "0123456789", " \t\n\u00a0\u3000",
    ".,;:!?-'’\"«»()[]{}/\\№§&+*_<>", "\u0300\u0301\u0306\u0308\u0483\u200b\u200d\u202e\ufeff\ufe0f",
    "👍🏽🇰🇿👨‍👩‍👧", "ابجدهوز שלום", "漢字かな한국어", "ⅣⅫ½²₃ﬁŉǆ", "\ud800\udfff\x00\x1b",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=QUESTION_LIMIT),
    st.text(st.sampled_from("".join(PIECES)), max_size=QUESTION_LIMIT),
    st.builds(
        lambda piece, parts, times: (" ".join(parts) + piece) * times,
        st.sampled_from(("", " ", "-", ". ", "\u0301", " 4 ")),
        st.lists(
            st.text(st.sampled_from("".join(PIECES[:3])), min_size=1, max_size=12), min_size=1, max_size=9
        ),
        st.integers(1, 400),
    ).map(lambda text: text[:QUESTION_LIMIT]),
)


class Counted:
    """How often words were looked for by likeness, and which were looked up at all."""

    def __init__(self) -> None:
        self.near: list[str] = []
        self.spelt: set[str] = set()


@pytest.fixture(scope="module")
def answering() -> Answering:
    """The product over the pack it ships with."""
    return Answering(OPENED.pack, languages=OPENED.languages, index=OPENED.index)


@pytest.fixture(scope="module")
def counted() -> Iterator[Counted]:
    """Counts while the tests of this module run."""
    found = Counted()
    nearest, spelt = Nearness.nearest, Vocabulary.spelt

    def counting_nearest(self: Nearness, word: str) -> Near:
        found.near.append(word)
        return nearest(self, word)

    def counting_spelt(self: Vocabulary, word: str, tongue: Tongue | None = None) -> Concept | None:
        found.spelt.add(word)
        return spelt(self, word, tongue)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Nearness, "nearest", counting_nearest)
        patch.setattr(Vocabulary, "spelt", counting_spelt)
        yield found


@given(text=TEXTS)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_read_has_an_end(answering: Answering, counted: Counted, text: str) -> None:
    """Any message is answered, in a language of the pack, with a bounded number of words looked up."""
    counted.near.clear()
    counted.spelt.clear()
    assert answering.answer(text).lang in OPENED.pack.info.languages
    odd = bounds.ODD_WORDS_READ + ODD_IN_A_CHUNK
    # A misspelt word is looked for as it is and by its Latin key, a short one in Latin letters as an English one.
    assert len(counted.near) <= odd + 2 * vocabulary.SLIPS_LOOKED_UP
    assert sum(map(len, counted.spelt)) <= 2 * READ
    assert len(counted.spelt) <= vocabulary.WORDS_READ * ODD_IN_A_CHUNK


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_is_read_of_a_question(answering: Answering, text: str) -> None:
    """It is its beginning: as many words as people write, or fewer where hardly one is known."""
    known = answering.engine.vocabulary
    read = bounds.readable(text[:READ], known)
    assert len(read) <= READ
    if read != text[:READ]:
        chunks = text[:READ].split()
        kept = read.split(" ") if read else []
        assert kept == [chunk[: bounds.LONGEST_CHUNK] for chunk in chunks[: len(kept)]]
        assert len(kept) <= vocabulary.WORDS_READ
        odd = sum(bounds.oddity(word, known) for chunk in kept[:-1] for word in words(chunk))
        assert odd < bounds.ODD_WORDS_READ


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_citation_is_looked_for_in_so_many_tokens(answering: Answering, text: str) -> None:
    """Signs and digits without end do not make it longer."""
    table = words_of_citations.lexicon(tuple(ALL), answering._names)
    assert len(tokens.tokenize(text, table)) <= tokens.MOST_TOKENS


def test_what_people_ask_is_read_to_its_end(answering: Answering) -> None:
    """None of the labelled questions, long and rambling ones and those in Latin letters among them, is cut."""
    cut = [
        question.text
        for question in questions()
        if bounds.readable(question.text, answering.engine.vocabulary) != question.text
        and bounds.readable(question.text, answering.engine.vocabulary) != " ".join(question.text.split())
    ]
    assert cut == []


def test_what_is_remembered_has_an_end_and_goes_one_by_one() -> None:
    """For each chunk of a question beyond those that are kept, the oldest one is forgotten, and no other."""
    table = Lexicon(tuple(ALL), names(OPENED.pack))
    chunks = [f"chunk{number:x}" for number in range(words_of_citations._REMEMBERED + 2)]
    for chunk in chunks:
        tokens.read_chunk(chunk, table)
    assert list(table.cut) == chunks[2:]


def test_few_words_are_compared_with_a_misspelt_one() -> None:
    """Of a hundred words that are read as misspelt ones, each is compared with some hundreds at most."""
    near = Nearness(OPENED.index.forms)
    typed = [form[:3] + form[4:] for form in OPENED.index.forms if form.isalpha() and len(form) > 9][::100]
    compared: list[int] = []
    like = Sieve.like

    def counting(self: Sieve, word: str, slips: int) -> list[str]:
        found = like(self, word, slips)
        compared.append(len(found))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sieve, "like", counting)
        for word in typed:
            near.nearest(word)
    assert len(typed) > 50
    assert sum(compared) / len(typed) < 100
    assert max(compared) < 600
