"""A calendar file that was sent earlier: what it says of each event, so that a newer one can outrank it."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

_RANK = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "UID")


class Earlier(NamedTuple):
    """One event of an earlier file."""

    sequence: int
    body: tuple[str, ...]
    """Its lines, but for those that rank it."""

    def line(self, name: str) -> str:
        """Return the value of a line, as it stands there."""
        found = (line.partition(":") for line in self.body)
        return next((value for key, _, value in found if key.partition(";")[0] == name), "")

    def days(self) -> tuple[date, date] | None:
        """Return its first and last day."""
        try:
            first, after = (datetime.strptime(self.line(name), "%Y%m%d").date() for name in ("DTSTART", "DTEND"))  # noqa: DTZ007
        except ValueError:
            return None
        return first, after - timedelta(days=1)


def earlier_events(text: str, mark: str) -> dict[str, Earlier]:
    """Read the events of a calendar file, by UID; nothing where it is none, or was made for other readers.

    Args:
        text: with any line ends.
        mark: how a file for the same readers is marked.
    """
    found: dict[str, Earlier] = {}
    if f"X-CQCPLAN-READERS:{mark}" not in text.splitlines():
        return found  # what others may read is carried into no file
    lines: list[str] = []
    for line in text.replace("\r\n ", "").replace("\n ", "").splitlines():
        if line == "BEGIN:VEVENT":
            lines = []
        elif line == "END:VEVENT":
            said = dict(one.split(":", 1) for one in lines if ":" in one)
            sequence = said.get("SEQUENCE", "")
            body = tuple(one for one in lines if one.partition(":")[0] not in _RANK)
            if "UID" in said:
                found[said["UID"]] = Earlier(int(sequence) if sequence.isdecimal() else 0, body)
        else:
            lines.append(line)
    return found
