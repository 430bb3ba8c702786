"""The exempt part of a paper, as far as part 1 may tell it: the grounds alone."""

from cqcplan.model.base import Exemption
from cqcplan.papers.setting import Setting


def grounds(setting: Setting) -> list[Exemption]:
    """Return the grounds of what is exempt, each once."""
    every = {(entry.grounds.paragraphs, entry.grounds.reason): entry.grounds for entry in setting.exempt}
    return list(every.values())


def numbers(setting: Setting) -> list[int]:
    """Return the paragraphs of Schedule 12A that they name, each once, in order."""
    return sorted({number for entry in setting.exempt for number in entry.grounds.paragraphs})


def is_executive(setting: Setting) -> bool:
    """Whether the body is the council's executive, whose meetings have a law of their own."""
    body = setting.bodies.get(setting.meeting.body) if setting.meeting else None
    return body is not None and body.kind == "cabinet"
