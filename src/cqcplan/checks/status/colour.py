"""Which update gave an entry its colour, and which colours mean trouble."""

from cqcplan.checks.subject import EntryInFile, Subject
from cqcplan.model.header import Header


def last_coloured(subject: Subject, entry_id: str) -> EntryInFile:
    """Return the last update known on the day that gives an entry a colour; there must be one."""
    return [placed for placed in subject.updates_about[entry_id] if placed.entry.rag][-1]


def troubled(header: Header) -> frozenset[str]:
    """Return the colours that call for a reason: amber and red, unless the council's own scheme means well by them.

    In some councils amber is work in progress that is on track.
    """
    found = {"amber", "red"}
    for colour in header.status_scheme.colours if header.status_scheme else ():
        said = f"{colour.word} {colour.meaning}".lower()
        if "on track" in said and "not on track" not in said:
            found.discard(colour.colour)
    return frozenset(found)
