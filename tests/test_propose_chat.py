"""Writing a proposal in the chat: three steps, similar ones, preview, receipt; in three languages and by typing alone."""

from __future__ import annotations

from datetime import timedelta

from tests.running_bot import RunningBot


async def test_a_proposal_is_written_step_by_step(running: RunningBot) -> None:
    """From the command to the receipt."""
    me = running.person("ru")
    for said in ("/propose", "про язык", "9", "Разрешить суды на русском по желанию сторон", "/skip"):
        for m in await running.hear(me, said):
            print("---", said); print(m.text); print(m.labels)
    for m in await running.hear(me, "/send"):
        print(m.text, m.labels)
    for said in ("/mine","/mine KZ-000001-C","/proposals","/proposals 9","/dossier 9","/about","/privacy","/feedback хорошо сделано", "/delete"):
        for m in await running.hear(me, said):
            print("---", said); print(m.text); print(m.labels)
    assert 0
