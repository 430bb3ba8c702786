"""Nine forms that the field uses, rebuilt from how their makers describe them publicly; every row is made up.

Each has what a manager would have to answer at most, and what must have come in.
"""

from typing import Any, NamedTuple


class Form(NamedTuple):
    """One form, as a sheet of cells."""

    name: str
    rows: list[list[Any]]
    answers: int
    """So many answers the guess asks for."""
    columns: dict[str, str]
    """What its columns must be taken for."""
    due: dict[str, str]
    """The dates of work by its title, as a plan holds them."""
    right: dict[str, str | None]
    """Answers that a manager gives: by the place in the mapping, ``status.On hold``."""


FORMS = [
    Form(
        "council CQC action plan",
        [
            ["Adult Social Care: CQC assessment improvement plan"],
            ["CQC area for improvement", "What are we going to do?", "Lead officer", "By when", "RAG",
             "Progress update", "How will we know?"],
            ["Waiting times", "Publish waiting times every month", "Director", "End of March 2027", "Green",
             "First figures shown to the board.", "People know how long they wait"],
            ["Waiting times", "Agree a triage tool", "Improvement Manager", "30/04/2027", "Amber", "Draft in test.",
             "Fewer urgent cases wait"],
            ["Workforce", "Recruit to six posts", "Director", "Q1 2027/28", "Red", "Two posts filled.",
             "Vacancies fall"],
        ],
        0,
        {"title": "What are we going to do?", "priority": "CQC area for improvement", "due": "By when"},
        {"Publish waiting times every month": "end of March 2027", "Agree a triage tool": "2027-04-30"},
        {},
    ),
    Form(
        "scrutiny recommendation tracker",
        [
            ["Scrutiny review", "Rec no", "Recommendation", "Date agreed", "Responsible officer", "Target date",
             "Implementation status", "Progress update"],
            ["Carers", 1, "That carers are offered a call within a week", "12/01/2026", "Director", "31/12/2026",
             "Partially implemented", "The offer is made in two areas."],
            ["Carers", 2, "That the carers' leaflet is rewritten", "12/01/2026", "Improvement Manager", "31/01/2027",
             "Fully implemented", "Printed."],
            ["Hospital discharge", 3, "That weekend discharges are counted", "14/03/2026", "Director", "30/06/2027",
             "Not started", ""],
        ],
        2,
        {"title": "Recommendation", "priority": "Scrutiny review", "due": "Target date", "ref": "Rec no"},
        {"That carers are offered a call within a week": "2026-12-31"},
        {},
    ),
    Form(
        "internal audit tracker",
        [
            ["Audit title", "Ref", "Finding", "Risk rating", "Agreed management action", "Responsible officer",
             "Original date", "Revised date", "Status", "Management update"],
            ["Direct payments 2026", "DP1", "Reviews of accounts are late", "High",
             "Clear the late reviews of accounts", "Director", "30/09/2026", "31/01/2027", "Overdue",
             "Half are cleared."],
            ["Direct payments 2026", "DP2", "No record of checks", "Medium", "Keep a record of checks",
             "Improvement Manager", "31/12/2026", "", "Implemented", "In use since May."],
        ],
        1,
        {"title": "Agreed management action", "priority": "Audit title", "first_due": "Original date",
         "due": "Revised date"},
        {"Clear the late reviews of accounts": "2026-09-30", "Keep a record of checks": "2026-12-31"},
        {},
    ),
    Form(
        "peer challenge plan",
        [
            ["Peer challenge theme", "Recommendation", "Action", "Lead", "Timescale", "Progress", "BRAG"],
            ["Leadership", "Set one vision", "Write the vision with people who draw on care", "Director", "spring 2027",
             "Two workshops were held with people.", "Green"],
            ["Co-production", "Pay people for their time", "Agree a payment policy", "Improvement Manager",
             "Immediate", "The draft went to the board in May.", "Amber"],
        ],
        2,
        {"title": "Action", "priority": "Peer challenge theme", "due": "Timescale", "text": "Progress", "rag": "BRAG"},
        {"Write the vision with people who draw on care": "spring 2027"},
        {"dates.Immediate": None},
    ),
    Form(
        "Planner",
        [
            ["Plan name", "ASC improvement"],
            ["Plan ID", "aBcD1234"],
            ["Date of export", "11/05/2026"],
            [],
            ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By", "Created Date",
             "Start date", "Due date", "Late", "Completed Date", "Completed By", "Description", "Checklist Items",
             "Labels"],
            ["t1aaQ", "Map the front door", "Waiting times", "In progress", "Medium", "Director", "Sam Green",
             "01/03/2026", "02/03/2026", "30/06/2026", "false", "", "", "Ask each team first.", "", ""],
            ["t2bbW", "Train call handlers", "Waiting times", "Not started", "Urgent", "Jo Bloggs", "Sam Green",
             "01/03/2026", "", "14/07/2026", "false", "", "", "", "", ""],
            ["t3ccE", "Exit interviews", "Workforce", "Completed", "Low", "Director", "Sam Green",
             "01/03/2026", "", "", "false", "10/05/2026", "Sam Green", "", "", ""],
        ],
        1,
        {"title": "Task Name", "priority": "Bucket Name", "status": "Progress", "due": "Due date",
         "owner": "Assigned To"},
        {"Map the front door": "2026-06-30", "Train call handlers": "2026-07-14"},
        {},
    ),
    Form(
        "Jira",
        [
            ["Summary", "Issue key", "Issue Type", "Status", "Priority", "Assignee", "Reporter", "Created", "Updated",
             "Due date", "Parent summary"],
            ["Build the waiting list report", "ASC-1", "Task", "In Progress", "High", "Jo Bloggs", "Sam Green",
             "01/Mar/26 9:12 AM", "04/May/26 2:01 PM", "30/Jun/26 12:00 AM", "Data and systems"],
            ["Match records each night", "ASC-2", "Task", "To Do", "Low", "", "Sam Green",
             "01/Mar/26 9:14 AM", "01/Mar/26 9:14 AM", "", "Data and systems"],
            ["Show the list to team leaders", "ASC-3", "Task", "Done", "Medium", "Jo Bloggs", "Sam Green",
             "02/Mar/26 9:14 AM", "01/May/26 9:14 AM", "15/Apr/26 12:00 AM", "Data and systems"],
        ],
        2,
        {"title": "Summary", "priority": "Parent summary", "status": "Status", "due": "Due date", "ref": "Issue key"},
        {"Build the waiting list report": "2026-06-30"},
        {},
    ),
    Form(
        "SharePoint",
        [
            ["Title", "Workstream", "Assigned To", "Due Date", "Status", "% Complete", "Modified", "Modified By",
             "Item Type", "Path"],
            ["Check supervision records", "Workforce", "Director", "31/03/2027", "In progress", "40%",
             "01/05/2026 10:02", "Sam Green", "Item", "sites/asc/Lists/Actions"],
            ["Publish the training offer", "Workforce", "Improvement Manager", "30/09/2026", "Completed", "100%",
             "03/05/2026 16:40", "Sam Green", "Item", "sites/asc/Lists/Actions"],
        ],
        0,
        {"title": "Title", "priority": "Workstream", "status": "Status", "due": "Due Date", "progress": "% Complete"},
        {"Check supervision records": "2027-03-31", "Publish the training offer": "2026-09-30"},
        {},
    ),
    Form(
        "POA&M",
        [
            ["POA&M ID", "Controls", "Weakness Name", "Weakness Description", "Point of Contact",
             "Original Detection Date", "Scheduled Completion Date", "Planned Milestones", "Milestone Changes",
             "Status Date", "Original Risk Rating", "Status"],
            ["V-1", "AC-2", "Leavers keep access", "Accounts of leavers stay open for weeks", "Director",
             "2026-01-12", "2026-09-30", "Close weekly", "Moved from June", "2026-04-01", "High", "Open"],
            ["V-2", "CP-9", "Back-ups are not tested", "Nobody has restored one this year", "Jo Bloggs",
             "2026-02-02", "2026-12-31", "Test in May", "", "2026-04-01", "Moderate", "Open"],
        ],
        3,
        {"title": "Weakness Name", "ref": "POA&M ID", "due": "Scheduled Completion Date", "owner": "Point of Contact"},
        {"Leavers keep access": "2026-09-30", "Back-ups are not tested": "2026-12-31"},
        {},
    ),
    Form(
        "RAID log",
        [
            ["RAID log: improvement programme"],
            ["ID", "Type", "Description", "Date raised", "Raised by", "Impact", "Likelihood", "Owner", "Mitigation",
             "Target date", "Status", "Comments"],
            ["R1", "Risk", "Agency staff leave before posts are filled", "01/03/2026", "Sam Green", 4, 3, "Director",
             "Keep two contracts until June", "30/06/2026", "Open", "Contracts signed."],
            ["I1", "Issue", "The case system is down each Friday", "14/03/2026", "Alex Brown", 3, 5, "Jo Bloggs",
             "Ask the supplier", "31/07/2026", "Closed", "Mended."],
        ],
        3,
        {"title": "Description", "ref": "ID", "due": "Target date", "owner": "Owner", "recovery": "Mitigation"},
        {"Agency staff leave before posts are filled": "2026-06-30"},
        {"priority": "workforce"},
    ),
]  # fmt: skip
