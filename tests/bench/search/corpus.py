"""The corpus that other engines search: one document for each article and language, as the pack exports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypedDict

from content.model import PREAMBLE, ArticleText, Pack


class Document(TypedDict):
    """An article in one language: `number` "0" is the preamble, `text` its digest."""

    number: str
    lang: str
    heading: str
    text: str


def documents(pack: Pack) -> list[Document]:
    """The articles of the pack's default edition in each of its languages, and the preamble like one of them."""
    return list(_documents(pack))


def enriched(pack: Pack) -> list[Document]:
    """The same documents, to the text of each of which is added what else the pack knows of the article: the names and
    synonyms of its topics, and the example questions that it answers."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic in pack.topics:
        for code, name in topic.names.items():
            for reference in topic.articles:
                known[_number(reference), code] += [name, *topic.synonyms.get(code, ())]
    for code, examples in pack.asked.items():
        for reference, question in examples:
            known[_number(reference), code].append(question.removeprefix("="))
    return [
        {**each, "text": "\n".join([each["text"], *known[each["number"], each["lang"]]])}
        for each in documents(pack)
    ]


def _number(reference: str) -> str:
    return reference.partition(".")[0]


def _documents(pack: Pack) -> Iterator[Document]:
    for code in pack.info.languages:
        for number in (PREAMBLE, *pack.edition.numbers):
            held = pack.edition.article_text(number, code)
            if held is not None:
                yield {"number": number, "lang": code, "heading": held.heading, "text": _text(held)}


def _text(held: ArticleText) -> str:
    lines = [line for part in held.paragraphs for line in (part.text, *(item.text for item in part.items))]
    return "\n".join(lines)
