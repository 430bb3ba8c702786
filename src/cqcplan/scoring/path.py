"""Target scores by date: what has to rise for them, and whether the plan's work is timed for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cqcplan.model.dates import When
from cqcplan.scoring.readiness import statements_of
from cqcplan.scoring.result import Result
from cqcplan.timeline.state import State


@dataclass(frozen=True, slots=True)
class Rise:
    """One statement that has to rise for a target."""

    statement: str
    before: int | None
    after: int
    open_items: int
    """Linked actions and milestones not done yet."""
    late: int
    """Those of them due after the target's date."""
    undated: int
    """Those of them without a date."""
    done: int

    @property
    def supported(self) -> bool:
        """Whether there is linked work, none of it too late or undated."""
        return (self.open_items + self.done) > 0 and not self.late and not self.undated


@dataclass(frozen=True, slots=True)
class Aim:
    """One set of target scores still ahead."""

    result: Result
    by: When
    rises: tuple[Rise, ...]

    @property
    def supported(self) -> bool:
        """Whether the linked work supports every rise."""
        return all(rise.supported for rise in self.rises)


def aims(now: Result, history: Sequence[Result], state: State) -> tuple[Aim, ...]:
    """Return the targets that lie ahead, the nearest first."""
    found = []
    for target in history:
        made = target.assessment
        if made is None or made.kind != "target" or made.published is None or made.published.latest < state.as_of:
            continue
        current = {item.id: item.score for item in now.statements}
        rises = tuple(
            _rise(state, item.id, current.get(item.id), item.score, made.published.latest)
            for item in target.statements
            if item.score is not None and item.score > (current.get(item.id) or 0)
        )
        found.append(Aim(target, made.published, rises))
    return tuple(sorted(found, key=lambda aim: aim.by.latest))


def _rise(state: State, statement: str, before: int | None, after: int, by: date) -> Rise:
    linked = [item for item in state.items if statement in statements_of(item)]
    open_items = [item for item in linked if not item.is_done]
    return Rise(
        statement=statement,
        before=before,
        after=after,
        open_items=len(open_items),
        late=sum(item.due is not None and item.due.latest > by for item in open_items),
        undated=sum(item.due is None for item in open_items),
        done=len(linked) - len(open_items),
    )
