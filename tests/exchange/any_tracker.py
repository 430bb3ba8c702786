"""Trackers with anything that people do to them, each with what its cells mean. No real council's words.

``tracker_file.py`` writes them; ``python -m tests.exchange.test_any_tracker 3000`` tries so many.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

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
    "progress": ("% complete", "% Complete", "Percentage complete"),
    "text": (
        "Progress update", "Latest update", "Comments", "Commentary", "Progress to date", "Current position",
        "Update March 2026",
    ),
}  # fmt: skip
OTHER: dict[str, tuple[Any, ...]] = {
    "Date raised": ("01/03/2026", "14/03/2026"), "Raised by": ("Sam Green", "Alex Brown"),
    "Previous RAG": ("Red", "Green", "Amber"), "Last updated": ("02/04/2026", "30/04/2026"),
    "Risk score": (12, 20, 4), "Date closed": ("", "05/05/2026"), "Cost (£)": (12000, 400.5),
    "Previous status": ("Not started", "Complete"), "Priority": ("High", "Medium", "Low"),
    "Update February 2026": ("Nothing to tell yet, the team met once.", "The first draft was read by the board."),
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
STORED = {
    "theme red": ("111101", b'theme="5"', "red"),
    "theme green, lighter": ("111102", b'theme="6" tint="0.3999755851924192"', "green"),
    "indexed red": ("111103", b'indexed="10"', "red"),
    "indexed green": ("111104", b'indexed="11"', "green"),
}
"""Fills in ways that xlsxwriter does not write: each is put in the place of a colour that nothing else has."""
FILLS |= {name: ({"bg_color": f"#{colour}"}, meant) for name, (colour, _, meant) in STORED.items()}
DONE = (
    ("", ""),
    (0.4, "in-progress"),
    (0, "not-started"),
    ("100%", "complete"),
    ("45 %", "in-progress"),
    (1, "complete"),
)
"""How much is done, as it is written and as a state; a number is shown as a percentage."""
REFS: dict[str, Callable[[int], object]] = {
    "letters": lambda number: f"A{number}", "words": lambda number: f"Action {number}",
    "parts": lambda number: f"1.{number + 7}", "parts, as numbers": lambda number: 1 + (number + 7) / 100,
    "Cyrillic": lambda number: f"Д-{number}", "Chinese": lambda number: f"行動{number}",
    "accents": lambda number: f"Évaluation {number}", "noughts": lambda number: number + 1,
}  # fmt: skip
"""How rows are numbered: from nought on."""
SHAPES = {"parts, as numbers": "0.00", "noughts": "000"}
"""How numbers that are numbers are shown."""
EXTRAS = ("Lists", "Contacts", "Template", "Old")
"""Sheets without work."""
SHEETS = (["Log"], ["Tracker "], ["Open", "Closed"])
OWNERS = ("Director", "Improvement Manager", "Jo Bloggs", "Director / Jo Bloggs", "TBC", "")
TROUBLE = ("#REF!", "#N/A", "31/02/", "end of ")
"""How cells begin that keep their row out: what else is in doubt only leaves the date blank."""


class Shown(NamedTuple):
    """A date as it stands in a cell."""

    value: Any
    meant: str
    """As a plan holds it; empty where it is none."""
    format: str = ""
    by_formula: bool = False


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


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
    "week": lambda day: Shown(f"w/c {_monday(day):%d/%m/%Y}", f"week of {_monday(day)}"),
    "by formula": lambda day: Shown(day, day.isoformat(), "dd/mm/yyyy", by_formula=True),
    "text by formula": lambda day: Shown(f"{day:%d/%m/%Y}", day.isoformat(), by_formula=True),
    "nothing by formula": lambda day: Shown("", "", by_formula=True),
    "none": lambda day: Shown("", ""),
    "dash": lambda day: Shown("–", ""),
    "complete": lambda day: Shown("Complete", ""),
    "TBC": lambda day: Shown("TBC", ""),
    "immediate": lambda day: Shown("Immediate", ""),
    "done": lambda day: Shown(f"Completed {day:%d/%m/%Y}", ""),
    "two months": lambda day: Shown(f"March/April {day.year}", ""),
    "two dates": lambda day: Shown(f"{day:%d/%m/%Y}\n{day + timedelta(days=40):%d/%m/%Y}", ""),
    "with a remark": lambda day: Shown(f"{day:%d/%m/%Y} (was {day - timedelta(days=40):%d/%m/%Y})", ""),
    "no year": lambda day: Shown(f"end of {day:%B}", ""),
    "impossible": lambda day: Shown(f"31/02/{day.year}", ""),
    "reference error": lambda day: Shown("#REF!", ""),
    "not found": lambda day: Shown("#N/A", "", by_formula=True),
}
MONTH_FIRST: dict[str, Callable[[date], Shown]] = {
    "figures": lambda day: Shown(f"{day:%m/%d/%Y}", day.isoformat()),
    "real": DATES["real"], "none": DATES["none"], "month": DATES["month"],
}  # fmt: skip
SWAPPED: dict[str, Callable[[date], Shown]] = {
    "as an American program left it": lambda day: (
        Shown(day.replace(month=day.day, day=day.month), day.isoformat(), "dd/mm/yyyy")
        if day.day <= 12
        else Shown(f"{day:%d/%m/%Y}{' 00:00' * (day.day % 2)}", day.isoformat())
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
    progress: tuple[Any, str] = ("", "")
    """How much is done, as it is written and as a state."""
    gap: int = 0
    hidden: bool = False
    struck: bool = False
    comment: str = ""
    """What a comment hangs on."""
    broken: str = ""
    """What a broken formula stands in the place of."""
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
    refs: str
    """How rows are numbered."""
    numbered: int
    """So many rows at the end have a number and no words."""
    hidden_sheet: bool
    """Whether the last of several sheets is hidden."""

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
    line.progress = draw(st.sampled_from(DONE))
    trait = draw(st.sampled_from(["", "", "", "", "", "hidden", "struck", "comment", "broken"]))
    line.hidden, line.struck = trait == "hidden", trait == "struck"
    # of merged cells only the first can have one
    line.comment = draw(st.sampled_from(sorted(has - {"priority"}))) if trait == "comment" else ""
    line.broken = (
        draw(st.sampled_from([*sorted(has & {"title", "owner", "status", "text"})])) if trait == "broken" else ""
    )
    return line


PLAIN: dict[str, Any] = {"fill": "", "formula": "", "hidden": False, "struck": False, "comment": ""}
BEGIN_AGAIN = ("column", "banner", "wide banner", "sheet")


@st.composite
def trackers(draw: Any, *, plain: bool = False) -> Tracker:
    """Make any tracker; a plain one has nothing that a CSV file cannot hold."""
    has = {"title", "due"} | draw(st.sets(st.sampled_from(["ref", "owner", "status", "rag", "text", "progress"])))
    pair = draw(st.sampled_from(["", "revised", "first_due"]))
    has |= {pair} if pair else set()
    ways = ["column", "column", "first", "banner", "none", *([] if plain else ["merged", "wide banner", "sheet"])]
    priorities = draw(st.sampled_from(ways))
    has |= {"priority"} if priorities in ("column", "first", "merged") else set()
    has |= {"status"} if len(has) < 4 else set()
    headings = {name: draw(st.sampled_from(CALLED[name])) for name in CALLED}
    # an older column of news is one of a series, or nobody could tell which is the newest
    may_be = set(OTHER) if "text" in has and headings["text"][-4:] == "2026" else {*OTHER} - {"Update February 2026"}
    others = draw(st.lists(st.sampled_from(sorted(may_be)), unique=True, max_size=3))
    text_dates = draw(st.sampled_from(["day-first"] * 4 + ["month-first", *([] if plain else ["swapped"])]))
    dates = {"day-first": DATES, "month-first": MONTH_FIRST, "swapped": SWAPPED}[text_dates]
    if plain:
        dates = {kind: made for kind, made in dates.items() if not kind.startswith("real")}
    kinds = draw(st.lists(st.sampled_from(sorted(dates)), unique=True, min_size=1, max_size=5))
    named = PRIORITIES[: draw(st.integers(1, 3))] if priorities != "none" else PRIORITIES[:1]
    lines: list[Line] = []
    for priority in named:
        for _ in range(draw(st.integers(1, 4))):
            line = _line(draw, len(lines), priority, {kind: dates[kind] for kind in kinds}, has)
            lines.append(replace(line, **PLAIN) if plain else line)
    order = [name for name in CALLED if name in has] + others
    if draw(st.booleans()):
        order = draw(st.permutations(order))
    if priorities in ("first", "merged"):
        order = ["priority", *(name for name in order if name != "priority")]
    return Tracker(
        {name: headings[name] for name in order if name in CALLED}, others, list(order), lines,
        priorities,
        sheets=list(named) if priorities == "sheet" else draw(st.sampled_from([["Log"]] if plain else SHEETS)),
        text_dates=text_dates,
        above=draw(st.integers(0, 3)),
        is_over_two=draw(st.booleans()) and pair != "" and not plain,
        hidden_column=draw(st.sampled_from(["", "", "", *[name for name in order if name != "title" and not plain]])),
        closing=draw(st.booleans()),
        extras=draw(st.lists(st.sampled_from(EXTRAS), unique=True, max_size=0 if plain else 2)),
        dressed=draw(st.sampled_from(["{}"] * 4 + ["{}:", "{} *", " {}\n", "{} (see notes)"])),
        margin=draw(st.sampled_from([0, 0, 0, 1])),
        again=draw(st.sampled_from([0, 0, 2])),
        from_1904=draw(st.sampled_from([False, False, False, not plain])),
        refs=draw(st.sampled_from([*REFS, *(["again"] * 4 if priorities in BEGIN_AGAIN else [])])),
        numbered=draw(st.sampled_from([0, 0, 3])) if "ref" in has else 0,
        hidden_sheet=draw(st.sampled_from([False, False, False, True])),
    )  # fmt: skip
