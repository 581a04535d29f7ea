"""The language that a question is asked in."""

from __future__ import annotations

from functools import cached_property

from content.citation import Citation
from content.languages.telling import is_russian
from content.model import Pack
from content.search.analysis import words
from content.search.engine import Engine


class Spoken:
    """Tells the language of questions about a pack."""

    def __init__(self, pack: Pack, engine: Engine) -> None:
        self.pack = pack
        self._engine = engine

    def of(self, question: str, citation: Citation | None) -> str | None:
        if citation and citation.language and not citation.rest:
            return citation.language
        return (
            self._engine.language_of(question)
            or (citation.language if citation else None)
            or ("ru" if self._is_russian(question) else None)
        )

    def warm(self) -> None:
        """Make now what the first question in doubtful words would have to wait for."""
        if "kk" in self.pack.info.languages:
            _ = self._kazakh

    def _is_russian(self, question: str) -> bool:
        """Whether words that Kazakh and Russian texts share are Russian by their shape ("голосов депутатов")."""
        if not {"kk", "ru"} <= set(self.pack.info.languages):
            return False
        return is_russian(words(question), self._kazakh.__contains__)

    @cached_property
    def _kazakh(self) -> frozenset[str]:
        """All words of the Kazakh digests and names of topics."""
        texts = [topic.names.get("kk", "") for topic in self.pack.topics]
        for article in self.pack.edition.texts["kk"].articles.values():
            texts.append(article.heading)
            for paragraph in article.paragraphs:
                texts += [paragraph.text, *(item.text for item in paragraph.items)]
        return frozenset(word for text in texts for word in words(text))
