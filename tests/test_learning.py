"""Search learns from a pack's examples where words lead, keeps it in a file, and does without where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.opening import Opened, open_pack
from content.pack import SHIPPED, asked_files, load
from content.search.engine import Engine, build_index, is_tally_of, tallied
from content.search.learned import Learned
from content.search.learning import learn
from content.search.tally import NAME as TALLY
from content.search.tally import Tally

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
    assert again.rows.keys() == learned.rows.keys()
    for term, row in learned.rows.items():
        places, weights = learned.weights.row(row)
        read_places, read_weights = again.weights.row(again.rows[term])
        assert list(read_places) == list(places)
        assert list(read_weights) == pytest.approx(list(weights), abs=0.006)


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


def test_what_was_counted_gives_the_same_index(meadow: Opened, learned: Learned, tmp_path: Path) -> None:
    """An index built from the counts of a file is the one built from the example questions themselves, learned words or
    none."""
    pack = load(MEADOW)
    tallied(pack, meadow.languages).save(tmp_path / "asked.json")
    tally = Tally.load(tmp_path / "asked.json")
    assert tally is not None
    assert tally.forms
    for known in (None, learned):
        built = [
            build_index(pack, pack.edition, meadow.languages, known, counted) for counted in (None, tally)
        ]
        assert built[0].dumped() == built[1].dumped()


def test_counts_of_other_questions_are_not_used(meadow: Opened) -> None:
    """A question more, and they are counted anew."""
    pack = load(MEADOW)
    code, listed = next(iter(pack.asked.items()))
    reference, _ = listed[0]
    more = pack.model_copy(update={"asked": {**pack.asked, code: (*listed, (reference, "zyzzyva"))}})
    index = build_index(more, more.edition, meadow.languages, None, tallied(pack, meadow.languages))
    assert f"{code}:zyzzyva" in index.terms


def test_counted_questions_are_told_by_their_files(meadow: Opened, tmp_path: Path) -> None:
    """The same stamp from bytes as from lines: comments and empty lines do not count, a question more does."""
    pack = load(MEADOW)
    tally = tallied(pack, meadow.languages)
    assert is_tally_of(tally, asked_files(MEADOW), meadow.languages)
    copies = []
    for file in asked_files(MEADOW):
        copies.append(tmp_path / file.name)
        lines = file.read_text(encoding="utf-8").splitlines()
        copies[-1].write_text("\n".join(["# first", "", *lines, "", "# last"]), encoding="utf-8")
    assert is_tally_of(tally, copies, meadow.languages)
    with copies[0].open("a", encoding="utf-8") as grown:
        grown.write("\n1\tone more")
    assert not is_tally_of(tally, copies, meadow.languages)
    assert not is_tally_of(tally, [], meadow.languages)


def test_a_pack_whose_questions_are_counted_is_indexed_without_them(meadow: Opened, tmp_path: Path) -> None:
    """The index of a pack that is opened is the same with its counts beside it, without them, and with old ones."""
    folder = tmp_path / "meadow"
    shutil.copytree(MEADOW, folder)
    pack = load(folder)
    without = open_pack(folder, tmp_path / "one").index.dumped()
    tallied(pack, meadow.languages).save(folder / TALLY)
    assert open_pack(folder, tmp_path / "two").index.dumped() == without
    tallied(pack.model_copy(update={"asked": {}}), meadow.languages).save(folder / TALLY)
    assert open_pack(folder, tmp_path / "three").index.dumped() == without


def test_damaged_counts_are_named(tmp_path: Path) -> None:
    """The message says which file it is."""
    file = tmp_path / "asked.json"
    for text in ('{"stamp": ""}', "[]", '{"stamp": "", "terms": "?", "forms": "", "references": ""}'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=r"asked\.json"):
            Tally.load(file)


def test_the_shipped_questions_are_counted() -> None:
    """Who changes example questions counts them: `make learn`, or `python -m content.search.tallying`."""
    kept, now = Tally.load(SHIPPED / TALLY), tallied(load())
    assert kept is not None
    assert (kept.stamp, kept.terms, kept.forms, kept.references) == (
        now.stamp,
        now.terms,
        now.forms,
        now.references,
    )
    for name in ("form_terms", "led", "counts"):
        assert getattr(kept, name).dumped() == getattr(now, name).dumped()
