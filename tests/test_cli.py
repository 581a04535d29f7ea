"""The command line: what scripts and operators may rely on."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from content.pack import SHIPPED
from tests.bench.questions import questions
from tests.bot_process import PATIENCE, environment
from tests.command_line import Ended, Run, refused

FIELDS = {
    "id": (type(None), str, int),
    "kind": (str,),
    "lang": (str,),
    "edition": (str,),
    "articles": (list,),
    "text": (str,),
    "elapsed_ms": (float,),
}
"""The fields of the answer object in their order, with the types they have."""


@pytest.fixture(scope="module")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The shipped editions without facts, sessions and topics: a pack that is read in half the time."""
    folder = tmp_path_factory.mktemp("pack")
    shutil.copy(SHIPPED / "pack.yaml", folder)
    shutil.copytree(SHIPPED / "editions", folder / "editions")
    return str(folder)


def process(folder: Path, *arguments: str, stdin: bytes = b"", **settings: str) -> Ended:
    """Run `python -m bot` as a process of its own, off a terminal, with its data in `folder`."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(folder, **settings),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ended(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


# Asking


def test_ask_answers_in_text(run: Run) -> None:
    """Without further options the text that a person would see is printed."""
    ended = run("ask", "what does Article 4 say")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Article 4. The people as the only source of power")


def test_ask_answers_as_an_object(run: Run) -> None:
    """--json prints the answer object: all its fields, and an id of null."""
    ended = run("ask", "Article 4, paragraph 2", "--json")
    [answer] = ended.answers
    assert list(answer) == list(FIELDS)
    assert {name for name, types in FIELDS.items() if type(answer[name]) not in types} == set()
    assert (ended.code, answer["id"], answer["kind"]) == (0, None, "paragraph")
    assert (answer["lang"], answer["edition"]) == ("en", "kz-2026")
    assert answer["articles"] == [{"number": 4, "paragraph": 2, "score": 1.0}]
    assert answer["text"].startswith("Article 4, paragraph 2. ")
    assert 0 < answer["elapsed_ms"] < 10_000


def test_ask_in_a_chosen_language_and_edition(run: Run, small_pack: str) -> None:
    """--lang and --edition set the language of the answer and the text it speaks of."""
    [answer] = run(
        *("ask", "article 4", "--lang", "ru", "--edition", "kz-1995", "--json"), BOT_PACK=small_pack
    ).answers
    assert (answer["lang"], answer["edition"]) == ("ru", "kz-1995")
    assert answer["text"].startswith("Статья 4. ")


def test_the_language_where_nothing_tells(run: Run, small_pack: str) -> None:
    """A bare number is answered in the operator's language."""
    [answer] = run("ask", "17", "--json", BOT_PACK=small_pack, BOT_LANGUAGE="ru").answers
    assert answer["lang"] == "ru"


ASKED: list[tuple[dict[str, Any], str, list[int]]] = [
    ({"id": 1, "question": "what does Article 4 say"}, "article", [4]),
    ({"id": "two", "question": "статья 8 пункт 3"}, "paragraph", [8]),
    ({"id": 3, "question": "articles 4-6"}, "range", [4, 5, 6]),
    ({"id": 4, "question": "преамбула"}, "preamble", [0]),
    ({"id": 5, "question": "II бөлім", "lang": "en"}, "section", list(range(12, 42))),
    ({"id": 6, "question": "article 97"}, "none", []),
    ({"id": 7, "question": "статья 188 УК"}, "none", []),
    ({"id": 8, "question": "hello"}, "smalltalk", []),
    ({"id": 9, "question": ""}, "none", []),
    ({"id": 10, "question": "слово " * 20_000}, "none", []),
    ({"id": 11, "question": "\x00\x07\x1b\x7f"}, "none", []),
    ({"id": 12, "question": "\u202e\u200fArticle\u0000 4\u200e"}, "article", [4]),
    ({"id": 13, "question": "<b>Article 4</b> & more"}, "article", [4]),
    ({"id": 14, "question": "article 999999999999"}, "none", []),
    ({"id": 15, "question": "🤷🏽‍♀️🇰🇿"}, "none", []),
    ({"id": None, "question": "4-бап", "edition": "kz-2026-draft-1"}, "article", [4]),
]


def test_ask_a_question_a_line(run: Run) -> None:
    """--jsonl answers every line with its id, in order, whatever was asked."""
    lines = "".join(json.dumps(asked) + "\n" for asked, _, _ in ASKED)
    ended = run("ask", "--jsonl", stdin=f"\n{lines}\n".encode())
    assert (ended.code, ended.err) == (0, "")
    found = [(a["id"], a["kind"], [hit["number"] for hit in a["articles"]]) for a in ended.answers]
    assert found == [(asked["id"], kind, numbers) for asked, kind, numbers in ASKED]
    assert all(list(answer) == list(FIELDS) and answer["text"] for answer in ended.answers)
    assert ended.answers[4]["lang"] == "en"
    assert ended.answers[-1]["edition"] == "kz-2026-draft-1"


def test_bad_lines_do_not_stop_the_others(run: Run, small_pack: str) -> None:
    """A bad line gets an error with its id where it has one, the rest is answered, and the end is status 2."""
    lines = [
        b'{"id": 1, "question": "4"}',
        b"not json",
        b"\xff\xfe",
        b"[]",
        b'{"id": 2}',
        b'{"id": [3], "question": 4}',
        b'{"id": 4, "question": "4", "lang": "xx"}',
        b'{"id": 5, "question": "4", "edition": "xx"}',
        b"[" * 100_000,
        b'{"id": "\\ud800", "question": "4"}',
        b'{"id": 6, "question": "4", "lang": null}',
    ]
    ended = run("ask", "--jsonl", stdin=b"\n".join(lines), BOT_PACK=small_pack)
    assert ended.code == 2
    assert ended.err == "some lines could not be read; their answers say which\n"
    identities = [answer["id"] for answer in ended.answers]
    assert identities == [1, None, None, None, 2, [3], 4, 5, None, "\ud800", 6]
    faulty = [answer for answer in ended.answers if "error" in answer]
    assert len(faulty) == 8
    assert all(list(answer) == ["id", "error"] and "\n" not in answer["error"] for answer in faulty)


def test_a_thousand_questions(tmp_path: Path) -> None:
    """A thousand questions of people go through one process, each answered, in order."""
    lines = [{"id": number, "question": asked} for number, asked in enumerate(questions(1_000))]
    stdin = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    ended = process(tmp_path, "ask", "--jsonl", stdin=stdin)
    assert (ended.code, ended.err) == (0, "")
    assert [answer["id"] for answer in ended.answers] == list(range(1_000))
    assert not (tmp_path / "data").exists()


def test_a_reader_who_goes_away(tmp_path: Path) -> None:
    """When whoever reads the answers stops, the command stops too and says nothing."""
    line = b'{"question": "4"}\n'
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdin
    assert asking.stdout
    assert asking.stderr
    with asking, asking.stdin, asking.stdout, asking.stderr:
        asking.stdin.write(line)
        asking.stdin.flush()
        assert json.loads(asking.stdout.readline())["kind"] == "article"
        asking.stdout.close()
        asking.stdin.write(line)
        asking.stdin.close()
        assert (asking.wait(PATIENCE), asking.stderr.read()) == (1, b"")


def test_letters_that_the_terminal_lacks(run: Run, small_pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal without Cyrillic there are marks in the text, and escapes in an answer object."""
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, "latin-1"))
    assert run("ask", "4-бап", BOT_PACK=small_pack).code == 0
    assert run("ask", "4-бап", "--json").code == 0
    text, _, answer = shown.getvalue().rpartition(b"\n{")
    assert text.startswith(b"4-???. ")
    assert json.loads(b"{" + answer)["text"].startswith("4-бап. ")


# Wrong use and bad settings


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dance",), "No such command 'dance'."),
        (("ask",), "give either a QUESTION or --jsonl"),
        (("ask", "4", "--jsonl"), "give either a QUESTION or --jsonl"),
        (("ask", "4", "--loud"), "No such option: --loud"),
        (("ask", "4", "5"), "Got unexpected extra argument(s) (5)"),
        (("ask", "4", "--lang"), "Option '--lang' requires an argument."),
        (("ask", "4", "--lang", "xx"), "unknown language 'xx': the pack has kk, ru, en"),
        (
            ("ask", "4", "--edition", "xx"),
            "unknown edition 'xx': the pack has kz-1995, kz-2026, kz-2026-draft-1",
        ),
        (("content",), "Missing command."),
        (("db", "dance"), "No such command 'dance'."),
    ],
)
def test_wrong_use(run: Run, small_pack: str, arguments: tuple[str, ...], said: str) -> None:
    """Wrong use is one line that says what is wrong, and exit status 2."""
    assert refused(run(*arguments, BOT_PACK=small_pack)) == said


def test_no_token_off_a_terminal(run: Run) -> None:
    """Without a token and a terminal there is nothing to run; the way out is named."""
    said = "BOT_TOKEN is not set: get a token from @BotFather, or try the bot with: python -m bot chat"
    assert refused(run()) == said


def test_token_in_the_env_file(run: Run) -> None:
    """A token may stand in `.env`; it counts, and is checked, like one of the environment."""
    Path(".env").write_text("BOT_TOKEN=nonsense\n", "utf-8")
    assert refused(run()).startswith("BOT_TOKEN: not a bot token")


@pytest.mark.parametrize("arguments", [("ask", "4"), ("content", "list"), ("db", "upgrade")])
def test_a_data_folder_that_is_a_file(run: Run, small_pack: str, arguments: tuple[str, ...]) -> None:
    """A data folder that is none is one line and exit status 2, whatever was to be done with it."""
    Path("file").write_text("", "utf-8")
    said = refused(run(*arguments, BOT_PACK=small_pack, BOT_DATA_DIR="file"))
    assert said.startswith("the data folder file cannot be used: ")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"BOT_TOKEN": "nonsense"}, "BOT_TOKEN: not a bot token; @BotFather gives one like 123456789:AAE…"),
        ({"BOT_LISTEN": "nowhere"}, "BOT_LISTEN: not an address like 127.0.0.1:8080, nor off"),
        ({"BOT_ADMINS": "me"}, "BOT_ADMINS: not Telegram ids between commas"),
        (
            {"BOT_MODE": "webhook"},
            "BOT_WEBHOOK_URL: needed in webhook mode, like https://bot.example.org/telegram",
        ),
        ({"BOT_PACK": "file"}, "BOT_PACK: file: there is no pack.yaml, so this is no content pack"),
        ({"BOT_LANGUAGE": "de"}, "BOT_LANGUAGE: the pack has kk, ru, en"),
        ({"BOT_DATA_DIR": "file"}, "the data folder file cannot be used: File exists"),
        ({"BOT_DATA_DIR": "file/data"}, "the data folder file/data cannot be used: Not a directory"),
        ({"BOT_DATA_KEY": "short"}, "BOT_DATA_KEY is not base64"),
    ],
)
def test_bad_settings(run: Run, small_pack: str, settings: dict[str, str], said: str) -> None:
    """A bot that cannot be run as it is set up says why in one line, before it talks to anybody."""
    Path("file").touch()
    nowhere = {"BOT_TOKEN": "1:a", "BOT_API_URL": "http://127.0.0.1:9", "BOT_PACK": small_pack}
    assert refused(run(**{**nowhere, **settings})) == said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pack.yaml", "id: [", "/pack.yaml: is not valid YAML at line 2"),
        ("pack.yaml", "id: kz\n", ": info.name: Field required"),
        ("editions/kz-2026.yaml", "[]", "/editions/kz-2026.yaml: an edition is a mapping of fields"),
        ("topics.yaml", "- id: x\n", ": topics.0.articles: Field required"),
    ],
)
def test_a_broken_pack(run: Run, small_pack: str, tmp_path: Path, name: str, text: str, said: str) -> None:
    """A pack that cannot be used is named in one line, with the place."""
    folder = shutil.copytree(small_pack, tmp_path / "broken")
    (folder / name).write_text(text, "utf-8")
    for arguments in (("ask", "4"), ("content", "check"), ("content", "list")):
        assert refused(run(*arguments, BOT_PACK=str(folder))) == f"{folder}{said}"


def test_a_language_that_the_pack_lacks(run: Run, small_pack: str) -> None:
    """The operator's language has to be one of the pack's."""
    line = refused(run("ask", "4", BOT_PACK=small_pack, BOT_LANGUAGE="de"))
    assert line == "BOT_LANGUAGE: 'de' is not a language of the pack (kk, ru, en)"


# The other commands


def test_chat_through_a_pipe(tmp_path: Path) -> None:
    """What is piped into the chat is said by a person; what they see is printed, and the end of input ends it."""
    said = "/start\nwhat does Article 4 say\n"
    ended = process(tmp_path, "chat", "--lang", "en", stdin=said.encode())
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[:2] == ["me> /start", "Atazan:"]
    assert lines[2].startswith("  I am Atazan.")
    asked = lines.index("me> what does Article 4 say")
    assert lines[asked + 1] == "Atazan:"
    assert lines[asked + 2].startswith("  Article 4. The people as the only source of power")


def test_chat_without_a_command(tmp_path: Path) -> None:
    """--or-chat is what `make run` starts: without a token, the chat; bytes that are no text do no harm."""
    ended = process(tmp_path, "--or-chat", stdin=b"\xff\xfe\n/about\n", LC_ALL="C.UTF-8")
    assert (ended.code, ended.err) == (0, "")
    assert "AGPL-3.0" in ended.out


def test_content_list(run: Run) -> None:
    """Every edition is listed in every language, with its state and how much of it is written."""
    ended = run("content", "list")
    assert ended.code == 0
    rows = [line.split("\t") for line in ended.out.splitlines()]
    assert {(row[0], row[1]) for row in rows} == {
        (edition, language)
        for edition in ("kz-1995", "kz-2026", "kz-2026-draft-1")
        for language in ("kk", "ru", "en")
    }
    assert ["kz-2026", "en", "in-force", "96/96 digests", "not reviewed", "no official text"] in rows


def test_content_check(run: Run) -> None:
    """The shipped pack has no problems, and the check says so in one line."""
    ended = run("content", "check")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "kz: 96 articles in 3 languages, no problems\n"


def test_content_check_finds_problems(run: Run, small_pack: str, tmp_path: Path) -> None:
    """Each problem is a line on stderr, and a pack with problems ends with status 2."""
    folder = shutil.copytree(small_pack, tmp_path / "faulty")
    pack = folder / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace('popular: ["4"', 'popular: ["400"'), "utf-8")
    ended = run("content", "check", str(folder))
    assert (ended.code, ended.out) == (2, "")
    assert "400" in ended.err.splitlines()[0]
    assert ended.err.splitlines()[-1] == "1 problems"


def test_database_upgrade(run: Run) -> None:
    """The database is made where there is none; a second time there is nothing to do."""
    assert run("db", "upgrade").out == "the database was upgraded\n"
    assert Path("data/atazan.sqlite3").stat().st_mode & 0o777 == 0o600
    assert run("db", "upgrade").out == "the database is up to date\n"


def test_database_that_is_none(run: Run) -> None:
    """A file that is no database is left as it is, and named in one line."""
    Path("data").mkdir()
    Path("data/atazan.sqlite3").write_text("something else " * 100, "utf-8")
    assert refused(run("db", "upgrade")) == "the database file is not an SQLite database"
    assert Path("data/atazan.sqlite3").read_text("utf-8") == "something else " * 100


@pytest.mark.parametrize("arguments", [(), ("ask",), ("content",), ("content", "check"), ("db",), ("chat",)])
def test_help(run: Run, arguments: tuple[str, ...]) -> None:
    """Every command explains itself."""
    ended = run(*arguments, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Usage: ")
