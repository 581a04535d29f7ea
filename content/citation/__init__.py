"""Citations: which article, paragraph or section a question names, if any."""

from content.citation.lexicon import Lexicon
from content.citation.model import Citation, Names, Target
from content.citation.parse import parse, parse_by

__all__ = ["Citation", "Lexicon", "Names", "Target", "parse", "parse_by"]
