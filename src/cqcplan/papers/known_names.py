"""The names that every section may use without asking the facts: the paper's circumstances."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cqcplan.papers.setting import Setting


def names_of(setting: "Setting") -> dict[str, Any]:
    """Return the paper's circumstances by the names that templates use."""
    return {
        "plan": setting.plan,
        "council": setting.council,
        "as_of": setting.as_of,
        "until": setting.until,
        "period": setting.span,
        "meeting": setting.meeting,
        "met": setting.met,
        "decided": setting.decided,
        "the_body": setting.the_body(),
        "state": setting.state,
        "result": setting.result,
        "rating_is_news": setting.rating_is_news,
        "label": setting.label,
        "labels": setting.labels,
        "scheme": setting.scheme,
        "vintage": setting.vintage,
    }
