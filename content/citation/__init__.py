"""Citations: which article, paragraph or section a question names, if any."""

from content.citation.model import Citation, Names, Target
from content.citation.parse import parse

__all__ = ["Citation", "Names", "Target", "parse"]
