"""Answering: each kind of answer, the language it comes in, follow-ups, and what is declined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Hit
from bot.answering import QUESTION_LIMIT, Answering

ARTICLES = """
what does Article 4 say | article | en | 4
ст. 4 п. 2 | paragraph | ru | 4.2
4-бап не дейді | article | kk | 4
21-ю статью | article | ru | 21
в 53 статье | article | ru | 53
төртінші бап | article | kk | 4
4-баптың 2-тармағы | paragraph | kk | 4.2
article twenty-one | article | en | 21
fourth article | article | en | 4
art. 4(2) | paragraph | en | 4.2
ст.43 п.1 | paragraph | ru | 43.1
пункт 3 статьи 8 | paragraph | ru | 8.3
a. 17 para 3 | paragraph | en | 17.3
articles 4-6 | range | en | 4 5 6
статьи 4, 5 и 9 | range | ru | 4 5 9
4 және 5-баптар | range | kk | 4 5
compare articles 49 and 51 | range | en | 49 51
Section IV | section | en | 52 53 54 55 56 57 58 59 60 61 62
шестой раздел | section | ru | 70 71
ІІІ бөлім | section | kk | 42 43 44 45 46 47 48 49 50 51
раздел про президента | section | ru | 42 43 44 45 46 47 48 49 50 51
раздел про суды | section | ru | 76 77 78 79 80 81 82 83 84 85 86
bolim prezident turaly | section | kk | 42 43 44 45 46 47 48 49 50 51
судья болу үшін не керек | topic | kk | 80.3
the preamble please | preamble | en | 0
кіріспе | preamble | kk | 0
last article | article | en | 96
бірінші бап | article | kk | 1
article 46(2) | paragraph | en | 46.2
<b>статья</b> 4 | article | ru | 4
cnfnmz 4 | article | ru | 4
фкешсду 4 | article | en | 4
chetvertaya statya | article | ru | 4
қос азаматтыққа рұқсат па | topic | kk | 13.3
смертная казнь | topic | ru | 17.3
who owns the land | topic | en | 8.3
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("question", "kind", "language", "expected"), _rows(ARTICLES))
def test_kinds(answering: Answering, question: str, kind: str, language: str, expected: str) -> None:
    """A question gets the kind of answer it asks for, the right articles, in its own language."""
    answer = answering.answer(question)
    found = [
        hit.number + (f".{hit.paragraph or hit.item}" if hit.paragraph or hit.item else "")
        for hit in answer.hits
    ]
    assert (answer.kind, answer.lang) == (kind, language)
    wanted = expected.split()
    assert found[: len(wanted)] == wanted
    assert kind == "topic" or found == wanted


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("article 97", "no-such-article"),
        ("120-бап", "no-such-article"),
        ("article -3", "no-such-article"),
        ("article 0", "no-such-article"),
        ("999999999999", "no-such-article"),
        ("раздел 12", "no-such-section"),
        ("52-бап Еңбек кодексі", "other-law"),
        ("article 5 of the US constitution", "other-law"),
        ("статья 188 УК", "other-law"),
        ("article 5 of the 1993 constitution", "other-year"),
        ("1993 жылғы конституцияның 5-бабы", "other-year"),
        ("", "empty"),
        ("🙂🙂🙂", "empty"),
        ("\u200f\u200e", "empty"),
        ("?!", "empty"),
        ("x" * (QUESTION_LIMIT + 1), "too-long"),
        ("and paragraph 2?", "needs-article"),
        ("рецепт бешбармака", "not-in-text"),
    ],
)
def test_declined(answering: Answering, question: str, reason: str) -> None:
    """What cannot be answered is declined with the reason, and names no article as an answer."""
    answer = answering.answer(question)
    assert (answer.kind, answer.reason) == ("none", reason)
    assert answer.as_object(None, "")["articles"] == []


@pytest.mark.parametrize(
    ("question", "number", "other"),
    [
        ("What changed in Article 9", "9", ""),
        ("что изменилось в статье 9", "9", ""),
        ("9-бапта не өзгерді", "9", ""),
        ("compare article 9 with the draft", "9", "kz-2026-draft-1"),
        ("сравни статью 13 с конституцией 1995 года", "13", "kz-1995"),
        ("what was article 30 before", "30", "kz-1995"),
        ("30-бап бұрын қандай еді", "30", "kz-1995"),
        ("что изменилось в преамбуле", "0", ""),
        ("can article 43 be changed?", "43", None),
        ("статья 58 выборы раньше срока", "58", None),
        ("что изменить в статье 9", "9", None),
    ],
)
def test_what_became_of_an_article(
    answering: Answering, question: str, number: str, other: str | None
) -> None:
    """Who asks what changed gets a comparison: with the edition named, else the one most is known of."""
    answer = answering.answer(question)
    assert (answer.hits[0].number, answer.compared, answer.edition) == (number, other, "kz-2026")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("статья 04", ("4", None, None)),
        ("статья ٤", ("4", None, None)),
        ("подпункт 3 пункта 1 статьи 46", ("46", None, "3")),
        ("46-бап 5-тармақша", ("46", None, "5")),
    ],
)
def test_numbers_are_read_as_meant(
    answering: Answering, question: str, expected: tuple[str, str | None, str | None]
) -> None:
    """Other digits, leading zeros, and the only paragraph of an article that has none by number."""
    hit = answering.answer(question).hits[0]
    assert (hit.number, hit.paragraph, hit.item) == expected


@pytest.mark.parametrize(
    ("question", "reason", "language"),
    [
        ("привет", "greeting", "ru"),
        ("Сәлем!", "greeting", "kk"),
        ("рахмет", "thanks", "kk"),
        ("spasibo", "thanks", "ru"),
        ("who are you?", "about-bot", "en"),
        ("сен кімсің?", "about-bot", "kk"),
        ("help", "help", "en"),
    ],
)
def test_small_talk(answering: Answering, question: str, reason: str, language: str) -> None:
    """Greetings and thanks are answered as such, in their language, and not searched for."""
    answer = answering.answer(question)
    assert (answer.kind, answer.reason, answer.lang) == ("smalltalk", reason, language)


def test_a_greeting_before_a_question_is_passed_over(answering: Answering) -> None:
    """The question after "hello" is what is answered."""
    answer = answering.answer("привет! о чём статья 4?")
    assert (answer.kind, answer.hits[0].number) == ("article", "4")


@pytest.mark.parametrize(
    ("options", "language"),
    [
        ({}, "kk"),
        ({"preferred": "en"}, "en"),
        ({"preferred": "de"}, "kk"),
        ({"language": "ru", "preferred": "en"}, "ru"),
    ],
)
def test_language_where_the_question_has_none(
    answering: Answering, options: dict[str, str], language: str
) -> None:
    """A bare number is answered in the language asked for, else the preferred one, else the default."""
    assert answering.answer("4", **options).lang == language  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("голосов депутатов", "ru"),
        ("выборы президента", "ru"),
        ("депутаттардың даусы", "kk"),
        ("конституция", "en"),
        ("президент", "en"),
        ("адвокат", "en"),
    ],
)
def test_language_of_words_that_two_languages_share(
    answering: Answering, question: str, language: str
) -> None:
    """Words of both languages are Russian by their shape, or else tell nothing and the preferred language holds."""
    assert answering.answer(question, preferred="en").lang == language


def test_a_language_asked_for_in_the_question(answering: Answering) -> None:
    """ "in Russian" wins over the question's own language."""
    assert answering.answer("article 9 на русском").lang == "ru"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("а пункт 2?", ("paragraph", "4", "2")),
        ("and the next one?", ("article", "5", None)),
        ("алдыңғысы", ("article", "3", None)),
        ("последний пункт", ("paragraph", "4", "4")),
        ("на казахском", ("article", "4", None)),
    ],
)
def test_follow_ups(answering: Answering, question: str, expected: tuple[str, str, str | None]) -> None:
    """A follow-up is about the article in hand."""
    answer = answering.answer(question, in_hand=Hit("4"))
    assert (answer.kind, answer.hits[0].number, answer.hits[0].paragraph) == expected


def test_the_same_words_answer_for_whoever_says_them(answering: Answering) -> None:
    """What was said to the one who asked before is not said to the next, who has something else in hand or speaks
    another language."""
    for number, edition in (("4", None), ("46", None), ("30", "kz-1995")):
        answer = answering.answer("пункт 2", in_hand=Hit(number), in_hand_edition=edition)
        assert answer.edition == (edition or answering.pack.info.default_edition)
        assert [hit.number for hit in answer.hits] == [number]
    assert not answering.answer("пункт 2").hits
    asked = {(language, edition) for language in ("kk", "en") for edition in ("kz-2026", "kz-1995")}
    for language, edition in sorted(asked):
        again = answering.answer("4", preferred=language, edition=edition)
        assert (again.lang, again.edition, again.hits[0].number) == (language, edition, "4")


def test_the_next_one_after_the_last(answering: Answering) -> None:
    """There is nothing after the last article, and the bot says so."""
    answer = answering.answer("следующая", in_hand=Hit("96"))
    assert (answer.kind, answer.reason, answer.asked) == ("none", "no-such-article", "97")


@pytest.mark.parametrize(
    ("question", "edition", "number"),
    [
        ("what does Article 4 of the draft say", "kz-2026-draft-1", "4"),
        ("статья 9 в проекте", "kz-2026-draft-1", "9"),
        ("old article 30", "kz-1995", "30"),
        ("статья 30 конституции 1995 года", "kz-1995", "30"),
        ("article 9", "kz-2026", "9"),
    ],
)
def test_editions(answering: Answering, question: str, edition: str, number: str) -> None:
    """A question names the edition it means; without a word it is the one in force."""
    answer = answering.answer(question)
    assert (answer.edition, answer.hits[0].number) == (edition, number)


def test_article_96_is_not_in_the_draft(answering: Answering) -> None:
    """The draft had 95 articles."""
    answer = answering.answer("статья 96 проекта")
    assert (answer.kind, answer.edition) == ("none", "kz-2026-draft-1")


def test_a_missing_number_beside_a_real_one(answering: Answering) -> None:
    """Of two articles the one that exists is shown, and the other one is named as missing."""
    answer = answering.answer("статьи 4 и 99")
    assert ([hit.number for hit in answer.hits], answer.missing) == (["4"], ("99",))


def test_a_missing_paragraph(answering: Answering) -> None:
    """A paragraph that is not there gives the article, with a word about it."""
    answer = answering.answer("ст. 4 п. 9")
    assert (answer.kind, answer.hits[0].number, answer.missing_paragraph) == ("article", "4", "9")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how many sections does the draft have", "draft-structure-count"),
        ("сколько статей в проекте", "draft-structure-count"),
        ("who chairs the commission", "commission-chair"),
        ("кто решает примут ли конституцию", "final-decision-citizens"),
        ("what share of the text changes", "text-share-changed"),
        ("конституция қашан күшіне енді", "entry-into-force"),
        ("how many proposals came in", "proposals-total"),
    ],
)
def test_facts(answering: Answering, question: str, fact: str) -> None:
    """Questions about the reform itself are answered from the record."""
    answer = answering.answer(question)
    assert (answer.kind, answer.fact) == ("fact", fact)


def test_a_session_by_its_number(answering: Answering) -> None:
    """ "when was the sixth session" is about the session, not about a sixth section or article."""
    answer = answering.answer("when was the sixth session")
    assert (answer.kind, answer.session) == ("session", "commission-06")


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(answering: Answering, text: str) -> None:
    """Whatever is written, there is an answer and no exception."""
    answer = answering.answer(text)
    assert answer.lang in ("kk", "ru", "en")
    assert all(0 <= hit.score <= 1 for hit in answer.hits)
