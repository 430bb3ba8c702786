"""The differences as plain data, for ``--format json``. Documented in docs/reference/diff-json.md."""

from typing import Any

from pydantic import BaseModel

from cqcplan.model.dates import When
from cqcplan.model.delivery import Update
from cqcplan.model.entries import Placed, title_of
from cqcplan.papers.diff.difference import Difference
from cqcplan.timeline.changes import UNTOLD, Work
from cqcplan.view.suppress import Withheld


def difference_data(difference: Difference) -> dict[str, Any]:
    """Return the differences of one plan."""
    changes = difference.changes
    return {
        "plan": difference.occasion.plan.header.id,
        "council": difference.occasion.plan.header.council.name,
        "before": {"as": difference.before, "on": changes.since.isoformat()},
        "after": {"as": difference.after, "on": changes.until.isoformat()},
        "sentences": [{"under": heading, "says": said} for heading, said in difference.sentences],
        "completed": [_work(item) for item in changes.completed],
        "found_done": [_work(item) for item in changes.found_done],
        "embedded": [_work(item) for item in changes.embedded],
        "reopened": [_work(item) for item in changes.reopened],
        "begun": [_work(item) for item in changes.started],
        "moved": [
            {
                **_work(slip.item),
                "before": _plain(slip.move.before),
                "after": _plain(slip.move.after),
                "weeks": slip.weeks,
                "by": slip.by and slip.by._asdict(),
                "reason": slip.move.reason,
            }
            for slip in changes.moved
        ],
        "rated": [
            {**_work(each.item), "before": each.before, "after": each.after, "reason": each.item.reason}
            for each in changes.recoloured
        ],
        "overall": _overall(changes.overall),
        "owners": [{**_work(each.item), "before": each.before, "after": each.after} for each in changes.reowned],
        "measured": [
            {"id": each.measure.id, "before": _plain(each.before), "after": _plain(each.after)}
            for each in changes.measured
        ],
        "targets": [
            {"id": each.measure.id, "before": _plain(each.before), "after": _plain(each.after)}
            for each in changes.retargeted
        ],
        "corrected": [
            {"id": each.measure.id, "before": _plain(each.before), "after": _plain(each.after)}
            for each in changes.corrected
        ],
        "risks_raised": [risk.id for risk in changes.raised],
        "risks_escalated": [risk.id for risk in changes.escalated],
        "risks_closed": [risk.id for risk in changes.closed],
        "commitments_met": [promise.id for promise in changes.met],
        "commitments_missed": [promise.id for promise in changes.missed],
        "submissions_sent": [sent.id for sent in changes.sent],
        "submissions_missed": [sent.id for sent in changes.unsent],
        "consultations_opened": [asked.id for asked in changes.opened],
        "consultations_closed": [asked.id for asked in changes.shut],
        "assessments_published": [each.id for each in changes.assessed],
        "updates": len(changes.reported),
        "updates_rewritten": len(changes.rewritten),
        "added": [_placed(placed) for placed in changes.added],
        "withdrawn": [_placed(placed) for placed in changes.withdrawn],
        "edited": [
            {
                **_placed(each.placed),
                "fields": [
                    {"field": change.field.rstrip("_"), "before": _plain(change.before), "after": _plain(change.after)}
                    for change in each.fields
                ],
            }
            for each in changes.edited
        ],
    }


def _work(item: Work) -> dict[str, Any]:
    return {"id": item.entry.id, "title": item.entry.title, "priority": item.priority.id, "status": item.status}


def _placed(placed: Placed) -> dict[str, Any]:
    above = placed.above[-1].id if placed.above else None
    return {"kind": placed.kind, "id": placed.entry.id, "title": title_of(placed.entry), "under": above}


def _overall(moved: tuple[Update | None, Update] | None) -> dict[str, Any] | None:
    if moved is None:
        return None
    before, after = moved
    return {"before": before.rag if before else None, "after": after.rag, "reason": after.reason}


def _plain(value: Any) -> Any:
    """Return a value of a plan as plain data; dates in words."""
    match value:
        case When() | Withheld():
            return str(value)
        case BaseModel():
            said = {name.rstrip("_"): getattr(value, name) for name in type(value).model_fields if name not in UNTOLD}
            return {name: _plain(each) for name, each in said.items() if each is not None}
        case dict():
            return {str(name): _plain(each) for name, each in value.items()}
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return value
