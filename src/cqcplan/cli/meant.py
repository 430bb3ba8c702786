"""What was typed for the fields of an entry, read by the one reader of what people type; told with its option."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from cqcplan.cli.talk import Exit, complain, fail, leave, say

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cqcplan.model.document import Plan

Typed = Mapping[tuple[str, ...], object]
"""What was typed, by field: ``("due",)``, ``("target", "by")``."""


def as_meant(plan: "Plan", model: "type[BaseModel]", typed: Typed) -> dict[str, Any]:
    """Read every field of an entry as it was typed; say all that is not understood, and stop there."""
    from cqcplan.cli.clock import today
    from cqcplan.cli.kinds import options_of
    from cqcplan.typed.fields import Typed as Reader

    reader = Reader(plan, today())
    options = {option.path: option for option in options_of(model)}
    meant: dict[str, Any] = {}
    is_understood = True
    for path, value in typed.items():
        if value is None:
            continue
        option = options.get(path)
        try:
            if path == ("scores",):
                read = scores_meant(plan, meant, value)
            else:
                read = reader.value(option.model if option else model, path[-1], value)
        except ValueError as error:
            name = option.name if option else path[-1]
            complain(f"--{name}: {error}", getattr(error, "help", None))
            is_understood = False
            continue
        if len(path) > 1:
            meant.setdefault(path[0], {})[path[1]] = read
        else:
            meant[path[0]] = read
    if not is_understood:
        say("nothing has been written")
        leave(Exit.FAILED)
    return meant


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


def _score(figure: str) -> int:
    if figure.strip() not in ("1", "2", "3", "4"):
        raise ValueError(f"{figure} is no score: CQC scores 1, 2, 3 or 4")
    return int(figure)


def id_meant(plan: "Plan", typed: str, kinds: Collection[str] = (), option: str = "") -> str:
    """Return the id of the entry that is meant, by id, title, name, holder or printed number."""
    from cqcplan.typed.entries import NotMeantError, entry_meant

    try:
        return entry_meant(plan, typed, kinds).entry.id
    except NotMeantError as error:
        fail(f"{option}: {error}" if option else str(error), error.help)
