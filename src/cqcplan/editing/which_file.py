"""Which file of a plan an addition goes to: where its like already live."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.model.dates import parse_when, quarter_of

_SPANS = re.compile(r"(?P<quarter>\d{4}-\d{2}-[qQ][1-4])|(?P<two>\d{4}-\d{2})(?!\d)")
"""What in a file's name says for which time it is: a quarter, a month or a financial year."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A file of the plan, or one that is to be made beside another."""

    path: Path
    sibling: LoadedFile
    """The file itself, or the one a new file takes its first line and its line ends from."""

    @property
    def is_new(self) -> bool:
        """Whether the file is yet to be made."""
        return self.path != self.sibling.path


def file_for(loaded: LoadedPlan, section: str, values: Mapping[str, Any], about: LoadedFile | None) -> Destination:
    """Choose the file for an entry of a section.

    Args:
        loaded: the plan.
        section: the section at the top of a file.
        values: the entry.
        about: the file that defines what an update is about.
    """
    if not loaded.location.path.is_dir():
        return _there(loaded.files[0])  # a plan in a single file has no place for others
    holders = [file for file in loaded.files if isinstance(file.data, dict) and section in file.data]
    if holders and section == "updates":
        return _for_update(holders, _day(values), about)
    if len(holders) > 1 and (folder := _one_each(holders, section)):
        path = folder / f"{values.get('id')}{holders[-1].path.suffix}"
        return Destination(path, _file_at(loaded, path) or holders[-1])
    return _there(holders[-1]) if holders else _new_section(loaded, section)


def _for_update(holders: list[LoadedFile], day: date | None, about: LoadedFile | None) -> Destination:
    """Choose the file of the day's month; or that of what the update is about; or that of the latest updates."""
    if kept := _by_span(holders, day):
        return kept
    if about and about in holders:
        return _there(about)
    return _there(max(holders, key=lambda file: (_latest(file), holders.index(file))))


def _there(file: LoadedFile) -> Destination:
    return Destination(file.path, file)


def _file_at(loaded: LoadedPlan, path: Path) -> LoadedFile | None:
    return next((file for file in loaded.files if file.path == path), None)


def _new_section(loaded: LoadedPlan, section: str) -> Destination:
    """A plan of one file stays one; a plan of several gets a file for its new section."""
    first = loaded.files[0]
    if len(loaded.files) == 1:
        return _there(first)
    path = first.path.parent / f"{section.replace('_', '-')}{first.path.suffix}"
    return Destination(path, _file_at(loaded, path) or first)


def _one_each(holders: list[LoadedFile], section: str) -> Path | None:
    """Return the folder where each entry of a section has a file of its own, named after it."""
    for file in holders:
        entries = file.data[section] if isinstance(file.data, dict) else ()
        if not isinstance(entries, list) or len(entries) != 1 or not file.path.stem.endswith(str(entries[0].get("id"))):
            return None
    folders = {file.path.parent for file in holders}
    return folders.pop() if len(folders) == 1 else None


def _day(values: Mapping[str, Any]) -> date | None:
    try:
        return parse_when(str(values.get("on"))).earliest
    except ValueError:
        return None


def _latest(file: LoadedFile) -> date:
    entries = file.data["updates"] if isinstance(file.data, dict) else None
    days = [_day(entry) for entry in entries or () if isinstance(entry, dict)]
    return max((day for day in days if day), default=date.min)


def _by_span(holders: list[LoadedFile], day: date | None) -> Destination | None:
    """Return the file of a day's month, quarter or year, where the plan keeps its updates so; it may be a new one."""
    kept = [(file, found) for file in holders if (found := _SPANS.search(file.path.stem))]
    if not kept or day is None:
        return None
    sibling, found = max(kept, key=lambda pair: (_latest(pair[0]), pair[0].path.as_posix()))
    name = sibling.path.name
    path = sibling.path.with_name(name[: found.start()] + _span_words(found[0], day) + name[found.end() :])
    return Destination(path, next((file for file, _ in kept if file.path == path), sibling))


def _span_words(like: str, day: date) -> str:
    """Say a day's quarter, month or financial year as another file's name does."""
    start, number = quarter_of(day)
    year = f"{start}-{(start + 1) % 100:02}"
    if len(like) > len("2026-05"):
        return f"{year}-{like[-2]}{number}"
    return day.isoformat()[:7] if 1 <= int(like[-2:]) <= 12 else year
