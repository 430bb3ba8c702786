"""Standing paragraphs of the council's papers: approach, what comes next, implications."""

from collections.abc import Callable

from cqcplan.papers.blocks import Block, Column, Heading, Paragraph, Point, Section, points, table
from cqcplan.papers.setting import Setting

IMPLICATIONS: dict[str, str] = {
    "statutory": "Statutory considerations",
    "legal": "Legal implications",
    "resources": "Resource implications",
    "property": "Property implications",
    "people": "People implications",
    "equality": "Equality implications",
    "human-rights": "Human rights implications",
    "climate": "Climate change",
    "other-options": "Other options considered",
    "local-issues-alert": "Circulation under the local issues alert procedure",
    "timetable": "Timetable for decisions",
}
"""The sections of implications with their titles."""

UNSTATED = "Not stated"
NOTHING = "None"


def standing_blocks(setting: Setting, *sections: str) -> list[Block]:
    """Return the blocks of the standing paragraphs of some sections."""
    blocks: list[Block] = []
    for item in setting.standing(*sections):
        if item.heading:
            blocks.append(Heading(item.heading))
        if item.text:
            blocks.append(Paragraph(item.text))
        if item.points:
            blocks.append(points(Point(point.text, point.title) for point in item.points))
    return blocks


def approach(setting: Setting) -> Section:
    """Say how CQC assesses now, where the plan says it."""
    return Section("approach", "How CQC assesses local authorities", tuple(standing_blocks(setting, "approach")))


def looking_ahead(setting: Setting) -> Section:
    """Say what comes next, where the plan says it."""
    return Section("looking-ahead", "Looking ahead", tuple(standing_blocks(setting, "looking-ahead")))


def reference_sets(setting: Setting) -> Section:
    """Print the published lists that the plan measures itself against."""
    blocks: list[Block] = []
    for group in setting.plan.reference_sets:
        elsewhere = group.meetings and (setting.meeting is None or setting.meeting.id not in group.meetings)
        if not group.print_in_papers or not group.items or elsewhere:
            continue
        blocks.append(Heading(group.title))
        if group.text:
            blocks.append(Paragraph(group.text))
        blocks.append(points(Point(item.text or item.title, item.title if item.text else None) for item in group.items))
    return Section("reference-sets", "What the plan is measured against", tuple(blocks))


def implication(name: str) -> Callable[[Setting], Section]:
    """Return what writes one section of implications."""

    def write(setting: Setting) -> Section:
        blocks = standing_blocks(setting, name)
        if name == "resources":
            blocks += _resources(setting)
        return Section(name, IMPLICATIONS[name], tuple(blocks))

    return write


def _resources(setting: Setting) -> list[Block]:
    kinds = {
        "people": "People",
        "money": "Money",
        "technology": "Technology",
        "property": "Property",
        "external": "Outside help",
    }
    states = {
        "requested": "Requested",
        "agreed": "Agreed",
        "in-place": "In place",
        "in-progress": "In progress",
        "ended": "Ended",
    }
    rows = []
    for item in setting.plan.resources:
        if item.on and item.on.earliest > setting.as_of:
            continue
        status = states[item.status] if item.status else UNSTATED
        decided = " ".join(part for part in (setting.body(item.decided_by), f"({item.on})" if item.on else "") if part)
        position = f"{status}: {decided}" if decided else status
        rows.append((item.title, kinds[item.kind], position, item.text or NOTHING))
    if not rows:
        return []
    return [
        table(
            "Resources the plan relies on",
            (Column("Resource"), Column("Kind"), Column("Position", filler=UNSTATED), Column("Notes", filler=NOTHING)),
            rows,
        )
    ]


def consultation(setting: Setting) -> Section:
    """Say who was consulted and told."""
    blocks = standing_blocks(setting, "consultation")
    told = []
    for item in setting.plan.engagement:
        when = item.on
        if when is None:
            words = UNSTATED
        else:
            first = when if hasattr(when, "earliest") else when.from_
            if first.earliest > setting.as_of:
                continue
            words = str(when) if hasattr(when, "earliest") else f"{when.from_} to {when.to}"
        by = ", ".join(filter(None, (setting.role(role) for role in item.by))) or UNSTATED
        how = f"{item.method.rstrip('.')}. {item.text}" if item.text else item.method
        told.append((item.audience, how, words, by))
    if told:
        blocks.append(
            table(
                "Who has been engaged",
                (Column("Audience"), Column("How"), Column("When", filler=UNSTATED), Column("By", filler=UNSTATED)),
                told,
            )
        )
    return Section("consultation", "Consultation and engagement", tuple(blocks))
