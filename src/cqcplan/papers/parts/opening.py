"""Why the paper comes, what it asks for, and what went before."""

from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Block, Column, Paragraph, Point, Section, points, table
from cqcplan.papers.parts.standing import standing_blocks
from cqcplan.papers.setting import Setting
from cqcplan.scoring.words import first_upper, number_words


def purpose(setting: Setting) -> Section:
    """Say why the paper comes."""
    blocks: list[Block] = []
    if setting.meeting and setting.meeting.purpose:
        blocks.append(Paragraph(setting.meeting.purpose))
    blocks += standing_blocks(setting, "purpose")
    covers = f"This paper reports progress with the {setting.plan.header.title} in {setting.span.in_words}"
    if setting.until < setting.span.last:
        covers += f", up to {day_words(setting.until)}"
    blocks.append(Paragraph(f"{covers}."))
    if setting.plan.header.summary:
        blocks.append(Paragraph(setting.plan.header.summary))
    return Section("purpose", "Purpose of the report", tuple(blocks))


def recommendations(setting: Setting) -> Section:
    """Set out what the body is asked to do, until it has decided."""
    blocks: list[Block] = []
    if setting.meeting and setting.meeting.recommendations and not setting.decided:
        asked = setting.the_body()
        blocks.append(Paragraph(f"{asked[0].upper()}{asked[1:]} is asked to:"))
        asked_for = (Point(_as_request(item.text)) for item in setting.meeting.recommendations)
        blocks.append(points(asked_for, resolutions=True))
    return Section("recommendations", "Recommendations", tuple(blocks))


def _as_request(text: str) -> str:
    """Start a recommendation in lower case, as it follows "is asked to"; drop a leading "To"."""
    words = text.removeprefix("To ").removeprefix("to ")
    first = words.split(maxsplit=1)[0]
    return words if first.isupper() else words[0].lower() + words[1:]


def previous(setting: Setting) -> Section:
    """List earlier meetings that had a paper on the plan, newest first."""
    blocks: list[Block] = list(standing_blocks(setting, "policy-framework"))
    before = setting.meeting.on.earliest if setting.meeting else setting.as_of
    earlier = [item for item in setting.plan.meetings if item.on.latest < before and (item.summary or item.decisions)]
    earlier.sort(key=lambda item: item.on.latest, reverse=True)
    here = setting.body(setting.meeting.body) if setting.meeting else None
    rows = []
    for item in earlier:
        said = [item.summary] if item.summary else []
        said += [f"Decided: {decided.text}" for decided in item.decisions]
        rows.append((str(item.on), setting.body(item.body), " ".join(said)))
    if rows:
        blocks.append(
            table(
                "Earlier meetings and what they received, newest first",
                (Column("Date"), Column("Meeting", filler=here), Column("What was received or decided")),
                rows,
            )
        )
    return Section("previous", "Policy framework and previous decisions", tuple(blocks))


def background(setting: Setting) -> Section:
    """Set the scene."""
    return Section("background", "Background", tuple(standing_blocks(setting, "background")))


def principles(setting: Setting) -> Section:
    """List the principles of the plan."""
    found = setting.plan.principles
    blocks: list[Block] = []
    if found:
        run = "principles run" if len(found) > 1 else "principle runs"
        blocks.append(Paragraph(f"{first_upper(number_words(len(found)))} {run} through the plan:"))
        blocks.append(points(Point(item.text, item.ref) for item in found))
    return Section("principles", "Principles", tuple(blocks))
