"""The exempt part of a paper, as far as part 1 may tell it: the grounds alone."""

from cqcplan.model.base import Exemption
from cqcplan.papers.occasion import Occasion


def grounds(occasion: Occasion) -> list[Exemption]:
    """Return the grounds of what is exempt, each once."""
    every = {(entry.grounds.paragraphs, entry.grounds.reason): entry.grounds for entry in occasion.exempt}
    return list(every.values())


def numbers(occasion: Occasion) -> list[int]:
    """Return the paragraphs of Schedule 12A that they name, each once, in order."""
    return sorted({number for entry in occasion.exempt for number in entry.grounds.paragraphs})


def is_executive(occasion: Occasion) -> bool:
    """Whether the body is the council's executive, whose meetings have a law of their own."""
    body = occasion.bodies.get(occasion.meeting.body) if occasion.meeting else None
    return body is not None and body.kind == "cabinet"
