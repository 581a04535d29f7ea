"""Plain words that do what commands do, and deep links, as tables."""

from __future__ import annotations

from collections import Counter

import pytest
from fluent.syntax import FluentParser, ast

from bot.commands import COMMANDS, command_in_words
from bot.texts import FOLDER, languages, texts
from handlers.links import Cited, Invited, Ordered, destination


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("стоп", "unsubscribe"),
        ("Стоп!", "unsubscribe"),
        ("STOP", "unsubscribe"),
        ("тоқта", "unsubscribe"),
        ("токта", "unsubscribe"),
        ("отмена", "cancel"),
        ("болдырмау", "cancel"),
        ("cancel", "cancel"),
        ("жазылу", "subscribe"),
        ("zhazylu", "subscribe"),
        ("подписка", "subscribe"),
        ("көмек", "help"),
        ("комек", "help"),
        ("komek", "help"),
        ("помощь", "help"),
        ("help", "help"),
        ("тіл", "language"),
        ("язык", "language"),
        ("баптаулар", "settings"),
        ("настройки", "settings"),
        ("мои данные", "mydata"),
        ("менің деректерім", "mydata"),
        ("оглавление", "browse"),
        ("мазмұны", "browse"),
        ("table of contents", "browse"),
        ("статья", "article"),
        ("бап", "article"),
        ("сравнить", "compare"),
        ("не өзгерді", "compare"),
        ("what changed", "compare"),
        ("статистика", "stats"),
        ("status", "status"),
        ("статья 4", None),
        ("стоп кран", None),
        ("", None),
        ("!!!", None),
    ],
)
def test_words_mean_commands(words: str, command: str | None) -> None:
    """A whole message of such words is the command; a question that holds one is not."""
    assert command_in_words(words) == command


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_command_has_plain_words(language: str) -> None:
    """Each command can be said in each language, and the words lead to it."""
    say = texts(language)
    for command in COMMANDS:
        assert command_in_words(say.words(f"words-{command.name}")[0]) == command.name


@pytest.mark.parametrize(
    ("payload", "place"),
    [
        ("a4", Cited("4", None)),
        ("a4p2", Cited("4.2", None)),
        ("a4-ru", Cited("4", "ru")),
        ("a4p2-ru", Cited("4.2", "ru")),
        ("a83-1", Cited("83-1", None)),
        ("a0", Cited("preamble", None)),
        ("s1", Cited("section 1", None)),
        ("s11-kk", Cited("section 11", "kk")),
        ("sub-sessions", Ordered("subscribe", "sessions")),
        ("sub-a4", Ordered("subscribe", "a4")),
        ("p4", Ordered("propose", "4")),
        ("privacy", Ordered("privacy")),
        ("mydata", Ordered("mydata")),
        ("admin-abcdefghijklmnopqrstuvwxyz012345", Invited("abcdefghijklmnopqrstuvwxyz012345")),
        ("start", None),
        ("a", None),
        ("a4p", None),
        ("a4p2-", None),
        ("a99999", None),
        ("s", None),
        ("sub-", None),
        ("admin-short", None),
        ("a4\n", None),
        ("a٤", None),
        ("nonsense", None),
        ("_" * 64, None),
    ],
)
def test_links_lead_somewhere_or_nowhere(payload: str, place: object) -> None:
    """A payload that the bot makes leads to its place; any other one to none."""
    assert destination(payload) == place


@pytest.mark.parametrize("language", languages())
def test_a_message_is_written_once(language: str) -> None:
    """A second message of the same name, in whatever file, would never be said."""
    parser = FluentParser(with_spans=False)
    parts = [
        part
        for path in sorted(FOLDER.glob(f"{language}.*ftl"))
        for part in parser.parse(path.read_text(encoding="utf-8")).body
    ]
    assert not [part for part in parts if isinstance(part, ast.Junk)]
    written = Counter(part.id.name for part in parts if isinstance(part, ast.Message | ast.Term))
    assert [name for name, times in written.items() if times > 1] == []
