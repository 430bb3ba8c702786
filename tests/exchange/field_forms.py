"""Nine forms that the field uses: what a manager has to answer of each, and what must have come in then."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook

from tests.exchange import field_books as books


class Form(NamedTuple):
    """One form, with what it means."""

    name: str
    book: Callable[[], Workbook]
    right: dict[str, Any]
    """What a manager answers, by the place in the mapping: each is a question that the guess asks, and no other is."""
    columns: dict[str, str | None]
    """What its columns are taken for."""
    rows: dict[str, dict[str, str | None]]
    """Of some work, by its title, what must have come in."""

    def bytes(self) -> bytes:
        """Write the workbook."""
        written = io.BytesIO()
        self.book().save(written)
        return written.getvalue()


FORMS = [
    Form(
        "council CQC action plan", books.cqc,
        # three of its areas are new; that is one thing to agree to
        {"priorities.Safeguarding": "Safeguarding"},
        {"title": "What are we going to do?", "priority": "CQC area for improvement", "owner": "Lead officer",
         "due": "By when", "rag": "RAG", "text": "Progress update", "ref": "Ref"},
        {books.WORK[0]: {"due": books.day(3).isoformat(), "priority": "Waiting times", "owner": "Director",
            "rag": "green"},
         books.WORK[7]: {"due": "end of March 2027", "priority": "Workforce", "owner": "Principal Social Worker",
             "rag": "amber"},
         books.WORK[28]: {"due": None, "priority": "Data and systems", "owner": "Director", "rag": None}},
    ),
    Form(
        "scrutiny recommendation tracker", books.scrutiny,
        # it has no date of the future: one column may look like one; two men of initials; what Paused means; new areas
        {"priorities.Adult Social Care": "Adult Social Care", "owners.DM/PL": "director", "status.Paused": None,
         "columns.due": None},
        {"title": "Recommendation", "priority": "Area", "owner": "Lead Officer/EM", "text": "Action taken",
         "status": "Status", "ref": "Reference", "due": None},
        {f"That officers {books.WORK[1].lower()}": {"due": None, "priority": "Carers", "owner": "Improvement Manager",
                                              "status": "in-progress"},
         f"That officers {books.WORK[2].lower()}": {"due": None, "priority": "Health", "owner": "Director"}},
    ),
    Form(
        "internal audit tracker", books.audit,
        {"priorities.Direct payments": "Direct payments"},
        {"title": "Agreed action", "owner": "Responsible officer", "first_due": "Original target date",
         "due": "Revised target date", "progress": "% complete", "text": "Latest update", "ref": "Ref"},
        {books.WORK[0]: {"due": books.day(0).isoformat(), "now": books.day(9).isoformat(),
            "priority": "Direct payments",
                   "status": "not-started"},
         books.WORK[8]: {"due": books.day(8).isoformat(), "priority": "Safeguarding", "status": "complete"}},
    ),
    Form(
        "peer challenge plan", books.peer,
        {"priorities.R1: Set one vision that people know": "R1: Set one vision that people know", "rag.Blue": None,
         "priorities.R2: Plan the workforce for ten years": "R2: Plan the workforce for ten years"},
        {"title": "Action", "priority": "Peer challenge recommendation", "owner": "Lead", "due": "Timescale",
         "text": "Progress", "rag": "BRAG"},
        {books.WORK[1]: {"due": "December 2026", "priority": "R1: Set one vision that people know", "rag": "amber"},
         books.WORK[10]: {"due": "autumn 2026", "priority": "R2: Plan the workforce for ten years"},
         books.WORK[5]: {"due": None, "priority": "R1: Set one vision that people know", "owner": "Chief Executive"}},
    ),
    Form(
        "Planner", books.planner,
        {"owners.Sam Green": "improvement-manager", "owners.Alex Brown": None},
        {"title": "Task Name", "priority": "Bucket Name", "status": "Progress", "owner": "Assigned To",
            "due": "Due date"},
        {books.WORK[1]: {"due": books.day(1).isoformat(), "priority": "Workforce", "owner": None,
            "status": "not-started"},
         books.WORK[2]: {"due": books.day(2).isoformat(), "priority": "Waiting times", "owner": "Director",
             "status": "complete"}},
    ),
    Form(
        "Jira", books.jira,
        {"owners.Sam Green": "improvement-manager", "owners.Alex Brown": None},
        {"title": "Summary", "priority": "Parent summary", "status": "Status", "owner": "Assignee", "due": "Due date",
         "ref": "Issue key"},
        {books.WORK[1]: {"due": books.day(1).isoformat(), "priority": "Workforce", "owner": None,
            "status": "not-started"},
         books.WORK[3]: {"due": books.day(3).isoformat(), "priority": "Workforce", "owner": "Improvement Manager"}},
    ),
    Form(
        "SharePoint", books.sharepoint,
        {"priorities.Digital": "Digital"},
        {"title": "Title", "priority": "Workstream", "status": "Task Status", "owner": "Assigned To", "due": "Due Date",
         "progress": "% Complete", "text": "Latest update"},
        {books.WORK[0]: {"due": books.day(0).isoformat(), "priority": "Waiting times", "owner": "Director",
            "status": "in-progress"},
         books.WORK[2]: {"due": books.day(2).isoformat(), "priority": "Digital", "owner": "Data Manager",
             "status": "not-started"}},
    ),
    Form(
        "POA&M", books.poam,
        {"priorities.AC-2": "Access control"},  # the other control keeps its name
        {"title": "Weakness Name", "priority": "Controls", "ref": "POA&M ID", "owner": "Point of Contact",
         "due": "Scheduled Completion Date"},
        {books.WORK[0]: {"due": books.day(0).isoformat(), "priority": "Access control", "owner": "Director"},
         books.WORK[23]: {"due": books.day(23).isoformat(), "owner": "Improvement Manager"}},
    ),
    Form(
        "RAID log", books.raid,
        {"priority": "workforce", "owners.Sam Green": None},
        {"title": "Description", "ref": "ID", "owner": "Owner", "due": "Target date", "status": "Status",
         "recovery": "Mitigation", "text": "Comments"},
        {f"We do not {books.WORK[0].lower()}": {"due": books.day(0).isoformat(), "priority": "Workforce",
            "owner": "Director",
                                          "status": "in-progress"},
         f"We do not {books.WORK[3].lower()}": {"due": books.day(3).isoformat(), "status": "closed"}},
    ),
]  # fmt: skip


if __name__ == "__main__":
    for form in FORMS:
        (Path(sys.argv[1]) / f"{form.name}.xlsx").write_bytes(form.bytes())
