"""Search learns from a pack's examples where words lead, keeps it in a file, and does without where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.opening import Opened, open_pack
from content.search.engine import Engine, build_index
from content.search.learned import Learned
from content.search.learning import learn

MEADOW = Path(__file__).parent / "packs" / "meadow"


@pytest.fixture(scope="module")
def meadow() -> Opened:
    """A small pack of another country, which nothing was learned of."""
    return open_pack(MEADOW)


@pytest.fixture(scope="module")
def learned(meadow: Opened) -> Learned:
    """What its examples teach in a few passes."""
    return learn(meadow.pack, meadow.languages, passes=3)


def test_learning_gives_the_same_every_time(meadow: Opened, learned: Learned) -> None:
    """Two people who learn from the same pack get the same file."""
    assert learn(meadow.pack, meadow.languages, passes=3) == learned


def test_a_file_gives_back_what_was_saved(learned: Learned, tmp_path: Path) -> None:
    """Weights come back to a hundredth."""
    learned.save(tmp_path / "learned.json")
    again = Learned.load(tmp_path / "learned.json")
    assert again is not None
    assert again.weights.keys() == learned.weights.keys()
    for term, row in learned.weights.items():
        assert [place for place, _ in again.weights[term]] == [place for place, _ in row]
        assert [weight for _, weight in again.weights[term]] == pytest.approx([w for _, w in row], abs=0.006)


def test_a_pack_without_a_file_has_learned_nothing(tmp_path: Path) -> None:
    """No file is no error."""
    assert Learned.load(tmp_path / "learned.json") is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """The message says which file it is."""
    file = tmp_path / "learned.json"
    file.write_text('{"examples": 3}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"learned\.json"):
        Learned.load(file)


def test_what_was_learned_finds_the_headings(meadow: Opened, learned: Learned) -> None:
    """Each article is first for its own heading, with what was learned and without."""
    pack, edition = meadow.pack, meadow.pack.edition
    for known in (None, learned):
        engine = Engine(pack, edition, meadow.languages, build_index(pack, edition, meadow.languages, known))
        for code, text in edition.texts.items():
            for number, article in text.articles.items():
                found = engine.search(article.heading).candidates
                assert found[0].identity == number, (code, article.heading)
