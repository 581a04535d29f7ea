"""Reading packs: the shipped one is whole, a broken one is refused with one line that names the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.check import problems
from content.model import Pack
from content.pack import SHIPPED, PackError, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped pack in a folder of its own."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def test_the_edition_in_force_is_complete(pack: Pack) -> None:
    """Preamble, 11 sections and 96 articles, each with a digest in three languages."""
    edition = pack.edition
    assert (edition.id, edition.state, edition.preamble) == ("kz-2026", "in-force", True)
    assert [section.roman for section in edition.sections] == "I II III IV V VI VII VIII IX X XI".split()
    assert edition.numbers == tuple(str(number) for number in range(1, 97))
    for language in ("kk", "ru", "en"):
        assert all(edition.texts[language].articles[number].paragraphs for number in edition.numbers)


def test_the_draft_has_95_articles(pack: Pack) -> None:
    """The first draft has 95 articles, and says of each whether its number is known or inferred."""
    draft = pack.editions["kz-2026-draft-1"]
    assert len(draft.articles) == 95
    assert draft.by_number["4"].known
    assert not draft.by_number["12"].known


def test_an_article_keeps_its_key_through_renumbering(pack: Pack) -> None:
    """The same rule has the same key in the draft and in the adopted text."""
    draft = pack.editions["kz-2026-draft-1"]
    assert draft.by_number["9"].key == pack.edition.by_number["9"].key == "state-language"


def test_the_old_article_30_leads_to_33(pack: Pack) -> None:
    """The Constitution of 1995 is there as structure, with where each article went."""
    old = pack.editions["kz-1995"]
    assert len(old.articles) == 102
    assert old.by_number["30"].counterparts[0].articles == ("33",)
    assert old.by_number["84"].counterparts == ()


def test_nothing_is_signed_as_reviewed(pack: Pack) -> None:
    """No lawyer or native speaker has signed the digests yet, and the pack does not pretend so."""
    assert not any(text.reviewed for edition in pack.editions.values() for text in edition.texts.values())


def test_the_shipped_pack_has_no_problems(pack: Pack) -> None:
    """`content check` is green."""
    assert problems(pack) == []


def test_every_statement_of_the_first_reports_is_answered(pack: Pack) -> None:
    """The 23 statements of the first press reports each have an entry with a source and a date."""
    stated = {fact.statement: fact for fact in pack.facts if fact.statement}
    assert sorted(stated) == list(range(1, 24))


def test_enough_facts_and_topics(pack: Pack) -> None:
    """At least 80 facts and 250 topics, each in three languages."""
    assert len(pack.facts) >= 80
    assert len(pack.topics) >= 250


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("pack.yaml", "default_edition: kz-2026", "default_edition: kz-2099", "default edition 'kz-2099'"),
        ("pack.yaml", "id: kz", "id: [", "not valid YAML at line"),
        ("pack.yaml", "zone: Asia/Almaty", "zoom: Asia/Almaty", "zone: Field required"),
        ("editions/kz-2026.yaml", "state: in-force", "state: maybe", "state"),
        ("editions/kz-2026.kk.yaml", "reviewed: false", "reviewed: perhaps", "reviewed"),
    ],
)
def test_a_broken_pack_is_refused(copy: Path, file: str, before: str, after: str, said: str) -> None:
    """The error is one line; it names the file and what is wrong with it."""
    path = copy / file
    path.write_text(path.read_text().replace(before, after, 1))
    with pytest.raises(PackError) as refused:
        load(copy)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(copy) in str(refused.value)


def test_a_missing_language_is_refused(copy: Path) -> None:
    """An edition must be there in every language of the pack."""
    (copy / "editions/kz-2026.en.yaml").unlink()
    with pytest.raises(PackError, match="edition kz-2026 lacks en"):
        load(copy)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    """A folder that holds no pack.yaml is no pack."""
    with pytest.raises(PackError, match=r"there is no pack\.yaml"):
        load(tmp_path)


MISTAKES = (
    ("editions/kz-2026.ru.yaml", "145 депутатов", "146 депутатов", "article 53"),
    ("editions/kz-2026.en.yaml", "7 years", "8 years", "article 43"),
    # Each changes the first place where its words still stand.
    (
        "topics.yaml",
        "- '4.1'",
        "- '4.99'",
        "topic independence-sovereignty: article 4 has no paragraph or item 99",
    ),
    ("topics.yaml", "- '4.1'", "- '400.1'", "topic source-of-power: there is no article 400"),
    ("pack.yaml", 'popular: ["4"', 'popular: ["97"', "no article 97"),
    ("sessions.yaml", "body: commission\n", "body: committee\n", "unknown body committee"),
    ("pack.yaml", "Asia/Almaty", "Mars/Olympus", "unknown zone 'Mars/Olympus'"),
    ("facts.yaml", "'2026-01-30'", "'2026-02-30'", "there is no date '2026-02-30'"),
    (
        "editions/kz-2026-draft-1.yaml",
        "- article: '9'\n  paragraph: '2'",
        "- article: '9'\n  paragraph: '88'",
        "article 9 has no paragraph or item 88",
    ),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The problems of a pack with all of these mistakes."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("mistaken") / "pack"))
    for file, before, after, _ in MISTAKES:
        path = folder / file
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after, 1))
    return problems(load(folder))


@pytest.mark.parametrize(
    "said", [*(said for *_, said in MISTAKES), "headings in kk and ru have other figures"]
)
def test_problems_are_found(found: list[str], said: str) -> None:
    """What the model cannot see is found by the check: wrong figures, dangling references, unknown names."""
    assert any(said in problem for problem in found)


@pytest.mark.parametrize(("language", "bodies"), [("kk", "Құрылтай"), ("ru", "Курулта"), ("en", "Kurultai")])
def test_headings_of_1995_speak_of_1995(pack: Pack, language: str, bodies: str) -> None:
    """An article of the former constitution is headed by what it said, not by what stands in its place today."""
    text = pack.editions["kz-1995"].texts[language]
    assert not [
        n for n, article in text.articles.items() if bodies in article.heading or "2026" in article.heading
    ]
