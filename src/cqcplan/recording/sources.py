"""Where a fact comes from, typed as an address: it becomes a source of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan


def sourced(plan: "Plan", changes: "Sequence[Change]") -> "tuple[list[Change], list[str]]":
    """Put the id of a source where changes have its address, and add the sources that the plan has not.

    Args:
        plan: the plan as it is kept.
        changes: what is to be recorded.

    Returns:
        The changes, and the ids of the sources that are added.
    """
    from cqcplan.editing.changes import AddEntry, ReplaceField, SetField

    known = _Sources(plan)
    out: list[Change] = []
    for change in changes:
        if isinstance(change, AddEntry):
            out.append(replace(change, values=known.named(change.values)))
        elif isinstance(change, (SetField, ReplaceField)) and change.field == "source":
            out.append(replace(change, value=known.named({"source": change.value})["source"]))
        elif isinstance(change, ReplaceField):
            out.append(replace(change, value=known.named(change.value)))
        else:
            out.append(change)
    return [AddEntry("sources", source) for source in known.added] + out, [source["id"] for source in known.added]


class _Sources:
    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self.added: list[dict[str, str]] = []

    def named(self, value: Any) -> Any:
        """Return a value with every address of a source put into an id."""
        if isinstance(value, Mapping):
            return {
                key: self._id_of(item) if key == "source" and str(item).startswith(("https://", "http://"))
                else self.named(item)
                for key, item in value.items()
            }  # fmt: skip
        return [self.named(item) for item in value] if isinstance(value, (list, tuple)) else value

    def _id_of(self, address: str) -> str:
        from cqcplan.editing.ids import new_id
        from cqcplan.model.entries import entries_of

        held = {source.url: source.id for source in self._plan.sources if source.url}
        held |= {source["url"]: source["id"] for source in self.added}
        if address in held:
            return held[address]
        title = address.partition("://")[2].removeprefix("www.").rstrip("/")
        host, _, path = title.partition("/")
        taken = {placed.entry.id for placed in entries_of(self._plan)} | set(held.values())
        chosen = new_id(f"{host} {path.rpartition('/')[2].partition('?')[0]}", taken)
        self.added.append({"id": chosen, "title": title, "url": address})
        return chosen
