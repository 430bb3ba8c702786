"""The names that every section may use without asking the facts: the paper's circumstances."""

from typing import TYPE_CHECKING, Any

from cqcplan.model.vocabulary import IN_TEMPLATES

if TYPE_CHECKING:
    from cqcplan.papers.occasion import Occasion


def names_of(occasion: "Occasion") -> dict[str, Any]:
    """Return the paper's circumstances by the names that templates use."""
    return {
        "plan": occasion.plan,
        "council": occasion.council,
        "as_of": occasion.as_of,
        "until": occasion.until,
        "period": occasion.period,
        "meeting": occasion.meeting,
        "met": occasion.met,
        "decided": occasion.decided,
        "the_body": occasion.the_body(),
        "state": occasion.state,
        "result": occasion.result,
        "rating_is_news": occasion.rating_is_news,
        "label": occasion.label,
        "labels": occasion.labels,
        "scheme": occasion.scheme,
        "vintage": occasion.vintage,
        "vocabulary": IN_TEMPLATES,
    }
