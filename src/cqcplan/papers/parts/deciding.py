"""What the body decided, why, what else it might have done, and when the decision takes effect."""

from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Block, Column, Paragraph, Point, Section, Table, points
from cqcplan.papers.setting import Setting
from cqcplan.timeline.clear_days import effective_from, publish_by, working_day_after


def decision(setting: Setting) -> Section:
    """Record what was decided, where the paper is made after its meeting."""
    meeting = setting.meeting
    blocks: list[Block] = []
    if meeting and setting.decided:
        blocks.append(Paragraph(f"On {meeting.on} {setting.the_body()} decided:"))
        blocks.append(points((Point(item.text) for item in meeting.decisions), resolutions=True))
    return Section("decision", "Decision", tuple(blocks))


def reasons(setting: Setting) -> Section:
    """Say why."""
    said = setting.meeting.reasons if setting.meeting else ()
    return Section("reasons", "Reasons for the decision", tuple(Paragraph(text) for text in said))


def alternatives(setting: Setting) -> Section:
    """Say what else was considered."""
    said = setting.meeting.alternatives if setting.meeting else ()
    return Section("alternatives", "Alternative options considered", tuple(Paragraph(text) for text in said))


def dates(setting: Setting) -> Section:
    """Set out the dates of the paper and the decision; those not recorded by then are worked out."""
    meeting = setting.meeting
    if meeting is None:
        return Section("decision-dates", "Dates of the decision", ())
    rows = [("Report author", author)] if (author := setting.role(meeting.author)) else []
    if meeting.on.is_day:
        day = meeting.on.earliest
        if setting.met:
            rows.append(("Date of decision", str(meeting.on)))
            rows.append(("Decided at meeting", f"{meeting.on}, {setting.body(meeting.body)}"))
        else:
            rows.append(("Paper to be public by", f"{day_words(publish_by(day))} (five clear working days before)"))
            rows.append(("To be decided at meeting", f"{meeting.on}, {setting.body(meeting.body)}"))
        # what is recorded of a day still to come is not told
        published = meeting.published if meeting.published and meeting.published.earliest <= setting.as_of else None
        next_day = working_day_after(day, 1)
        if published:
            rows.append(("Decision published", str(published)))
        elif meeting.published or meeting.call_in:
            rows.append(("Decision to be published", day_words(next_day)))
        if meeting.effective and setting.met:
            rows.append(("Effective from", str(meeting.effective)))
        elif meeting.call_in:
            effective = day_words(effective_from(published.earliest if published else next_day))
            rows.append(
                ("Effective from", f"{effective}, if it is not called in (five working days after publication)")
            )
    table = Table("Dates of the decision", (Column("Item"), Column("Detail")), tuple(rows))
    return Section("decision-dates", "Dates of the decision", (table,) if rows else ())
