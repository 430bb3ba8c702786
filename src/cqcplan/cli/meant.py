"""What was typed for the fields of an entry; what is not understood is told with its option, and ends the command."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cqcplan.cli.talk import Exit, complain, leave, say

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cqcplan.model.document import Plan
    from cqcplan.recording.meant import Typed


@contextmanager
def told() -> Iterator[None]:
    """Say what keeps something from being recorded, and leave."""
    from cqcplan.recording.mistakes import NotRecordedError

    try:
        yield
    except NotRecordedError as error:
        for mistake in error.mistakes:
            complain(mistake.typed, mistake.help)
        if error.several:
            say("nothing has been written")
        leave(Exit.FAILED)


def as_meant(plan: "Plan", model: "type[BaseModel]", typed: "Typed") -> dict[str, Any]:
    """Read every field of an entry as it was typed; say all that is not understood, and stop there."""
    from cqcplan.cli.clock import today
    from cqcplan.recording import meant

    with told():
        return meant.as_meant(plan, model, typed, today())


def id_meant(plan: "Plan", typed: str, kinds: Collection[str] = (), option: str = "") -> str:
    """Return the id of the entry that is meant, by id, title, name, holder or printed number."""
    from cqcplan.recording import meant

    with told():
        return meant.id_meant(plan, typed, kinds, option)
