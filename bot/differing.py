"""`content diff` and `content parity`: where editions, or language versions of one, differ; a line each."""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import UsageError
from bot.official_texts import OfficialTexts
from content.compare import compare_articles
from content.model import Difference, Edition, Pack
from content.parity import parity_report

_SIGNS = {"same": "", "added": "+", "removed": "-"}


def differences(
    pack: Pack, official: OfficialTexts, edition: str, other: str, language: str
) -> Iterator[str]:
    """What is different in `edition` from `other`: word by word where both official texts are held, else what the
    pack knows, marked as such. Articles without a difference have no line.

    Raises:
        UsageError: the pack has no such edition or language.
    """
    here, there = _edition(pack, edition), _edition(pack, other)
    if language not in pack.info.languages:
        raise UsageError(f"unknown language {language!r}: the pack has {', '.join(pack.info.languages)}")
    worded = official.of(edition, language) is not None and official.of(other, language) is not None
    for number in here.numbers:
        if worded:
            yield from _worded(pack, official, number, here, there, language)
        else:
            known = [d for d in (*here.differences, *there.differences) if d.article == number]
            yield from (f"{number}\treported\t{_known(each, language)}" for each in known)


def _worded(
    pack: Pack, official: OfficialTexts, number: str, here: Edition, there: Edition, language: str
) -> Iterator[str]:
    found = compare_articles(pack, official.of, number, edition=here.id, other=there.id, language=language)
    if found is None or found.before == found.after:
        return
    changed = [piece for piece in found.pieces if piece.kind != "same" and piece.text.strip()]
    shown = " ".join(f"[{_SIGNS[piece.kind]}{' '.join(piece.text.split())}]" for piece in changed)
    yield f"{number}\tfrom {', '.join(found.places) or 'nothing'}\t{shown}"


def _known(difference: Difference, language: str) -> str:
    words = f" [-{difference.before}] [+{difference.after}]" if difference.before and difference.after else ""
    return f"{difference.date}\t{difference.what[language]}{words}"


def parity(pack: Pack, official: OfficialTexts, edition: str) -> list[str]:
    """Where the language versions of an edition differ in numbers, negations, or words for "free of charge".

    Raises:
        UsageError: the pack has no such edition.
    """
    return parity_report(pack, official.revisions, _edition(pack, edition).id)


def _edition(pack: Pack, identity: str) -> Edition:
    if identity not in pack.editions:
        raise UsageError(f"unknown edition {identity!r}: the pack has {', '.join(sorted(pack.editions))}")
    return pack.editions[identity]
