"""`content export`: the texts as files for others, in one language to standard output or in several to a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, get_args

from bot import environment
from bot.errors import BotError, UsageError
from bot.official_texts import OfficialTexts
from bot.rendering.reading_page import reading_page
from bot.rendering.scene import Scenes
from content.export import akoma, jsonl, markdown
from content.model import Pack
from content.revisions import RevisionError

Format = Literal["akn", "jsonl", "md", "html"]
FORMATS: tuple[str, ...] = get_args(Format)
_SUFFIXES = {"akn": "xml", "jsonl": "jsonl", "md": "md", "html": "html"}

Put = Callable[[str], None]


def export(form: str, edition: str | None, languages: Sequence[str], out: Path | None, put: Put) -> None:
    """Export in a format of `FORMATS`. No languages means all of them.

    `edition` None means every one for JSONL, else the one in force. `put` gets the text where it goes to standard
    output, and the paths of what was written where it goes to files.

    Raises:
        UsageError: the format, edition or a language is unknown, or several files are asked for and no folder named.
        BotError: a stored text is damaged, or a file cannot be written.
    """
    pack = environment.pack()
    _check(pack, form, edition, languages)
    official = environment.official_texts()
    wanted = tuple(languages) or pack.info.languages
    try:
        if form == "jsonl":
            lines = _lines(pack, official, edition, wanted if languages else (None,))
            _one("\n".join(lines) + "\n", out, put)
            return
        shown = edition or pack.info.default_edition
        texts = {language: _text(form, pack, official, shown, language) for language in wanted}
        names = {language: f"{shown}.{language}.{_SUFFIXES[form]}" for language in wanted}
        if len(wanted) == 1:
            _one(texts[wanted[0]], out / names[wanted[0]] if out and out.is_dir() else out, put)
        else:
            _several({names[language]: text for language, text in texts.items()}, out, put)
    except RevisionError as error:
        raise BotError(str(error)) from error
    except OSError as error:
        raise BotError(f"{error.filename or out}: cannot be written ({error.strerror})") from error


def _check(pack: Pack, form: str, edition: str | None, languages: Sequence[str]) -> None:
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}: there are {', '.join(FORMATS)}")
    if edition is not None and edition not in pack.editions:
        raise UsageError(f"unknown edition {edition!r}: the pack has {', '.join(sorted(pack.editions))}")
    for language in languages:
        if language not in pack.info.languages:
            raise UsageError(f"unknown language {language!r}: the pack has {', '.join(pack.info.languages)}")


def _lines(
    pack: Pack, official: OfficialTexts, edition: str | None, languages: Sequence[str | None]
) -> list[str]:
    return [
        line
        for language in languages
        for line in jsonl(pack, official.revisions, edition=edition, language=language)
    ]


def _text(form: str, pack: Pack, official: OfficialTexts, edition: str, language: str) -> str:
    if form == "html":
        return reading_page(Scenes(pack, environment.language(pack), official)(language), edition)
    write = akoma if form == "akn" else markdown
    return write(pack, official.revisions, edition, language)


def _one(text: str, out: Path | None, put: Put) -> None:
    if out is None:
        put(text.removesuffix("\n"))
    else:
        out.write_text(text, "utf-8")
        put(str(out))


def _several(texts: dict[str, str], out: Path | None, put: Put) -> None:
    if out is None:
        raise UsageError(
            "several languages make several files: name a folder with --out, or one language with --lang"
        )
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / name).write_text(text, "utf-8")
        put(str(out / name))
