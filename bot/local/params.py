"""Parameters of a call, whether they come as Python values (PTB) or as text (forms, query strings)."""

import json
from dataclasses import dataclass
from typing import Any

from bot.local.errors import bad_request

TRUE_WORDS = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call; ``content`` is its bytes."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


class Params:
    """Reads the parameters of one call the way the Bot API server does: every value may also be its text.

    Absent values read as empty text, 0, False or None, as on the real server, which does not tell absent
    from empty.
    """

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) not in (None, "")

    def raw(self, name: str) -> Any:
        """Return the value as it came, None if absent."""
        return self._values.get(name)

    def text(self, name: str) -> str:
        """Return a text, empty if absent; numbers are written out."""
        value = self._values.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """Return a number kept between ``low`` and ``high``; ``default`` if absent or no number."""
        value = self._values.get(name)
        try:
            number = default if value in (None, "") else int(value)
        except (TypeError, ValueError):
            number = default
        number = number if low is None else max(low, number)
        return number if high is None else min(high, number)

    def flag(self, name: str) -> bool:
        """Return a truth value; the words true, yes and 1 are true."""
        value = self._values.get(name)
        return value.lower() in TRUE_WORDS if isinstance(value, str) else bool(value)

    def json(self, name: str, complaint: str) -> Any:
        """Return a structure, None if absent.

        Raises:
            ApiError: 400 with ``complaint`` where the text is not JSON.
        """
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(complaint) from error

    def file(self, name: str) -> Upload | str | None:
        """Return an uploaded file, or the text that names one (file id or URL), or None if absent."""
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._values.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else self.text(name) or None
