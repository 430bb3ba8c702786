"""The sections that a plan of Exampleshire has once: who, when, under which framework, with what behind it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from random import Random

from emit import Block, Flow, Folded, Quoted, Remark, Value
from words import TOPICS, Prose

Entry = dict[str, Value]
Batch = list[tuple[str, Entry | Flow]]
"""Entries with the section each belongs to. Whatever an entry points at stands in the same batch or an earlier one."""

STATEMENTS = (
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems",
    "safeguarding", "governance", "learning",
)  # fmt: skip
OWNERS = ("director", "ad-operations", "ad-commissioning", "head-of-ot", "principal-social-worker", "qa-lead")
PRINCIPLES = ("people-first", "one-team", "fair-to-all")
OBJECTIVES = ("good-commissioning", "earlier-help", "joined-up-support")
LAST_MONTH = (2026, 5)
"""The latest month with anything in it: plans read well as of 1 June 2026."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the plan's history."""

    year: int
    number: int

    def day(self, day: int) -> str:
        """Return a day of it as written in YAML; too late a day is the last."""
        return f"{self.year}-{self.number:02}-{min(day, monthrange(self.year, self.number)[1]):02}"

    def working_day(self, day: int) -> str:
        """Return a day of it, or the Monday after where that day is at a weekend."""
        return self.day(day + (0, 0, 0, 0, 0, 2, 1)[date(self.year, self.number, day).weekday()])

    def plus(self, months: int) -> Month:
        """Return the month that many later."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


def history(months: int) -> list[Month]:
    """Return the last months up to :data:`LAST_MONTH`, oldest first."""
    last = Month(*LAST_MONTH)
    return [last.plus(-back) for back in reversed(range(months))]


def header() -> Entry:
    """Return the ``plan:`` section."""
    return {
        "id": "exampleshire",
        "title": "Adult social care improvement plan",
        "council": Flow({"name": "Exampleshire County Council", "short_name": "Exampleshire", "type": "county"}),
        "framework": "la-2026-04",
        "status": "final",
        "agreed": Remark("2025-12-17", "Cabinet, with the amendments tabled"),
        "lead": "director",
        "contact": Flow(["director", "qa-lead"]),
        "summary": Folded(
            "CQC rated the council as requires improvement in September 2025. This plan answers each of its findings, "
            "says who does what by when, and shows whether people notice the difference."
        ),
        "status_scheme": {
            "name": "BRAG",
            "colours": [
                Flow({"colour": colour, "word": word, "letter": letter, "meaning": meaning})
                for colour, word, letter, meaning in (
                    ("blue", "Done", "B", "complete, with evidence seen"),
                    ("green", "On track", "G", "expected by its date"),
                    ("amber", "At risk", "A", "may miss its date, and a way back is stated"),
                    ("red", "Off track", "R", "will miss its date, or has missed it"),
                )
            ],
        },
        "glossary": [
            Flow({"term": term, "meaning": meaning})
            for term, meaning in (
                ("ASC", "adult social care"),
                ("DHSC", "Department of Health and Social Care"),
                ("FTE", "full-time equivalent"),
                ("ICB", "integrated care board"),
            )
        ],
    }


def people_and_bodies() -> Batch:
    """Return sources, roles, bodies, principles and the objectives the plan measures itself against."""
    return [
        ("sources", {"id": "cqc-report", "title": "Exampleshire: local authority assessment", "publisher": "CQC",
                     "on": "2025-09-17", "url": "https://example.org/cqc/exampleshire"}),
        ("sources", {"id": "board-papers", "title": "Improvement board papers", "publisher": "Exampleshire"}),
        ("roles", {"id": "director", "title": "Director of Adult Social Services", "holder": "A. N. Other",
                   "phone": Quoted("01632 960001"), "email": "asc@example.org"}),
        ("roles", {"id": "ad-operations", "title": "Assistant Director, Operations",
                   "former_titles": [Flow({"name": "Head of Care Management", "until": "2025-03"})]}),
        ("roles", {"id": "ad-commissioning", "title": "Assistant Director, Commissioning"}),
        ("roles", {"id": "head-of-ot", "title": "Head of Occupational Therapy"}),
        ("roles", {"id": "principal-social-worker", "title": "Principal Social Worker"}),
        ("roles", {"id": "qa-lead", "title": "Quality Assurance Lead", "phone": Quoted("01632 960002")}),
        ("bodies", {"id": "cabinet", "name": "Cabinet", "kind": "cabinet", "meets": "monthly"}),
        ("bodies", {"id": "scrutiny", "name": "Adult Social Care Overview and Scrutiny Committee",
                    "short_name": "Scrutiny", "kind": "scrutiny", "meets": "quarterly", "receives_updates": True}),
        ("bodies", {"id": "board", "name": "Improvement Board", "kind": "board", "chair": "director",
                    "meets": "monthly", "since": "2025-10",
                    "text": Folded("Holds the plan's owners to account, milestone by milestone.")}),
        ("bodies", {"id": "icb", "name": "Exampleshire Integrated Care Board", "short_name": "ICB", "kind": "partner"}),
        ("bodies", {"id": "carers-voice", "name": "Exampleshire Carers' Voice", "kind": "partnership"}),
        ("bodies", {"id": "dhsc", "name": "Department of Health and Social Care", "short_name": "DHSC",
                    "kind": "government"}),
        ("bodies", {"id": "cqc", "name": "Care Quality Commission", "short_name": "CQC", "kind": "regulator"}),
        ("principles", {"id": "people-first", "ref": Quoted("P1"), "text": "Start from what matters to the person."}),
        ("principles", {"id": "one-team", "ref": Quoted("P2"), "text": "Work as one team with health and providers."}),
        ("principles", {"id": "fair-to-all", "ref": Quoted("P3"), "text": "Know who fares worse, and put it right."}),
        ("reference_sets", {
            "id": "national-objectives", "title": "National objectives for adult social care", "published": 2025,
            "items": [
                Flow({"id": "good-commissioning", "ref": Quoted("a"), "title": "Commissioning for good outcomes"}),
                Flow({"id": "earlier-help", "ref": Quoted("b"), "title": "Help before needs grow"}),
                Flow({"id": "joined-up-support", "ref": Quoted("c"), "title": "Joined-up support near home"}),
            ],
        }),
    ]  # fmt: skip


def assessments() -> Batch:
    """Return what CQC scored, what the council scores itself, and the correspondence around it."""
    scores = (2, 2, 2, 2, 3, 2, 2, 2, 3)
    own = (2, 3, 2, 2, 3, 2, 2, 3, 3)
    return [
        ("assessments", {
            "id": "cqc-2025", "kind": "comprehensive", "framework": "la-2023-12",
            "notified": "2025-01-20", "information_return_due": "2025-02-10",
            "site_visit": Flow({"from": "2025-05-13", "to": "2025-05-15"}), "draft_received": "2025-07-28",
            "published": "2025-09-17", "url": "https://example.org/cqc/exampleshire",
            "scores": {name: Remark(score, "significant strengths seen") if score == 3 else score
                       for name, score in zip(STATEMENTS, scores, strict=True)},
            "printed": Flow({"overall_percent": 56, "rating": "requires-improvement"}),
            "factual_accuracy": {"submitted": "2025-08-11", "accuracy": Flow({"submitted": 48, "accepted": 31}),
                                 "rating_changed": False},
            "source": "cqc-report p. 4",
        }),
        ("assessments", {
            "id": "self-2026", "kind": "self", "framework": "la-2026-04", "published": "2026-05-08", "indicative": True,
            "scores": {name: Flow({"score": score}) for name, score in zip(STATEMENTS, own, strict=True)},
        }),
        ("self_assessments", {"id": "self-assessment-2025-26", "title": "Self-assessment 2025/26", "covers": "2025-26",
                              "began": "2026-01-12", "published": "2026-05-08", "status": "published"}),
        ("correspondence", {"id": "letter-method", "on": Flow(["2025-10-02", "2025-10-30"]), "sender": "director",
                            "recipient": "Chief Inspector, CQC", "about": "How waiting times were counted",
                            "reply": "substantive", "replied": "2025-11-14"}),
        ("advisers", {"id": "adviser", "title": "Care and health improvement adviser", "assigned": "2025-10-06",
                      "events": [Flow({"on": "2025-10-21", "text": "Met the leadership team"}),
                                 Flow({"on": "2026-02-10", "text": "Reviewed the waiting list with two managers"})]}),
    ]  # fmt: skip


def calendar(months: list[Month], chance: Random) -> Batch:
    """Return the board's meetings for each month, scrutiny's for each quarter, and what feeds them."""
    found: Batch = []
    for month in months:
        found.append(("meetings", {"id": f"board-{month}", "body": "board", "on": month.working_day(20),
                                   "summary": "Looked at every milestone and the risks."}))  # fmt: skip
        if month.number % 3 == 0:
            found += _quarter(month, Prose(chance, chance.choice(TOPICS)))
    found += _coming()
    return found


def _quarter(month: Month, prose: Prose) -> Batch:
    meeting, submission = f"scrutiny-{month}", f"dhsc-{month}"
    return [
        ("meetings", {
            "id": meeting, "body": "scrutiny", "on": month.working_day(9), "title": "Improvement plan: progress report",
            "item": "item 7", "report_of": "director", "contact": "qa-lead",
            "recommendations": [{"ref": Quoted("2.1"), "text": "That the committee notes the progress made."},
                                {"ref": Quoted("2.2"), "text": prose.paragraph(1)}],
            "decisions": [{"ref": Quoted("(1)"), "text": "That the report be noted."}],
            "status": "noted",
        }),
        ("submissions", {"id": submission, "to": "dhsc", "title": f"Progress report to DHSC, {month}", "stage": 3,
                         "due": month.day(17), "submitted": month.day(16), "by": "director",
                         "contents": ["The plan as an appendix", "The adviser's summary"]}),
        ("commitments", {"id": f"promise-{month}", "title": "Bring waiting times by locality to the committee",
                         "made_to": "scrutiny", "made_at": meeting, "by": "ad-operations",
                         "due": month.plus(2).day(20), "met": month.working_day(20), "met_by": f"board-{month}"}),
        ("engagement", {"id": f"briefing-{month}", "audience": "All staff", "method": "Briefing by the director",
                        "on": month.day(25), "by": Flow(["director"])}),
    ]  # fmt: skip


def _coming() -> Batch:
    """Return what lies just ahead of 1 June 2026."""
    return [
        ("meetings", {"id": "scrutiny-2026-06", "body": "scrutiny", "on": "2026-06-01",
                      "title": "Improvement plan: progress report", "report_of": "director", "contact": "qa-lead",
                      "purpose": Folded("To tell the committee what has been done since its last meeting, before "
                                        "the report to DHSC due on 17 June 2026."),
                      "recommendations": [{"ref": Quoted("2.1"), "text": "That the committee comments on progress."}]}),
        ("submissions", {"id": "dhsc-2026-06", "to": "dhsc", "title": "Progress report to DHSC, June 2026", "stage": 3,
                         "due": "2026-06-17", "by": "director"}),
        ("periods", {"id": "2026-27-q1", "title": "Quarter 1 2026/27", "from": "2026-04-01", "to": "2026-06-30",
                     "data_cutoff": "2026-05-31", "meeting": "scrutiny-2026-06", "submission": "dhsc-2026-06"}),
        ("periods", {"id": "2025-26-q4", "title": "Quarter 4 2025/26", "from": "2026-01-01", "to": "2026-03-31",
                     "data_cutoff": "2026-03-31"}),
    ]  # fmt: skip


def standing_text(chance: Random) -> Batch:
    """Return the paragraphs, consultation, money and background papers of the council's papers."""
    prose = Prose(chance, TOPICS[0])
    return [
        ("paragraphs", {"id": "para-background", "section": "background",
                        "text": Block((prose.paragraph(3), prose.paragraph(2)))}),
        ("paragraphs", {"id": "para-risk", "section": "risk-management", "text": Folded(prose.paragraph(2)),
                        "points": [{"title": "Capacity", "text": prose.paragraph(1)},
                                   {"title": "Further intervention", "text": prose.paragraph(1)}]}),
        ("paragraphs", {"id": "para-equality", "section": "equality", "on": "2026-01",
                        "meetings": Flow(["scrutiny-2026-06"]),
                        "text": "An equality impact assessment is kept for each priority."}),
        ("resources", {"id": "backlog-money", "kind": "money", "title": "Short-term money for backlogs",
                       "status": "agreed", "decided_by": "cabinet", "on": "2026-02-18"}),
        ("background_papers", {"id": "paper-cqc", "title": "CQC's report", "on": "2025-09-17",
                               "url": "https://example.org/cqc/exampleshire"}),
        ("background_papers", {"id": "paper-june", "title": "Agenda", "meeting": "scrutiny-2026-06", "item": "item 7"}),
    ]  # fmt: skip
