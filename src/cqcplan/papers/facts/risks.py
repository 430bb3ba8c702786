"""What could stop the plan."""

from cqcplan.model.delivery import Update
from cqcplan.model.governance import Risk
from cqcplan.papers.setting import Setting
from cqcplan.timeline.state import known_updates


def greatest_first(setting: Setting) -> list[Risk]:
    """Return the risks by likelihood times impact, the greatest first; those not scored last."""
    known = [item for item in setting.plan.risks if not item.raised or item.raised.earliest <= setting.until]
    return sorted(known, key=lambda item: -(item.likelihood or 0) * (item.impact or 0))


def news(setting: Setting, risk: Risk) -> Update | None:
    """Return the newest update in words on a risk."""
    told = [item for item in known_updates(setting.plan, setting.until) if item.about == risk.id and item.text]
    return told[-1] if told else None
