"""How ready each quality statement is to rise, judged from the plan's own work alone."""

from dataclasses import dataclass

from cqcplan.model.document import Plan
from cqcplan.timeline.state import Item, State, happened


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the plan says about one statement.

    ``value`` is the share of its actions and milestones that are done, in whole per cent,
    less 10 for each one overdue or red, less 5 for each one amber, and 5 more for each
    piece of evidence, up to four. It is never less than nought, and nought without work.
    """

    statement: str
    value: int
    items: int
    """Actions and milestones linked to the statement."""
    done: int
    overdue: int
    red: int
    amber: int
    evidence: int

    @property
    def reason(self) -> str:
        """The same in words."""
        if not self.items:
            return "no action or milestone in the plan is linked to it"
        parts = [f"{self.done} of {self.items} linked actions and milestones done"]
        for number, word in ((self.overdue, "overdue"), (self.red, "red"), (self.amber, "amber")):
            if number:
                parts.append(f"{number} {word}")
        pieces = "piece" if self.evidence == 1 else "pieces"
        parts.append(f"{self.evidence} {pieces} of evidence" if self.evidence else "no evidence yet")
        return ", ".join(parts)


def readiness_of(state: State, statements: tuple[str, ...]) -> dict[str, Readiness]:
    """Judge every statement on the date of a state."""
    evidence = _evidence(state)
    return {statement: _one(state, statement, evidence) for statement in statements}


def _one(state: State, statement: str, evidence: dict[str, set[str]]) -> Readiness:
    linked = [item for item in state.items if statement in statements_of(item)]
    about = {item.entry.id for item in linked} | {item.priority.id for item in linked} | {statement}
    pieces = {piece for piece, targets in evidence.items() if targets & about}
    done = sum(item.is_done for item in linked)
    overdue = sum(item.overdue(state.as_of) for item in linked)
    red = sum(item.rag == "red" and not item.is_done for item in linked)
    amber = sum(item.rag == "amber" and not item.is_done for item in linked)
    share = 100 * done // len(linked) if linked else 0
    value = share - 10 * overdue - 10 * red - 5 * amber + 5 * min(len(pieces), 4)
    return Readiness(statement, max(value, 0) if linked else 0, len(linked), done, overdue, red, amber, len(pieces))


def statements_of(item: Item) -> tuple[str, ...]:
    """Return the quality statements an action or milestone serves: its action's own, or its priority's."""
    return item.action.quality_statements or item.priority.quality_statements


def _evidence(state: State) -> dict[str, set[str]]:
    """Return what each piece of evidence known on the date is about."""
    plan: Plan = state.plan
    found = {
        piece.id: {*piece.about, *piece.quality_statements}
        for piece in plan.evidence
        if piece.on is None or happened(piece.on, state.as_of)
    }
    for update in plan.updates:
        if happened(update.on, state.as_of):
            for piece_id in update.evidence:
                if piece_id in found:
                    found[piece_id].add(update.about)
    return found
