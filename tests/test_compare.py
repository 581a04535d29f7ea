"""Two wordings compared word by word, and articles with their counterparts in other editions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.compare import Piece, compare_articles, counterparts, diff, wording_at
from content.official import OfficialArticle, OfficialParagraph, OfficialText
from content.official import place as placed
from content.revisions import Revisions
from tests.lake_town import DRAFT, OLD, TODAY, pack, store

WORDS = st.lists(st.sampled_from(["a", "и", "law", "закон", "бап", "1.", "…", "\n", "  ", "не"]), max_size=30)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Revisions:
    """All texts of the town."""
    return store(tmp_path_factory.mktemp("texts"))


def marks(old: str, new: str) -> str:
    """A comparison on one line: [-out-], {+in+}."""
    shapes = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(shapes[kind].format(text) for kind, text in diff(old, new))


@given(
    st.one_of(st.text(max_size=80), WORDS.map(" ".join)), st.one_of(st.text(max_size=80), WORDS.map(" ".join))
)
def test_what_is_kept_and_added_is_the_new_text(old: str, new: str) -> None:
    """What stayed and came in is the new text, what stayed and went out the old one, to the last space."""
    pieces = diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("the law", "the law", "the law"),
        ("", "the law", "{+the law+}"),
        ("the law", "", "[-the law-]"),
        ("with the state language", "along with the state language", "{+along +}with the state language"),
        ("наравне с казахским", "наряду с казахским", "[-наравне-]{+наряду+} с казахским"),
        ("не менее 5 лет", "не менее 10 лет", "не менее [-5-]{+10+} лет"),
        ("орган и суд", "закон и бюро", "[-орган и суд-]{+закон и бюро+}"),
        ("1. a.\n2. b.", "1. a.\n\n2. b.", "1. a.\n{+\n+}2. b."),
        ("по-русски говорят", "по-казахски говорят", "[-по-русски-]{+по-казахски+} говорят"),
    ],
)
def test_changes_are_whole_words(old: str, new: str, shown: str) -> None:
    """Words change as wholes, and a lone small word between two changes is no island."""
    assert marks(old, new) == shown


def test_where_articles_stood() -> None:
    """Counterparts are read from either side of the map, else by key; the preamble is the preamble."""
    assert counterparts(pack(), "3", TODAY, OLD) == ("1", "5.1")
    assert counterparts(pack(), "1", OLD, TODAY) == ("1", "3")
    assert counterparts(pack(), "4", TODAY, DRAFT) == ("4",)
    assert counterparts(pack(), "9", DRAFT, TODAY) == ()
    assert counterparts(pack(), "0", TODAY, OLD) == ("0",)


def test_an_article_against_the_draft(town: Revisions) -> None:
    """Exactly the changed word is marked."""
    found = compare_articles(pack(), town.latest, "2", edition=TODAY, other=DRAFT, language="ru")
    assert found is not None
    assert found.places == ("2",)
    assert [piece for piece in found.pieces if piece.kind != "same"] == [
        Piece("removed", "апреля"),
        Piece("added", "мая"),
    ]


def test_an_article_that_stood_in_two_places(town: Revisions) -> None:
    """All that an article comes from is put together, of a named paragraph that paragraph alone."""
    found = compare_articles(pack(), town.latest, "3", edition=TODAY, other=OLD, language="en")
    assert found is not None
    assert found.before.splitlines() == [
        "1. The lake belongs to the guild of fishers.",
        "2. Water from the lake is sold at a price that the elder sets.",
        "1. A boat whose owner has not paid the fee is sold by auction at the pier.",
    ]
    assert found.after.startswith("1. No one shall be deprived")


def test_an_article_that_is_new(town: Revisions) -> None:
    """Where nothing corresponds, everything came in."""
    found = compare_articles(pack(), town.latest, "7", edition=TODAY, other=OLD, language="ru")
    assert found is not None
    assert (found.places, [piece.kind for piece in found.pieces]) == ((), ["added"])


@pytest.mark.parametrize(("other", "language"), [(DRAFT, "en"), (OLD, "kk")])
def test_one_text_alone_is_not_compared(town: Revisions, other: str, language: str) -> None:
    """Without both texts in the language there is no comparison."""
    assert compare_articles(pack(), town.latest, "1", edition=TODAY, other=other, language=language) is None


def test_the_wording_of_places(town: Revisions) -> None:
    """A place is an article without its label, one of its paragraphs, or the preamble."""
    revision = town.latest(TODAY, "ru")
    assert revision is not None
    assert wording_at(revision, "1.1") == "1. Озеро принадлежит всем жителям города."
    assert (wording_at(revision, "0") or "").endswith("принимаем настоящий Устав.")
    assert (wording_at(revision, "6") or "").startswith("Мост через протоку")
    assert wording_at(revision, "99") is None


def test_all_articles_of_two_editions_in_a_second() -> None:
    """A hundred articles of a constitution's size, every tenth word changed, are compared in under a second of work."""
    before, after = (placed(_long(step)) for step in (0, 1))
    started = process_time()
    for number in before.text.by_number:
        assert diff(wording_at(before, number) or "", wording_at(after, number) or "")
    assert process_time() - started < 1


def _long(step: int) -> OfficialText:
    """A text of 100 articles of 4 paragraphs of 60 words; `step` changes every tenth of them."""
    articles = []
    for number in range(1, 101):
        paragraphs = []
        for part in range(1, 5):
            words = [
                f"слово{(number * part + at * 7) % 400 + (step if at % 10 == 0 else 0)}" for at in range(60)
            ]
            paragraphs.append(OfficialParagraph(number=str(part), mark=f"{part}.", text=" ".join(words)))
        articles.append(OfficialArticle(number=str(number), label=f"{number}.", paragraphs=tuple(paragraphs)))
    return OfficialText(edition="e", language="ru", articles=tuple(articles))


def test_stores_without_texts(tmp_path: Path) -> None:
    """An empty store compares nothing."""
    nothing = store(tmp_path, ())
    assert compare_articles(pack(), nothing.latest, "1", edition=TODAY, other=OLD, language="ru") is None
