"""The languages that the program itself speaks; a pack may bring others (`content.language.load`)."""

from content.language import Language
from content.languages.en import ENGLISH
from content.languages.kk import KAZAKH
from content.languages.ru import RUSSIAN

ALL: tuple[Language, ...] = (KAZAKH, RUSSIAN, ENGLISH)

__all__ = ["ALL", "ENGLISH", "KAZAKH", "RUSSIAN"]
