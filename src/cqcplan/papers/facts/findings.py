"""What CQC found, as the plan records it."""

from cqcplan.model.assessments import Finding
from cqcplan.papers.setting import Setting


def of_kind(setting: Setting, kind: str) -> list[Finding]:
    """Return the findings of the report in force that are of a kind, in plan order."""
    report = setting.result.assessment if setting.result else None
    return [item for item in setting.plan.findings if report and item.assessment == report.id and item.kind == kind]
