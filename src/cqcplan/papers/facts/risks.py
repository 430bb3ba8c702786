"""What could stop the plan."""

from cqcplan.model.delivery import Update
from cqcplan.model.governance import Risk
from cqcplan.papers.occasion import Occasion


def greatest_first(occasion: Occasion) -> list[Risk]:
    """Return the risks by likelihood times impact, the greatest first; those not scored last."""
    known = [item for item in occasion.plan.risks if not item.raised or item.raised.earliest <= occasion.until]
    return sorted(known, key=lambda item: -(item.likelihood or 0) * (item.impact or 0))


def news(occasion: Occasion, risk: Risk) -> Update | None:
    """Return the newest update in words on a risk."""
    return occasion.latest_about([risk.id])
