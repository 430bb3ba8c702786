"""How sure the council is that the plan will be delivered: as a whole, and by colour."""

from cqcplan.model.delivery import Update
from cqcplan.papers.setting import Setting
from cqcplan.timeline.state import known_updates


def last_overall(setting: Setting) -> Update | None:
    """Return the newest update that rates the plan as a whole."""
    about = setting.plan.header.id
    rated = [item for item in known_updates(setting.plan, setting.until) if item.about == about and item.rag]
    return rated[-1] if rated else None
