"""People: what the bot keeps of them, what it tells them of it, and how it forgets."""

from __future__ import annotations

import json

from tests.running_bot import RunningBot


async def test_who_only_asks_is_not_stored(running: RunningBot) -> None:
    """Asking, browsing and pressing make nobody known to the bot."""
    me = running.person("ru")
    for text in ("/start", "статья 4", "/browse", "а пункт 2?", "/help", "/compare 9", "стоп"):
        await running.hear(me, text)
    assert await running.services.people.find(me.id) is None


async def test_a_chosen_language_stays(running: RunningBot) -> None:
    """The language chosen by a button wins over that of the app, but not over that of the question."""
    me = running.person("ru")
    page = await running.answer(me, "/start")
    await running.press(me, page, "English")
    assert (await running.answer(me, "4")).text.startswith("Article 4. ")
    assert (await running.answer(me, "статья 4")).text.startswith("Статья 4. ")
    person = await running.services.people.find(me.id)
    assert person is not None
    assert person.language == "en"


async def test_an_app_in_another_language_gets_the_default_one(running: RunningBot) -> None:
    """Whose app speaks neither of the three is answered in Kazakh, or in the language of the question."""
    me = running.person("de")
    assert (await running.answer(me, "4")).text.startswith("4-бап. ")
    assert (await running.answer(me, "article 4")).text.startswith("Article 4. ")


async def test_mydata_shows_all_that_is_held(running: RunningBot) -> None:
    """The file holds the settings and the last article, and no name."""
    me = running.person("ru", "Айгүл Серікова")
    await running.hear(me, "/language kk")
    await running.hear(me, "статья 4 пункт 2")
    answer = await running.answer(me, "/mydata")
    assert answer.upload is not None
    held = json.loads(answer.upload.content)
    assert (held["telegram_id"], held["language"], held["last_article"]) == (me.id, "kk", "kz-2026:4:2")
    assert "Серікова" not in answer.upload.content.decode()


async def test_deleting_erases_everything(running: RunningBot) -> None:
    """After the button nothing is held, and a follow-up has nothing to refer to."""
    me = running.person("en")
    await running.hear(me, "/language en")
    await running.hear(me, "article 4")
    asked = await running.answer(me, "/delete")
    assert await running.services.people.find(me.id) is not None
    await running.press(me, asked, "Erase everything")
    assert asked.text == "Erased. Nothing about you is held any more."
    assert await running.services.people.find(me.id) is None
    assert (await running.answer(me, "and the next one?")).text.startswith("Which article do you mean?")


async def test_blocking_is_noted_of_those_who_are_known(running: RunningBot) -> None:
    """A block and its end are noted; of a stranger nothing is."""
    me, stranger = running.person("ru"), running.person("ru", "Ержан")
    await running.hear(me, "/language ru")
    await running.hear(stranger, "статья 4")
    for person in (me, stranger):
        person.block()
    await running.handle()
    blocked = await running.services.people.find(me.id)
    assert blocked is not None
    assert blocked.blocked_at == running.clock.now()
    assert await running.services.people.find(stranger.id) is None
    me.unblock()
    await running.handle()
    back = await running.services.people.find(me.id)
    assert back is not None
    assert back.blocked_at is None


async def test_an_update_delivered_twice_changes_once(running: RunningBot) -> None:
    """A button of an update that comes again after a crash does not undo what was chosen since."""
    me = running.person("ru")
    page = await running.answer(me, "/language")
    me.press(page, "English")
    (update,) = running.telegram.queue.peek()
    await running.handle()
    await running.hear(me, "/language kk")
    running.telegram.queue.repeat(update)
    await running.handle()
    person = await running.services.people.find(me.id)
    assert person is not None
    assert person.language == "kk"


async def test_the_first_admin_comes_by_a_link_that_works_once(running: RunningBot) -> None:
    """Whoever opens the link first has the role; the second one learns that it is used."""
    token = await running.services.staff.make_invitation("admin")
    first, second = running.person("ru"), running.person("en", "John")
    for person in (first, second):
        person.start(f"admin-{token}")
        await running.handle()
    assert first.chat.last.text == "Теперь ваша роль в этом боте: admin."
    assert second.chat.last.text == "This link is not valid any more."
    assert await running.services.staff.roles_of(first.id) == {"admin"}
    assert await running.services.staff.roles_of(second.id) == frozenset()


async def test_an_invitation_is_not_used_up_in_a_group(running: RunningBot) -> None:
    """A link opened where others read along does nothing."""
    token = await running.services.staff.make_invitation("admin")
    me = running.person("ru")
    group = running.telegram.group("Двор", me)
    assert await running.hear(me, f"/start admin-{token}", group) == []
    assert await running.services.staff.roles_of(me.id) == frozenset()


async def test_id_names_the_ids_for_the_operator(running: RunningBot) -> None:
    """In private the person's, in a group the group's as well."""
    me = running.person("en")
    note = "This is for the operator. The bot stores ids only sealed."
    assert (await running.answer(me, "/id")).text == f"Your id: {me.id}\n{note}"
    group = running.telegram.group("Neighbours", me)
    answer = await running.answer(me, "/id", group)
    assert answer.text == f"Your id: {me.id}\nId of this chat: {group.id}\n{note}"


async def test_a_follow_up_survives_a_restart(running: RunningBot) -> None:
    """The last article is on disk once it was written down."""
    me = running.person("en")
    await running.hear(me, "/language en")
    await running.hear(me, "article 4")
    await running.services.people.write_down(at_once=True)
    person = await running.services.people.find_by_id(1)
    assert person is not None
    assert person.last_article is not None
    assert person.last_article.reference == "kz-2026:4"
