"""What was typed for the fields of an entry, read by the one reader of what people type."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from cqcplan.recording.mistakes import Mistake, NotRecordedError

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from cqcplan.model.document import Plan

Typed = Mapping[tuple[str, ...], object]
"""What was typed, by field: ``("due",)``, ``("target", "by")``."""


def as_meant(
    plan: "Plan", model: "type[BaseModel]", typed: Typed, today: "date | None", unit: str = ""
) -> dict[str, Any]:
    """Read every field of an entry as it was typed.

    Args:
        plan: the plan, as far as whoever typed it may see it.
        model: the kind of entry.
        typed: what was typed.
        today: the day it is typed, from which ``yesterday`` counts.
        unit: of a measure, what its figures are counted in, where that is not typed too.

    Raises:
        NotRecordedError: with all that is not understood.
    """
    from cqcplan.recording.kinds import options_of
    from cqcplan.typed.fields import Typed as Reader

    reader = Reader(plan, today, str(typed.get(("unit",)) or unit))
    options = {option.path: option for option in options_of(model)}
    meant: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    read: Any
    for path, value in typed.items():
        if value is None:
            continue
        option = options.get(path)
        try:
            if path == ("scores",):
                read = scores_meant(plan, meant, value)
            elif path == ("categories",):
                read = {name: _score(figure) for name, _, figure in (str(each).partition("=") for each in _list(value))}
            elif option and path[-1] == "value" and "bound" in option.model.model_fields:
                read = _bounded(str(value), reader.unit, meant.setdefault(path[0], {}) if path[1:] else meant)
            else:
                read = reader.value(option.model if option else model, path[-1], value)
        except ValueError as error:
            name = option.name if option else path[-1]
            mistakes.append(Mistake(name, str(error), getattr(error, "help", None)))
            continue
        if len(path) > 1:
            meant.setdefault(path[0], {})[path[1]] = read
        else:
            meant[path[0]] = read
    if mistakes:
        raise NotRecordedError(mistakes, several=True)
    return meant


def _bounded(typed: str, unit: str, record: dict[str, Any]) -> float:
    """Read a figure that may not be known exactly; how it is known stands beside it."""
    from cqcplan.typed.figures import read_bounded

    value, bound = read_bounded(typed, unit)
    if bound:
        record["bound"] = bound
    return value


def scores_meant(plan: "Plan", values: Mapping[str, Any], typed: object) -> dict[str, int]:
    """Read the scores of quality statements: ``Equity=3``, or all nine in CQC's order.

    Raises:
        ValueError: where one is not understood.
    """
    import re

    from cqcplan.framework.vintage import load_vintage, vintage_ids
    from cqcplan.typed.fields import Typed as Reader

    said = [typed] if isinstance(typed, str) else list(typed) if isinstance(typed, (list, tuple)) else []
    chosen = str(values.get("framework") or plan.header.framework)
    vintage = load_vintage(chosen if chosen in vintage_ids() else plan.header.framework)
    figures = (
        re.findall(r"\d+", " ".join(said))
        if not any(re.search("[=:a-z]", each, re.IGNORECASE) for each in said)
        else []
    )
    order = [each.id for each in vintage.statements]
    if figures:
        if len(figures) != len(order):
            raise ValueError(
                f"{len(figures)} scores were given, and there are {len(order)}, in this order: {', '.join(order)}"
            )
        return {name: _score(figure) for name, figure in zip(order, figures, strict=True)}
    found = {}
    for each in said:
        name, _, figure = re.sub(r"\s*[:=]\s*(?=\d+\s*$)", "=", each).rpartition("=")
        if not name:
            raise ValueError(f'"{each}" is no score: write a quality statement and its score, such as equity=3')
        found[Reader(plan).entry("quality statement", name)] = _score(figure)
    return {name: found[name] for name in order if name in found}


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _score(figure: str) -> int:
    if figure.strip() not in ("1", "2", "3", "4"):
        raise ValueError(f"{figure} is no score: CQC scores 1, 2, 3 or 4")
    return int(figure)


def id_meant(plan: "Plan", typed: str, kinds: Collection[str] = (), option: str = "") -> str:
    """Return the id of the entry that is meant, by id, title, name, holder or printed number.

    Raises:
        NotRecordedError: where none is, or more than one may be.
    """
    from cqcplan.typed.entries import NotMeantError, entry_meant

    try:
        return entry_meant(plan, typed, kinds).entry.id
    except NotMeantError as error:
        raise NotRecordedError([Mistake(option.removeprefix("--"), str(error), error.help)]) from error


def given(**options: Any) -> dict[str, Any]:
    """Put what was given together, as the fields of an entry."""
    return {
        name: list(value) if isinstance(value, (list, tuple)) else value.strip() if isinstance(value, str) else value
        for name, value in options.items()
        if value not in (None, [], (), False)
    }
