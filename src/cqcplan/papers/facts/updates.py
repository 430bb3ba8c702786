"""Updates on priorities and their work."""

from cqcplan.model.delivery import Update
from cqcplan.papers.setting import Setting
from cqcplan.timeline.changes import within
from cqcplan.timeline.state import PriorityState, known_updates


def told(setting: Setting, state: PriorityState) -> list[Update]:
    """Return what is told of a priority and its work in the paper's window, in plan order."""
    ids = _ids(state)
    return [
        update
        for update in setting.plan.updates
        if update.about in ids and update.text and within(update.on, setting.opens, setting.until)
    ]


def moved_without_words(setting: Setting, state: PriorityState) -> bool:
    """Whether its work moved in the paper's window, with or without a word being said."""
    ids = _ids(state)
    return any(item.about in ids and within(item.on, setting.opens, setting.until) for item in setting.plan.updates)


def latest(setting: Setting, state: PriorityState) -> Update | None:
    """Return the newest update in words on a priority and its work."""
    ids = _ids(state)
    known = [update for update in known_updates(setting.plan, setting.until) if update.about in ids and update.text]
    return known[-1] if known else None


def _ids(state: PriorityState) -> set[str]:
    return {state.priority.id} | {item.entry.id for item in state.items}


def any_recorded(setting: Setting) -> bool:
    """Whether the plan's record has begun."""
    return bool(known_updates(setting.plan, setting.until))


def latest_on(setting: Setting, entry_id: str) -> Update | None:
    """Return the newest update in words on one entry."""
    known = [item for item in known_updates(setting.plan, setting.until) if item.about == entry_id and item.text]
    return known[-1] if known else None
