"""A council's own tracker read by its mapping: rows with the mess that real ones have, each understood or reported."""

from collections.abc import Callable
from collections.abc import Mapping as Words
from dataclasses import asdict
from typing import Any

from cqcplan.editing.changes import AddEntry
from cqcplan.editing.ids import new_id
from cqcplan.exchange.dates_in import NoDateError, read_when
from cqcplan.exchange.grid import BLANK, CannotReadError, Cell, Grid
from cqcplan.exchange.intake import Intake, Level, Work
from cqcplan.exchange.own.headings import find_column, headings_of, repeats_headings, texts_of
from cqcplan.exchange.own.mapping import Mapping
from cqcplan.exchange.proposal import RowChange, Where
from cqcplan.exchange.readers import CannotKeepError
from cqcplan.exchange.sheet_words import folded, one_line, when_text
from cqcplan.exchange.tracker.rows import named_priority
from cqcplan.problems.nearest import did_you_mean

NOTHING = ("", "-", "n/a", "na", "none", "tbc", "tba", "?")
"""Words that fill a cell and say nothing."""


def take_own(intake: Intake, mapping: Mapping, sheets: Words[str, Grid]) -> None:
    """Propose what a council's own tracker says.

    Raises:
        CannotReadError: where the mapping does not fit the file.
    """
    _Own(intake, mapping, sheets).take()


class _Own:
    def __init__(self, intake: Intake, mapping: Mapping, sheets: Words[str, Grid]) -> None:
        self.intake, self.mapping = intake, mapping
        self.proposal = intake.proposal
        grid = sheets.get(mapping.sheet)
        if grid is None:
            near = did_you_mean(mapping.sheet, sheets) or f"its sheets are {', '.join(sheets)}"
            raise CannotReadError(f'the mapping names the sheet "{mapping.sheet}", which the file does not have', near)
        self.grid = grid
        self.headings = headings_of(grid, mapping.header_rows)
        self.places = self._places()
        self.words = {
            name: {folded(word): meaning for word, meaning in getattr(mapping, name).items()}
            for name in ("status", "rag", "owners", "priorities")
        }
        self.fills = {fill.upper(): colour for fill, colour in mapping.fills.items()}
        self.priorities = {
            folded(name): priority.id
            for priority in intake.plan.priorities
            for name in (
                priority.ref or priority.id,
                priority.title,
                named_priority(priority.ref, priority.title),
                priority.id,
            )
        }
        self.seen: dict[str, tuple[Where, dict[str, Any]]] = {}
        self.made: dict[str, str] = {}
        """Ids made in this import, by priority and title."""
        self.banner = BLANK
        """The last text that stood alone in a row: where no column names the priority, such rows do."""
        self.taken = intake.ids - set(intake.items)
        """Ids of what is no work."""
        self.posts = {folded(role.title): role.id for role in intake.plan.roles}

    def _places(self) -> dict[str, int]:
        places, wrong = {}, []
        for name, heading in self.mapping.columns:
            if heading is None:
                continue
            found = find_column(self.headings, heading)
            if len(found) == 1:
                places[name] = found[0]
            elif found:
                wrong.append(f'{name}: "{heading}" stands over {len(found)} columns: write the letter of one')
            else:
                near = did_you_mean(heading, self.headings.values())
                wrong.append(f'{name}: no heading is "{heading}"{f": {near}" if near else ""}')
        if wrong:
            known = ", ".join(self.headings.values()) or "none"
            raise CannotReadError(
                f"the mapping's columns do not fit the sheet {self.grid.name}: {'; '.join(wrong)}",
                f"the headings in row {', '.join(map(str, self.mapping.header_rows))} are: {known}",
            )
        return places

    def take(self) -> None:
        last = self.mapping.last_row or len(self.grid.rows)
        ignored = tuple(folded(word) for word in self.mapping.ignore)
        for number in range(max(self.mapping.header_rows), min(last, len(self.grid.rows))):
            row = self.grid.rows[number]
            where = Where(self.grid.name, number + 1)
            said = texts_of(row)
            if not said:
                continue
            self.proposal.rows += 1
            cells = {name: self.grid.cell(number, place) for name, place in self.places.items()}
            if ignored and folded(said[0]).startswith(ignored):
                self.proposal.remark("skipped", where, f'begins with "{_short(said[0])}", which the mapping ignores')
            elif repeats_headings(row, self.headings):
                self.proposal.remark("skipped", where, "the headings again")
            elif len({*said}) == 1 and "priority" not in self.places:
                self.banner = Cell(said[0])
                self.proposal.remark("skipped", where, f'names the priority of the rows below: "{_short(said[0])}"')
            elif len({*said}) == 1 and (len(said) > 1 or not cells["title"].text):
                self.proposal.remark("skipped", where, f'one text alone: "{_short(said[0])}"')
            elif not cells["title"].text:
                self.proposal.remark(
                    "refused", where, "this row has no title", "write one, or ignore it in the mapping"
                )
            else:
                self._row(where, cells)

    def _row(self, where: Where, cells: dict[str, Cell]) -> None:
        """Take one row, or report all that keeps it out."""
        before = len(self.proposal.remarks)
        priority = self._priority(where, cells.get("priority", self.banner))
        milestone = self._text(cells, "milestone")
        level: Level = "milestone" if milestone else "action"
        values = {
            name: self._value(where, cells, name, read)
            for name, read in (
                ("first_due", self._date), ("due", self._date), ("status", self._status), ("owner", self._owner),
            )
        }  # fmt: skip
        values["rag"] = self._value(where, cells, "rag", self._rag)
        values |= {name: self._text(cells, name) for name in ("due_reason", "reason", "recovery", "text")}
        if any(remark.kind == "refused" for remark in self.proposal.remarks[before:]) or not priority:
            return
        title = one_line(cells["title"].text)
        ref = self._text(cells, "ref")
        action_id, is_new = self._action(where, priority, title, "" if milestone else ref)
        work = Work(where, level, title, priority, action_id, **values)
        if milestone:
            work = Work(where, level, one_line(milestone), action_id, self._ref_id(where, level, ref), **values)
        if work.id in self.taken or self._is_repeated(work):
            return
        if milestone and is_new:
            self.intake.take(Work(where, "action", title, priority, action_id))
        self.intake.take(work)

    def _action(self, where: Where, priority: str, title: str, ref: str) -> tuple[str, bool]:
        """Return the id of the action that a row is about, and whether it has to be added."""
        if ref:
            made = self._ref_id(where, "action", ref)
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
        if key not in self.made:
            self.made[key] = self.intake.free_id(title)
        return self.made[key], self.made[key] not in self.intake.new

    def _ref_id(self, where: Where, level: Level, ref: str) -> str:
        """Make an id of the council's own number for a row."""
        if not ref:
            return ""
        made = new_id(ref if ref[:1].isalpha() else f"{level} {ref}", ())
        if made in self.taken:
            self.proposal.remark(
                "refused", where, f'the number "{ref}" makes the id "{made}", which is another entry of the plan'
            )
        return made

    def _is_repeated(self, work: Work) -> bool:
        """Whether an earlier row says the same thing; a row that says something else of it is refused."""
        key = work.id or f"{work.under}/{folded(work.title)}"
        says = {name: value for name, value in asdict(work).items() if name != "where"}
        if key not in self.seen:
            self.seen[key] = (work.where, says)
            return False
        first, said = self.seen[key]
        different = [name.replace("_", " ") for name in says if says[name] != said[name]]
        if different:
            self.proposal.remark(
                "refused",
                work.where,
                f'"{_short(work.title)}" stands in row {first.row} already, with another {" and ".join(different)}',
                "delete one of the two rows, or give each a title of its own",
            )
        else:
            self.proposal.remark("skipped", work.where, f"the same as row {first.row}")
        return True

    # cells

    def _text(self, cells: dict[str, Cell], name: str) -> str:
        text = cells.get(name, BLANK).text
        return "" if text.casefold() in NOTHING else text

    def _value(self, where: Where, cells: dict[str, Cell], name: str, read: Callable[[Where, Cell], str]) -> str:
        if name not in cells:
            return ""
        try:
            return read(Where(where.sheet, where.row, self.headings.get(self.places[name], name)), cells[name])
        except ValueError as error:
            here = Where(where.sheet, where.row, self.headings.get(self.places[name], name))
            self.proposal.remark("refused", here, str(error))
            return ""

    def _date(self, where: Where, cell: Cell) -> str:
        try:
            return when_text(read_when(cell.value, self.mapping.date_order))
        except NoDateError as error:
            if cell.text not in ("", "-"):
                self.proposal.remark("asked", where, f"{error}: the row comes in without one")
            return ""

    def _status(self, where: Where, cell: Cell) -> str:
        del where
        if cell.text.casefold() in NOTHING:
            return ""
        words = self.words["status"]
        if folded(cell.text) in words:
            return words[folded(cell.text)] or ""
        try:
            return self.intake.status(cell.text)
        except ValueError as error:
            raise ValueError(f"{error}, or say under status in the mapping what it means") from error

    def _rag(self, where: Where, cell: Cell) -> str:
        if cell.text.casefold() not in NOTHING:
            words = self.words["rag"]
            if folded(cell.text) in words:
                return words[folded(cell.text)] or ""
            try:
                return self.intake.rag(cell.text)
            except ValueError as error:
                raise ValueError(f"{error}, or say under rag in the mapping what it means") from error
        if not cell.fill:
            return ""
        if cell.fill not in self.fills:
            self.proposal.remark(
                "asked", where, f"the fill {cell.fill} has no meaning in the mapping", "add it under fills"
            )
        return self.fills.get(cell.fill) or ""

    def _owner(self, where: Where, cell: Cell) -> str:
        if cell.text.casefold() in NOTHING:
            return ""
        name = one_line(cell.text)
        words = self.words["owners"]
        if folded(name) in words:
            meant = words[folded(name)]
            return self._post(meant) if meant else ""
        try:
            return self.intake.owner(name)
        except ValueError:
            self.proposal.remark(
                "asked",
                where,
                f'"{name}" is no post of the plan: the row comes in without an owner',
                "say under owners in the mapping which post is meant",
            )
            return ""

    def _post(self, meant: str) -> str:
        """Return the id of a post that the mapping names; a title that the plan does not have is a new post."""
        if any(role.id == meant for role in self.intake.plan.roles):
            return meant
        if folded(meant) not in self.posts:
            if _is_id(meant):
                near = did_you_mean(meant, [role.id for role in self.intake.plan.roles])
                raise ValueError(
                    f'the mapping names the post "{meant}", which is not in the plan{f": {near}" if near else ""}'
                )
            made = self.posts[folded(meant)] = self.intake.free_id(meant)
            where = Where("mapping", 1, "owners")
            add = AddEntry("roles", self.intake.readers.kept({"id": made, "title": meant}))
            self.proposal.steps.insert(0, RowChange(where, made, (f"new post: {meant}",), (add,)))
        return self.posts[folded(meant)]

    def _priority(self, where: Where, cell: Cell) -> str:
        """Return the id of a row's priority; a title that only the mapping has is a new priority."""
        name = one_line(cell.text)
        if not name:
            self.proposal.remark("refused", where, "this row names no priority", "fill it in, or merge the cell above")
            return ""
        words = self.words["priorities"]
        meant = words.get(folded(name), name) or ""
        found = self.priorities.get(folded(meant))
        if found:
            return found
        if folded(name) in words and meant and not _is_id(meant):
            made = self.priorities[folded(meant)] = self.intake.free_id(meant)
            try:
                values = self.intake.readers.kept({"id": made, "title": meant})
            except CannotKeepError as error:
                self.proposal.remark("refused", where, error.message, error.help)
                return ""
            self.intake.new[made] = values
            add = AddEntry("priorities", values)
            self.proposal.steps.append(RowChange(where, made, (f"new priority: {meant}",), (add,)))
            return made
        near = did_you_mean(name, [priority.title for priority in self.intake.plan.priorities])
        self.proposal.remark(
            "refused",
            Where(where.sheet, where.row, self.headings.get(self.places.get("priority", -1), "priority")),
            f'"{_short(name)}" is no priority of the plan',
            f"{near + ' ' if near else ''}say under priorities in the mapping which is meant",
        )
        return ""


def _is_id(text: str) -> bool:
    return " " not in text and text == text.lower()


def _short(text: str, longest: int = 60) -> str:
    text = one_line(text)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
