"""What CQC found: strengths, areas for improvement, and what the council has said since."""

from cqcplan.model.assessments import Finding
from cqcplan.papers.blocks import Block, Heading, Paragraph, Point, Section, points
from cqcplan.papers.setting import Setting

_KINDS = (
    ("strength", "Strengths"),
    ("area-for-improvement", "Areas for improvement"),
    ("mixed", "Where the picture was mixed"),
    ("context", "The setting"),
)


def findings(setting: Setting) -> Section:
    """List the findings in full in the first paper after the report, and count them in later ones."""
    assessment = setting.result.assessment if setting.result else None
    found = [item for item in setting.plan.findings if assessment and item.assessment == assessment.id]
    blocks: list[Block] = []
    if found and not setting.rating_is_news:
        counted = [
            f"{sum(item.kind == kind for item in found)} {title.lower()}"
            for kind, title in _KINDS[:2]
            if any(item.kind == kind for item in found)
        ]
        blocks.append(Paragraph(f"The plan answers CQC's report, from which it records {' and '.join(counted)}."))
        found = []
    for kind, title in _KINDS:
        group = [item for item in found if item.kind == kind]
        if group:
            blocks.append(Heading(title))
            blocks.append(points(Point(_text(setting, item), item.title) for item in group))
    return Section("findings", "What CQC found", tuple(blocks))


def _text(setting: Setting, finding: Finding) -> str:
    text = finding.text
    if finding.response and (finding.responded is None or finding.responded.earliest <= setting.as_of):
        since = f" ({finding.responded})" if finding.responded else ""
        text += f" The council's response{since}: {finding.response}"
    return text
