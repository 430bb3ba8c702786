"""A mapping guessed from a tracker's headings and contents, for a person to correct and approve."""

import colorsys
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cqcplan.exchange.grid import CannotReadError, Grid, letter
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.headings import find_column, headings_of, repeats_headings, texts_of
from cqcplan.exchange.own.read import NOTHING
from cqcplan.exchange.sheet_words import folded, one_line, scheme_of
from cqcplan.exchange.tracker.rows import named_priority
from cqcplan.model.document import Plan
from cqcplan.problems.nearest import nearest

CALLED: dict[str, tuple[str, ...]] = {
    "title": ("action", "actions", "task", "activity", "what we will do", "deliverable", "title", "item to rectify"),
    "priority": ("priority", "workstream", "theme", "improvement area", "priority area", "area", "objective"),
    "milestone": ("milestone", "sub-action", "sub action", "step"),
    "ref": ("ref", "ref no", "reference", "no", "number", "id", "action ref", "#"),
    "owner": (
        "owner", "lead", "lead officer", "responsible officer", "responsible person", "responsible", "accountable",
        "who",
    ),
    "first_due": ("original due date", "original date", "original target date", "original", "baseline date"),
    "due": (
        "due", "due date", "target date", "deadline", "by when", "completion date", "revised date", "revised due date",
        "revised", "forecast", "timescale", "when",
    ),
    "due_reason": ("reason for change", "reason for slippage", "reason for new date", "why the date moved"),
    "status": ("status", "progress status", "stage"),
    "rag": ("rag", "rag rating", "rag status", "brag", "brag rating"),
    "reason": ("reason", "reason for rag", "reason for delay", "issues"),
    "recovery": ("recovery", "recovery action", "mitigation", "corrective action"),
    "text": ("update", "progress update", "latest update", "progress", "comments", "comment", "commentary", "notes"),
}  # fmt: skip
"""What columns are called in trackers of the field, by what they hold."""
STATES: dict[str, tuple[str, ...]] = {
    "complete": ("complete", "completed", "done", "finished", "achieved"),
    "in-progress": ("in progress", "ongoing", "on-going", "underway", "under way", "started", "open", "wip"),
    "not-started": ("not started", "not yet started", "to do", "not due", "planned"),
    "embedded": ("embedded", "business as usual", "bau"),
    "closed": ("closed", "cancelled", "withdrawn"),
    "transferred": ("transferred", "moved"),
}
"""What lifecycle states are called in trackers of the field."""
ENDS = ("total", "note", "key", "source", "rag key", "legend")
"""How rows begin that are no work."""
HEADINGS_WITHIN = 30
LONGEST_HEADING = 40
FEWEST = 2
"""So many columns have to be recognised for a row to be taken for headings."""


@dataclass(frozen=True, slots=True)
class _Found:
    grid: Grid
    rows: tuple[int, ...]
    """From one."""
    columns: Mapping[str, int]


def mapping_text(file: str, sheets: Mapping[str, Grid], plan: Plan) -> str:
    """Propose a mapping as YAML with remarks.

    Args:
        file: what the tracker is called.
        sheets: its sheets.
        plan: the plan that it is to go into.

    Raises:
        CannotReadError: where no sheet has headings that can be recognised.
    """
    candidates = [found for grid in sheets.values() for found in _candidates(grid)]
    best = max(candidates, key=lambda found: (len(found.columns), -len(found.rows), -found.rows[0]), default=None)
    if best is None or "title" not in best.columns or len(best.columns) < FEWEST:
        known = ", ".join(names[0] for names in CALLED.values())
        raise CannotReadError(
            "no row of this file looks like the headings of a tracker",
            f"write a mapping by hand (docs/how-to/spreadsheets.md), or use headings such as {known}",
        )
    return "\n".join(_lines(file, best, plan)) + "\n"


def _candidates(grid: Grid) -> Iterator[_Found]:
    for row in range(1, min(HEADINGS_WITHIN, len(grid.rows)) + 1):
        yield _Found(grid, (row,), _columns(headings_of(grid, (row,))))
        if _may_be_headings(grid, row + 1):
            yield _Found(grid, (row, row + 1), _columns(headings_of(grid, (row, row + 1))))


def _may_be_headings(grid: Grid, row: int) -> bool:
    cells = grid.rows[row - 1] if row <= len(grid.rows) else []
    texts = [cell for cell in cells if cell.text]
    return bool(texts) and all(
        isinstance(cell.value, str) and len(cell.text) <= LONGEST_HEADING and not re.search(r"\d", cell.text)
        for cell in texts
    )


def _columns(headings: Mapping[int, str]) -> dict[str, int]:
    """Give each thing the column whose heading is most like what it is called, and no column to two."""
    scored = []
    for column, heading in headings.items():
        if len(heading) > LONGEST_HEADING:
            continue
        for name, words in CALLED.items():
            likeness = max(_likeness(folded(heading), word) for word in words)
            if likeness:
                scored.append((likeness, -column, name))
    found: dict[str, int] = {}
    for _, column, name in sorted(scored, reverse=True):
        if name not in found and -column not in found.values():
            found[name] = -column
    if "first_due" in found and "due" not in found:
        found["due"] = found.pop("first_due")
    return found


def _likeness(heading: str, word: str) -> int:
    if heading == word:
        return 1000 + len(word)
    return len(word) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", heading) else 0


def _lines(file: str, found: _Found, plan: Plan) -> Iterator[str]:
    headings = headings_of(found.grid, found.rows)
    intake = Intake(plan, plan, date.max)
    yield f"# A mapping proposed for {one_line(file)}: read it, correct it, then import with --mapping."
    yield f"sheet: {_quoted(found.grid.name)}"
    yield f"header_rows: [{', '.join(map(str, found.rows))}]"
    yield "columns:"
    for name in CALLED:
        if name in found.columns:
            heading = headings[found.columns[name]]
            unique = len(find_column(headings, heading)) == 1
            yield f"  {name}: {_quoted(heading if unique else letter(found.columns[name]))}"
    left = [heading for column, heading in headings.items() if column not in found.columns.values()]
    if left:
        yield f"  # not read: {', '.join(left)}"
    yield from _date_order(found)
    yield from _meanings("status", _words(found, "status"), lambda word: _state(intake, word), "no state of a plan")
    yield from _meanings("rag", _words(found, "rag"), lambda word: _known(intake.rag, word), "no colour of this plan")
    yield from _fills(found, plan)
    yield from _owners(found, intake)
    yield from _priorities(found, plan)
    ends = sorted({word.capitalize() for word in ENDS if any(_begins(found, word))})
    if ends:
        yield f"ignore: [{', '.join(_quoted(word) for word in ends)}]"


def _words(found: _Found, name: str) -> list[str]:
    """Return the different words of a column, in the order they first appear."""
    if name not in found.columns:
        return []
    seen: dict[str, str] = {}
    for row in _rows(found):
        text = one_line(found.grid.cell(row, found.columns[name]).text)
        if text.casefold() not in NOTHING:
            seen.setdefault(folded(text), text)
    return list(seen.values())


def _rows(found: _Found) -> Iterator[int]:
    """Return the rows, from nought, that look like work: more than one text in them."""
    headings = headings_of(found.grid, found.rows)
    for row in range(max(found.rows), len(found.grid.rows)):
        cells = found.grid.rows[row]
        said = [folded(text) for text in texts_of(cells)]
        if len({*said}) > 1 and not repeats_headings(cells, headings) and not said[0].startswith(ENDS):
            yield row


def _begins(found: _Found, word: str) -> Iterator[bool]:
    for row in found.grid.rows[max(found.rows) :]:
        said = [folded(text) for text in texts_of(row)]
        yield bool(said) and said[0].startswith(word)


def _date_order(found: _Found) -> Iterator[str]:
    seen = set()
    for name in ("first_due", "due"):
        for word in _words(found, name):
            if parts := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}", word):
                seen |= {"day-first"} if int(parts[1]) > 12 else set()
                seen |= {"month-first"} if int(parts[2]) > 12 else set()
    if len(seen) == 2:
        yield "date_order: day-first  # CHECK: some dates here can only be month-first"
    else:
        yield f"date_order: {seen.pop()}" if seen else "date_order: day-first  # CHECK: no date here tells"


def _meanings(name: str, words: list[str], mean: Callable[[str], str | None], otherwise: str) -> Iterator[str]:
    if words:
        yield f"{name}:"
    for word in words:
        meant = mean(word)
        yield (
            f"  {_quoted(word)}: {meant}"
            if meant
            else f"  {_quoted(word)}: null  # CHECK: {otherwise}; null says nothing"
        )


def _known(read: Callable[[str], str], word: str) -> str | None:
    try:
        return read(word)
    except ValueError:
        return None


def _state(intake: Intake, word: str) -> str | None:
    return next((name for name, words in STATES.items() if folded(word) in words), None) or _known(intake.status, word)


def _fills(found: _Found, plan: Plan) -> Iterator[str]:
    if "rag" not in found.columns:
        return
    scheme = {item.colour for item in scheme_of(plan).colours}
    fills: dict[str, None] = {}
    for row in _rows(found):
        cell = found.grid.cell(row, found.columns["rag"])
        if cell.fill and cell.text.casefold() in NOTHING:
            fills[cell.fill] = None
    if fills:
        yield "fills:  # where the RAG cell has a colour and no word"
    for fill in fills:
        colour = _hue(fill)
        ask = f"{colour} is no colour of this plan" if colour else "which colour is it?"
        yield f"  {_quoted(fill)}: {colour if colour in scheme else f'null  # CHECK: {ask}'}"


def _hue(fill: str) -> str | None:
    """Name the colour of a fill."""
    if not re.fullmatch(r"[0-9A-F]{6}", fill):
        return None
    hue, saturation, _ = colorsys.rgb_to_hsv(*(int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    if saturation < 0.15:
        return "grey"
    for limit, name in ((20, "red"), (70, "amber"), (170, "green"), (260, "blue")):
        if hue * 360 < limit:
            return name
    return "red" if hue * 360 > 330 else None


def _owners(found: _Found, intake: Intake) -> Iterator[str]:
    words = _words(found, "owner")
    if words:
        yield "owners:  # the id of a post, or the title of a new one; null leaves it out"
    titles = {role.title: role.id for role in intake.plan.roles}
    for word in words:
        post = _known(intake.owner, word)
        near = None if post else nearest(word, titles)
        if post:
            yield f"  {_quoted(word)}: {post}"
        else:
            hint = f"is it {titles[near]} ({near})?" if near in titles else "which post is this?"
            yield f"  {_quoted(word)}: null  # CHECK: {hint}"


def _priorities(found: _Found, plan: Plan) -> Iterator[str]:
    words = _words(found, "priority") if "priority" in found.columns else _banners(found)
    if words:
        yield "priorities:  # the id of a priority, or the title of a new one"
    known = {
        folded(name): priority.id
        for priority in plan.priorities
        for name in (priority.id, priority.title, named_priority(priority.ref, priority.title))
    }
    for word in words:
        if folded(word) in known:
            yield f"  {_quoted(word)}: {known[folded(word)]}"
        else:
            yield f"  {_quoted(word)}: {_quoted(word)}  # CHECK: not in the plan, so it would be a new priority"


def _banners(found: _Found) -> list[str]:
    out: dict[str, None] = {}
    for row in found.grid.rows[max(found.rows) :]:
        said = {one_line(text) for text in texts_of(row)}
        if len(said) == 1:
            text = said.pop()
            if not folded(text).startswith(ENDS):
                out[text] = None
    return list(out)


def _quoted(text: str) -> str:
    """Quote a text for YAML."""
    return json.dumps(one_line(text), ensure_ascii=False)
