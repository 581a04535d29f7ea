"""Dates of the record as people read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


_LOCALES = {"en": "en_GB"}
"""Day before month, as the rest of the world writes English."""


def written(value: str, language: str) -> str:
    """A date such as "2026-01-30", "2026-01" or "2026-02-12/2026-03-13" in words of that language.

    A language without known month names gets the date as it is written.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(_LOCALES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return value
    return " – ".join(_one(part, locale) for part in value.split("/"))


def _one(value: str, locale: Locale) -> str:
    from babel.dates import format_date, format_skeleton

    if len(value) == len("2026-01-30"):
        return str(format_date(date.fromisoformat(value), "long", locale))
    if len(value) == len("2026-01"):
        return str(format_skeleton("yMMMM", date.fromisoformat(value + "-01"), locale=locale))
    return value
