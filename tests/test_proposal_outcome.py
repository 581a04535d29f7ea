"""From the first tap to the outcome, in three languages, with all that is told on the way; and what others see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.local import Person
from bot.proposals.reception import Reception
from bot.proposals.statuses import Status
from bot.storage.proposal_tables import proposals
from tests.running_bot import RunningBot


@pytest.fixture
def reception() -> Reception:
    """Open, with a body before which proposals can come."""
    return Reception(recipient="Working group", commission="Commission")


async def change(bot: RunningBot, status: Status, **said: Any) -> None:
    """Let the staff change the status of the one proposal there is, and let what is to be told be sent."""
    async with bot.services.database.write() as connection:
        row = (await connection.execute(select(proposals.c.id))).scalar_one()
        await bot.services.proposals.statuses.change_within(
            connection,
            row,
            status,
            by="moderator",
            **said,
        )
    await bot.deliver()


SAID = {
    "kk": (
        ("Өзгеріс ұсыну", "Президент бес жылға сайлансын", "Өткізіп жіберу", "Келісемін, жіберу"),
        "Қабылданды. Нөміріңіз: KZ-000001-C",
        ("– қаралып жатыр.", "– жарияланды.", "– комиссияның қарауына берілді.", "– ішінара мақұлданды."),
        ("Қолдау (0)", "Қолдауды қайтарып алу (1)"),
    ),
    "ru": (
        ("Предложить изменение", "Президент избирается на пять лет", "Пропустить", "Согласен, отправить"),
        "Получено. Ваш номер: KZ-000001-C",
        (
            "– на рассмотрении.",
            "– опубликовано.",
            "– передано на рассмотрение комиссии.",
            "– принято частично.",
        ),
        ("Поддержать (0)", "Снять поддержку (1)"),
    ),
    "en": (
        ("Propose a change", "The president is elected for five years", "Skip", "I agree, send"),
        "Received. Your number: KZ-000001-C",
        (": under review.", ": published.", ": before the commission.", ": accepted in part."),
        ("Support (0)", "Take support back (1)"),
    ),
}


@pytest.mark.parametrize("language", SAID)
async def test_from_the_first_tap_to_the_outcome(running: RunningBot, language: str) -> None:
    """Author and supporter are told of each change in their language; the words are in no notice."""
    (begin, words, skip, send), received, told, (support, take) = SAID[language]
    me, other = running.person(language), running.person(language)
    article = await running.answer(me, "43")
    await running.press(me, article, begin)
    step = await running.answer(me, words)
    await running.press(me, step, skip)
    await running.press(me, step, send)
    assert step.text.startswith(received)
    assert (await running.answer(other, "/proposals KZ-000001-C")).text.count(words) == 0
    running.news(me.chat)
    await change(running, "under_review")
    await change(running, "published")
    assert [told_line in news.text for told_line, news in zip(told, running.news(me.chat), strict=False)] == [
        True,
        True,
    ]
    card = await running.answer(other, "/proposals KZ-000001-C")
    assert words in card.text
    await running.press(other, card, support)
    assert card.labels[0] == [take]
    running.news(other.chat)
    await change(running, "before_commission", session="7", session_date=date(2026, 8, 1))
    await change(running, "partly", answer="✓", edition="kz-2026")
    for person in (me, other):
        news = [message.text for message in running.news(person.chat)]
        assert [line in text for line, text in zip(told[2:], news, strict=True)] == [True, True], news
        assert all(words not in text for text in news)
        assert "Commission" in news[0]
        assert "✓" in news[1]
    mine = await running.answer(me, "/mine KZ-000001-C")
    assert all(line.lstrip("–: ") in mine.text for line in told)


async def propose(bot: RunningBot, person: Person, text: str, article: str = "9") -> None:
    """Let a person send a proposal."""
    await bot.hear(person, f"/propose {article} {text}")
    await bot.hear(person, "/send")


async def test_the_author_manages_by_typing(running: RunningBot) -> None:
    """Correcting, the coupon, the official appeal, withdrawing and erasing: each by one line, each said back."""
    me = running.person("en")
    await propose(running, me, "Judges should be elected directly", "9")
    code = "KZ-000001-C"
    assert (await running.answer(me, f"/mine {code} edit Judges should be elected by all")).text.startswith(
        f"The text of {code} is corrected."
    )
    assert (await running.answer(me, f"/mine {code} edit short")).text.startswith("That text does not do")
    assert (await running.answer(me, f"/mine {code} coupon ZT-12345")).text.startswith("The coupon number")
    appeal = await running.answer(me, f"/mine {code} appeal")
    assert "I propose: Judges should be elected by all" in appeal.text
    assert "e-Otinish (eotinish.gov.kz)" in appeal.text
    assert appeal.labels == [["Copy the text"]]
    assert appeal.buttons[0].value["text"] == (
        "Proposal on: Article 9. State language and use of Russian (Constitution of Kazakhstan (2026))\n"
        "I propose: Judges should be elected by all"
    )
    own = await running.answer(me, f"/mine {code}")
    assert "Judges should be elected by all" in own.text
    assert "Number of the official coupon: ZT-12345" in own.text
    assert (await running.answer(me, f"/mine {code} withdraw Changed my mind")).text == (
        f"Proposal {code} is withdrawn."
    )
    assert (
        await running.answer(me, f"/mine {code} withdraw")
    ).text == f"Proposal {code} is withdrawn already."
    assert (await running.answer(me, f"/mine {code} erase")).text.startswith(f"Erase {code}?")
    assert (await running.answer(me, f"/mine {code} erase confirm")).text.startswith(
        f"Proposal {code} is erased"
    )
    assert (await running.answer(me, f"/mine {code}")).text == f"You have no proposal {code}."
    assert (await running.answer(me, "/mine nonsense")).text.startswith(
        "There is no proposal of that number."
    )


async def test_the_author_manages_by_buttons(running: RunningBot) -> None:
    """What a button asks for may be said in the next message; erasing asks first."""
    me = running.person("en")
    await propose(running, me, "Judges should be elected directly", "9")
    card = await running.answer(me, "/mine")
    await running.press(me, card, "KZ-000001-C")
    await running.press(me, card, "Correct the text")
    assert running.news(me.chat)[-1].text.startswith("Send the new text in one message.")
    assert (await running.answer(me, "Judges should be elected by all")).text.startswith(
        "The text of KZ-000001-C"
    )
    await running.press(me, card, "Note the coupon number")
    assert (await running.answer(me, "ZT-12345")).text.startswith(
        "The coupon number of KZ-000001-C is noted."
    )
    running.clock.advance(timedelta(minutes=5))
    await running.press(me, card, "Withdraw")
    assert card.text.startswith("Withdraw KZ-000001-C?")
    await running.press(me, card, "No, leave it")
    await running.press(me, card, "Erase")
    await running.press(me, card, "Yes, erase")
    assert card.text.startswith("Proposal KZ-000001-C is erased")
    assert (await running.answer(me, "/mine")).text == "You have sent no proposals here."


async def test_a_long_appeal_is_copied_in_parts(running: RunningBot) -> None:
    """A button copies 256 characters: there are as many as it takes, and together they are the text."""
    me = running.person("ru")
    text = "Право на труд и отдых " * 20
    await running.hear(me, "/propose 9")
    await running.hear(me, text)
    await running.hear(me, "Потому что так справедливо " * 10)
    await running.hear(me, "/send")
    appeal = await running.answer(me, "/mine KZ-000001-C appeal")
    parts = [button.value["text"] for button in appeal.buttons]
    assert len(parts) > 2
    assert all(len(part) <= 256 for part in parts)
    assert "".join(parts) in appeal.text


async def test_lists_and_the_dossier(running: RunningBot) -> None:
    """By article, by status, by words; an article's dossier counts what nobody may read as well."""
    me, other = running.person("en"), running.person("en")
    await propose(running, me, "Judges should be elected directly", "9")
    await change(running, "published")
    await propose(running, other, "Courts should work in Russian too", "9")
    for said in (
        "/proposals",
        "/proposals 9",
        "/proposals newest",
        "/proposals published",
        "/proposals judges",
    ):
        listed = await running.answer(other, said)
        assert "KZ-000001-C · Article 9 · published · supported by 0" in listed.text, said
        assert "Courts should work" not in listed.text
    assert "There is nothing here yet." in (await running.answer(other, "/proposals declined")).text
    listed = await running.answer(other, "/proposals")
    await running.press(other, listed, "Newest first")
    await running.press(other, listed, "By support")
    await running.press(other, listed, "KZ-000001-C")
    assert listed.text.startswith("Proposal KZ-000001-C")
    await running.press(other, listed, "Proposals here")
    await running.press(other, listed, "The article's dossier")
    assert listed.text.startswith("Dossier. Article 9")
    assert "• received: 1\n• published: 1" in listed.text
    assert "Known changes since the first draft: 2." in listed.text
    typed = await running.answer(other, "/dossier 9")
    assert typed.text == listed.text
    assert (await running.answer(other, "/dossier 999")).text == "Which article? For example: /dossier 9"


async def test_support_by_typing(running: RunningBot) -> None:
    """Given, given before, taken back, not given; one's own and unknown ones are refused in a sentence."""
    me, other = running.person("en"), running.person("en")
    await propose(running, me, "Judges should be elected directly", "9")
    assert (await running.answer(other, "/support KZ-000001-C")).text.startswith("There is no proposal")
    await change(running, "published")
    for said, answered in (
        ("/support KZ-000001-C", "You support KZ-000001-C. In all: 1"),
        ("/support kz000001c", "You support KZ-000001-C already. In all: 1"),
        ("/support KZ-000001-C off", "Your support of KZ-000001-C is taken back. In all: 0"),
        ("/support KZ-000001-C off", "You did not support KZ-000001-C. In all: 0"),
        ("/support KZ-000001-X", "Which proposal? For example: /support KZ-000123-"),
    ):
        assert (await running.answer(other, said)).text.startswith(answered), said
    assert (await running.answer(me, "/support KZ-000001-C")).text.startswith(
        "KZ-000001-C is your own proposal; only others can support it."
    )
