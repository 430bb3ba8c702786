"""Results made part of a council's own file of them: its text with entries added and nothing else touched."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.editing.changes import CannotEditError
from cqcplan.editing.layout import Layout, NoPlaceError, add_items, set_value
from cqcplan.editing.outline import MapNode, outline
from cqcplan.editing.splices import OverlapError, spliced
from cqcplan.editing.written import field_lines
from cqcplan.exchange.published.from_page import entry_of
from cqcplan.files.loaded import LoadedFile
from cqcplan.files.read_file import read_bytes
from cqcplan.model.results import OwnResult, ResultsFile
from cqcplan.scoring.compare import same_council

LIMITS = "Read off CQC's report pages, saved by hand; only the councils that somebody has saved are in it."


class Added(NamedTuple):
    """A file with results added."""

    content: bytes
    new: tuple[OwnResult, ...]
    known: tuple[OwnResult, ...]
    """Those that the file had already, just so."""


def new_file(path: Path, items: Sequence[OwnResult], day: date) -> Added:
    """Write a file that is not there yet."""
    lines = [
        *field_lines("collected", day.isoformat(), column=0, offset=2),
        *field_lines("limits", LIMITS, column=0, offset=2),
        *field_lines("results", [entry_of(item) for item in items], column=0, offset=2),
    ]
    content = "\n".join([*lines, ""]).encode()
    _check(
        path, content, {"collected": day.isoformat(), "limits": LIMITS, "results": [entry_of(item) for item in items]}
    )
    return Added(content, tuple(items), ())


def added(file: LoadedFile, items: Sequence[OwnResult], day: date) -> Added:
    """Add results to a file that was read and is sound.

    One of a council that stands there already takes its place (``supersedes``) where its report is newer or it says
    more of the same one.

    Raises:
        CannotEditError: where the file says something else of the same report, or cannot be added to.
    """
    content = file.content
    if not isinstance(content, ResultsFile):
        raise CannotEditError(f"{file.name} is not a file of results in YAML", "name one that ends in .yaml")
    new: list[OwnResult] = []
    known: list[OwnResult] = []
    for item in items:
        before = [one for one in (*content.results, *new) if same_council(one.council, item.council)]
        fitting = _as_new(file, before[-1], item) if before else item
        (known if fitting is None else new).append(fitting or item)
    if not new:
        return Added(file.text.encode(), (), tuple(known))
    entries = [entry_of(item) for item in new]
    root = outline(file.text)
    if not isinstance(root, MapNode):
        raise CannotEditError(f"{file.name} is no mapping of fields", "start a new file")
    layout = Layout(file.text, root)
    meant: dict[str, Any] = dict(file.data) if isinstance(file.data, dict) else {}
    try:
        splices = add_items(layout, root, "results", entries, [])
        pair = root.find("collected")
        if pair and content.collected.latest < day:
            splices += set_value(layout, root, pair, day.isoformat())
            meant["collected"] = day.isoformat()
        text = spliced(file.text, splices)
    except (NoPlaceError, OverlapError, LookupError) as error:
        raise CannotEditError(
            f"{file.name} is laid out so that nothing can be added: {error}", "add the entries by hand"
        ) from error
    meant["results"] = [*meant["results"], *entries]
    made = text.encode()
    _check(file.path, made, meant)
    return Added(made, tuple(new), tuple(known))


def _as_new(file: LoadedFile, before: OwnResult, item: OwnResult) -> OwnResult | None:
    """Return a result as it is added beside an earlier one of the council; nothing where that one says the same."""
    facts = ("kind", "scores", "overall_percent", "rating")
    differing = [
        name
        for name in facts
        if getattr(item, name) is not None and getattr(before, name) not in (None, getattr(item, name))
    ]
    is_newer = (
        item.published is not None
        and before.published is not None
        and before.published.latest < item.published.earliest
    )
    says_more = any(getattr(item, name) is not None and getattr(before, name) is None for name in facts)
    if is_newer or (says_more and not differing):
        return item.model_copy(update={"supersedes": True})
    if differing:
        raise CannotEditError(
            f"{file.name} has {before.council} already, with another {' and '.join(differing)}",
            "put right the one that is wrong, in the file or by saving the page again; nothing was added",
        )
    return None


def _check(path: Path, content: bytes, meant: dict[str, Any]) -> None:
    """Read what is to be written again; refuse it where it says anything else than it should."""
    made = read_bytes(content, path, ResultsFile)
    if made.problems or made.data != meant:
        raise CannotEditError(f"{path.as_posix()} cannot be added to without changing what it says", "add it by hand")
