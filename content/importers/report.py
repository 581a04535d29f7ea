"""What an importer understood, as lines for an operator to look through before trusting it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.official import OfficialArticle, OfficialParagraph, OfficialText

_FIRST_WORDS = 60
_SHOWN = 20


def report(text: OfficialText, kind: str, warnings: Sequence[str], left_out: Sequence[str]) -> list[str]:
    """Counts, then every section, article and paragraph with its first words, then what was left out and warnings."""
    paragraphs = sum(len(article.paragraphs) for article in text.articles)
    excluded = sum(article.state == "excluded" for article in text.articles)
    head = (
        f"{text.edition} {text.language}: {kind}, {len(text.sections)} sections, {len(text.articles)} articles"
        f" ({excluded} excluded), {paragraphs} paragraphs, preamble: {'yes' if text.preamble else 'no'}"
    )
    lines = [head]
    lines += [f"  preamble: {first_words(text.preamble[0].text)}"] if text.preamble else []
    lines += _body(text)
    lines += [f"left out: {first_words(line)}" for line in left_out[:_SHOWN]]
    lines += [f"left out: {len(left_out) - _SHOWN} lines more"] if len(left_out) > _SHOWN else []
    return [*lines, *(f"warning: {warning}" for warning in warnings)]


def first_words(text: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _FIRST_WORDS:
        return line
    return line[:_FIRST_WORDS].rpartition(" ")[0].rstrip(",;:") + " …"


def _body(text: OfficialText) -> Iterator[str]:
    titles = {section.number: section for section in text.sections}
    shown: set[str] = set()
    for article in text.articles:
        if article.section in titles and article.section not in shown:
            shown.add(article.section)
            section = titles[article.section]
            yield f"section {section.roman}: {section.heading or '(no title)'}"
        yield from _article(article)


def _article(article: OfficialArticle) -> Iterator[str]:
    heading = f": {first_words(article.heading)}" if article.heading else ""
    state = " (excluded)" if article.state == "excluded" else ""
    notes = f" [notes: {len(article.notes)}]" if article.notes else ""
    yield f"  article {article.number}{heading}{state}{notes}"
    yield from (f"    {_paragraph(paragraph)}" for paragraph in article.paragraphs)


def _paragraph(paragraph: OfficialParagraph) -> str:
    items = f" [items: {len(paragraph.items)}]" if paragraph.items else ""
    beginning = paragraph.text or (paragraph.items[0].text if paragraph.items else "")
    return f"{paragraph.mark or '-'} {first_words(beginning)}{items}"
