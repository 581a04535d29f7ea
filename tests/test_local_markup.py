"""Telegram's HTML in the local Telegram: what is understood and what is refused, in the server's words."""

import pytest

from bot.local.entities import formatted, typed
from bot.local.errors import ApiError
from bot.local.links import checked_link
from bot.local.plain import clean, utf16_length


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


UNDERSTOOD = [
    ("plain", "plain", []),
    ("<b>a</b> <STRONG>b</STRONG>", "a b", [entity("bold", 0, 1), entity("bold", 2, 1)]),
    ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
    (
        "<u>a</u><s>b</s><del>c</del>",
        "abc",
        [entity(k, n, 1) for n, k in enumerate(["underline"] + 2 * ["strikethrough"])],
    ),
    ("😀<b>x</b>", "😀x", [entity("bold", 2, 1)]),
    ("<b>😀</b>", "😀", [entity("bold", 0, 2)]),
    ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;", '1 < 2 && 3 > 2 "', []),
    ("&nbsp; &amp &#65;&#x42;", "&nbsp; & AB", []),
    ("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
    ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    (
        '<a href="https://Akorda.kz?a=1&amp;b=2">x</a>',
        "x",
        [entity("text_link", 0, 1, url="https://akorda.kz/?a=1&b=2")],
    ),
    ("<a href='nowhere'>x</a>", "x", []),
    ('<a href="tg://user?id=5">x</a>', "x", [entity("text_mention", 0, 1, user={"id": 5})]),
    ("<code>a</code>", "a", [entity("code", 0, 1)]),
    ('<pre><code class="language-python">a</code></pre>', "a", [entity("pre", 0, 1, language="python")]),
    ("<code><b>a</b></code>", "a", [entity("code", 0, 1)]),
    ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("<b></b>a", "a", []),
    (
        '<tg-time unix="1783000000" format="wDT">x</tg-time>',
        "x",
        [entity("date_time", 0, 1, unix_time=1783000000, date_time_format="wDT")],
    ),
    (
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        "👍",
        [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
    ),
    ("  <b>a</b> \n", "a", [entity("bold", 0, 1)]),
    (" \n a \n ", "a", []),
]

REFUSED = [
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    ("ә<x>", 'Unsupported start tag "x" at byte offset 2'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("<2>", 'Unsupported start tag "2" at byte offset 0'),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("html", "text", "entities"), UNDERSTOOD)
def test_html_becomes_text_and_entities(html: str, text: str, entities: list[dict[str, object]]) -> None:
    """Tags become entities counted in UTF-16 units, and the text is trimmed as the server trims it."""
    assert formatted(html, "HTML") == (text, entities)


@pytest.mark.parametrize(("html", "complaint"), REFUSED)
def test_bad_html_is_refused_in_the_servers_words(html: str, complaint: str) -> None:
    """A mistake in the markup refuses the whole message and names the byte where it is."""
    with pytest.raises(ApiError) as refusal:
        formatted(html, "HTML")
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize("mode", ["MarkdownV2", "Markdown", "xml"])
def test_other_modes_are_refused(mode: str) -> None:
    """Only HTML and plain text are spoken here."""
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("a", mode)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start a4", [entity("bot_command", 0, 6)]),
        ("/help@atazan_bot", [entity("bot_command", 0, 16)]),
        ("1/2 a/b //x", []),
        ("бап /article 4", [entity("bot_command", 4, 8)]),
        ("@atazan_bot 4", [entity("mention", 0, 11)]),
        ("a@b.kz", [entity("email", 0, 6)]),
        ("#конституция", [entity("hashtag", 0, 12)]),
        ("see https://akorda.kz/ru.", [entity("url", 4, 20)]),
    ],
)
def test_the_server_finds_commands_and_mentions(text: str, found: list[dict[str, object]]) -> None:
    """What a person types gets the entities that the real server adds by itself."""
    assert typed(text) == (text, found)


def test_given_entities_keep_their_place_when_characters_vanish() -> None:
    """A direction override before a bold word is dropped and the word stays bold."""
    assert formatted("\u202eab", "", [entity("bold", 1, 2)]) == ("ab", [entity("bold", 0, 2)])


def test_entities_must_lie_inside_the_text() -> None:
    """An entity that ends after the text is refused."""
    with pytest.raises(ApiError, match="ends after the end of the text"):
        formatted("ab", "", [entity("bold", 1, 2)])


def test_control_characters_become_spaces() -> None:
    """Nothing below a space survives except the line break."""
    assert clean("a\x00b\tc\r\nd\u202e") == "a b c\nd"


def test_lengths_are_counted_in_utf16_units() -> None:
    """An emoji counts two, Kazakh letters one."""
    assert [utf16_length(text) for text in ("", "a", "әі", "😀", "a😀ә")] == [0, 1, 2, 2, 4]


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("akorda.kz", "http://akorda.kz/"),
        ("https://t.me/atazan_bot?start=a4", "https://t.me/atazan_bot?start=a4"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("localhost", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_addresses_are_stored_like_on_the_server(address: str, stored: str) -> None:
    """A link without a scheme gets one, a link that leads nowhere is no link."""
    assert checked_link(address) == stored
