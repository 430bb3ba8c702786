"""What is meant for some papers alone."""

from datetime import date

from pydantic import BaseModel

from cqcplan.model.papers import Paragraph


def belongs(entry: BaseModel, day: date, meeting: str | None) -> bool:
    """Whether an entry stands in a paper of a day: printed no longer after its last day, and for its meetings alone.

    Args:
        entry: an entry that was known by then.
        day: the day the paper is made.
        meeting: the id of the meeting it is for.
    """
    if isinstance(entry, Paragraph) and entry.until and entry.until.latest < day:
        return False
    meant_for = getattr(entry, "meetings", ())
    return not meant_for or meeting in meant_for
