"""The brief for CQC's assurance meeting, in the order of CQC's agenda."""

from cqcplan.model.assessments import Assessment, Finding
from cqcplan.papers.setting import Setting

SHORTFALLS = ("area-for-improvement", "mixed")
"""Kinds of finding that ask for work."""


def last_report(setting: Setting) -> Assessment | None:
    """Return the assessment whose rating stands."""
    return setting.result.assessment if setting.result else None


def findings_of(setting: Setting, *kinds: str) -> list[Finding]:
    """Return the findings of some kinds in the report whose rating stands."""
    report = last_report(setting)
    return [item for item in setting.plan.findings if report and item.assessment == report.id and item.kind in kinds]


def responded(setting: Setting, finding: Finding) -> str | None:
    """Return what the council has said about a finding by the day of the paper."""
    if finding.response and (finding.responded is None or finding.responded.earliest <= setting.as_of):
        return finding.response
    return None
