"""The reading page: a whole edition in one language as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bot.rendering.provenance import dated
from bot.rendering.scene import Scene
from content.model import PREAMBLE, Article, ArticleText, Edition, Paragraph
from content.official import OfficialArticle, OfficialParagraph

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #666; --line: #ddd; --link: #0a5a9c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #16181a; --soft: #a0a0a0; --line: #3a3a3a; --link: #7fb8ea; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 42rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; scroll-margin-top: 1rem; }
p { margin: .5rem 0; overflow-wrap: break-word; }
ol.items { list-style: none; padding-left: 1.5rem; margin: .25rem 0; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
nav ol { list-style: none; padding-left: 0; }
nav li { margin: .35rem 0; }
details summary { cursor: pointer; padding: .35rem 0; }
.note { color: var(--soft); font-size: .9rem; border-left: 3px solid var(--line); padding-left: .75rem; }
.number { color: var(--soft); }
.back { float: right; font-size: .85rem; }
@media print { nav, .back { display: none; } h3 { break-after: avoid; } }
"""


def reading_page(scene: Scene, edition_id: str) -> str:
    """The page of an edition in the scene's language, with an anchor for each article ("a4") and section ("s1").

    Raises:
        KeyError: the pack has no such edition.
    """
    edition = scene.edition(edition_id)
    return "\n".join(_page(scene, edition)) + "\n"


def _page(scene: Scene, edition: Edition) -> Iterator[str]:
    text = scene.text(edition)
    title = escape(text.name)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(scene.language)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head>"
    yield '<body id="top">'
    yield f"<header><h1>{title}</h1><p>{escape(text.status)}</p>"
    yield f'<p class="note">{escape(_note(scene, edition))}</p>'
    if text.note:
        yield f'<p class="note">{escape(text.note)}</p>'
    yield "</header>"
    yield from _contents(scene, edition)
    yield "<main>"
    if text.preamble:
        yield from _opened(PREAMBLE, scene, scene.say("preamble-title"))
        yield from _preamble(scene, edition, text.preamble)
        yield "</article>"
    for section in edition.sections:
        name = scene.say("section-title", roman=section.roman, heading=text.sections[section.number])
        yield f'<section><h2 id="s{section.number}">{escape(name)}</h2>'
        for article in edition.within(section):
            yield from _article(scene, edition, article, text.articles[article.number])
        yield "</section>"
    yield "</main></body></html>"


def _contents(scene: Scene, edition: Edition) -> Iterator[str]:
    text = scene.text(edition)
    yield f'<nav aria-label="{escape(scene.say("page-contents"))}"><h2>{escape(scene.say("page-contents"))}</h2><ol>'
    if text.preamble:
        yield f'<li><a href="#a0">{escape(scene.say("preamble-title"))}</a></li>'
    for section in edition.sections:
        name = scene.say("section-title", roman=section.roman, heading=text.sections[section.number])
        span = scene.say("section-range", first=section.first, last=section.last)
        yield f"<li><details><summary>{escape(name)} <span class=number>{escape(span)}</span></summary><ol>"
        for article in edition.within(section):
            heading = scene.say(
                "article-title", number=article.number, heading=text.articles[article.number].heading
            )
            yield f'<li><a href="#a{article.number}">{escape(heading)}</a></li>'
        yield "</ol></details></li>"
    yield "</ol></nav>"


def _note(scene: Scene, edition: Edition) -> str:
    """Whose words the page shows."""
    text, revision = scene.text(edition), scene.official and scene.official.of(edition.id, scene.language)
    if not revision:
        return scene.say("page-note", edition=text.name, status=text.status)
    when = dated(scene, revision.text)
    return scene.say("page-note-official", edition=text.name, status=text.status, dated=when)


def _opened(number: str, scene: Scene, heading: str) -> Iterator[str]:
    yield f'<article><h3 id="a{number}"><a class="back" href="#top" aria-label="{escape(scene.say("page-top"))}">↑</a>'
    yield f'<a href="#a{number}">{escape(heading)}</a></h3>'


def _preamble(scene: Scene, edition: Edition, own: ArticleText) -> Iterator[str]:
    revision = scene.wording(edition, PREAMBLE)
    if revision is None:
        yield from _digest(scene, PREAMBLE, own)
    else:
        yield from _wording(PREAMBLE, revision.text.preamble)
        yield from _in_words(scene, own)


def _article(scene: Scene, edition: Edition, article: Article, own: ArticleText) -> Iterator[str]:
    number = article.number
    revision = scene.wording(edition, number)
    official = revision.text.by_number[number] if revision else None
    heading = (official and official.heading) or own.heading
    yield from _opened(number, scene, scene.say("article-title", number=number, heading=heading))
    if official is None:
        yield from _digest(scene, number, own)
    else:
        yield from _official(scene, official, own)
    if article.counterparts:
        named = ", ".join(n for c in article.counterparts for n in c.articles)
        other = scene.text(scene.edition(article.counterparts[0].edition)).short
        yield f'<p class="note">{escape(scene.say("page-counterpart", edition=other, articles=named))}</p>'
    yield "</article>"


def _official(scene: Scene, article: OfficialArticle, own: ArticleText) -> Iterator[str]:
    if article.heading is None:
        yield f'<p class="number">({escape(scene.say("page-heading-ours"))})</p>'
    yield from _wording(article.number, article.paragraphs)
    if not article.paragraphs:
        yield f'<p class="note">{escape(scene.say("wording-excluded"))}</p>'
    yield from _in_words(scene, own)


def _wording(number: str, paragraphs: Iterable[OfficialParagraph]) -> Iterator[str]:
    """The wording line by line as it is written in the revision."""
    for paragraph in paragraphs:
        anchor = f' id="a{number}p{paragraph.number}"' if paragraph.number else ""
        lines = [escape(line).replace("\n", "<br>") for line in paragraph.lines]
        yield f"<p{anchor}>{'<br>'.join(lines)}</p>"


def _in_words(scene: Scene, own: ArticleText) -> Iterator[str]:
    if own.paragraphs:
        yield f'<details class="note"><summary>{escape(scene.say("page-words"))}</summary>'
        for paragraph in own.paragraphs:
            yield from _paragraph(scene, None, paragraph)
        yield "</details>"


def _digest(scene: Scene, number: str, own: ArticleText) -> Iterator[str]:
    for paragraph in own.paragraphs:
        yield from _paragraph(scene, number, paragraph)
    if not own.paragraphs:
        yield f'<p class="note">{escape(scene.say("page-no-digest"))}</p>'


def _paragraph(scene: Scene, number: str | None, paragraph: Paragraph) -> Iterator[str]:
    label = scene.say("paragraph-number", number=paragraph.number) if paragraph.number else ""
    anchor = f' id="a{number}p{paragraph.number}"' if number and paragraph.number else ""
    shown = f"<span class=number>{escape(label)}</span> " if label else ""
    yield f"<p{anchor}>{shown}{escape(paragraph.text)}</p>"
    if paragraph.items:
        yield "<ol class=items>"
        for item in paragraph.items:
            label = scene.say("item-number", number=item.number)
            yield f"<li><span class=number>{escape(label)}</span> {escape(item.text)}</li>"
        yield "</ol>"
