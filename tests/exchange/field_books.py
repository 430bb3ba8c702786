"""Nine forms that the field uses, as workbooks that people keep, rebuilt from what their makers say of them publicly.

Every row is made up. ``python -m tests.exchange.field_forms FOLDER`` writes them, to look at.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

WORK = (
    "Publish waiting times for a first assessment each month", "Agree one triage tool for the front door",
    "Call everyone who waits more than four weeks", "Write to people while they wait, in plain words",
    "Move reviews of small packages to the review team", "Set a standard for first contact on the same day",
    "Recruit to six social worker posts", "Hold exit interviews and read them each quarter",
    "Write a career path for occupational therapists", "Record supervision in one place",
    "Train every team in strengths-based practice", "Cut agency posts from nineteen to eight",
    "Screen each concern within two working days", "Write down why a concern does not become an enquiry",
    "Ask people what they wanted at the end of each enquiry", "Audit ten enquiries each month",
    "Agree thresholds with the police and health partners", "Share what was learned from reviews of deaths",
    "Offer each carer a call within a week", "Rewrite the carers' leaflet with carers",
    "Open short breaks at weekends", "Count carers known to general practices",
    "Name a carers' champion in every team", "Pay carers who take part in recruitment",
    "Match records of the two systems each night", "Show team leaders their waiting list each Monday",
    "Write down what each figure counts", "Clear the backlog of unread letters", "Give partners a view of the plan",
)  # fmt: skip
"""Twenty-nine things to do, six under each heading and five under the last."""
NEWS = (
    "First figures went to the board in May; the second set is late because of the system change.",
    "Draft in test with two teams.", "", "Four of six are filled.\nInterviews for the rest on 12 June.",
    "No change since the last report.", "Paused until the new system is in.",
)  # fmt: skip
FIRST = date(2026, 6, 30)
BEGUN = datetime.combine(date(2026, 4, 1), time.min)
HEAD = PatternFill("solid", fgColor="1F3864")
GREEN, AMBER, RED, BLUE = "00B050", "FFC000", "FF0000", "00B0F0"


def day(number: int) -> date:
    return FIRST + timedelta(days=11 * number)


def _sheet(book: Workbook, name: str) -> Worksheet:
    """Return the sheet that a new workbook begins with, by its new name."""
    sheet = book.worksheets[0]
    if sheet.title != "Sheet":
        sheet = book.create_sheet()
    sheet.title = name
    return sheet


def _heads(sheet: Worksheet, headings: Sequence[str]) -> None:
    sheet.append([*headings])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _titles(sheet: Worksheet, *lines: str, width: int = 6) -> None:
    for number, line in enumerate(lines, 1):
        sheet.cell(number, 1, line).font = Font(size=16 - number, bold=number == 1)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
    sheet.cell(len(lines) + 1, 1, " ")


def _lists(book: Workbook, words: Sequence[str]) -> None:
    lists = book.create_sheet("Lists")
    for row in [["Status", "RAG"], *([word, word] for word in words)]:
        lists.append(row)
    lists.sheet_state = "hidden"


def _shown(cell: Any, fmt: str) -> None:
    cell.number_format = fmt


def cqc() -> Workbook:
    """A plan after CQC's report: areas merged down their rows, a colour and no word, dates in many ways."""
    book = Workbook()
    cover = _sheet(book, "Cover")
    for row in (["Adult Social Care"], ["CQC improvement plan"], [], ["Version", "Date", "Author"],
                ["0.3", date(2026, 5, 11), "Improvement Manager"]):  # fmt: skip
        cover.append(row)
    sheet = book.create_sheet("Improvement plan ")
    _titles(sheet, "Adult social care improvement plan", "After CQC's assessment of 2026", width=10)
    _heads(sheet, ["Ref", "CQC area for improvement", "What are we going to do?", "Lead officer", "Start date",
        "By when",
                   "RAG", "Progress update", "How will we know?", "Evidence"])  # fmt: skip
    areas = ("Waiting times", "Workforce", "Safeguarding", "Carers", "Data and systems")
    leads = cycle(("Director", "Improvement Manager", "Head of Safeguarding", "Principal Social Worker"))
    whens = cycle((day(3), "End of March 2027", "Q1 2027/28", day(9), "TBC", "Summer 2027"))
    fills = cycle((GREEN, AMBER, RED, GREEN, "", AMBER))
    for number, work in enumerate(WORK):
        area, part = divmod(number, 6)
        if number and not part:
            sheet.append([])
        sheet.append([f"{area + 1}.{part + 1}", areas[area] if not part else None, work, next(leads), date(2026, 4, 1),
                      next(whens), None, NEWS[number % 6] or None, "People tell us so in the survey",
                          None])  # fmt: skip
        row = sheet.max_row
        if fill := next(fills):
            sheet.cell(row, 7).fill = PatternFill("solid", fgColor=fill)
        for column in (5, 6):
            _shown(sheet.cell(row, column), "dd/mm/yyyy")
        if part == (5 if area < 4 else 4):
            sheet.merge_cells(start_row=row - part, start_column=2, end_row=row, end_column=2)
    sheet.append([])
    sheet.append(["Note: dates are provisional until the board has agreed them"])
    key = book.create_sheet("RAG key")
    for word, fill in (("On track", GREEN), ("At risk", AMBER), ("Off track", RED)):
        key.append([None, word])
        key.cell(key.max_row, 1).fill = PatternFill("solid", fgColor=fill)
    _lists(book, ["Open", "Closed"])
    return book


def scrutiny() -> Workbook:
    """A tracker of scrutiny's recommendations: no due date, a coloured status, and its key below."""
    book = Workbook()
    sheet = _sheet(book, "Tracker")
    _titles(sheet, "ANNEX A", "Scrutiny recommendation tracker", "See the key below for further details", width=9)
    _heads(sheet, ["Reference", "Origin", "Date", "Area", "Recommendation", "Exec Date", "Lead Officer/EM",
                   "Action taken", "Status"])  # fmt: skip
    areas, leads = cycle(("Adult Social Care", "Carers", "Health")), cycle(("Director", "Improvement Manager", "DM/PL"))
    states = cycle((("Complete", GREEN), ("Ongoing", AMBER), ("Ongoing", RED), ("Paused", AMBER)))
    for number, work in enumerate(WORK):
        state, fill = next(states)
        sheet.append([f"SR (25/26) {number + 1:02}", "CRP", date(2026, 1, 12), next(areas),
            f"That officers {work.lower()}",
                      date(2026, 2, 9), next(leads), NEWS[number % 6] or None, state])  # fmt: skip
        sheet.cell(sheet.max_row, 9).fill = PatternFill("solid", fgColor=fill)
        for column in (3, 6):
            _shown(sheet.cell(sheet.max_row, column), "dd/mm/yy")
    for line in ("", "Key", "Reference: each recommendation has the municipal year it was made in",
                 "Origin: CRP, Corporate Scrutiny Committee; PPL, People Scrutiny Committee",
                 "Green: recommendation achieved, monitoring no longer required"):  # fmt: skip
        sheet.append([line] if line else [])
    return book


def audit() -> Workbook:
    """What an audit committee follows: the audit in a row of its own, original and revised dates, a share done."""
    book = Workbook()
    sheet = _sheet(book, "Live recommendations")
    _titles(sheet, "Implementation of audit recommendations tracker, June 2026", width=9)
    _heads(sheet, ["Ref", "Recommendation", "Risk", "Agreed action", "Responsible officer", "Original target date",
                   "Revised target date", "% complete", "Latest update"])  # fmt: skip
    audits = ("Direct payments", "Safeguarding", "Recruitment", "Carers' services", "Data quality")
    done = cycle((0, 0.25, 0.5, 1, 0.8))
    owners = cycle(("Director", "Improvement Manager", "Head of Finance", "Head of Commissioning"))
    for number, work in enumerate(WORK):
        audit, part = divmod(number, 6)
        if not part:
            sheet.append([audits[audit]])
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=9)
        sheet.append([f"{audit + 1}.{part + 1}", f"Records were not complete in sample {number + 1}", ("High",
            "Medium")[part % 2],
                      work, next(owners), day(number), day(number + 9) if number % 3 == 0 else None, next(done),
                      NEWS[number % 6] or None])  # fmt: skip
        for column, shape in ((6, "dd/mm/yyyy"), (7, "dd/mm/yyyy"), (8, "0%")):
            _shown(sheet.cell(sheet.max_row, column), shape)
    sheet.append([])
    sheet.append(["Total", len(WORK)])
    _lists(book, ["High", "Medium", "Low"])
    return book


def peer() -> Workbook:
    """A plan after a peer challenge: each recommendation over its actions, timescales in words."""
    book = Workbook()
    sheet = _sheet(book, "CPC action plan")
    _titles(sheet, "Peer challenge: action plan", "Agreed by Cabinet on 11 June 2026", width=6)
    _heads(sheet, ["Peer challenge recommendation", "Action", "Lead", "Timescale", "Progress", "BRAG"])
    said = ("R1: Set one vision that people know", "R2: Plan the workforce for ten years",
            "R3: Make safeguarding everybody's", "R4: Hear carers first", "R5: Trust the data")  # fmt: skip
    whens = cycle(("Ongoing", "December 2026", "July 2026", "March 2027", "Autumn 2026", "Immediate"))
    leads = cycle(("Director", "Improvement Manager", "Chief Executive"))
    colours = cycle((("Green", GREEN), ("Amber", AMBER), ("Blue", BLUE), ("Green", GREEN)))
    for number, work in enumerate(WORK):
        word, fill = next(colours)
        part = number % 6
        sheet.append(
            [said[number // 6] if not part else None, work, next(leads), next(whens), NEWS[number % 6] or None, word]
        )
        sheet.cell(sheet.max_row, 6).fill = PatternFill("solid", fgColor=fill)
    return book


def planner() -> Workbook:
    """What Planner exports: a sheet of tasks and one that names the plan; dates as text, month first or not."""
    book = Workbook()
    sheet = _sheet(book, "Tasks")
    _heads(sheet, ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By",
        "Created Date",
                   "Start date", "Due date", "Is Recurring", "Late", "Completed Date", "Completed By",
                   "Completed Checklist Items", "Checklist Items", "Labels", "Description"])  # fmt: skip
    buckets, people = ("Waiting times", "Workforce"), cycle(("Sam Green", "Alex Brown", "Director", ""))
    states, urgencies = (
        cycle(("In progress", "Not started", "Completed")),
        cycle(("Medium", "Urgent", "Low", "Important")),
    )
    for number, work in enumerate(WORK):
        state = next(states)
        due = day(number)
        sheet.append([f"tA{number}xQ9bWk2Lm7Rr", work, buckets[number % 2], state, next(urgencies), next(people),
            "Sam Green",
                      "01/03/2026", "", f"{due:%d/%m/%Y}" if number % 5 else "", "false", "false",
                      "10/05/2026" if state == "Completed" else "", "Sam Green" if state == "Completed" else "",
                          "0/0", "",
                      "", "Ask each team first." if number % 4 == 0 else ""])  # fmt: skip
    plan = book.create_sheet("Plan name")
    for row in (["Plan name", "ASC improvement"], ["Plan ID", "aBcD1234"], ["Date of export", "11/05/2026"]):
        plan.append(row)
    return book


def jira() -> Workbook:
    """Jira's export of all fields, opened in Excel: headings that stand twice, days with a time."""
    book = Workbook()
    sheet = _sheet(book, "Jira")
    _heads(sheet, ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name",
        "Priority",
                   "Resolution", "Assignee", "Assignee Id", "Reporter", "Creator", "Created", "Updated", "Last Viewed",
                   "Resolved", "Due date", "Labels", "Labels", "Description", "Comment", "Comment", "Parent",
                   "Parent key", "Parent summary", "Status Category"])  # fmt: skip
    people, states = (
        cycle(("Sam Green", "Alex Brown", "")),
        cycle((("In Progress", ""), ("To Do", ""), ("Done", "Done"))),
    )
    for number, work in enumerate(WORK):
        state, resolution = next(states)
        due = day(number)
        sheet.append([work, f"ASC-{number + 1}", 10000 + number, "Task", state, "ASC", "ASC improvement", "High",
            resolution,
                      next(people), "712020:ab", "Sam Green", "Sam Green", "01/Mar/26 9:12 AM", "04/May/26 2:01 PM",
                      "04/May/26 2:02 PM", "", f"{due:%d/%b/%y} 12:00 AM" if number % 4 else "", "data", "", "",
                      f"04/May/26 2:01 PM;712020:ab;{NEWS[number % 6]}" if NEWS[number % 6] else "", "", 10090,
                          "ASC-90",
                      ("Waiting times", "Workforce")[number % 2], state])  # fmt: skip
    return book


def sharepoint() -> Workbook:
    """A SharePoint list in Excel: dates with a time of nought, urgency with its number, its own columns at the end."""
    book = Workbook()
    sheet = _sheet(book, "query (4)")
    _heads(sheet, ["Title", "Workstream", "Assigned To", "Task Status", "% Complete", "Priority", "Start Date",
        "Due Date",
                   "Latest update", "Modified", "Modified By", "Item Type", "Path"])  # fmt: skip
    streams = ("Waiting times", "Workforce", "Digital")
    people, shares = cycle(("Director", "Improvement Manager", "Data Manager")), cycle((0.4, 1, 0))
    for number, work in enumerate(WORK):
        share = next(shares)
        state = {0.4: "In Progress", 1: "Completed", 0: "Not Started"}[share]
        sheet.append([work, streams[number % 3], next(people), state, share, "(2) Normal", BEGUN,
                      datetime.combine(day(number), time.min), NEWS[number % 6] or None,
                      BEGUN + timedelta(days=30, hours=10), "Sam Green", "Item",
                          "sites/asc/Lists/Actions"])  # fmt: skip
        for column, shape in ((5, "0%"), (7, "m/d/yyyy h:mm"), (8, "m/d/yyyy h:mm"), (10, "m/d/yyyy h:mm")):
            _shown(sheet.cell(sheet.max_row, column), shape)
    return book


def poam() -> Workbook:
    """A plan of action and milestones by FedRAMP's template: open and closed items on two sheets, days of America."""
    book = Workbook()
    headings = ["POA&M ID", "Controls", "Weakness Name", "Weakness Description", "Weakness Detector Source",
                "Weakness Source Identifier", "Asset Identifier", "Point of Contact", "Resources Required",
                "Overall Remediation Plan", "Original Detection Date", "Scheduled Completion Date",
                    "Planned Milestones",
                "Milestone Changes", "Status Date", "Vendor Dependency", "Last Vendor Check-in Date",
                "Vendor Dependent Product Name", "Original Risk Rating", "Adjusted Risk Rating", "Risk Adjustment",
                "False Positive", "Operational Requirement", "Deviation Rationale", "Supporting Documents",
                "Comments"]  # fmt: skip
    for name, part in (("Open POA&M Items", WORK[:22]), ("Closed POA&M Items", WORK[22:])):
        sheet = _sheet(book, name)
        _titles(sheet, "Plan of action and milestones (POA&M)", width=8)
        sheet.append(["CSP", "System name", "Impact level", "POA&M date"])
        sheet.append(["Made-up Council", "Case system", "Moderate", date(2026, 5, 11)])
        sheet.append([])
        _heads(sheet, headings)
        for work in part:
            number = WORK.index(work)
            sheet.append([f"V-{number + 1}", ("AC-2", "CP-9")[number % 2], work,
                f"{work}, because the scan found none of it",
                          "Scan", f"id-{number}", "server-1", ("Director", "Improvement Manager")[number % 2], "None",
                          "Change the setting and test it", date(2026, 1, 12), day(number), "Close weekly", "",
                          date(2026, 4, 1), "No", None, None, "High", "Moderate", "No", "No", "No", None, None,
                          NEWS[number % 6] or None])  # fmt: skip
            for column in (11, 12, 15):
                _shown(sheet.cell(sheet.max_row, column), "mm/dd/yyyy")
    return book


def raid() -> Workbook:
    """A RAID log on one sheet, with guidance before it and lists behind it."""
    book = Workbook()
    guide = _sheet(book, "Guidance")
    for line in ("RAID log", "Risks: uncertain events", "Issues: what has happened", "Score = impact x likelihood"):
        guide.append([line])
    sheet = book.create_sheet("RAID log")
    _titles(sheet, "RAID log: adult social care improvement programme", width=6)
    _heads(sheet, ["ID", "Type", "Description", "Date raised", "Raised by", "Impact", "Likelihood", "Score", "Owner",
                   "Mitigation", "Target date", "Status", "Date closed", "Comments"])  # fmt: skip
    kinds, owners = (
        ("Risk", "Issue", "Assumption", "Dependency"),
        cycle(("Director", "Improvement Manager", "Sam Green")),
    )
    for number, work in enumerate(WORK):
        is_open = number % 4 != 3
        sheet.append([f"{kinds[number % 4][0]}{number + 1:03}", kinds[number % 4], f"We do not {work.lower()}",
                      date(2026, 3, 1), "Sam Green", number % 5 + 1, 3, f"=F{sheet.max_row + 1}*G{sheet.max_row + 1}",
                      next(owners), "Raise it at the board", day(number), "Open" if is_open else "Closed",
                      None if is_open else date(2026, 5, 5), NEWS[number % 6] or None])  # fmt: skip
        for column in (4, 11, 13):
            _shown(sheet.cell(sheet.max_row, column), "dd-mmm-yy")
    _lists(book, ["Open", "Closed", "On hold"])
    return book
