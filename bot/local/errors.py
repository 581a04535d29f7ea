"""How a call fails: an answer with an error code, or no answer at all."""

from typing import Any


class ApiError(Exception):
    """The Bot API refuses a call.

    ``code`` is the HTTP status, ``description`` the server's words with their prefix ("Bad Request: …"),
    ``parameters`` what the answer carries for machines (``retry_after`` in seconds, ``migrate_to_chat_id``).
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def wire(self) -> dict[str, Any]:
        """Return the answer as the server writes it."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class ConnectionFault(Exception):  # noqa: N818
    """The caller gets no answer: an injected time-out or a dropped connection.

    ``timed_out`` is True where the connection stays open in silence, False where it closes.
    """

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("timed out" if timed_out else "connection dropped")
        self.timed_out = timed_out


def bad_request(reason: str) -> ApiError:
    """Return a 400 with the server's usual prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return a 403 with the server's usual prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return a 429 that asks to wait ``retry_after`` seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def not_found_query() -> ApiError:
    """Return the 400 for a callback, inline or guest query that nobody waits for any more."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")
