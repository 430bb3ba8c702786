"""What a council's quarterly return to government says: the summary, the changes, the support wanted."""

from dataclasses import replace
from datetime import date

from cqcplan.framework.words import RATING_WORDS
from cqcplan.model.dates import day_words
from cqcplan.model.governance import Submission
from cqcplan.papers.blocks import Block, Column, Paragraph, Section, Table, table
from cqcplan.papers.parts.changes import changed
from cqcplan.papers.parts.overall import last_overall
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring.clock import clock

OVERSEERS = ("cabinet", "scrutiny", "board", "leadership-team")
"""The kinds of body that oversee a plan within the council."""


def summary(setting: Setting) -> Section:
    """Sum up the council's position in one table."""
    rows = [row for row in _summary_rows(setting) if row[1]]
    table_of = Table("The position in brief", (Column("Item"), Column("Position")), tuple(rows))
    note = Paragraph(
        "This pack is set out by the council. It is not a form of the Department of Health and Social Care."
    )
    return Section("return-summary", "Summary", (note, table_of))


def _summary_rows(setting: Setting) -> list[tuple[str, str]]:
    header, result = setting.plan.header, setting.result
    rating = published = due = ""
    if result and result.assessment:
        rating = RATING_WORDS[result.best_rating] if result.best_rating else "Not given"
        rating += f", {result.best_percent} per cent" if result.best_percent is not None else ""
        rating += " (indicative)" if result.indicative else ""
        published = str(result.assessment.published or "")
        found = clock(result, setting.vintage, setting.as_of)
        due = f"Usually by {day_words(found.due)}" if found else ""
    this = _this_return(setting)
    stage = str(this.stage) if this and this.stage else ""
    last = last_return(setting)
    overall = last_overall(setting)
    oversees = [item.name for item in setting.plan.bodies if item.kind in OVERSEERS]
    advisers = [
        item.title for item in setting.plan.advisers if item.assigned is None or item.assigned.earliest <= setting.as_of
    ]
    statuses = {"draft": "Draft", "gap-review": "Being checked for gaps", "ratified": "Ratified", "final": "Final"}
    status = statuses.get(header.status or "", "")
    return [
        ("Council", header.council.name),
        ("CQC's rating", rating),
        ("CQC's report published", published),
        ("CQC's next comprehensive assessment", due),
        ("This return", f"{this.title}, due {this.due}" if this and this.due else this.title if this else ""),
        ("Stage", stage),
        ("Last return", f"{last.title}, {last.submitted}" if last else ""),
        ("Period", setting.span.in_words),
        ("Position on", day_words(setting.until)),
        ("The plan", f"{status}, {header.agreed}" if status and header.agreed else status),
        ("Overall confidence", setting.rated(overall.rag or "").word if overall else "Not recorded"),
        ("Who oversees the plan", join_words(oversees, semicolons=True)),
        ("Who answers for it", setting.role(header.lead) or ""),
        ("Adviser", join_words(advisers, semicolons=True)),
    ]


def _to_government(setting: Setting) -> list[Submission]:
    return [item for item in setting.plan.submissions if _is_government(setting, item)]


def _is_government(setting: Setting, item: Submission) -> bool:
    body = setting.bodies.get(item.to)
    return body is not None and body.kind == "government"


def _this_return(setting: Setting) -> Submission | None:
    """Return the return that this pack is: the period's own, or the next one due."""
    every = _to_government(setting)
    for item in every:
        if item.id == setting.span.submission:
            return item
    ahead = [item for item in every if item.due and item.due.latest >= setting.until and not _sent(item, setting.as_of)]
    return min(ahead, key=lambda item: item.due.latest if item.due else setting.as_of, default=None)


def _sent(item: Submission, day: date) -> bool:
    return item.submitted is not None and item.submitted.earliest <= day


def last_return(setting: Setting) -> Submission | None:
    """Return the last return to government before the day whose position the paper gives."""
    this = _this_return(setting)
    sent = [
        (item.submitted.latest, item)
        for item in _to_government(setting)
        if item.submitted and item.submitted.latest < setting.until and item is not this
    ]
    return max(sent, key=lambda pair: pair[0])[1] if sent else None


def changes_since(setting: Setting) -> Section:
    """Tell what changed since the last return or, where none is recorded, in the period."""
    last = last_return(setting)
    title = "What has changed since the last return"
    if last is None or last.submitted is None:
        told = changed(replace(setting, meeting=None))
        return replace(told, blocks=(Paragraph("No earlier return is recorded in the plan."), *told.blocks))
    since = setting.since or last.submitted.latest
    said = Paragraph(f"The last return was “{last.title}”, {last.submitted}.")
    told = changed(replace(setting, meeting=None, since=since))
    return replace(told, title=title, blocks=(said, *told.blocks))


def support_wanted(setting: Setting) -> Section:
    """List the support that was asked for and is not yet agreed."""
    asked = [item for item in setting.plan.resources if item.status == "requested"]
    blocks: list[Block] = []
    if asked:
        columns = (Column("Support"), Column("Asked for on", filler="Not stated"), Column("Notes", filler="None"))
        rows = [(item.title, str(item.on or "Not stated"), item.text or "None") for item in asked]
        blocks.append(table("Support asked for and not yet agreed", columns, rows))
    else:
        blocks.append(Paragraph("The plan records no request for support that is still open."))
    return Section("support-wanted", "Support wanted", tuple(blocks))
