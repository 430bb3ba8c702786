"""The circumstances of a paper: its meeting, the span it is about, and the plan as its readers may see it."""

from collections.abc import Callable
from datetime import date

from cqcplan.model.document import Plan
from cqcplan.model.governance import Body, Meeting
from cqcplan.model.house_style import PaperForm
from cqcplan.model.vocabulary import Visibility
from cqcplan.papers.occasion import Occasion, find_meeting, span_to_date, usual_period
from cqcplan.timeline.periods import PaperPeriod, last_whole
from cqcplan.view.view import view_of


def occasion_of(
    whole: Plan,
    day: date,
    audience: Visibility,
    *,
    period: Callable[[Plan], PaperPeriod] | None = None,
    meeting: Callable[[Plan], Meeting] | None = None,
    form: PaperForm | None = None,
) -> Occasion:
    """Put together what every part of a paper is written from; nothing else sees the plan.

    Args:
        whole: the plan with all that is in it.
        day: the day the paper is made.
        audience: who is to read it.
        period: finds the span that was asked for in their plan; left out, what the paper's meeting goes by.
        meeting: finds the meeting that was asked for; left out, the one that the kind of paper goes to.
        form: the kind of paper, where it says which bodies take it.

    Raises:
        WithheldPlanError: the plan as a whole is not for them.
    """
    shown = view_of(whole, day, audience).plan
    span = period(shown) if period else None
    bodies = form.bodies if form else ()
    held = "board" not in bodies and bool(bodies)
    taking = meeting(shown) if meeting else find_meeting(shown, span, day, bodies, held=held)
    # a paper knows the wording that its own meeting is asked to decide, or the next that has a paper
    asking = taking if taking and taking.title else find_meeting(shown, span, day)
    if asking and asking.on.earliest > day:
        shown = view_of(whole, day, audience, asking.id).plan
        taking = next((each for each in shown.meetings if taking and each.id == taking.id), None)
    fitting = [body for body in shown.bodies if body.kind in bodies]
    taker = fitting[0] if len(fitting) == 1 else None
    return Occasion(shown, day, span or _usual(shown, day, taking, taker, form), taking, taker=taker)


def _usual(plan: Plan, day: date, meeting: Meeting | None, taker: Body | None, form: PaperForm | None) -> PaperPeriod:
    match form.period if form else "since-last-meeting":
        case "to-date":
            return span_to_date(plan, day)
        case "last-quarter":
            return last_whole(plan, day)
        case _:
            return usual_period(plan, day, meeting, taker)


def file_name_of(occasion: Occasion, kind: str, part: str | None, ending: str) -> str:
    """Name a paper by its plan, kind, part, its readers where they are not the public, and the day of its meeting."""
    on = occasion.meeting.on.latest if occasion.meeting else occasion.as_of
    which = f"-part-{part}" if part else ""
    which += "" if occasion.readers == "public" else f"-{occasion.readers}"
    return f"{occasion.plan.header.id}-{kind}{which}-{on.isoformat()}.{ending}"
