"""A plan on one day, for one audience: all that anything which shows a plan may be made of."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import Visibility
from cqcplan.timeline.state import State, state_of
from cqcplan.view.audience import for_audience, for_private_session
from cqcplan.view.known import as_known
from cqcplan.view.names import Names
from cqcplan.view.suppress import suppress


@dataclass(frozen=True)
class View:
    """What was known on a day, as far as an audience may read it. The rest of the plan is not in it."""

    plan: Plan
    day: date

    @cached_property
    def state(self) -> State:
        """Where everything stood."""
        return state_of(self.plan, self.day)

    @cached_property
    def names(self) -> Names:
        """What ids stand for."""
        return Names(self.plan)


def view_of(whole: Plan, day: date, audience: Visibility, meeting: str | None = None) -> View:
    """Narrow a plan to what was known on a day, then to what an audience may read; the public get no small counts.

    Args:
        whole: the plan as it is kept.
        day: the day.
        audience: who is to read it.
        meeting: the id of the meeting that a paper is made for, whose own wording is known before it is held.

    Raises:
        WithheldPlanError: where the plan as a whole is more restricted than the audience.
    """
    known = as_known(whole, day, meeting)
    shown = for_audience(known, audience)
    return View(suppress(shown, known) if audience == "public" else shown, day)


def members_view(whole: Plan, day: date, meeting: str | None = None) -> View:
    """Narrow a plan in the same way for members while the public are excluded.

    Raises:
        WithheldPlanError: where the plan as a whole is internal or confidential.
    """
    return View(for_private_session(as_known(whole, day, meeting)), day)
