"""The brief for CQC's assurance meeting, in the order of CQC's agenda."""

from collections.abc import Iterator

from cqcplan.framework.words import RATING_WORDS
from cqcplan.model.assessments import Assessment, Finding
from cqcplan.model.base import Span
from cqcplan.model.dates import When, day_words
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Point, Section, Table, points, table
from cqcplan.papers.parts.assurance import self_assessments
from cqcplan.papers.parts.overall import how_far
from cqcplan.papers.parts.priorities import title_of
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring.current import in_order, known, result_of
from cqcplan.timeline.state import Item, PriorityState

VOICES = {
    "carers": "Unpaid carers",
    "people": "People who draw on care and support",
    "staff": "Staff",
    "leaders": "Leaders",
    "partners": "Partners",
    "health-partners": "Health partners",
    "voluntary-sector": "The voluntary sector",
}
"""Whose voice CQC reported, carers first, as CQC now looks hardest at them."""

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


def self_assessment(setting: Setting) -> Section:
    """Say which editions there are, and set the council's own scores beside CQC's."""
    blocks = [*self_assessments(setting).blocks, *_own_scores(setting)]
    if not blocks:
        blocks = [Paragraph("The plan records no self-assessment.")]
    return Section("self-assessment-and-scores", "Self-assessment", tuple(blocks))


def _own_scores(setting: Setting) -> list[Block]:
    made = [item for item in in_order(setting.plan.assessments) if item.kind == "self" and known(item, setting.as_of)]
    if not made:
        return []
    own, cqc = result_of(made[-1]), setting.result
    before = {item.id: item.score for item in cqc.statements} if cqc else {}
    rows = [
        (item.name, _score(before.get(item.id)), _score(item.score))
        for item in own.statements
        if item.score is not None
    ]
    if not rows:
        return []
    whole = ""
    if own.points is not None and own.rating:
        whole = f" They make {own.points} of {own.maximum} points: {RATING_WORDS[own.rating].lower()}."
    named = made[-1].title or f"Self-assessment, {made[-1].published or 'not dated'}"
    columns = (Column("Quality statement"), Column("CQC", numeric=True), Column("The council", numeric=True))
    return [
        Heading("The council's own scores"),
        Paragraph(f"{named}.{whole} The scores are indicative, and not a CQC rating."),
        Table("CQC's scores and the council's own", columns, tuple(rows)),
    ]


def _score(score: int | None) -> str:
    return "Not known" if score is None else str(score)


def strengths(setting: Setting) -> Section:
    """Say what CQC found strong, what has become everyday practice since, and what is being learnt and tried."""
    blocks: list[Block] = []
    strong = findings_of(setting, "strength")
    if strong:
        blocks.append(Heading("What CQC found strong"))
        blocks.append(points(Point(item.text, item.title) for item in strong))
    embedded = [item for item in setting.state.items if item.status == "embedded"]
    if embedded:
        blocks.append(Heading("Now part of everyday practice"))
        blocks.append(Bullets(tuple(f"{item.entry.title} ({title_of(item.priority)})" for item in embedded)))
    learning = [state for state in setting.state.priorities if "learning" in state.priority.quality_statements]
    if learning:
        blocks.append(Heading("Learning, improvement and innovation"))
        blocks.append(Bullets(tuple(_learning(state) for state in learning)))
    if not blocks:
        blocks.append(Paragraph("The plan records no strength and no work on innovation."))
    return Section("strengths", "Strengths and innovation", tuple(blocks))


def _learning(state: PriorityState) -> str:
    done = [item.entry.title for item in state.items if item.is_done]
    going = [item.entry.title for item in state.items if item.status == "in-progress"]
    said = [f"Done: {'; '.join(done)}."] if done else []
    said += [f"In progress: {'; '.join(going)}."] if going else []
    return f"{title_of(state.priority)}. {' '.join(said) or 'No progress is recorded.'}"


def progress(setting: Setting) -> Section:
    """Say what was done since CQC's report, by priority, and what answers each thing CQC asked for."""
    blocks: list[Block] = []
    report = last_report(setting)
    if report and report.published:
        blocks.append(Paragraph(f"CQC's last report came out on {report.published}. {how_far(setting)}"))
    else:
        blocks.append(Paragraph(how_far(setting)))
    rows = [_progress_row(setting, state, report) for state in setting.state.priorities]
    if rows:
        columns = (
            Column(setting.label),
            Column("Work done"),
            Column("Finished since the report", filler="Nothing recorded"),
            Column("Status", filler="Not rated"),
        )
        blocks.append(table(f"Progress by {setting.label.lower()}", columns, rows))
    asked = findings_of(setting, *SHORTFALLS)
    if asked:
        blocks.append(Heading("What CQC asked for, and what answers it"))
        answers = (
            Column("What CQC found"),
            Column("Answered by"),
            Column("The council's response", filler="Not recorded"),
        )
        blocks.append(
            table(
                "Areas for improvement and what answers them",
                answers,
                [
                    (
                        item.title,
                        _answered_by(setting, item) or "Nothing linked in the plan",
                        responded(setting, item) or "Not recorded",
                    )
                    for item in asked
                ],
            )
        )
    return Section("progress-since-report", "Progress since the last report", tuple(blocks))


def _progress_row(setting: Setting, state: PriorityState, report: Assessment | None) -> tuple[str, str, str, str]:
    done = [item for item in state.items if item.is_done]
    since = [item.entry.title for item in done if _is_since(item, report)]
    share = f"{len(done)} of {len(state.items)}" if state.items else "No action recorded"
    return (
        title_of(state.priority),
        share,
        "; ".join(since) or "Nothing recorded",
        setting.rated(state.rag).word if state.rag else "Not rated",
    )


def _is_since(item: Item, report: Assessment | None) -> bool:
    if report is None or report.published is None or item.done_on is None:
        return item.done_on is not None
    return item.done_on.latest >= report.published.earliest


def _answered_by(setting: Setting, finding: Finding) -> str:
    found = [title_of(item) for item in setting.plan.priorities if finding.id in item.findings]
    return join_words(found, semicolons=True)


def feedback(setting: Setting) -> Section:
    """Say what people, carers, staff and partners have told the council and CQC."""
    blocks: list[Block] = [*_heard_since(setting)]
    voices = list(_heard_by_cqc(setting))
    if voices:
        blocks.append(Heading("What CQC heard last time"))
        for name, found in voices:
            blocks.append(Heading(name, level=4))
            blocks.append(Bullets(tuple(f"{_KIND[item.kind]}: {item.title}" for item in found)))
    if not blocks:
        blocks.append(Paragraph("The plan records no feedback from people, carers, staff or partners."))
    return Section("feedback", "Emerging themes from feedback", tuple(blocks))


_KIND = {
    "strength": "Strength",
    "area-for-improvement": "To improve",
    "mixed": "Mixed",
    "context": "Setting",
}


def _heard_by_cqc(setting: Setting) -> Iterator[tuple[str, list[Finding]]]:
    every = findings_of(setting, "strength", "area-for-improvement", "mixed")
    for voice, name in VOICES.items():
        found = [item for item in every if item.voice == voice]
        if found:
            yield name, found


def _heard_since(setting: Setting) -> list[Block]:
    report = last_report(setting)
    start = report.published if report else None
    asked = []
    for item in setting.plan.engagement:
        first = item.on.from_ if isinstance(item.on, Span) else item.on
        if first is None or first.earliest > setting.as_of or (start and first.latest < start.earliest):
            continue
        when = f"{item.on.from_} to {item.on.to}" if isinstance(item.on, Span) else str(item.on)
        asked.append((item.audience, item.method, when, item.text or "Not recorded"))
    blocks: list[Block] = []
    if asked:
        columns = (
            Column("Who"),
            Column("How they were asked or told"),
            Column("When"),
            Column("Notes", filler="Not recorded"),
        )
        blocks.append(table("Engagement since CQC's report", columns, asked))
    consulted = [item for item in setting.plan.consultations if item.opens.earliest <= setting.as_of]
    lines = [f"{item.title}: {_consultation(item.closes, item.outcome, setting)}" for item in consulted]
    if lines:
        blocks.append(Paragraph("Consultations:"))
        blocks.append(Bullets(tuple(lines)))
    if blocks:
        return [Heading("Since CQC's report"), *blocks]
    return [Paragraph(f"The plan records no feedback gathered since CQC's report, up to {day_words(setting.as_of)}.")]


def _consultation(closes: When, outcome: str | None, setting: Setting) -> str:
    state = f"closed {closes}" if closes.latest < setting.as_of else f"open until {closes}"
    return f"{state}. {outcome}" if outcome else f"{state}."
