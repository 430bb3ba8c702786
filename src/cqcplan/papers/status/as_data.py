"""The screen as plain data, for ``--format json``. Documented in docs/reference/status-json.md."""

from typing import Any

from cqcplan.model.dates import When
from cqcplan.model.delivery import Measure
from cqcplan.papers.status.screen import Screen
from cqcplan.timeline.agenda import Dated, answers_for
from cqcplan.timeline.state import Item


def screen_data(screen: Screen) -> dict[str, Any]:
    """Return the screen of one plan."""
    occasion = screen.occasion
    overall, near = screen.overall, screen.reassessment
    return {
        "plan": occasion.plan.header.id,
        "council": occasion.plan.header.council.name,
        "as_of": occasion.as_of.isoformat(),
        "until": screen.until.isoformat(),
        "stale_after": screen.asked.stale_after,
        "owner": screen.asked.owner,
        "overall": overall and {"rag": overall.rag, "on": str(overall.on), "reason": overall.reason},
        "reassessment": near and {"due": near.due.isoformat(), "months_left": near.months_left},
        "priorities": [
            {
                "id": count.priority.id,
                "ref": count.priority.ref,
                "title": count.priority.title,
                "open": count.open,
                "done": count.done,
                "overdue": count.overdue,
                "due": count.due,
                "red": count.red,
                "amber": count.amber,
                "stale": count.stale,
            }
            for count in screen.counts
        ],
        "overdue": [_dated(screen, each) for each in screen.overdue],
        "due": [_dated(screen, each) for each in screen.due],
        "meetings": [_dated(screen, each) for each in screen.meetings],
        "rated": [
            {
                "id": rating.standing.entry.id,
                "title": rating.standing.entry.title,
                "priority": rating.standing.priority.id,
                "owner": rating.owner,
                "rag": rating.colour,
                "reason": rating.standing.reason,
                "recovery": rating.standing.recovery,
            }
            for rating in screen.ratings
        ],
        "off_track": [
            {
                "id": found.measure.id,
                "title": found.measure.title,
                "owner": found.owner,
                "unit": found.measure.unit,
                "value": found.where.value,
                "on": found.where.latest.on.latest.isoformat(),
                "expected": round(found.where.expected, 6),
                "target": _target(found.measure),
            }
            for found in screen.off_track
        ],
        "stale": [
            {**_item(each.item), "last_update": each.heard.isoformat(), "days": each.days} for each in screen.stale
        ],
        "unreported": [_item(item) for item in screen.unreported],
        "untracked": [measure.id for measure in screen.untracked],
    }


def _dated(screen: Screen, dated: Dated) -> dict[str, Any]:
    return {
        "kind": dated.kind,
        "id": dated.entry,
        "which": dated.what or None,
        "title": dated.title,
        "priority": dated.item.priority.id if dated.item else None,
        "body": dated.body,
        "owner": dated.owner,
        "when": _when(dated.when),
        "days_left": (dated.when.latest - screen.occasion.as_of).days,
    }


def _when(when: When) -> dict[str, str]:
    return {"words": str(when), "first": when.earliest.isoformat(), "last": when.latest.isoformat()}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.entry.id,
        "title": item.entry.title,
        "priority": item.priority.id,
        "owner": answers_for(item),
        "status": item.status,
    }


def _target(measure: Measure) -> dict[str, Any] | None:
    target = measure.target
    return {"value": target.value, "by": _when(target.by)} if target else None
