"""What the body decided, why, what else it might have done, and when the decision takes effect."""

from datetime import date

from cqcplan.model.dates import When, day_words
from cqcplan.reports.blocks import Block, Column, Paragraph, Point, Section, Table, points
from cqcplan.reports.setting import Setting
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
    """Set out the dates of the paper and the decision; those not recorded are worked out, and said to be."""
    meeting = setting.meeting
    if meeting is None:
        return Section("decision-dates", "Dates of the decision", ())
    rows = [("Report author", author)] if (author := setting.role(meeting.author)) else []
    if meeting.on.is_day:
        day = meeting.on.earliest
        if not setting.decided:
            rows.append(("Paper to be public by", f"{day_words(publish_by(day))} (five clear working days before)"))
        rows.append(("Date of decision", str(meeting.on)))
        rows.append(("Decided at meeting", f"{meeting.on}, {setting.body(meeting.body)}"))
        if meeting.published or meeting.call_in:
            rows.append(_published(meeting.published, working_day_after(day, 1)))
        if meeting.effective:
            rows.append(("Effective from", str(meeting.effective)))
        elif meeting.call_in:
            start = meeting.published.earliest if meeting.published else working_day_after(day, 1)
            effective = day_words(effective_from(start))
            rows.append(
                ("Effective from", f"{effective}, if it is not called in (five working days after publication)")
            )
    table = Table("Dates of the decision", (Column("Item"), Column("Detail")), tuple(rows))
    return Section("decision-dates", "Dates of the decision", (table,) if rows else ())


def _published(published: When | None, expected: date) -> tuple[str, str]:
    if published:
        return ("Decision published", str(published))
    return ("Decision to be published", day_words(expected))
