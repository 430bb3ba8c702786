"""The work of one period, for those who follow the plan month by month: done, late, and next."""

from collections.abc import Iterator
from datetime import date

from cqcplan.papers.parts.priorities import title_of, work_title
from cqcplan.papers.setting import Setting, join_words

NO_OWNER = "Not named"


def overdue_rows(setting: Setting) -> Iterator[tuple[date, tuple[str, str, str, str]]]:
    """Return overdue work, promises and reports to government: last day, then what, under what, due, owner."""
    for item in setting.state.items:
        if item.due and item.overdue(setting.until):
            owner = setting.role(item.owner) or NO_OWNER
            yield item.due.latest, (work_title(item), title_of(item.priority), str(item.due), owner)
    for promise in setting.plan.commitments:
        open_still = not (promise.met and promise.met.earliest <= setting.until)
        if promise.due and promise.due.latest < setting.until and open_still:
            to = join_words([setting.name_of(name) for name in promise.made_to])
            owner = setting.role(promise.by) or NO_OWNER
            yield promise.due.latest, (promise.title, f"Promise to {to}", str(promise.due), owner)
    for report in setting.plan.submissions:
        open_still = not (report.submitted and report.submitted.earliest <= setting.until)
        if report.due and report.due.latest < setting.until and open_still:
            owner = setting.name_of(report.by) or NO_OWNER
            yield report.due.latest, (report.title, f"Report to {setting.body(report.to)}", str(report.due), owner)
