"""Whether a text is what it is said to be: edition, language, completeness; and what an import then does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from content import pack as packs
from content.export import summary
from content.importers import ImportRefused, import_file, understand
from content.importers.language import language_of
from content.languages import ALL
from content.model import Pack
from content.official import place
from content.revisions import Revisions
from tests import garden

NOW = datetime(2026, 8, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> Pack:
    """The pack that comes with the program."""
    return packs.load()


def own_words(pack: Pack, edition: str, language: str) -> str:
    """The pack's own summary of an edition, written as a law is."""
    return place(summary(pack.editions[edition], language)).wording.decode()


def of_numbers(pack: Pack, edition: str) -> str:
    """A text of invented words with the articles and sections of an edition, under a headline about 2026."""
    lines = ["Конституция Республики Казахстан 2026 года, новая редакция"]
    for section in pack.editions[edition].sections:
        lines.append(f"Раздел {section.roman}. Сад")
        for article in pack.editions[edition].within(section):
            lines += [
                f"Статья {article.number}",
                "1. Скамейки стоят в тени и под яблонями.",
                "2. Вода не из реки.",
            ]
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_edition_that_it_is(shipped: Pack, language: str) -> None:
    """A text that speaks of what each article of the edition is about is taken without a warning, in each language."""
    found = understand(own_words(shipped, "kz-2026", language).encode(), "kz-2026", language, shipped)
    assert found.warnings == ()
    assert (len(found.text.sections), len(found.text.articles)) == (11, 96)


def test_old_law_under_a_new_headline(shipped: Pack) -> None:
    """The articles of 1995 under a headline about 2026 are not the text of 2026."""
    old = of_numbers(shipped, "kz-1995").encode()
    with pytest.raises(ImportRefused) as refused:
        understand(old, "kz-2026", "ru", shipped)
    assert str(refused.value) == (
        "this looks like kz-1995, not kz-2026: its articles and sections are those of kz-1995"
    )
    assert understand(old, "kz-1995", "ru", shipped).warnings == ("not found: the preamble",)


def test_same_numbers_other_words(shipped: Pack) -> None:
    """A text with the right numbers that speaks of something else is refused."""
    with pytest.raises(ImportRefused, match="this does not read like kz-2026"):
        understand(of_numbers(shipped, "kz-2026").encode(), "kz-2026", "ru", shipped)


def test_draft_is_not_the_law(shipped: Pack) -> None:
    """The adopted text is not taken for the draft, which is one article shorter."""
    with pytest.raises(ImportRefused, match="this looks like kz-2026, not kz-2026-draft-1"):
        understand(own_words(shipped, "kz-2026", "ru").encode(), "kz-2026-draft-1", "ru", shipped)


def test_force_turns_refusals_into_warnings(shipped: Pack) -> None:
    """Matters of judgement yield to an operator who insists, and are told as warnings."""
    found = understand(of_numbers(shipped, "kz-1995").encode(), "kz-2026", "ru", shipped, force=True)
    assert found.warnings[:2] == (
        "this looks like kz-1995, not kz-2026: its articles and sections are those of kz-1995",
        "not in kz-2026: article 83-1, 94-1, 94-2, 97, 98, 99",
    )


@pytest.mark.parametrize(("written", "claimed"), [("ru", "kk"), ("kk", "ru"), ("en", "ru")])
def test_wrong_language(shipped: Pack, written: str, claimed: str) -> None:
    """A text in another language than claimed is refused."""
    with pytest.raises(ImportRefused, match=f"the text is written in '{written}', not in '{claimed}'"):
        understand(own_words(shipped, "kz-2026", written).encode(), "kz-2026", claimed, shipped)


def test_language_of_a_short_text() -> None:
    """Too few words tell no language."""
    assert language_of("Скамейки стоят в тени", ALL) is None


def lines_of_the_garden() -> list[str]:
    return garden.document("garden.ru.txt").decode().splitlines()


def judged(lines: list[str], *, force: bool = True) -> tuple[str, ...]:
    data = "\n".join(lines).encode()
    return understand(data, "garden-new", "ru", garden.pack(), force=force).warnings


def test_missing_article() -> None:
    """A text that lacks a part of the edition is refused as incomplete, and the missing articles are named."""
    lines = [line for line in lines_of_the_garden() if "Упавшее" not in line and line != "Статья 3-1"]
    assert judged(lines) == (
        "this is not the whole of garden-new: 1 of 6 articles were not found",
        "not found: article 3-1",
    )


def test_repeated_article() -> None:
    """Two articles of one number are refused: nobody can tell which holds."""
    lines = [*lines_of_the_garden(), "Статья 5", "1. Ещё раз."]
    assert judged(lines) == (
        "more than one article 5: which one holds cannot be told",
        "article 5 stands 2 times",
    )


def test_order_and_gaps() -> None:
    """Articles out of order and gaps between paragraphs are told."""
    text = "\n".join(lines_of_the_garden()).replace("3. Вода", "5. Вода").replace("Статья 3-1", "Статья 2-1")
    assert judged(text.splitlines()) == (
        "this is not the whole of garden-new: 1 of 6 articles were not found",
        "article 2-1 comes after article 3",
        "article 2: paragraphs are numbered 1, 2, 5",
        "not found: article 3-1",
        "not in garden-new: article 2-1",
    )


def test_unknown_edition_or_language() -> None:
    """An edition or language that the pack does not have is refused by name."""
    with pytest.raises(ImportRefused, match="the pack has no edition 'x', only garden-new, garden-old"):
        understand(b"a", "x", "ru", garden.pack())
    with pytest.raises(ImportRefused, match="edition garden-new has no language 'de'"):
        understand(b"a", "garden-new", "de", garden.pack())


def test_report() -> None:
    """The report shows sections, articles, paragraphs with first words, and what was left out."""
    found = understand(garden.document("garden_old.ru.html"), "garden-new", "ru", garden.pack())
    report = found.report()
    assert report[:9] == [
        "garden-new ru: HTML, 3 sections, 6 articles (1 excluded), 10 paragraphs, preamble: yes",
        "  preamble: Мы, садоводы одной улицы,",
        "section I: Общие правила",
        "  article 1",
        "    - Сад открыт для каждого, за исключением ночи. Деревья растут …",
        "  article 2",
        "    1. Скамейки стоят в тени.",
        "    2. Садовник: [items: 3]",
        "    3. Вода берётся из колодца. В сухое лето воду носят вёдрами.",
    ]
    assert "  article 4 (excluded) [notes: 1]" in report
    assert report[-1] == "left out: Статью прочли 12 человек."


def test_import_and_import_again(tmp_path: Path) -> None:
    """A first import makes revision 1; the same file again changes nothing."""
    revisions = Revisions(tmp_path)
    path = garden.DOCUMENTS / "garden.ru.html"
    first = import_file(path, "garden-new", "ru", garden.pack(), revisions, date="2021-03-01", now=NOW)
    again = import_file(path, "garden-new", "ru", garden.pack(), revisions, now=NOW)
    assert (first.new, again.new) == (True, False)
    assert first.revision is not None
    text = first.revision.text
    assert (text.revision, text.correction, text.source) == (1, False, "garden.ru.html")
    assert (text.date, text.imported_at) == ("2021-03-01", "2026-08-01T09:30:00+00:00")
    assert again.revision == first.revision


def test_dry_run_stores_nothing(tmp_path: Path) -> None:
    """A dry run only reads."""
    revisions = Revisions(tmp_path / "texts")
    path = garden.DOCUMENTS / "garden.ru.html"
    outcome = import_file(path, "garden-new", "ru", garden.pack(), revisions, dry_run=True)
    assert (outcome.revision, outcome.new, outcome.report[0][:14]) == (None, False, "garden-new ru:")
    assert not (tmp_path / "texts").exists()


def test_refused_import_stores_nothing(tmp_path: Path) -> None:
    """A refused document leaves the store as it was."""
    revisions = Revisions(tmp_path / "texts")
    with pytest.raises(ImportRefused):
        import_file(b"A recipe.", "garden-new", "ru", garden.pack(), revisions)
    assert not (tmp_path / "texts").exists()


def test_corrected_text(tmp_path: Path) -> None:
    """A corrected text is a new revision marked as a correction, and the old one stays."""
    revisions = Revisions(tmp_path)
    data = garden.document("garden.ru.txt")
    import_file(data, "garden-new", "ru", garden.pack(), revisions)
    mended = data.decode().replace("в тени.", "на солнце.").encode()
    outcome = import_file(mended, "garden-new", "ru", garden.pack(), revisions)
    assert outcome.new
    kept = revisions.all("garden-new", "ru")
    assert [(r.text.revision, r.text.correction) for r in kept] == [(1, False), (2, True)]
    assert [r.text.by_number["2"].paragraphs[0].text for r in kept] == [
        "Скамейки стоят в тени.",
        "Скамейки стоят на солнце.",
    ]
