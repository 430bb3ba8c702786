"""Trackers with anything that people do to them, each with what its cells mean. No real council's words.

``python -m tests.exchange.test_any_tracker 3000`` tries so many.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import strategies as st

CALLED = {
    "ref": ("Ref", "No.", "Action ID", "#", "Rec No"),
    "priority": ("Priority area", "Workstream", "Theme", "Improvement area", "Bucket Name"),
    "title": ("Action", "Agreed action", "Task Name", "Recommendation", "Action required", "What are we going to do?"),
    "owner": ("Lead officer", "Owner", "Responsible officer", "Assigned to", "By whom", "Action Owner"),
    "first_due": ("Original due date", "Original date", "Original target date"),
    "due": ("Due date", "Target date", "By when", "Timescale", "Deadline", "Completion date"),
    "revised": ("Revised date", "Revised due date", "Forecast date", "Revised"),
    "status": ("Status", "Progress status", "Current status", "Action status"),
    "rag": ("RAG", "BRAG rating", "RAG rating", "RAG status"),
    "text": ("Progress update", "Latest update", "Comments", "Commentary", "Progress to date", "Current position"),
}
OTHER: dict[str, tuple[Any, ...]] = {
    "Date raised": ("01/03/2026", "14/03/2026"), "Raised by": ("Sam Green", "Alex Brown"),
    "Previous RAG": ("Red", "Green", "Amber"), "Last updated": ("02/04/2026", "30/04/2026"),
    "Risk score": (12, 20, 4), "Date closed": ("", "05/05/2026"), "Cost (£)": (12000, 400.5),
    "Previous status": ("Not started", "Complete"),
}  # fmt: skip
PRIORITIES = ("Waiting times", "Workforce", "Carers and families", "Safeguarding")
STATES = {
    "Complete": "complete", "In progress": "in-progress", "Ongoing": "in-progress", "Not started": "not-started",
    "On hold": None, "Closed": "closed", "": None,
}  # fmt: skip
COLOURS = {"Green": "green", "Amber": "amber", "Red": "red", "G": "green", "A": "amber", "R": "red"}
FILLS: dict[str, tuple[dict[str, Any], str | None]] = {
    "green": ({"bg_color": "#92D050"}, "green"), "amber": ({"bg_color": "#FFC000"}, "amber"),
    "red": ({"bg_color": "#FF0000"}, "red"), "purple": ({"bg_color": "#7030A0"}, None),
    "striped green": ({"pattern": 5, "fg_color": "#00B050", "bg_color": "#FFFFFF"}, "green"),
}  # fmt: skip
if hasattr(xlsxwriter, "color"):  # older ones write no colours of a theme
    FILLS["theme red"] = ({"bg_color": xlsxwriter.color.Color.theme(5, 0)}, "red")
SHEETS = (["Log"], ["Tracker "], ["Open", "Closed"])
OWNERS = ("Director", "Improvement Manager", "Jo Bloggs", "Director / Jo Bloggs", "TBC", "")
_BLANK, _UNSAVED = "RESULT OF NO LETTERS", "RESULT THAT IS NOT SAVED"
TROUBLE = ("#REF!", "31/02/", "end of ")
"""How cells begin that keep their row out: what else is in doubt only leaves the date blank."""


class Shown(NamedTuple):
    """A date as it stands in a cell."""

    value: Any
    meant: str
    """As a plan holds it; empty where it is none."""
    format: str = ""


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _quarter(day: date) -> str:
    start = day.year if day.month >= 4 else day.year - 1
    return f"Q{(day.month - 4) % 12 // 3 + 1} {start}/{(start + 1) % 100:02}"


DATES: dict[str, Callable[[date], Shown]] = {
    "real": lambda day: Shown(day, day.isoformat(), "dd/mm/yyyy"),
    "real, American": lambda day: Shown(day, day.isoformat(), "m/d/yyyy"),
    "real, in words": lambda day: Shown(day, day.isoformat(), "d mmmm yyyy"),
    "real, as month": lambda day: Shown(day.replace(day=1), f"{day:%Y-%m}", "mmm-yy"),
    "real, as year": lambda day: Shown(day.replace(month=1, day=1), str(day.year), "yyyy"),
    "figures": lambda day: Shown(f"{day:%d/%m/%Y}", day.isoformat()),
    "short figures": lambda day: Shown(f"{day.day}.{day.month}.{day:%y}", day.isoformat()),
    "with time": lambda day: Shown(f"{day:%d/%m/%Y} 17:00", day.isoformat()),
    "ISO": lambda day: Shown(day.isoformat(), day.isoformat()),
    "ISO with time": lambda day: Shown(f"{day.isoformat()}T00:00:00", day.isoformat()),
    "abbreviated": lambda day: Shown(f"{day.day}-{day:%b-%y}", day.isoformat()),
    "ordinal": lambda day: Shown(f"{_ordinal(day.day)} {day:%B %Y}", day.isoformat()),
    "weekday": lambda day: Shown(f"{day:%A} {day.day} {day:%B %Y}", day.isoformat()),
    "month": lambda day: Shown(f"{day:%B %Y}", f"{day:%Y-%m}"),
    "end of": lambda day: Shown(f"End of {day:%B %Y}", f"end of {day:%B %Y}"),
    "by end": lambda day: Shown(f"By end {day:%b %Y}", f"by end of {day:%B %Y}"),
    "quarter": lambda day: Shown(_quarter(day), _quarter(day).replace("Q", "Quarter ")),
    "year": lambda day: Shown(day.year, str(day.year)),
    "count": lambda day: Shown((day - date(1899, 12, 30)).days, day.isoformat()),
    "none": lambda day: Shown("", ""),
    "TBC": lambda day: Shown("TBC", ""),
    "immediate": lambda day: Shown("Immediate", ""),
    "done": lambda day: Shown(f"Completed {day:%d/%m/%Y}", ""),
    "two months": lambda day: Shown(f"March/April {day.year}", ""),
    "two dates": lambda day: Shown(f"{day:%d/%m/%Y}\n{day + timedelta(days=40):%d/%m/%Y}", ""),
    "with a remark": lambda day: Shown(f"{day:%d/%m/%Y} (was {day - timedelta(days=40):%d/%m/%Y})", ""),
    "no year": lambda day: Shown(f"end of {day:%B}", ""),
    "impossible": lambda day: Shown(f"31/02/{day.year}", ""),
    "reference error": lambda day: Shown("#REF!", ""),
}
MONTH_FIRST: dict[str, Callable[[date], Shown]] = {
    "figures": lambda day: Shown(f"{day:%m/%d/%Y}", day.isoformat()),
    "real": DATES["real"], "none": DATES["none"], "month": DATES["month"],
}  # fmt: skip
SWAPPED: dict[str, Callable[[date], Shown]] = {
    "as an American program left it": lambda day: (
        Shown(day.replace(month=day.day, day=day.month), day.isoformat(), "dd/mm/yyyy")
        if day.day <= 12
        else Shown(f"{day:%d/%m/%Y}", day.isoformat())
    )
}


@dataclass
class Line:
    """One row of work, with what it means."""

    token: str
    """A word that stands nowhere else."""
    priority: str
    cells: dict[str, Any] = field(default_factory=dict)
    """What is written, by what it is."""
    dates: dict[str, Shown] = field(default_factory=dict)
    owner: str = ""
    status: str = ""
    rag: str = ""
    fill: str = ""
    gap: int = 0
    hidden: bool = False
    struck: bool = False
    comment: bool = False
    formula: str = ""
    """How its news stands there: ``saved``, ``blank``, ``unsaved`` or, as text, not at all."""
    sheet: str = ""
    row: int = 0
    """From one."""


@dataclass
class Tracker:
    """One made-up tracker."""

    headings: dict[str, str]
    others: list[str]
    order: list[str]
    """What the columns are from left to right; another heading stands for itself."""
    lines: list[Line]
    priorities: str
    """How a row's priority is said: column, first, merged, banner, sheet or none."""
    sheets: list[str]
    text_dates: str
    above: int
    is_over_two: bool
    hidden_column: str
    closing: bool
    extras: list[str]
    dressed: str
    """What stands round the words of each heading, with their place as {}."""
    margin: int
    """Blank columns on the left."""
    again: int
    """After so many rows the headings stand again; nought for never."""
    from_1904: bool
    refs_begin_again: bool

    def told(self) -> str:
        """Return what it is like, for a person who has to find the mistake."""
        lines = "\n".join(f"  {line}" for line in self.lines)
        rest = {name: value for name, value in vars(self).items() if name != "lines"}
        return f"{rest}\n{lines}"


def _line(draw: Any, number: int, priority: str, dates: dict[str, Callable[[date], Shown]], has: set[str]) -> Line:
    token = f"k{number}q"
    line = Line(token, priority)
    long = draw(st.booleans())
    line.cells["title"] = f"Agree the rota {token}" + (" with every team, and test it for a month" if long else "")
    day = date(2026, 9, 1) + timedelta(days=draw(st.integers(0, 500)))
    if dates.keys() <= SWAPPED.keys() and not number:
        day = day.replace(day=20)  # something has to show that days and months were swapped
    for name in ("first_due", "due", "revised"):
        if name in has:
            line.dates[name] = dates[draw(st.sampled_from(sorted(dates)))](day)
            day += timedelta(days=45)
    line.owner = draw(st.sampled_from(OWNERS))
    line.status = draw(st.sampled_from(sorted(STATES)))
    way = draw(st.sampled_from(["", "word", "fill", "both"]))
    line.rag = draw(st.sampled_from(sorted(COLOURS))) if way in ("word", "both") else ""
    line.fill = draw(st.sampled_from(sorted(FILLS))) if way in ("fill", "both") else ""
    line.cells["text"] = draw(
        st.sampled_from(["", f"Draft sent {token}.", f"Draft sent {token},\nthen agreed.", f"=news {token}"])
    )
    line.formula = draw(st.sampled_from(["", "", "", "saved", "blank", "unsaved"]))
    line.gap = draw(st.sampled_from([0, 0, 0, 0, 1, 3, 400]))
    trait = draw(st.sampled_from(["", "", "", "", "hidden", "struck", "comment"]))
    line.hidden, line.struck, line.comment = trait == "hidden", trait == "struck", trait == "comment"
    return line


@st.composite
def trackers(draw: Any) -> Tracker:
    """Make any tracker."""
    has = {"title", "due"} | draw(st.sets(st.sampled_from(["ref", "owner", "status", "rag", "text"])))
    pair = draw(st.sampled_from(["", "revised", "first_due"]))
    has |= {pair} if pair else set()
    priorities = draw(st.sampled_from(["column", "column", "first", "merged", "banner", "sheet", "none"]))
    has |= {"priority"} if priorities in ("column", "first", "merged") else set()
    has |= {"status"} if len(has) < 4 else set()
    others = draw(st.lists(st.sampled_from(sorted(OTHER)), unique=True, max_size=3))
    text_dates = draw(st.sampled_from(["day-first"] * 4 + ["month-first", "swapped"]))
    dates = {"day-first": DATES, "month-first": MONTH_FIRST, "swapped": SWAPPED}[text_dates]
    kinds = draw(st.lists(st.sampled_from(sorted(dates)), unique=True, min_size=1, max_size=5))
    named = PRIORITIES[: draw(st.integers(1, 3))] if priorities != "none" else PRIORITIES[:1]
    lines: list[Line] = []
    for priority in named:
        for _ in range(draw(st.integers(1, 4))):
            lines.append(_line(draw, len(lines), priority, {kind: dates[kind] for kind in kinds}, has))
    order = [name for name in CALLED if name in has] + others
    if draw(st.booleans()):
        order = draw(st.permutations(order))
    if priorities in ("first", "merged"):
        order = ["priority", *(name for name in order if name != "priority")]
    return Tracker(
        {name: draw(st.sampled_from(CALLED[name])) for name in order if name in CALLED}, others, list(order), lines,
        priorities,
        sheets=list(named) if priorities == "sheet" else draw(st.sampled_from(SHEETS)),
        text_dates=text_dates,
        above=draw(st.integers(0, 3)),
        is_over_two=draw(st.booleans()) and pair != "",
        hidden_column=draw(st.sampled_from(["", "", "", *[name for name in order if name != "title"]])),
        closing=draw(st.booleans()),
        extras=draw(st.lists(st.sampled_from(["Lists", "Contacts", "Template", "Old"]), unique=True, max_size=2)),
        dressed=draw(st.sampled_from(["{}"] * 4 + ["{}:", "{} *", " {}\n", "{} (see notes)"])),
        margin=draw(st.sampled_from([0, 0, 0, 1])),
        again=draw(st.sampled_from([0, 0, 2])),
        from_1904=draw(st.sampled_from([False, False, False, True])),
        refs_begin_again=draw(st.booleans()) and priorities in ("column", "banner", "sheet"),
    )  # fmt: skip


class _Writer:
    """Writes a tracker, and notes in each line where it stands."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker
        self.numbers: dict[str, int] = {}
        self.written = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.written, {"in_memory": True, "date_1904": tracker.from_1904})

    def bytes(self) -> bytes:
        tracker = self.tracker
        for extra in tracker.extras:
            self._extra(extra)
        for number, name in enumerate(tracker.sheets):
            if tracker.priorities == "sheet":
                lines = [line for line in tracker.lines if line.priority == name]
            else:
                lines = tracker.lines[number :: len(tracker.sheets)]
            self._sheet(name, lines)
        self.book.close()
        return self.written.getvalue()

    def _extra(self, name: str) -> None:
        sheet = self.book.add_worksheet(name)
        if name == "Lists":
            sheet.hide()
            for row, word in enumerate(["Status", *STATES]):
                sheet.write(row, 0, word)
        elif name == "Contacts":
            for row, words in enumerate([("Name", "Telephone"), ("Sam Green", "0113 496 0000")]):
                sheet.write_row(row, 0, words)
        else:
            self._heads(sheet)  # a sheet that nobody has filled in

    def _heads(self, sheet: Any) -> int:
        tracker = self.tracker
        for row in range(tracker.above):
            sheet.write(row, 0, ("Adult social care improvement plan", "Version 3, for the board", "Draft")[row])
        row = tracker.above
        for place, name in enumerate(tracker.order, tracker.margin):
            heading = self._heading(name)
            in_group = tracker.is_over_two and name in ("first_due", "due", "revised")
            if tracker.is_over_two and not in_group:
                sheet.merge_range(row, place, row + 1, place, heading)
            else:
                sheet.write(row + tracker.is_over_two, place, heading)
        return row + 1 + tracker.is_over_two

    def _sheet(self, name: str, lines: list[Line]) -> None:
        tracker = self.tracker
        sheet = self.book.add_worksheet(name)
        row = self._heads(sheet)
        before, first = "", row
        groups: list[tuple[int, int, str]] = []
        for number, line in enumerate(lines):
            if tracker.again and number == tracker.again and tracker.priorities != "merged":
                for place, column in enumerate(tracker.order, tracker.margin):
                    sheet.write(row, place, self._heading(column))
                row += 1
            changed = line.priority != before
            if changed and tracker.priorities == "banner":
                sheet.write(row, 0, line.priority)
                row += 1
            # they begin again under each priority, and go on where it comes up once more
            numbers = self.numbers[line.priority] = self.numbers.get(line.priority, 0) + 1
            row += 0 if changed or tracker.priorities == "merged" else line.gap
            if changed and before:
                groups.append((first, row - 1, before))
            first = row if changed else first
            before, line.sheet, line.row = line.priority, name, row + 1
            line.cells["ref"] = numbers if tracker.refs_begin_again else f"A{line.token[1:-1]}"
            line.cells["priority"] = line.priority if changed or tracker.priorities == "column" else ""
            self._row(sheet, row, line)
            row += 1
        groups.append((first, row - 1, before))
        place = self._place("priority") if "priority" in tracker.order else 0
        for top, bottom, priority in groups if tracker.priorities == "merged" else ():
            if bottom > top:
                sheet.merge_range(top, place, bottom, place, priority)
        if tracker.closing:
            sheet.write_row(row + 1, 0, ["Total", len(lines)])
            sheet.write(row + 2, 0, "Note: dates are provisional")
        if tracker.hidden_column:
            place = self._place(tracker.hidden_column)
            sheet.set_column(place, place, None, None, {"hidden": True})

    def _heading(self, name: str) -> str:
        return self.tracker.dressed.format(self.tracker.headings.get(name, name))

    def _place(self, name: str) -> int:
        return self.tracker.order.index(name) + self.tracker.margin

    def _row(self, sheet: Any, row: int, line: Line) -> None:
        for place, name in enumerate(self.tracker.order, self.tracker.margin):
            look = {"font_strikeout": True} if line.struck else {}
            if name in line.dates:
                self._date(sheet, row, place, line.dates[name], look)
            elif name == "rag":
                fill = FILLS[line.fill][0] if line.fill else {}
                sheet.write(row, place, line.rag or None, self.book.add_format(look | fill))
            elif name in OTHER:
                values = OTHER[name]
                sheet.write(row, place, values[row % len(values)])
            elif name == "text" and line.formula:
                saved = {"saved": line.cells["text"] or _BLANK, "blank": _BLANK, "unsaved": _UNSAVED}[line.formula]
                sheet.write_formula(row, place, "=A1", None, value=saved)
            else:
                said = {"owner": line.owner, "status": line.status}.get(name, line.cells.get(name, ""))
                put = sheet.write_string if isinstance(said, str) and said else sheet.write
                put(row, place, said, self.book.add_format(look))
        if line.comment:
            sheet.write_comment(row, self._place("title"), f"Ask about {line.token}")
        if line.hidden:
            sheet.set_row(row, None, None, {"hidden": True})

    def _date(self, sheet: Any, row: int, place: int, shown: Shown, look: dict[str, Any]) -> None:
        value = shown.value
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, self.book.add_format(look | {"num_format": shown.format}))
        elif isinstance(value, int) and value > 9999 and self.tracker.from_1904:
            sheet.write(row, place, value - 1462)
        else:
            sheet.write(row, place, value, self.book.add_format(look))


def _as_saved(raw: bytes) -> bytes:
    """Write the results of formulas as programs do: as a text of no letters, or not at all."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            data = parts.read(name).replace(f' t="str"><f>A1</f><v>{_UNSAVED}</v>'.encode(), b"><f>A1</f>")
            made.writestr(name, data.replace(f"<v>{_BLANK}</v>".encode(), b"<v></v>"))
    return out.getvalue()


def workbook_of(tracker: Tracker) -> bytes:
    """Write a tracker; its lines know their sheet and row then."""
    return _as_saved(_Writer(tracker).bytes())
