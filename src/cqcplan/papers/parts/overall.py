"""How sure the council is that the plan will be delivered: as a whole, and by colour."""

from cqcplan.model.delivery import Update
from cqcplan.papers.setting import Setting
from cqcplan.scoring.words import number_words
from cqcplan.timeline.state import known_updates


def last_overall(setting: Setting) -> Update | None:
    """Return the newest update that rates the plan as a whole."""
    about = setting.plan.header.id
    rated = [item for item in known_updates(setting.plan, setting.until) if item.about == about and item.rag]
    return rated[-1] if rated else None


def how_far(setting: Setting) -> str:
    """Count how far the actions and milestones have got."""
    items = list(setting.state.items)
    if not items:
        return "The plan has no actions or milestones yet."
    done = sum(item.is_done for item in items)
    begun = sum(item.status == "in-progress" for item in items)
    waiting = sum(item.status == "not-started" for item in items)
    said = [
        f"{number_words(number)} {word}"
        for number, word in ((done, "done"), (begun, "in progress"), (waiting, "not started"))
        if number
    ]
    silent = len(items) - done - begun - waiting
    if silent:
        said.append(f"{number_words(silent)} with no progress recorded")
    plural = "action or milestone" if len(items) == 1 else "actions and milestones"
    return f"Of {number_words(len(items))} {plural}: {', '.join(said)}."
