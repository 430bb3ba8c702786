"""A tracker that comes back: the cells that people changed, set against what the plan says now."""

from collections.abc import Iterable, Mapping
from datetime import date

from cqcplan.exchange.dates_in import NoDateError, read_when
from cqcplan.exchange.grid import CannotReadError, Cell, Grid, is_error, letter
from cqcplan.exchange.intake import Intake, Level, Work
from cqcplan.exchange.proposal import Proposal, Where
from cqcplan.exchange.readers import standing_of
from cqcplan.exchange.sheet_words import colour_word, folded, one_line, post_names, scheme_of, when_text
from cqcplan.exchange.tracker.around import Around, around_of
from cqcplan.exchange.tracker.figures import take_measures
from cqcplan.exchange.tracker.given import Given, headings_in
from cqcplan.exchange.tracker.rows import (
    MEASURES,
    NOT_FOR,
    TRACKER,
    Row,
    named_priority,
    tracker_of,
    work_headings,
)
from cqcplan.exchange.tracker.untaken import coloured, hung_on, other_sheets, out_of_sight, overtyped, same
from cqcplan.model.dates import day_words, month_words
from cqcplan.model.vocabulary import STATUS_WORDS
from cqcplan.problems.nearest import did_you_mean

WRITE_IN = ("due_reason", "text")
"""Columns that go out blank."""


def take_tracker(intake: Intake, given: Given, sheets: Mapping[str, Grid]) -> None:
    """Propose what a tracker that came back says.

    Raises:
        CannotReadError: where a sheet or its headings are missing.
    """
    intake.given_on = given.as_of
    intake.given_words = {entry: said for (entry, key), said in given.values.items() if key == "told"}
    _Work(intake, given, _sheet(sheets, TRACKER)).take()
    take_measures(intake, given, _sheet(sheets, MEASURES))
    around = {sheet.name: sheet for sheet in around_of(intake.shown, given.as_of)}
    for sheet in around.values():
        if sheet.name in sheets:
            _only_read(intake.proposal, sheet, sheets[sheet.name])
    other_sheets(intake.proposal, sheets, around)


def _only_read(proposal: Proposal, sheet: Around, grid: Grid) -> None:
    """Refuse what was typed into a sheet for reading."""
    try:
        head, places = headings_in(grid, sheet.headings)
    except CannotReadError as error:
        proposal.remark("refused", Where(grid.name, 1), error.message, error.help)
        return
    rows = {row.id: row.values for row in sheet.rows}
    for number in range(head + 1, len(grid.rows)):
        cells = {key: grid.cell(number, place) for key, place in places.items()}
        where = Where(grid.name, number + 1)
        known = rows.get(cells["id"].text)
        if known is not None:
            overtyped(proposal, where, sheet.headings, cells, known)
        elif any(cell.text for cell in cells.values()):
            proposal.remark("refused", where, "this sheet is for reading: its row is not taken", "add it in the plan")
    hung_on(proposal, grid, head, places)


def _sheet(sheets: Mapping[str, Grid], name: str) -> Grid:
    if name not in sheets:
        raise CannotReadError(
            f"this tracker has no sheet {name}", "do not rename the sheets; put it back, or export again"
        )
    return sheets[name]


class _Work:
    def __init__(self, intake: Intake, given: Given, grid: Grid) -> None:
        self.intake, self.given, self.grid = intake, given, grid
        self.proposal = intake.proposal
        self.headings = work_headings(intake.shown)
        self.titles = {heading.key: heading.title for heading in self.headings}
        self.head, self.places = headings_in(grid, self.headings)
        self.posts = post_names(intake.shown)
        self.rows = {row.id: row for row in tracker_of(intake.shown, intake.on, given.audience).work}
        self.seen: dict[str, int] = {}
        self.colours: dict[str, str] = {item.colour: item.word for item in scheme_of(intake.plan).colours}

    def take(self) -> None:
        for number in range(self.head + 1, len(self.grid.rows)):
            cells = {key: self.grid.cell(number, place) for key, place in self.places.items()}
            if not any(cell.text or cell.unsaved for cell in cells.values()):
                continue
            self.proposal.rows += 1
            where = Where(self.grid.name, number + 1)
            entry_id = cells["id"].text
            if not entry_id:
                self._new(where, cells)
            elif entry_id in self.seen:
                message = f'the id "{entry_id}" stands in row {self.seen[entry_id]} already'
                self._refuse(where, "id", message, "give new work a row with a blank Id")
            elif entry_id not in self.rows:
                near = did_you_mean(entry_id, self.rows)
                self._refuse(
                    where, "id", f'there is no "{entry_id}" in the plan', near or "leave Id blank for new work"
                )
            else:
                self.seen[entry_id] = number + 1
                self._known(where, self.rows[entry_id], cells)
        hung_on(self.proposal, self.grid, self.head, self.places)

    def _broken(self, where: Where, cells: Mapping[str, Cell]) -> bool:
        """Refuse formulas without a result, and those that failed."""
        found = [key for key, cell in cells.items() if cell.unsaved or is_error(cell.text)]
        for key in found:
            at = f"{letter(self.places[key])}{where.row}"
            says = "is a formula without its result" if cells[key].unsaved else f"holds {cells[key].text}: it is broken"
            self._refuse(
                where, key, f"cell {at} {says}",
                "open the file in Excel or LibreOffice and save it; to begin a text with =, put ' before it",
            )  # fmt: skip
        return bool(found)

    def _at(self, cells: Iterable[str]) -> dict[int, str]:
        """Return the columns of some cells, with their headings."""
        return {self.places[key]: self.titles[key] for key in cells}

    def _refuse(self, where: Where, key: str, message: str, help_: str | None = None) -> None:
        self.proposal.remark("refused", Where(where.sheet, where.row, self.titles[key]), message, help_)

    def _known(self, where: Where, row: Row, cells: Mapping[str, Cell]) -> None:
        """Take the edited cells of a row; nothing of it where one of them cannot be taken."""
        before = len(self.proposal.remarks)
        shaded = [heading for heading in self.headings if not heading.typed and heading.key != "id"]
        expected = {
            heading.key: self.given.values.get((row.id, heading.key), row.values.get(heading.key, ""))
            for heading in shaded
        }
        overtyped(self.proposal, where, shaded, cells, expected)
        if self._broken(where, cells):
            return
        edits: dict[str, str] = {}
        said: dict[str, str] = {}
        for key in (heading.key for heading in self.headings if heading.typed):
            if key in WRITE_IN:
                said[key] = cells[key].text
                continue
            given = self.given.values.get((row.id, key), "")
            cell = cells[key]
            if key == "rag":
                cell = self._with_fill(where, cell, given)
            elif key == "due":
                cell = self._as_vague(where, cell, given)
            shown = self._edited(where, row, key, cell, given)
            # what was not typed is what the plan says now, whatever it said when the tracker went out
            standing = self.intake.standing[row.id]
            said[key] = standing_of(standing, key) if shown is None else self._in_plan(key, shown)
            if shown is not None:
                edits[key] = said[key]
        is_moved = not same(cells["due"], self.given.values.get((row.id, "due"), ""))
        if said["due_reason"] and not is_moved:
            self._refuse(where, "due_reason", "a reason is given, but the date was not changed", "change Due now too")
        if said["text"] and not self.intake.is_told(row.id, said["text"]):
            edits["text"] = said["text"]
        changed = any(remark.kind in ("refused", "conflict") for remark in self.proposal.remarks[before:])
        if not changed and not out_of_sight(self.proposal, self.grid, where, cells["title"], self._at(edits)):
            self._edit(where, row, edits, said)

    def _as_vague(self, where: Where, cell: Cell, given: str) -> Cell:
        """Return a first of a month as the month, where no day stood before: some programs make days of months."""
        if not (isinstance(cell.value, date) and cell.value.day == 1 and given) or _is_day(given):
            return cell
        month = month_words(cell.value)
        message = f"this cell holds {cell.value.isoformat()}, as programs make of {month}: {month} is taken"
        at = Where(where.sheet, where.row, self.titles["due"])
        self.proposal.remark("asked", at, message, f"write {day_words(cell.value)} where the day is meant")
        return Cell(month)

    def _with_fill(self, where: Where, cell: Cell, given: str) -> Cell:
        """Return the RAG cell with the word for the colour it was painted in, where it has none."""
        painted = coloured(cell, self.colours)
        if painted is None:
            return cell
        at = Where(where.sheet, where.row, self.titles["rag"])
        if not cell.text:
            if painted:
                return Cell(self.colours[painted])
            message = f"this cell is painted ({cell.fill}) and has no word: its colour is none of the plan's"
            self.proposal.remark("refused" if given else "asked", at, message, "choose a word from the list")
        elif painted and folded(self.colours[painted]) != folded(cell.text):
            message = f'this cell says "{cell.text}" and is painted {painted}: the word counts'
            self.proposal.remark("asked", at, message, "choose the word that is meant")
        return cell

    def _edited(self, where: Where, row: Row, key: str, cell: Cell, given: str) -> str | None:
        """Return what a cell was changed to; nothing where it was not, or the change cannot be taken."""
        if one_line(cell.text) == one_line(given):
            return None
        try:
            shown = self._shown(key, cell)
        except ValueError as error:
            self._refuse(where, key, str(error))
            return None
        now = row.values.get(key, "")
        if one_line(shown) in (one_line(given), one_line(now)):
            return None
        if key in NOT_FOR.get(row.kind, ()):
            self._refuse(where, key, f"this cannot be set for a {row.values['kind'].lower()}", "change it in the plan")
        elif not shown:
            self._refuse(where, key, f'this was emptied: it was "{given}"', "write what is true now instead")
        elif one_line(now) != one_line(given):
            self.proposal.remark(
                "conflict",
                Where(where.sheet, where.row, self.titles[key]),
                f'you wrote "{shown}" over "{given}", but the plan now says "{now}"',
                "look at both, and write the right one into a tracker exported today",
            )
        else:
            return shown
        return None

    def _edit(self, where: Where, row: Row, edits: dict[str, str], said: dict[str, str]) -> None:
        if "due" in edits and not said["due_reason"]:
            self.proposal.remark(
                "asked",
                Where(where.sheet, where.row, self.titles["due_reason"]),
                "the date moved and no reason is given",
                "say why it moved",
            )
        self.intake.edit(where, self.intake.standing[row.id], edits, said)

    def _shown(self, key: str, cell: Cell) -> str:
        """Return what a cell says, as the tracker would show it; ValueError where it cannot be read."""
        text = cell.text
        if not text:
            return ""
        if key in ("due", "first_due"):
            try:
                return when_text(read_when(cell.value, "day-first"))
            except NoDateError as error:
                raise ValueError(f"{error}: leave the date as it was until there is one") from error
        if key == "owner":
            return self.posts[self.intake.owner(text)]
        if key == "status":
            return STATUS_WORDS[self.intake.status(text)]
        if key == "rag":
            colour = self.intake.rag(text)
            return colour_word(self.intake.plan, colour)
        return text

    def _in_plan(self, key: str, shown: str) -> str:
        """Return what the tracker shows as the plan holds it."""
        if not shown:
            return ""
        if key == "owner":
            return self.intake.owner(shown)
        if key == "status":
            return self.intake.status(shown)
        return self.intake.rag(shown) if key == "rag" else shown

    def _new(self, where: Where, cells: Mapping[str, Cell]) -> None:
        """Take a row that people added."""
        if not (cells["title"].text or cells["title"].unsaved):
            self._refuse(where, "title", "this row has neither an id nor a title", "write a title, or empty the row")
            return
        typed = self._at(key for key, cell in cells.items() if cell.text)
        if self._broken(where, cells) or out_of_sight(self.proposal, self.grid, where, cells["title"], typed):
            return
        values: dict[str, str] = {}
        sound = True
        for key in ("owner", "first_due", "due", "status", "rag"):
            try:
                cell = self._with_fill(where, cells[key], "") if key == "rag" else cells[key]
                shown = self._shown(key, cell)
                values[key] = self._in_plan(key, shown)
            except ValueError as error:
                self._refuse(where, key, str(error))
                sound = False
        level, under = self._place(where, cells)
        if level is None or not sound:
            return
        texts = {key: cells[key].text for key in ("due_reason", "reason", "recovery", "text")}
        self.intake.take(Work(where, level, cells["title"].text, under, **values, **texts))

    def _place(self, where: Where, cells: Mapping[str, Cell]) -> tuple[Level | None, str]:
        """Find what a new row stands under, and so what it is."""
        under = cells["under"].text
        if not under:
            wanted = folded(cells["priority"].text)
            under = next(
                (
                    priority.id
                    for priority in self.intake.shown.priorities
                    if wanted
                    and wanted in {folded(named_priority(priority.ref, priority.title)), folded(priority.title)}
                ),
                "",
            )
        kind = self.rows[under].kind if under in self.rows else "action" if under in self.intake.new else ""
        level: Level | None = "action" if kind == "priority" else "milestone" if kind == "action" else None
        if level and self._is_of_kind(where, cells, level, under):
            return level, under
        if level:
            return None, ""
        near = did_you_mean(under, [row.id for row in self.rows.values() if row.kind != "milestone"]) if under else None
        message = (
            f'"{under}" is nothing that work can stand under' if under else "this does not say what it stands under"
        )
        self._refuse(where, "under", message, near or "write the id of a priority (for an action) or of an action")
        return None, ""

    def _is_of_kind(self, where: Where, cells: Mapping[str, Cell], level: Level, under: str) -> bool:
        """Refuse a new row whose kind, or priority, is not that of where it stands."""
        label = self.intake.plan.header.labels.priority
        kinds = {"action": "action", "milestone": "milestone", folded(label): "priority"}
        wanted, said = kinds.get(folded(cells["kind"].text)), cells["kind"].text
        if said and wanted != level:
            stands = {"milestone": "a milestone stands under an action", "action": "an action stands under a priority"}
            what = {"action": "a priority", "milestone": "an action"}[level]
            if wanted is None:
                message, help_ = f'"{said}" is no kind of work', "choose one from the list"
            elif wanted == "priority":
                message, help_ = f"a new {label.lower()} is not taken from a tracker", "add it in the plan"
            else:
                message, help_ = f'{stands[wanted]}, and "{under}" is {what}', "change Kind, or what it stands under"
            self._refuse(where, "kind", message, help_)
            return False
        above = self.rows[under].values["priority"] if under in self.rows else ""
        named = cells["priority"].text
        if named and above and folded(named) not in (folded(above), folded(above.partition(" ")[2])):
            self._refuse(
                where, "priority", f'"{under}" belongs to "{above}", not to "{named}"', "correct one of the two"
            )
            return False
        return True


def _is_day(text: str) -> bool:
    try:
        return read_when(text, "day-first").is_day
    except ValueError:
        return False
