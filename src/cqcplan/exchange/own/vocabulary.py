"""What columns and words are called in trackers of the field: councils' own, and Planner's, Jira's and others."""

from typing import NamedTuple


class Called(NamedTuple):
    """What a column that holds one thing is called."""

    names: tuple[str, ...]
    """Whole headings, the surest first."""
    parts: tuple[str, ...] = ()
    """Words that a heading may have beside others."""
    never: tuple[str, ...] = ()
    """Words that mean another thing, whatever stands beside them."""


_EVENTS = (
    "raised", "opened", "created", "identified", "logged", "added", "reported", "start", "started", "closed",
    "completed", "modified", "updated", "reviewed", "review", "last", "approved", "detection", "flag", "received",
)  # fmt: skip
_OTHER_THAN_WORK = (
    "owner", "lead", "officer", "date", "status", "id", "ref", "no", "number", "type", "category", "by", "rag",
    "update", "updates", "log", "taken", "plan", "who", "raised", "priority", "level", "progress", "due", "complete",
    "rating", "score", "source", "completed", "when", "reason", "evidence",
)  # fmt: skip

CALLED: dict[str, Called] = {
    "title": Called(
        (
            "action", "actions", "agreed action", "agreed actions", "action required", "actions required",
            "management action", "agreed management action", "task", "task name", "card name", "what we will do",
            "title", "summary", "activity", "deliverable", "action title", "action description", "recommendation",
            "recommendations", "weakness name", "item to rectify", "description", "weakness description", "issue",
            "risk", "item", "finding", "key action", "key actions", "proposed action", "commitment",
            "what are we going to do", "name",
        ),
        ("action", "actions", "task", "recommendation", "activity", "deliverable", "description", "what"),
        _OTHER_THAN_WORK,
    ),
    "priority": Called(
        (
            "priority", "priority area", "workstream", "work stream", "theme", "improvement area", "improvement theme",
            "improvement priority", "area for improvement", "area", "objective", "outcome", "strand", "bucket name",
            "bucket", "epic", "epic name", "epic link", "parent summary", "programme", "project", "quality statement",
            "service area", "scrutiny review", "review", "review title", "audit", "audit title", "audit name",
            "key theme", "domain", "category", "section", "list", "controls", "peer challenge theme",
        ),
        (
            "workstream", "theme", "priority", "improvement area", "objective", "strand", "audit", "scrutiny review",
            "area for improvement", "area", "recommendation", "finding",
        ),
        ("level", "rating", "urgency", "owner", "lead", "date", "status", "no", "ref", "score", "rag", "opinion"),
    ),
    "milestone": Called(("milestone", "sub-action", "sub action", "step", "sub-task", "subtask"), (), ()),
    "ref": Called(
        (
            "ref", "ref no", "ref number", "reference", "reference number", "no", "number", "id", "action ref",
            "action id", "action no", "action number", "#", "rec no", "rec ref", "recommendation no",
            "recommendation number", "issue key", "key", "task id", "card id", "poam id", "poa&m id", "raid id",
            "item no", "unique id", "s/n", "sn", "short id",
        ),
        ("ref", "id", "no", "number", "key"),
        ("officer", "owner", "date", "parent", "previous", "related", "linked", "control", "issue id", "board"),
    ),
    "owner": Called(
        (
            "owner", "action owner", "task owner", "lead", "lead officer", "responsible officer", "responsible person",
            "responsible", "accountable", "accountable officer", "assigned to", "assignee", "assigned", "who",
            "officer", "action lead", "lead person", "point of contact", "poc", "members", "delegated to", "by whom",
            "responsibility", "named lead", "person responsible", "lead role", "risk owner", "implementing officer",
        ),
        ("owner", "lead", "officer", "responsible", "accountable", "assigned to", "assignee", "contact"),
        (
            "raised", "created", "reported", "identified", "logged", "date", "completed", "sponsor", "support", "id",
            "email", "comment", "comments", "update", "member", "approved", "requested", "reporter",
        ),
    ),
    "first_due": Called(
        (
            "original due date", "original date", "original target date", "original", "baseline date", "baseline",
            "original deadline", "original completion date", "agreed date", "original implementation date",
            "initial target date", "initial due date",
        ),
        ("original", "baseline", "initial"),
        ("risk", "rating", "score", "rag", "owner", "status", "estimate", "cost", *_EVENTS),
    ),
    "due": Called(
        (
            "due", "due date", "target date", "target", "target completion date", "target completion", "deadline",
            "by when", "completion date", "scheduled completion date", "planned completion date", "end date",
            "implementation date", "target implementation date", "timescale", "timescales", "timeframe",
            "delivery date", "milestone date", "finish date", "planned end date",
            "when", "finish", "completion", "expected completion",
        ),
        (
            "due", "target date", "deadline", "by when", "completion date", "end date", "implementation date", "target",
            "date", "timescale", "when",
        ),
        (*_EVENTS, "who", "score", "value", "owner", "rating", "reason", "original", "initial"),
    ),
    "revised": Called(
        (
            "revised date", "revised due date", "revised target date", "revised", "revised deadline", "new date",
            "new due date", "forecast", "forecast date", "current due date", "current target date", "extended date",
            "revised completion date", "revised implementation date", "expected date", "latest date",
        ),
        ("revised", "forecast", "extended", "new due", "new target"),
        ("risk", "rating", "score", "reason", "why", "raised", "opened", "created"),
    ),
    "due_reason": Called(
        (
            "reason for change", "reason for slippage", "reason for new date", "why the date moved",
            "reason for extension", "reason for revised date", "reason for date change",
        )
    ),
    "status": Called(
        (
            "status", "progress status", "current status", "action status", "stage", "state", "progress", "list name",
            "implementation status", "delivery status", "position", "complete", "completed", "overall status",
            "complete?", "completed?", "done", "open/closed", "open / closed",
        ),
        ("status", "stage", "state"),
        ("previous", "last", "rag", "date", "reason", "comment", "comments", "update", "by"),
    ),
    "progress": Called(
        (
            "% complete", "%", "percent complete", "percentage complete", "progress %", "% progress", "progress",
            "completion %", "complete %", "percentage", "% done",
        ),
        ("%", "percent", "percentage"),
        ("previous", "last", "target"),
    ),
    "rag": Called(
        (
            "rag", "rag rating", "rag status", "brag", "brag rating", "brag status", "current rag", "bragg", "ragb",
            "status", "delivery rag", "overall rag", "progress rag", "confidence",
        ),
        ("rag", "brag"),
        ("previous", "last", "reason", "initial", "prior", "comment", "why", "key"),
    ),
    "reason": Called(("reason", "reason for rag", "reason for delay", "issues", "reason for rag rating", "barriers")),
    "recovery": Called(
        ("recovery", "recovery action", "mitigation", "mitigations", "corrective action", "path to green")
    ),
    "text": Called(
        (
            "update", "latest update", "progress update", "progress", "current position", "commentary", "narrative",
            "progress made", "progress to date", "status update", "action taken", "actions taken", "progress notes",
            "latest position", "latest progress", "comments", "comment", "notes", "management update", "response",
            "milestone changes", "milestones with completion dates", "remarks",
        ),
        (
            "update", "updates", "progress", "narrative", "commentary", "position", "comments", "comment", "notes",
            "action taken",
        ),
        ("frequency", "count", "rag", "%", "date", "by", "status", "percent", "previous", "owner"),
    ),
}  # fmt: skip
"""What columns are called, by what they hold. The surest words of each come first."""
STATES: dict[str, tuple[str, ...]] = {
    "complete": (
        "complete", "completed", "done", "finished", "achieved", "implemented", "fully implemented", "delivered",
        "resolved", "100%", "met", "fixed",
    ),
    "in-progress": (
        "in progress", "ongoing", "on-going", "underway", "under way", "started", "open", "wip", "doing", "on track",
        "partially implemented", "partly implemented", "in development", "partially complete", "delayed", "overdue",
        "in review", "behind schedule", "at risk", "active", "live", "slipped",
    ),
    "not-started": (
        "not started", "not yet started", "to do", "not due", "planned", "backlog", "not yet due", "todo", "new",
        "not implemented", "yet to start", "selected for development", "pending", "draft",
    ),
    "embedded": ("embedded", "business as usual", "bau"),
    "closed": ("closed", "cancelled", "withdrawn", "superseded", "no longer required", "risk accepted", "rejected"),
    "transferred": ("transferred", "moved"),
}  # fmt: skip
"""What lifecycle states are called."""
YES_NO = {"yes": "complete", "y": "complete", "true": "complete", "no": "", "n": "", "false": ""}
"""What stands under "Complete?"."""
NOTHING = ("", "-", "–", "—", "n/a", "na", "none", "tbc", "tba", "?")
"""Words that fill a cell and say nothing."""
COLOUR_WORDS = frozenset({
    "r", "a", "g", "b", "red", "amber", "green", "blue", "grey", "gray", "yellow", "orange", "white", "purple", "black",
    "amber/red", "amber/green", "amber-red", "amber-green", "amber red", "amber green", "on track", "at risk",
    "off track",
})  # fmt: skip
URGENCIES = frozenset({
    "high", "medium", "low", "med", "h", "m", "l", "critical", "urgent", "normal", "very high", "very low", "moderate",
    "important", "minor", "major", "must", "should", "could", "must have", "should have", "could have", "essential",
    "desirable", "advisory", "highest", "lowest", "p1", "p2", "p3", "p4", "1", "2", "3", "4", "5", "immediate", "none",
    "significant", "merits attention", "fundamental", "short term", "medium term", "long term",
})  # fmt: skip
"""Words that say how urgent work is, and name no priority of a plan."""
ROLE_WORDS = (
    "head", "director", "manager", "lead", "officer", "service", "team", "cllr", "chief", "assistant", "worker",
    "principal", "deputy", "portfolio", "chair", "commissioner", "commissioning", "das", "dass", "cso", "isso", "board",
)  # fmt: skip
ENDS = ("total", "note", "key", "source", "rag key", "legend")
"""How rows begin that are no work."""
PLAIN_SHEETS = (
    r"(?:sheet|tabelle|data|log|action|actions|tracker|open|closed|complete|completed|archive|archived|export|register"
    r"|plan|raid|risk|risks|issue|issues|current|live|done|outstanding|tasks?|list|report|poa&?m|items|improvement"
    r"|recommendations?|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|q[1-4]|the|and|of|&|[-_\d()/ ])+"
)
"""Names of sheets that name no priority."""
