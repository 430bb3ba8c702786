"""A council's own tracker read by its mapping: rows with the mess that real ones have, each understood or reported."""

import re
import unicodedata
from collections.abc import Mapping as Words
from dataclasses import asdict
from typing import Any, Literal

from cqcplan.editing.ids import new_id
from cqcplan.exchange.grid import BLANK, Cell, Grid, letter
from cqcplan.exchange.intake import Intake, Level, Work
from cqcplan.exchange.own.cells import Cells, may_be_swapped
from cqcplan.exchange.own.headings import repeats_headings, texts_of, title_may_stand_alone
from cqcplan.exchange.own.layout import Sheet, alike, sheets_of
from cqcplan.exchange.own.made import Made, by_folded
from cqcplan.exchange.own.mapping import Mapping
from cqcplan.exchange.own.profile import is_number
from cqcplan.exchange.own.vocabulary import NOTHING
from cqcplan.exchange.proposal import Where
from cqcplan.exchange.readers import CannotKeepError
from cqcplan.exchange.sheet_words import folded, one_line
from cqcplan.problems.nearest import did_you_mean

_TEXTS = ("due_reason", "reason", "recovery", "text")
_VALUES = ("first_due", "due", "status", "owner", "rag")


def take_own(intake: Intake, mapping: Mapping, sheets: Words[str, Grid]) -> None:
    """Propose what a council's own tracker says.

    Raises:
        CannotReadError: where the mapping does not fit the file.
    """
    _Own(intake, mapping).take(sheets_of(mapping, sheets), sheets)


class _Own:
    def __init__(self, intake: Intake, mapping: Mapping) -> None:
        self.intake, self.mapping, self.proposal = intake, mapping, intake.proposal
        self.made = Made(intake)
        self.cells = Cells(intake, mapping, self.made)
        self.meant = by_folded(mapping.priorities)
        self.seen: dict[str, tuple[Where, dict[str, Any]]] = {}
        self.ids: dict[str, str] = {}
        """Ids made in this import, by priority and title."""
        self.taken = intake.ids - set(intake.items)
        """Ids of what is no work."""

    def take(self, laid_out: list[Sheet], sheets: Words[str, Grid]) -> None:
        for sheet in laid_out:
            self._sheet(sheet)
        named = {sheet.grid.name for sheet in laid_out}
        for grid in alike(laid_out[0], sheets, self.mapping.header_rows):
            if grid.name not in named:
                self.proposal.remark(
                    "asked",
                    Where(grid.name, min(self.mapping.header_rows)),
                    "this sheet has the same headings and is not read",
                    "name it under more_sheets in the mapping, or take it out of the file",
                )
        self.made.finish()

    def _sheet(self, sheet: Sheet) -> None:
        self.sheet, self.banner = sheet, BLANK
        self.above: dict[str, Cell] = {}
        grid, mapping = sheet.grid, self.mapping
        last = min(mapping.last_row or len(grid.rows), len(grid.rows))
        first = max(mapping.header_rows)
        dates = [sheet.places[name] for name in ("first_due", "due") if name in sheet.places]
        cells = [grid.cell(row, place) for row in range(first, last) for place in dates]
        self.cells.swapped = mapping.real_dates is None and may_be_swapped(cells)
        self.unread = self._columns(first, last)
        for number in range(first, last):
            self._line(number)

    def _columns(self, first: int, last: int) -> frozenset[str]:
        """Report the columns that are not read; return the names of hidden ones that nobody has said to read."""
        grid, mapping = self.sheet.grid, self.mapping
        filled = {place for row in grid.rows[first:last] for place, cell in enumerate(row) if cell.text}
        heads = Where(grid.name, max(mapping.header_rows))
        by_place = {place: name for name, place in self.sheet.places.items()}
        hidden = set()
        for place in sorted(filled):
            heading = self.sheet.headings.get(place) or f"column {letter(place)}"
            where = heads._replace(column=heading, at=place)
            if place not in by_place:
                self.proposal.remark("skipped", where, "this column is not read: the mapping does not name it")
            elif place in grid.hidden_columns and mapping.hidden_columns != "read" and by_place[place] != "title":
                hidden.add(by_place[place])
                kind: Literal["skipped", "asked"] = "skipped" if mapping.hidden_columns else "asked"
                self.proposal.remark(
                    kind, where, "this column is hidden: it is not read", "say hidden_columns: read in the mapping"
                )
        return frozenset(hidden)

    def _line(self, number: int) -> None:
        """Take one row, from nought, or pass it over."""
        row, grid = self.sheet.grid.rows[number], self.sheet.grid
        where = Where(grid.name, number + 1)
        said = texts_of(row)
        if not said and not any(cell.unsaved for cell in row):
            return
        self.proposal.rows += 1
        cells = {name: grid.cell(number, place) for name, place in self.sheet.places.items() if name not in self.unread}
        ignored = tuple(folded(word) for word in self.mapping.ignore)
        words = {*said}
        is_step = "title" in self.mapping.fill_down and bool(cells.get("milestone", BLANK).text)
        if said and ignored and folded(said[0]).startswith(ignored):
            self.proposal.remark("skipped", where, f'begins with "{_short(said[0])}", which the mapping ignores')
        elif repeats_headings(row, self.sheet.headings):
            self.proposal.remark("skipped", where, "the headings again")
        elif self._is_numbered_only(cells, row):
            self.proposal.remark("skipped", where, "a number and no words")
        elif is_step:
            self._work(where, number, cells)
        elif len(words) == 1 and self._has_banners and not self._is_lone_title(cells, said):
            self.banner = Cell(said[0])
            self.proposal.remark("skipped", where, f'names the priority of the rows below: "{_short(said[0])}"')
        elif len(words) == 1 and (len(said) > 1 or not (cells["title"].text or cells["title"].unsaved)):
            self._fill_down(cells)
            self.proposal.remark("skipped", where, f'one text alone: "{_short(said[0])}"')
        else:
            self._work(where, number, cells)

    def _work(self, where: Where, number: int, cells: dict[str, Cell]) -> None:
        self._fill_down(cells)
        self.cells.turn_to(self.sheet, number, cells)
        self._shown_row(where, cells, self.sheet.grid.rows[number])

    @property
    def _has_banners(self) -> bool:
        mapping = self.mapping
        return "priority" not in self.sheet.places and not mapping.priority and not mapping.sheet_is_priority

    def _is_lone_title(self, cells: dict[str, Cell], said: list[str]) -> bool:
        """Whether a row says only what is to be done, and names no priority."""
        is_said = self.meant.get(folded(said[0]), "") is None  # the mapping says that it is no priority
        may_be = is_said or title_may_stand_alone(self.sheet.headings, self.sheet.places)
        return may_be and said == [cells["title"].text]

    def _is_numbered_only(self, cells: dict[str, Cell], row: list[Cell]) -> bool:
        ref = cells.get("ref", BLANK)
        filled = [cell for cell in row if cell.text and not cell.merged]
        if not ref.text or ref.merged or any(cell is not ref for cell in filled):
            return False
        return is_number(ref.text) and folded(ref.text) not in self.meant

    def _fill_down(self, cells: dict[str, Cell]) -> None:
        for name in self.mapping.fill_down:
            if name not in cells:
                continue
            if cells[name].text:
                self.above[name] = cells[name]
            elif not cells[name].unsaved:
                cells[name] = self.above.get(name, BLANK)

    def _shown_row(self, where: Where, cells: dict[str, Cell], row: list[Cell]) -> None:
        """Take a row as far as people can see it; what is hidden or struck through is asked about."""
        for place, cell in enumerate(row):
            if cell.note and self.mapping.comments is None:
                heading = self.sheet.headings.get(place, letter(place))
                self.proposal.remark(
                    "asked", where._replace(column=heading, at=place),
                    f'a comment hangs on this cell, and is not read: "{_short(cell.note)}"',
                    "write what matters of it into a cell; say comments: leave-out in the mapping for the rest",
                )  # fmt: skip
        for is_so, said, how, what in (
            (where.row - 1 in self.sheet.grid.hidden_rows, self.mapping.hidden_rows, "is hidden", "hidden_rows"),
            (cells["title"].struck, self.mapping.struck_rows, "is struck through", "struck_rows"),
        ):
            if is_so and said in (None, "leave-out"):
                kind: Literal["skipped", "asked"] = "skipped" if said else "asked"
                choices = "read, closed or leave-out" if what == "struck_rows" else "read or leave-out"
                self.proposal.remark(
                    kind, where, f'this row {how}: it is left out ("{_short(cells["title"].text)}")',
                    None if said else f"say {what}: {choices} in the mapping",
                )  # fmt: skip
                return
        if not cells["title"].struck and self.mapping.struck_rows != "read":
            self._without_struck(cells)
        if not cells["title"].text and not cells["title"].unsaved:
            self.proposal.remark("refused", where, "this row has no title", "write one, or ignore it in the mapping")
            return
        self._row(where, cells)

    def _without_struck(self, cells: dict[str, Cell]) -> None:
        """Leave out cells that are struck through, whole or in part, in a row that is not."""
        for name, cell in cells.items():
            if cell.struck and cell.text:
                said = self.mapping.struck_rows
                self.proposal.remark(
                    "skipped" if said else "asked", self.cells.where(name),
                    f'this cell is struck through, or part of it: it is not read ("{_short(cell.text)}")',
                    None if said else "write what is true now, or say struck_rows: read or leave-out in the mapping",
                )  # fmt: skip
                cells[name] = BLANK

    def _row(self, where: Where, cells: dict[str, Cell]) -> None:
        """Take one row, or report all that keeps it out, and then write nothing of it."""
        before, steps = len(self.proposal.remarks), len(self.proposal.steps)
        self.cells.broken("title")
        priority = self._priority(where, cells)
        milestone, ref = self.cells.text("milestone"), self.cells.text("ref")
        values = {name: self.cells.value(name) for name in _VALUES}
        if not values["status"]:
            values["status"] = self.cells.value("progress")
        if cells["title"].struck and self.mapping.struck_rows == "closed":
            values["status"] = "closed"
        values |= {name: self.cells.text(name) for name in _TEXTS}
        if self._refused_since(before) or not priority:
            self.made.drop()
            return
        level: Level = "milestone" if milestone else "action"
        title = one_line(cells["title"].text)
        action_id, is_new = self._action(where, priority, title, "" if milestone else ref)
        work = Work(where, level, title, priority, action_id, **values)
        if milestone:
            own = self._ref_id(where, level, ref, priority)
            work = Work(where, level, one_line(milestone), action_id, own, **values)
        if work.id in self.taken or self._is_repeated(work, ref):
            self.made.drop()
            return
        self.made.keep()
        if milestone and is_new:
            self.intake.take(Work(where, "action", title, priority, action_id))
        self.intake.take(work)
        if self._refused_since(before):
            del self.proposal.steps[steps:]

    def _refused_since(self, before: int) -> bool:
        return any(remark.kind == "refused" for remark in self.proposal.remarks[before:])

    def _action(self, where: Where, priority: str, title: str, ref: str) -> tuple[str, bool]:
        """Return the id of the action that a row is about, and whether it has to be added."""
        if made := self._ref_id(where, "action", ref, priority):
            item = self.intake.items.get(made)
            if item and folded(item.entry.title) != folded(title):
                self.proposal.remark(
                    "asked",
                    where,
                    f'"{_short(title)}" is called "{_short(item.entry.title)}" in the plan; the plan keeps its title',
                )
            return made, made not in self.intake.items and made not in self.intake.new
        known = self.intake.called(priority, title)
        if known:
            return known.entry.id, False
        key = f"{priority}/{folded(title)}"
        if key not in self.ids:
            self.ids[key] = self.intake.free_id(title)
        return self.ids[key], self.ids[key] not in self.intake.new

    def _ref_id(self, where: Where, level: Level, ref: str, priority: str) -> str:
        """Make an id of the council's own number for a row; none where ids cannot hold its letters."""
        plain = unicodedata.normalize("NFKD", ref)
        if not re.search("[A-Za-z0-9]", plain) or re.search(r"[^\W\d_]", re.sub("[A-Za-z]", "", _bare(plain))):
            return ""  # the title makes it
        if self.mapping.refs_begin_again:
            ref_words = f"{priority} {ref}"
        else:
            ref_words = ref if ref[:1].isalpha() and ref[:1].isascii() else f"{level} {ref}"
        made = new_id(ref_words, ())
        if made in self.taken:
            self.proposal.remark(
                "refused", where, f'the number "{ref}" makes the id "{made}", which is another entry of the plan'
            )
        return made

    def _is_repeated(self, work: Work, ref: str) -> bool:
        """Whether an earlier row says the same thing; a row that says something else of it is refused."""
        key = work.id or f"{work.under}/{folded(work.title)}"
        says = {name: value for name, value in asdict(work).items() if name != "where"}
        if key not in self.seen:
            self.seen[key] = (work.where, says)
            return False
        first, said = self.seen[key]
        place = f"row {first.row}" if first.sheet == work.where.sheet else f"{first.sheet}, row {first.row},"
        words = {"under": "priority" if work.level == "action" else "action"}
        different = [words.get(name, name.replace("_", " ")) for name in says if says[name] != said[name]]
        if ref and "title" in different:
            self.proposal.remark(
                "refused",
                work.where,
                f'the number "{_short(ref)}" stands in {place} already, with another {" and another ".join(different)}',
                "number each row differently; where numbers begin again under each priority, say refs_begin_again: "
                "true in the mapping",
            )
        elif different:
            self.proposal.remark(
                "refused",
                work.where,
                f'"{_short(work.title)}" stands in {place} already, with another {" and another ".join(different)}',
                "delete one of the two rows, or give each a title of its own",
            )
        else:
            self.proposal.remark("skipped", work.where, f"the same as {place.rstrip(',')}")
        return True

    def _priority(self, where: Where, cells: dict[str, Cell]) -> str:
        """Return the id of a row's priority; a title that only the mapping has is a new priority."""
        mapping = self.mapping
        name = "" if self.cells.broken("priority") else one_line(cells.get("priority", self.banner).text)
        may_be_new = folded(name) in self.meant
        meant = self.meant.get(folded(name), name) or ""
        if name.casefold() in NOTHING:
            if mapping.sheet_is_priority:
                name = self.sheet.grid.name.strip()
                may_be_new, meant = folded(name) in self.meant, self.meant.get(folded(name), name) or ""
            else:
                name = meant = mapping.priority or ""
                may_be_new = True
        if not name:
            self.proposal.remark(
                "refused", where, "this row names no priority",
                "fill it in; or say in the mapping fill_down: [priority] where a blank means the one above, or "
                "priority: with the one that all rows belong to",
            )  # fmt: skip
            return ""
        try:
            found = self.made.priority(where, meant, may_be_new=may_be_new)
        except CannotKeepError as error:
            self.proposal.remark("refused", where, error.message, error.help)
            return ""
        if not found:
            near = did_you_mean(name, [priority.title for priority in self.intake.plan.priorities])
            self.proposal.remark(
                "refused",
                self.cells.where("priority"),
                f'"{_short(name)}" is no priority of the plan',
                f"{near + ' ' if near else ''}say under priorities in the mapping which is meant",
            )
        return found


def _bare(text: str) -> str:
    """Take out the marks over letters."""
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def _short(text: str, longest: int = 60) -> str:
    text = one_line(text)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
