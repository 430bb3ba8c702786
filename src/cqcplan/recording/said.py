"""What has been recorded, said back in a sentence."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cqcplan.model.document import Plan

_LONGEST = 90
"""Characters of a text that are said back."""


def said_of(plan: "Plan", model: "type[BaseModel]", values: Mapping[str, Any]) -> str:
    """Say the fields of an entry in the words that papers have: ``due 31 March 2026, owner Head of Service``."""
    return ", ".join(
        f"{name.replace('_', ' ')} {_said(plan, model, name, value)}"
        for name, value in values.items()
        if value is not None
    )


def _said(plan: "Plan", model: "type[BaseModel]", name: str, value: Any) -> str:
    from cqcplan.typed.fields import field_of

    if isinstance(value, (list, tuple)):
        return "; ".join(_said(plan, model, name, each) for each in value)
    field = field_of(model, name)
    if isinstance(value, Mapping):
        if field.record and name != "scores":
            return said_of(plan, field.record, value)
        return ", ".join(f"{key} {item}" for key, item in value.items())
    if field.target == "national metric":
        return _metric(str(value))
    if field.what == "entry":
        return titled(plan, str(value))
    return _PLAIN.get(field.what, _quoted)(value)


def _metric(metric_id: str) -> str:
    """Say a national metric with what it fills in."""
    from cqcplan.metrics.catalogue import find_metric

    metric = find_metric(metric_id)
    if metric is None:
        return metric_id
    better = f", {metric.better} is better" if metric.better else ""
    return f"{metric_id}: {_quoted(metric.title)} ({metric.unit}, {metric.frequency}{better})"


def _quoted(value: object) -> str:
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"}"'


def _date(value: object) -> str:
    from cqcplan.model.dates import parse_when
    from cqcplan.typed.dates import in_full

    try:
        return in_full(parse_when(str(value)))
    except ValueError:
        return str(value)


_PLAIN: dict[str, Callable[[Any], str]] = {
    "date": _date,
    "flag": lambda value: "yes" if value else "no",
    "figure": lambda value: f"{value:,}" if isinstance(value, (int, float)) else str(value),
    "word": lambda value: str(value).replace("-", " "),
}
"""How what is no text is said."""


def titled(plan: "Plan", entry_id: str) -> str:
    """Return what an entry is called, with its id: ``Head of Service (head)``."""
    from cqcplan.model.entries import entries_of, title_of

    for placed in entries_of(plan):
        if placed.entry.id == entry_id:
            title = title_of(placed.entry)
            return entry_id if title == entry_id else f"{title} ({entry_id})"
    return entry_id
