"""Calendar files for tests of imports."""

from __future__ import annotations

ENDS = "\r\n"


def calendar(*parts: str, head: str = "") -> bytes:
    """A calendar with these components; `head` are more of its own lines."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", *head.splitlines())
    return (ENDS.join((*lines, *parts, "END:VCALENDAR")) + ENDS).encode()


def event(**properties: str | None) -> str:
    """An event: names in capitals with `_` for `-`; a value that begins with ";" has parameters; None leaves it out."""
    usual = {"UID": "one@example.org", "DTSTART": "20260714T110000Z", "SUMMARY": "Open session"}
    given = {name.replace("_", "-"): value for name, value in properties.items()}
    lines = [
        name + (value if value.startswith(";") else ":" + value)
        for name, value in (usual | given).items()
        if value is not None
    ]
    return ENDS.join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


ZONE = ENDS.join(
    (
        "BEGIN:VTIMEZONE",
        "TZID:Our own",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0600",
        "TZNAME:OWN",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
)
"""A time zone that only its file knows: six hours ahead of UTC."""
