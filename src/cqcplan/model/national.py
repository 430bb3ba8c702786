"""What the catalogue of national metrics says of a measure that names one."""

import re
from collections.abc import Mapping
from typing import Any

from cqcplan.metrics.catalogue import Metric, find_metric
from cqcplan.model.units import unit_of


def filled_in(measure: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain data of a measure with what it leaves out; what it says itself is never changed.

    A metric that is not in the catalogue is told by a rule of its own; that title and unit are missing then follows
    from that.
    """
    metric = find_metric(measure["metric"])
    if metric is None:
        name = measure["metric"]
        return {"title": name, "unit": name, **measure} if isinstance(name, str) else dict(measure)
    said = {name: value for name, value in measure.items() if value is not None or name in ("title", "unit")}
    filled = from_catalogue(metric)
    if "unit" in said:
        filled.pop("counts", None)  # what another unit counts may be people
    return {**filled, **said}


def from_catalogue(metric: Metric) -> dict[str, Any]:
    """Return the fields of a measure that a national metric fills, as plain data."""
    fields: dict[str, Any] = {
        "title": metric.title,
        "unit": metric.unit,
        "better": metric.better,
        "definition": metric.definition,
        "quality_statements": list(metric.quality_statements),
        "counts": metric.counts,
        "frequency": metric.frequency,
        "breaks": [{"on": each.on, "text": each.text} for each in metric.breaks],
    }
    return {name: value for name, value in fields.items() if value}


def counted_alike(own: str, published: str) -> bool:
    """Whether two units are the same, however they are typed; a number is held against another where both have one."""
    one, other = unit_of(own), unit_of(published)
    if other.kind == "duration":
        return one.kind == "duration" and one.after.split()[:1] == other.after.split()[:1]
    numbers, theirs = _numbers(own), _numbers(published)
    if numbers and theirs and numbers != theirs:
        return False
    scores = ("count", "other")
    return one.kind == other.kind or (bool(numbers) and one.kind in scores and other.kind in scores)


def _numbers(unit: str) -> list[str]:
    """Return what a unit is out of: ``per 100,000``, ``out of 24``."""
    return re.findall(r"\b(?:per|out of|every) (\d+)", re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", unit.casefold()))
