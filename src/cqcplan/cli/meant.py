"""What was typed for the fields of an entry, read by the one reader of what people type; told with its option."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from cqcplan.cli.talk import Exit, complain, fail, leave, say

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cqcplan.model.document import Plan

OPTIONS = {
    "quality_statements": "statement", "findings": "finding", "partners": "partner", "made_to": "to", "made_at": "at",
    "part_of": "part-of", "priorities": "priority",
}  # fmt: skip
"""Options that are not called as their field is."""


def option_of(name: str) -> str:
    """Return the option that fills a field."""
    return f"--{OPTIONS.get(name, name.replace('_', '-'))}"


def model_of(section: str) -> "type[BaseModel]":
    """Return the model of the entries of a list, at the top of a plan or inside it."""
    from cqcplan.model.delivery import Action, Priority
    from cqcplan.model.document import PlanFile
    from cqcplan.model.links import shape_of

    inside = {**dict(shape_of(Action).children), **dict(shape_of(Priority).children)}
    return {**inside, **dict(shape_of(PlanFile).children)}[section]


def as_meant(plan: "Plan", model: "type[BaseModel]", typed: Mapping[str, object]) -> dict[str, Any]:
    """Read every field of an entry as it was typed; say all that is not understood, and stop there."""
    from cqcplan.cli.plans import today
    from cqcplan.typed.fields import Typed

    reader = Typed(plan, today())
    meant = {}
    is_understood = True
    for name, value in typed.items():
        if value is not None:
            try:
                meant[name] = reader.value(model, name, value)
            except ValueError as error:
                complain(f"{option_of(name)}: {error}", getattr(error, "help", None))
                is_understood = False
    if not is_understood:
        say("nothing has been written")
        leave(Exit.FAILED)
    return meant


def id_meant(plan: "Plan", typed: str, kinds: Collection[str] = (), option: str = "") -> str:
    """Return the id of the entry that is meant, by id, title, name, holder or printed number."""
    from cqcplan.typed.entries import NotMeantError, entry_meant

    try:
        return entry_meant(plan, typed, kinds).entry.id
    except NotMeantError as error:
        fail(f"{option}: {error}" if option else str(error), error.help)
