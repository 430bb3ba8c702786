"""What is worked out of a plan for the as-of date, as columns beside what it says."""

from collections.abc import Mapping, Sequence

from cqcplan.exchange.fields import date_columns, date_values, number
from cqcplan.exchange.table import Column, Growing, Value
from cqcplan.model.assessments import Assessment
from cqcplan.model.delivery import Action, Measure, Milestone
from cqcplan.model.header import default_scheme
from cqcplan.scoring.current import current_assessment, result_of
from cqcplan.timeline.figures import values_of
from cqcplan.timeline.state import Item, PriorityState, State


def add_states(growing: Mapping[str, Growing], state: State) -> None:
    """Add to each table what is worked out of it.

    Args:
        growing: the tables, with their rows.
        state: the plan as it stands on the as-of date.
    """
    _States(growing, state).add()


class _States:
    def __init__(self, growing: Mapping[str, Growing], state: State) -> None:
        self.growing, self.state = growing, state
        self.plan, self.as_of = state.plan, state.as_of

    def add(self) -> None:
        done_on = date_columns("as_of_done_on", "When it was done.", "2026-05-20")
        due = date_columns("as_of_due", "The date now in force.", "2026-11")
        status = Column("as_of_status", "text", "The last lifecycle state recorded by the as-of date.", "in-progress")
        rag = (
            Column("as_of_rag", "text", "The colour of delivery.", "amber"),
            Column("as_of_rag_word", "text", "The colour in the council's words.", "At risk"),
            Column("as_of_reason", "text", "Why it is that colour.", "Referrals rose by a fifth."),
            Column("as_of_recovery", "text", "What will bring it back.", "A second provider starts in September."),
        )
        work = (
            status,
            *rag,
            Column("as_of_owner_id", "text", "Who answers for it now.", "head-of-ot", "roles"),
            *due,
            Column("as_of_times_moved", "whole", "How many times its date has moved.", "1"),
            Column("as_of_overdue", "flag", "Whether the last day it could be due has passed, and it is not done."),
            *done_on,
        )
        items = {item.entry.id: item for item in self.state.items}
        self._beside("priorities", (status, *rag), {s.priority.id: self._of_priority(s) for s in self.state.priorities})
        for name, model in (("actions", Action), ("milestones", Milestone)):
            here = {key: self._of_item(item) for key, item in items.items() if isinstance(item.entry, model)}
            self._beside(name, work, here)
        latest = (
            Column("as_of_value", "number", "The latest value known by the as-of date.", "551"),
            *date_columns("as_of_value_on", "The day that value is of.", "2026-04-30"),
        )
        self._beside("measures", latest, {m.id: self._of_measure(m) for m in self.plan.measures})
        sums = (
            Column("computed_points", "whole", "What the nine scores add up to, 9 to 36.", "21"),
            Column("computed_percent", "whole", "The overall percentage that they make.", "59"),
            Column("computed_rating", "text", "The rating that they make.", "requires-improvement"),
            Column("as_of_in_force", "flag", "Whether this is the assessment whose rating stands on the as-of date."),
        )
        standing = current_assessment(self.plan, self.as_of)
        self._beside("assessments", sums, {a.id: _of_assessment(a, standing) for a in self.plan.assessments})

    def _beside(self, name: str, columns: Sequence[Column], values: dict[str, tuple[Value, ...]]) -> None:
        table = self.growing[name]
        place = [column.name for column in table.columns].index("id")
        table.columns = (*table.columns, *columns)
        table.rows = [(*row, *values[str(row[place])]) for row in table.rows]

    def _rag(self, state: PriorityState | Item) -> tuple[Value, ...]:
        return state.rag, rag_word(self.state, state.rag), state.reason, state.recovery

    def _of_priority(self, state: PriorityState) -> tuple[Value, ...]:
        return state.status, *self._rag(state)

    def _of_item(self, item: Item) -> tuple[Value, ...]:
        moved = (len(item.moves), item.overdue(self.as_of))
        return (
            item.status, *self._rag(item), item.owner, *date_values(item.due), *moved, *date_values(item.done_on),
        )  # fmt: skip

    def _of_measure(self, measure: Measure) -> tuple[Value, ...]:
        known = values_of(measure, self.as_of)
        return (number(known[-1].value), *date_values(known[-1].on)) if known else (None, None, None, None)


def rag_word(state: State, colour: str | None) -> str | None:
    """Return the council's word for a colour."""
    scheme = state.plan.header.status_scheme or default_scheme()
    return next((item.word for item in scheme.colours if item.colour == colour), colour and colour.capitalize())


def _of_assessment(assessment: Assessment, standing: Assessment | None) -> tuple[Value, ...]:
    result = result_of(assessment)
    return result.points, result.percent, result.rating, assessment is standing
