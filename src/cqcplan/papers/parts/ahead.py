"""What is still to be decided, and the dates to come."""

from datetime import date

from cqcplan.papers.parts.assurance import dates_ahead
from cqcplan.papers.setting import MEETING_AHEAD, Setting
from cqcplan.scoring.words import first_upper


def decision_rows(setting: Setting) -> list[tuple[str, str, str]]:
    """Return the recommendations of meetings to come: when, who decides, what is asked."""
    coming = [item for item in setting.plan.meetings if item.on.latest >= setting.as_of]
    coming.sort(key=lambda item: (item.on.latest, item.id))
    return [
        (str(meeting.on), setting.body(meeting.body), asked.text)
        for meeting in coming
        for asked in meeting.recommendations
    ]


def coming_dates(setting: Setting) -> list[tuple[date, str, str]]:
    """Return what has a date in the next four months: last day, date as said, what."""
    last = setting.as_of + MEETING_AHEAD
    found = [row for row in dates_ahead(setting) if row[0] <= last]
    meeting = setting.meeting
    if meeting and meeting.on.latest > setting.as_of:
        found.append((meeting.on.latest, str(meeting.on), f"{setting.body(meeting.body)}: {meeting.title}"))
    for report in setting.plan.submissions:
        sent = report.submitted and report.submitted.earliest <= setting.as_of
        if report.due and not sent and setting.as_of <= report.due.latest <= last:
            found.append((report.due.latest, str(report.due), f"{setting.body(report.to)}: {report.title}"))
    for promise in setting.plan.commitments:
        kept = promise.met and promise.met.earliest <= setting.as_of
        if promise.due and not kept and setting.as_of <= promise.due.latest <= last:
            found.append((promise.due.latest, str(promise.due), f"Promised: {promise.title}"))
    found += (
        (item.due.latest, str(item.due), f"Due: {item.entry.title}")
        for item in setting.state.items
        if item.due and not item.is_done and setting.as_of <= item.due.latest <= last
    )
    return [(day, first_upper(when), what) for day, when, what in sorted(found)]
