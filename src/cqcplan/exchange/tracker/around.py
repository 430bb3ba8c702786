"""What else is in a tracker: risks, promises, returns and meetings, each a sheet for reading."""

from datetime import date
from typing import NamedTuple

from cqcplan.exchange.sheet_words import post_names, when_text
from cqcplan.exchange.tracker.rows import Heading, Row
from cqcplan.model.document import Plan
from cqcplan.timeline.state import happened
from cqcplan.view.names import Names


class Around(NamedTuple):
    """One sheet for reading."""

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


_ID = Heading("id", "Id", 22, "What the plan calls it.")
_OWNER = Heading("owner", "Owner", 26, "The post that answers for it.")
_TO = Heading("body", "To", 28, "Whom it is promised or sent to.")
_TITLE = Heading("title", "Title", 46, "What it is called.")
_DUE = Heading("due", "Due", 20, "The date in force.")


def around_of(plan: Plan, as_of: date) -> tuple[Around, ...]:
    """Return the sheets for reading that have anything in them.

    Args:
        plan: the plan as its audience may see it.
        as_of: the day for which the position is shown.
    """
    posts, names = post_names(plan), Names(plan)

    def row(kind: str, entry_id: str, **values: str | None) -> Row:
        return Row(entry_id, kind, {"id": entry_id} | {key: value or "" for key, value in values.items()})

    risks = [
        row(
            "risk", risk.id, title=risk.title, owner=posts.get(risk.owner or ""), mitigation=risk.mitigation,
            reviewed=when_text(risk.reviewed),
        )
        for risk in plan.risks
    ]  # fmt: skip
    promises = [
        row(
            "commitment", one.id, title=one.title, body=", ".join(names.body(body) or body for body in one.made_to),
            owner=posts.get(one.by or ""), due=when_text(one.due),
            kept="Kept" if one.met_by or (one.met and happened(one.met, as_of)) else "",
        )
        for one in plan.commitments
    ]  # fmt: skip
    returns = [
        row(
            "submission", one.id, title=one.title, body=names.body(one.to) or one.to, due=when_text(one.due),
            kept=when_text(one.submitted),
        )
        for one in plan.submissions
    ]  # fmt: skip
    meetings = [
        row("meeting", one.id, body=names.body(one.body) or one.body, due=when_text(one.on), title=one.title)
        for one in sorted(plan.meetings, key=lambda one: (one.on.earliest, one.id))
    ]
    sheets = (
        Around(
            "Risks",
            (
                _ID, _TITLE, _OWNER, Heading("mitigation", "Mitigation", 50, "What is done about it."),
                Heading("reviewed", "Reviewed", 18, "When it was last looked at."),
            ),
            tuple(risks),
        ),
        Around("Promises", (_ID, _TITLE, _TO, _OWNER, _DUE, Heading("kept", "Kept", 10, "")), tuple(promises)),
        Around("Returns", (_ID, _TITLE, _TO, _DUE, Heading("kept", "Sent", 18, "")), tuple(returns)),
        Around(
            "Meetings",
            (
                _ID, Heading("body", "Body", 30, "Who meets."), Heading("due", "On", 20, "When."),
                Heading("title", "Paper", 50, "What is brought to it."),
            ),
            tuple(meetings),
        ),
    )  # fmt: skip
    return tuple(sheet for sheet in sheets if sheet.rows)
