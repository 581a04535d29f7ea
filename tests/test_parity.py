"""Language versions that do not say alike are found, paragraph by paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.languages import ALL
from content.official import OfficialText
from content.parity import differences, parity_report
from content.revisions import Revisions
from tests.lake_town import TODAY, pack, store, text

TABLES = {table.code: table for table in ALL}


def changed(language: str, old: str, new: str) -> OfficialText:
    """The town's text in a language with some words replaced."""
    held = text(TODAY, language)
    assert old in held.model_dump_json()
    return OfficialText.model_validate_json(held.model_dump_json().replace(old, new))


def report(folder: Path, *changes: tuple[str, str, str]) -> list[str]:
    """The report on the town's texts with these changes."""
    revisions = store(folder, ())
    replaced = {language: (old, new) for language, old, new in changes}
    for language in ("kk", "ru", "en"):
        said = changed(language, *replaced[language]) if language in replaced else text(TODAY, language)
        revisions.add(said, sha256=language, source="town")
    return parity_report(pack(), revisions, TODAY)


def test_versions_that_say_alike(tmp_path: Path) -> None:
    """A faithful translation gives no line, whether numbers stand in digits or in words."""
    assert report(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            ("ru", "более 30 дней", "более 45 дней"),
            [
                "lake-new official: article 3, paragraph 2: numbers differ: kk 30, ru 45",
                "lake-new official: article 3, paragraph 2: numbers differ: ru 45, en 30",
            ],
        ),
        (
            ("kk", "төрт жылға", "бес жылға"),
            [
                "lake-new official: article 4, paragraph 1: numbers differ: kk 5, ru 4",
                "lake-new official: article 4, paragraph 1: numbers differ: kk 5, en 4",
            ],
        ),
        (
            ("en", "No one shall be deprived", "One may be deprived"),
            [
                "lake-new official: article 3, paragraph 1: a negation stands in kk but not in en",
                "lake-new official: article 3, paragraph 1: a negation stands in ru but not in en",
            ],
        ),
        (
            ("kk", "сайлана алмайды", "сайлана алады"),
            [
                "lake-new official: article 4, paragraph 3: a negation stands in ru but not in kk",
                "lake-new official: article 4, paragraph 3: a negation stands in en but not in kk",
            ],
        ),
        (
            ("ru", "жителям бесплатно", "жителям"),
            [
                "lake-new official: article 1, paragraph 2: “free of charge” stands in kk but not in ru",
                "lake-new official: article 1, paragraph 2: “free of charge” stands in en but not in ru",
            ],
        ),
    ],
)
def test_what_differs_is_named(tmp_path: Path, change: tuple[str, str, str], lines: list[str]) -> None:
    """A number, a negation or "free of charge" that only some versions have is named with its place."""
    assert sorted(report(tmp_path, change)) == sorted(lines)


def test_a_paragraph_that_one_version_lacks(tmp_path: Path) -> None:
    """A paragraph without its counterpart is named."""
    lines = report(tmp_path, ("en", '"number":"2","mark":"2."', '"number":"7","mark":"7."'))
    assert "lake-new official: article 1, paragraph 2: only in kk, not in en" in lines
    assert "lake-new official: article 1, paragraph 7: only in en, not in ru" in lines


def test_fractions_in_words() -> None:
    """Fractions are numbers too, and their words are not counted twice."""
    said = ("ru", "двумя третями голосов"), ("kk", "дауыстардың үштен екісімен"), ("en", "by two thirds")
    assert [list(differences(said[0], other, TABLES)) for other in said[1:]] == [[], []]
    assert list(differences(said[0], ("en", "by two fifths or more"), TABLES)) != []


def test_digests_stand_in_where_nothing_is_loaded(tmp_path: Path) -> None:
    """Without official texts the digests are compared; an edition without any gives no line."""
    assert parity_report(pack(), Revisions(tmp_path), TODAY) == []
