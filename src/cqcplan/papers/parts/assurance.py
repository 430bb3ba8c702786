"""Risks, promises to members, and dates ahead."""

from datetime import date

from cqcplan.model.governance import Commitment, Risk, Submission
from cqcplan.papers.blocks import Block, Column, Heading, Paragraph, Point, Section, Table, points, table
from cqcplan.papers.parts.standing import standing_blocks
from cqcplan.papers.setting import MEETING_AHEAD, Setting, join_words
from cqcplan.timeline.state import known_updates

_EVERY = {"month": "every month", "quarter": "every quarter", "half-year": "every half-year", "year": "every year"}


def risks(setting: Setting) -> Section:
    """Say what could stop the plan, and what would follow."""
    blocks: list[Block] = standing_blocks(setting, "risk-management")
    known = [item for item in setting.plan.risks if not item.raised or item.raised.earliest <= setting.as_of]
    if known:
        blocks.append(points(Point(_risk(setting, item), item.title) for item in known))
    return Section("risks", "Risks", tuple(blocks))


def _risk(setting: Setting, risk: Risk) -> str:
    parts = [text for text in (risk.text, risk.consequence) if text]
    if risk.likelihood is not None and risk.impact is not None:
        parts.append(f"Likelihood {risk.likelihood}, impact {risk.impact}.")
    if risk.mitigation:
        parts.append(f"What is being done: {risk.mitigation}")
    if risk.risk_register:
        parts.append(f"It stands in the {risk.risk_register}.")
    if risk.escalated and (risk.escalated.on is None or risk.escalated.on.earliest <= setting.as_of):
        when = f" in {risk.escalated.on}" if risk.escalated.on else ""
        if risk.escalated.on and risk.escalated.on.is_day:
            when = f" on {risk.escalated.on}"
        parts.append(f"It was escalated to the {risk.escalated.to}{when}.")
    if risk.review_every:
        parts.append(f"It is reviewed {_EVERY[risk.review_every]}.")
    if risk.reviewed and risk.reviewed.earliest <= setting.as_of:
        parts.append(f"Last reviewed: {risk.reviewed}.")
    if setting.role(risk.owner):
        parts.append(f"Owner: {setting.role(risk.owner)}.")
    told = [item for item in known_updates(setting.plan, setting.until) if item.about == risk.id and item.text]
    if told:
        parts.append(f"{told[-1].on}: {told[-1].text}")
    return " ".join(parts) or "No more is recorded."


def promises(setting: Setting) -> Section:
    """List what members and others were promised, and whether it was kept."""
    rows = [
        (
            f"{item.title}. {item.text}" if item.text else item.title,
            join_words([setting.name_of(name) for name in item.made_to], semicolons=True),
            _due(item),
            _kept(setting, item),
        )
        for item in setting.plan.commitments
        if _made_by_then(setting, item)
    ]
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                "Commitments to members and others",
                (Column("Commitment"), Column("Made to"), Column("Due"), Column("Position")),
                tuple(rows),
            )
        )
    return Section("promises", "Commitments to members and others", tuple(blocks))


def _made_by_then(setting: Setting, item: Commitment) -> bool:
    if item.made_on:
        return item.made_on.earliest <= setting.as_of
    made_at = next((meeting for meeting in setting.plan.meetings if meeting.id == item.made_at), None)
    return made_at is None or made_at.on.earliest <= setting.as_of


def _due(item: Commitment) -> str:
    standing = _EVERY[item.every].capitalize() if item.every else ""
    if item.due:
        return f"{standing}; next {item.due}" if standing else str(item.due)
    return standing or "No date set"


def _kept(setting: Setting, item: Commitment) -> str:
    if item.met and item.met.earliest <= setting.as_of:
        by = setting.name_of(item.met_by)
        return f"Kept: {by or item.met}"
    if item.every:
        return "Standing commitment"
    if item.due and item.due.latest < setting.as_of:
        return "Not recorded as kept"
    return "Not yet due" if item.due else "Open"


def submissions(setting: Setting) -> Section:
    """List what was and will be sent to government, and the other dates ahead."""
    blocks: list[Block] = []
    known = setting.plan.submissions
    if known:
        blocks.append(Heading("Reports to government and regulators"))
        blocks.append(
            Table(
                "Reports made and due",
                (Column("Report"), Column("To"), Column("Date"), Column("What it holds")),
                tuple(
                    (item.title, setting.body(item.to), _sent(setting, item), _contents(setting, item))
                    for item in known
                ),
            )
        )
    ahead = [(when, what) for _, when, what in dates_ahead(setting)]
    if ahead:
        blocks.append(Heading("Other dates ahead"))
        blocks.append(Table("Dates ahead", (Column("Date"), Column("What")), tuple(ahead)))
    return Section("dates", "Reports to government and dates ahead", tuple(blocks))


def _sent(setting: Setting, item: Submission) -> str:
    if item.submitted and item.submitted.earliest <= setting.as_of:
        return f"Submitted {item.submitted}"
    due = item.due or item.submitted
    if due is None:
        return "No date set"
    return f"Due {due}" if due.latest >= setting.as_of else f"Was due {due}; not recorded as submitted"


def _contents(setting: Setting, item: Submission) -> str:
    parts = [f"{'; '.join(item.contents)}."] if item.contents else []
    if item.text:
        parts.append(item.text)
    by = setting.name_of(item.by)
    if by:
        parts.append(f"Sent by: {by}.")
    return " ".join(parts) or "Not stated"


def dates_ahead(setting: Setting) -> list[tuple[date, str, str]]:
    """Return the meetings, consultations and editions of the self-assessment to come: last day, date as said, what."""
    found: list[tuple[date, str, str]] = []
    this = setting.meeting.id if setting.meeting else None
    for meeting in setting.plan.meetings:
        if setting.as_of < meeting.on.latest <= setting.as_of + MEETING_AHEAD and meeting.id != this:
            about = f": {meeting.title}" if meeting.title else ""
            found.append((meeting.on.latest, str(meeting.on), f"{setting.body(meeting.body)}{about}"))
    for item in setting.plan.consultations:
        if item.closes.latest >= setting.as_of:
            opened = f" (opened {item.opens})" if item.opens.earliest <= setting.as_of else f" (opens {item.opens})"
            found.append((item.closes.latest, str(item.closes), f"Consultation closes: {item.title}{opened}"))
        if item.outcome_due and item.outcome_due.latest >= setting.as_of:
            outcome = item.outcome or f"Outcome of the consultation: {item.title}"
            found.append((item.outcome_due.latest, str(item.outcome_due), outcome))
    for edition in setting.plan.self_assessments:
        if edition.began and edition.began.earliest > setting.as_of:
            found.append((edition.began.latest, str(edition.began), f"Work starts: {edition.title}"))
        if edition.published and edition.published.earliest > setting.as_of:
            found.append((edition.published.latest, str(edition.published), f"Published: {edition.title}"))
    return sorted(found, key=lambda row: (row[0], row[2]))


def self_assessments(setting: Setting) -> Section:
    """Say which editions of the self-assessment there are, and where the next one stands."""
    rows = []
    for item in setting.plan.self_assessments:
        covers = item.covers
        span = "Not stated"
        if covers is not None:
            span = str(covers) if hasattr(covers, "earliest") else f"{covers.from_} to {covers.to}"
        if item.published and item.published.earliest <= setting.as_of:
            position = f"Published {item.published}"
        elif item.began and item.began.earliest <= setting.as_of:
            position = f"Being written since {item.began}"
        elif item.began:
            position = f"To be started {item.began}"
        else:
            words = {"in-progress": "Being written", "published": "Published", "planned": "Planned"}
            position = words.get(item.status or "", "Not stated")
        rows.append((item.title, span, position, item.text or "None"))
    blocks: list[Block] = []
    if rows:
        blocks.append(
            table(
                "Editions of the self-assessment",
                (
                    Column("Edition"),
                    Column("Covers", filler="Not stated"),
                    Column("Position", filler="Not stated"),
                    Column("Notes", filler="None"),
                ),
                rows,
            )
        )
    return Section("self-assessment", "Self-assessment", tuple(blocks))


def governance(setting: Setting) -> Section:
    """Say who oversees the plan and how often."""
    rows = []
    for body in setting.plan.bodies:
        if not body.text and not body.meets and not body.chair:
            continue
        said = [body.text] if body.text else []
        if body.meets:
            said.append(f"Meets {body.meets.replace('-', ' ')}.")
        if body.since:
            said.append(f"{'From' if body.since.earliest <= setting.as_of else 'To start'} {body.since}.")
        said += [
            f"Until {old.until} it was the {old.name}." if old.until else f"Formerly the {old.name}."
            for old in body.former_names
        ]
        chair = setting.role(body.chair)
        if chair:
            said.append(f"Chair: {chair}.")
        rows.append((body.name, " ".join(said)))
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table("Who oversees the plan and who has a part in it", (Column("Body"), Column("Part")), tuple(rows))
        )
    told = [body.name for body in setting.plan.bodies if body.receives_updates]
    if told:
        blocks.append(Paragraph("Regular updates on progress go to:"))
        blocks.append(points(Point(name) for name in told))
    return Section("governance", "Governance", tuple(blocks))
