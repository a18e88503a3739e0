"""Dates as front matter writes them, in ISO 8601."""

from __future__ import annotations

import re

from cleaner.regex import regex

ISO_DATE = regex(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?"
    r"(?:(?:[T ]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\Z"
)


def iso_date(text: str) -> str | None:
    """`text` as an ISO 8601 date or date-time, or None if it is no date.

    Reads ISO 8601, Jekyll's `2022-01-05 16:42:44 +0800`, `2021年6月30日` and RFC 2822. An offset is
    kept and never invented; `GMT` is `Z`, and RFC 2822's `-0000` means that the zone is unknown.
    """
    found = ISO_DATE.match(text.strip())
    if found:
        from datetime import UTC, datetime  # only a text with a date needs it

        year, month, day, hour, minute, second, zone = found.groups()
        try:
            datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
        except ValueError:
            return None
        parts = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
        if hour is None or day is None:
            return parts if hour is None else None
        offset = "" if not zone else "Z" if zone in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[-2:]}"
        return f"{parts}T{int(hour):02}:{minute}:{second or '00'}{offset}"
    if not re.match(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    from email.utils import parsedate_to_datetime  # imports much, and is rarely needed

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


def from_binary(value: str) -> str:
    """The text that a `!binary` scalar holds, as some tools write dates, or "" where it holds none."""
    import base64

    try:
        return base64.b64decode("".join(value.split()), validate=True).decode("utf-8")
    except ValueError:
        return ""
