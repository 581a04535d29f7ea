"""The secretariat in the chat: the table as a file, decisions from the table, figures; and receipts for everybody."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from sqlalchemy import select

from bot.local import Message, Person
from bot.proposals.moderating import Moderating
from bot.storage.log_tables import audit_entries
from tests.moderators import Desk, desk_of
from tests.proposal_histories import History
from tests.running_bot import RunningBot
from tests.test_log_histories import checked


@pytest.fixture
async def desk(running: RunningBot) -> Desk:
    """Staff of all kinds."""
    return await desk_of(running)


@pytest.fixture
async def secretary(running: RunningBot) -> Person:
    """Somebody of the secretariat who reads Russian."""
    person = running.person("ru", "Секретарь")
    await running.services.staff.grant(person.id, "secretariat")
    return person


async def three(running: RunningBot) -> None:
    """Two published proposals, and a hidden one."""
    history = History(running.services.database, running.clock, running.services.moderating.log.signer)
    await history.receive("=1+1 Мемлекеттік тіл туралы", article="state-language")
    await history.receive("Про источник власти", article="people-and-power", language="ru")
    await history.receive("Скрытое", article="people-and-power", language="ru")
    await history.change(1, "published")
    await history.change(2, "published")
    await history.change(3, "hidden", reason="off-topic")


def file_of(message: Message) -> bytes:
    """What a file that the bot sent holds."""
    assert message.upload is not None
    return message.upload.content


def filled_in(workbook: bytes, decisions: dict[str, tuple[str, str]]) -> bytes:
    """The workbook with decisions and answers by receipt."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    sheet = book.worksheets[0]
    head = [cell.value for cell in next(iter(sheet.iter_rows()))]
    for row in sheet.iter_rows(min_row=2):
        if str(row[0].value) in decisions:
            word, answer = decisions[str(row[0].value)]
            sheet.cell(row[0].row or 0, head.index("Решение") + 1, word)
            sheet.cell(row[0].row or 0, head.index("Ответ") + 1, answer)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


async def sent(running: RunningBot, person: Person, content: bytes, caption: str = "/decisions") -> Message:
    """What the bot answers to a file."""
    running.news(person.chat)
    person.send_document("decisions.xlsx", caption, content=content)
    await running.handle()
    (answer,) = running.news(person.chat)
    return answer


async def statuses(running: RunningBot) -> list[str]:
    """The states of the three proposals."""
    history = History(running.services.database, running.clock)
    return [(await history.proposal(number)).status for number in (1, 2, 3)]


async def test_the_secretariat_gets_the_table_as_a_file(running: RunningBot, secretary: Person) -> None:
    """A workbook by default, other forms and filters by typing; it is entered into the audit."""
    await three(running)
    answer = await running.answer(secretary, "/export")
    assert answer.upload is not None
    assert answer.upload.name == "proposals-2026-07-01.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(file_of(answer))).worksheets[0]
    head, first, *rest = sheet.iter_rows(values_only=True)
    assert head[:4] == ("Квитанция", "Получено", "Язык", "Статья")
    assert first[0] == "KZ-000001-C"
    assert "=1+1 Мемлекеттік тіл туралы" in first
    assert len(rest) == 2
    assert answer.text.startswith("Предложений: 3. Заполните «Решение» (на рассмотрении комиссии, принято, ")
    lines = file_of(await running.answer(secretary, "/export jsonl status=published lang=ru")).splitlines()
    assert [json.loads(line)["number"] for line in lines] == [2]
    archive = zipfile.ZipFile(BytesIO(file_of(await running.answer(secretary, "/export zip"))))
    assert any(name.endswith("/verify.py") for name in archive.namelist())
    assert (await running.answer(secretary, "/export pdf")).text.startswith("/export [xlsx|csv|jsonl|zip]")
    assert (await running.answer(secretary, "/export lang=de")).text.startswith(
        "/export [xlsx|csv|jsonl|zip]"
    )
    async with running.services.database.read() as connection:
        entries = [
            json.loads(row) for row in (await connection.execute(select(audit_entries.c.payload))).scalars()
        ]
    assert [entry["form"] for entry in entries if entry["action"] == "exported"] == ["xlsx", "jsonl", "zip"]


async def test_nobody_else_gets_it_or_decides(running: RunningBot, desk: Desk) -> None:
    """Neither people nor moderators; an admin may."""
    await three(running)
    stranger = running.person("ru")
    for person in (stranger, desk.first):
        for said in ("/export", "/decisions", "/decisions apply"):
            assert (await running.answer(person, said)).text == "Это для секретариата."
        assert (await sent(running, person, b"receipt,decision\n")).text == "Это для секретариата."
    assert (await running.answer(desk.admin, "/export")).upload is not None


async def test_decisions_are_shown_and_then_made(running: RunningBot, secretary: Person) -> None:
    """All of them by one press; the table that comes next shows them."""
    await three(running)
    table = file_of(await running.answer(secretary, "/export"))
    given = filled_in(table, {"KZ-000001-C": ("принято", "Хорошо"), "KZ-000002-D": ("нет", "Уже есть")})
    plan = await sent(running, secretary, given)
    assert plan.text == (
        "Будет принято решений: 2; строк без изменений: 1.\n\n"
        "принято: 1\n"
        "отклонено: 1\n"
        "2. KZ-000001-C: опубликовано → принято\n"
        "3. KZ-000002-D: опубликовано → отклонено\n\n"
        "Принимаются все или ни одного. Авторы и поддержавшие узнают об этом. "
        "Текстом: /decisions apply или /decisions cancel"
    )
    assert await statuses(running) == ["published", "published", "hidden"]
    await running.press(secretary, plan, "Принять")
    assert plan.text == "Принято решений: 2."
    assert await statuses(running) == ["accepted", "declined", "hidden"]
    assert (await running.answer(secretary, "/decisions apply")).text == (
        "Нет вашей таблицы, которая ждёт согласия."
    )
    again = await sent(running, secretary, given)
    assert again.text == "В этой таблице нет ничего нового."


async def test_decisions_by_typing_and_by_reply(running: RunningBot, secretary: Person) -> None:
    """A file without a caption is taken when it is replied to; cancel forgets it."""
    await three(running)
    content = b"receipt,decision,answer\nKZ-000001-C,accepted,\n"
    running.news(secretary.chat)
    document = secretary.send_document("d.csv", content=content)
    await running.handle()
    plan = await running.answer(secretary, "/decisions", reply_to=document)
    assert plan.text.startswith("Будет принято решений: 1;")
    assert (await running.answer(secretary, "/decisions cancel")).text == "Ничего не изменено."
    assert (await running.answer(secretary, "/decisions apply")).text.startswith("Нет вашей таблицы")
    await running.answer(secretary, "/decisions", reply_to=document)
    assert (await running.answer(secretary, "/decisions apply")).text == "Принято решений: 1."
    assert (await statuses(running))[0] == "accepted"


async def test_what_changed_since_the_preview_is_in_the_way_of_all(
    running: RunningBot, secretary: Person
) -> None:
    """A withdrawn proposal in the table, and no other decision is made either."""
    await three(running)
    content = "receipt,decision,answer\nKZ-000001-C,accepted,\nKZ-000002-D,declined,Нет\n".encode()
    plan = await sent(running, secretary, content)
    await History(running.services.database, running.clock).change(2, "withdrawn", by="author")
    await running.press(secretary, plan, "Принять")
    assert plan.text == (
        "Эту таблицу принять нельзя, ничего не изменено:\n\n"
        "Строка 3: решают только по опубликованным: KZ-000002-D (withdrawn)"
    )
    assert await statuses(running) == ["published", "withdrawn", "hidden"]


async def test_a_plan_of_another_or_an_old_one_is_not_made(
    running: RunningBot, secretary: Person, desk: Desk
) -> None:
    """The button is bound to who sent the table, for a day, and to the role."""
    await three(running)
    plan = await sent(running, secretary, b"receipt,decision,answer\nKZ-000001-C,accepted,\n")
    data = plan.button("Принять").data or ""
    other = (await running.hear(desk.admin, "/help"))[-1]
    await running.forge(desk.admin, other, data)
    assert (await statuses(running))[0] == "published"
    running.clock.advance(timedelta(days=1))
    await running.press(secretary, plan, "Принять")
    assert (await statuses(running))[0] == "published"
    plan = await sent(running, secretary, b"receipt,decision,answer\nKZ-000001-C,accepted,\n")
    await running.services.staff.revoke(secretary.id, "secretariat")
    pressed = await running.press(secretary, plan, "Принять")
    assert pressed.text == "Это для секретариата."
    assert (await statuses(running))[0] == "published"


async def test_the_figures_are_a_picture_and_the_same_in_words(running: RunningBot, desk: Desk) -> None:
    """For all staff; nothing to see for others."""
    await three(running)
    picture, words = await running.hear(desk.first, "/stats")
    assert picture.upload is not None
    image = Image.open(BytesIO(picture.upload.content))
    assert image.width == 1080
    assert len(image.getcolors(1 << 24) or ()) > 10
    assert words.text == (
        "Предложения\n\n"
        "Получено всего: 3; за последние 30 дней: 3\n"
        "Поддержек всего: 0; за последние 30 дней: 0\n\n"
        "По состоянию:\nопубликовано: 2\nскрыто: 1\n\n"
        "Больше всего о:\nСтатья 4: 2\nСтатья 9: 1\n\n"
        "По дням:\n01.07: получено 3, поддержки 0\n\n"
        "Оценки за 90 дней: хорошо 0, плохо 0 (не та статья 0, непонятно 0, ошибка 0), замечаний 0".replace(
            "хорошо 0, плохо 0", "хорошо – 0, плохо – 0"
        )
    )
    assert (await running.answer(running.person("ru"), "/stats")).text == "Это для сотрудников бота."


async def test_a_receipt_is_proved_to_anybody(running: RunningBot) -> None:
    """With its place, its state and the signed root; typed in any way; the proof as a file checks out."""
    await three(running)
    me = running.person("ru")
    answer = await running.answer(me, "/verify kz 000002 d")
    log: Moderating = running.services.moderating
    proved = await log.log.proved(2)
    assert proved is not None
    assert proved.holds
    assert answer.text == (
        "Квитанция KZ-000002-D\n\n"
        "Запись 2 открытого журнала (лист 1), с 1 июля 2026\u202fг., 17:00.\n"
        "Состояние предложения: опубликовано.\n\n"
        f"Отпечаток с солью: {proved.commitment.hex()}\n\n"
        f"Она есть в журнале: от этой записи 2 хеша ведут к корню {proved.checkpoint.root.hex()[:16]}…, "
        "подписанному для записей числом 3 (1 июля 2026\u202fг., 17:00).\n\n"
        "Доказательство файлом, чтобы проверить без меня: /verify KZ-000002-D proof"
    )
    file = file_of(await running.answer(me, "/verify KZ-000002-D proof")).decode()
    assert file.startswith("c2sp.org/tlog-proof@v1\nindex 1\n")
    assert proved.checkpoint.note in file


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/verify KZ-000002-E", "KZ-000002-E – неверная квитанция: знак пропущен, неверен или переставлен."),
        ("/verify KZ-000020-W", "KZ-000020-W – неверная квитанция: знак пропущен, неверен или переставлен."),
        ("/verify KZ-000099-J", "Квитанции KZ-000099-J пока никто не получал."),
    ],
)
async def test_a_receipt_that_is_none(running: RunningBot, said: str, answered: str) -> None:
    """Mistyped, or never given."""
    await three(running)
    assert (await running.answer(running.person("ru"), said)).text == answered


async def test_an_erased_proposal_keeps_its_proof(running: RunningBot, desk: Desk) -> None:
    """The author erased it; the receipt is still in the log, and says so."""
    author = await desk.propose()
    await running.hear(author, "/mine KZ-000001-C erase confirm")
    answer = await running.answer(author, "/verify KZ-000001-C")
    assert "Состояние предложения: стёрто." in answer.text
    assert "Слова и соль уничтожены" in answer.text
    assert "Она есть в журнале" in answer.text


async def test_decisions_reach_the_export_and_the_checker(
    running: RunningBot, secretary: Person, tmp_path: Path
) -> None:
    """After decisions the open data is in order."""
    await three(running)
    await sent(running, secretary, b"receipt,decision,answer\nKZ-000001-C,partly,so\n")
    await running.hear(secretary, "/decisions apply")
    archive = zipfile.ZipFile(BytesIO(file_of(await running.answer(secretary, "/export zip"))))
    archive.extractall(tmp_path)
    folder = tmp_path / "proposals-2026-07-01"
    assert checked(folder) == ["In order: 3 proposals, 5 entries of the audit."]
    row = json.loads((folder / "proposals.jsonl").read_text("utf-8").splitlines()[0])
    assert (row["status"], row["answer"]) == ("partly", "so")
