"""Who helps from outside."""

from cqcplan.model.governance import Adviser, AdviserEvent
from cqcplan.papers.occasion import Occasion


def known(occasion: Occasion) -> tuple[Adviser, ...]:
    """Return the advisers in place, in plan order."""
    return occasion.plan.advisers


def names_its_body(occasion: Occasion, adviser: Adviser) -> bool:
    """Whether what is said of an adviser says already who provides the help."""
    body = occasion.bodies.get(adviser.body or "")
    said = " ".join(filter(None, (adviser.title, adviser.reason, adviser.text))).casefold()
    names = [body.name, body.short_name] if body else []
    return any(name.casefold().removeprefix("the ") in said for name in names if name)


def events(adviser: Adviser) -> tuple[AdviserEvent, ...]:
    """Return what an adviser did, in plan order."""
    return adviser.events
