"""The head of the paper, why it comes, what it asks for, and what went before."""

from cqcplan.model.dates import day_words
from cqcplan.reports.blocks import Block, Column, Fact, Heading, Paragraph, Point, Section, points, table
from cqcplan.reports.parts.standing import standing_blocks
from cqcplan.reports.setting import Setting
from cqcplan.scoring.words import first_upper, number_words


def facts(setting: Setting) -> tuple[Fact, ...]:
    """Return the lines at the head of the paper."""
    meeting, header = setting.meeting, setting.plan.header
    out: list[Fact] = []

    def add(name: str, value: object) -> None:
        if value:
            out.append(Fact(name, str(value)))

    if meeting:
        body = setting.bodies[meeting.body]
        add("Meeting", body.name)
        add("Date", meeting.on)
        add("Agenda item", meeting.item)
        add("Reference", meeting.ref)
    add("Report of", setting.role(meeting.report_of if meeting and meeting.report_of else header.lead))
    if meeting:
        add("Author", setting.role(meeting.author))
        add("Wards", meeting.wards)
        if meeting.key_decision is not None:
            add("Key decision", "Yes" if meeting.key_decision else "No")
        if meeting.call_in is not None:
            add("Subject to call-in", "Yes" if meeting.call_in else "No")
        add("Status", "An open public item" if meeting.open else "An item taken with the public excluded")
    add("Period", setting.span.in_words)
    if setting.until < setting.span.last:
        add("Progress up to", day_words(setting.until))
    add("Figures up to", first_upper(str(setting.span.data_cutoff or "")))
    return tuple(out)


def title(setting: Setting) -> tuple[str, str | None]:
    """Return the title of the paper and the line under it."""
    if setting.meeting and setting.meeting.title:
        return setting.meeting.title, None
    return setting.plan.header.title, f"Progress report, {setting.span.in_words}"


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
    """Set out what the body is asked to do."""
    blocks: list[Block] = []
    if setting.meeting and setting.meeting.recommendations:
        asked = setting.the_body()
        blocks.append(Paragraph(f"{asked[0].upper()}{asked[1:]} is asked to:"))
        blocks.append(points(Point(_as_request(item.text)) for item in setting.meeting.recommendations))
    return Section("recommendations", "Recommendations", tuple(blocks))


def _as_request(text: str) -> str:
    """Start a recommendation in lower case, as it follows "is asked to"; drop a leading "To"."""
    words = text.removeprefix("To ").removeprefix("to ")
    first = words.split(maxsplit=1)[0]
    return words if first.isupper() else words[0].lower() + words[1:]


def decision(setting: Setting) -> Section:
    """Record what was decided, where the paper is made after its meeting."""
    meeting = setting.meeting
    blocks: list[Block] = []
    if meeting and meeting.decisions and meeting.on.latest < setting.as_of:
        blocks.append(Paragraph(f"On {meeting.on} {setting.the_body()} decided:"))
        blocks.append(points(Point(item.text) for item in meeting.decisions))
    return Section("decision", "Decision", tuple(blocks))


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
    """Set the scene: standing text and the principles of the plan."""
    blocks: list[Block] = list(standing_blocks(setting, "background"))
    principles = setting.plan.principles
    if principles:
        blocks.append(Heading("Principles"))
        run = "principles run" if len(principles) > 1 else "principle runs"
        blocks.append(Paragraph(f"{first_upper(number_words(len(principles)))} {run} through the plan:"))
        blocks.append(points(Point(item.text, item.ref) for item in principles))
    return Section("background", "Background", tuple(blocks))
