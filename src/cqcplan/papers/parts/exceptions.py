"""What those who oversee a plan must look at: amber and red, measures off track, risks, checks let stand."""

from collections.abc import Iterator

from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.governance import Risk
from cqcplan.papers.blocks import Block, Column, Inline, Paragraph, Section, Table, table
from cqcplan.papers.parts.measures import amount, direction
from cqcplan.papers.parts.priorities import title_of, work_title
from cqcplan.papers.setting import Setting
from cqcplan.scoring.words import first_upper, number_words
from cqcplan.timeline.changes import values_of
from cqcplan.timeline.state import known_updates
from cqcplan.timeline.trajectory import trajectory
from cqcplan.view.suppress import figure_of, is_printed

Troubled = tuple[str, str, str | None, str | None]
"""What is amber or red, its colour, why, and what will bring it back."""


def amber_and_red(setting: Setting) -> Section:
    """List what is amber or red, red first, with the reason and the recovery."""
    found = list(troubled(setting))
    amber, red = setting.rated("amber").word.lower(), setting.rated("red").word.lower()
    rated = any(item.rag for item in setting.state.items) or any(state.rag for state in setting.state.priorities)
    blocks: list[Block] = []
    if found:
        rows = tuple(
            (what, setting.rated(colour), why or "No reason recorded", recovery or "Not recorded")
            for what, colour, why, recovery in found
        )
        columns = tuple(Column(title) for title in ("What", "Status", "Why", "What will bring it back"))
        blocks.append(Table(f"Rated {red} or {amber}", columns, rows))
    elif rated:
        blocks.append(Paragraph(f"Nothing is rated {red} or {amber}."))
    else:
        blocks.append(Paragraph("No status is recorded, so the plan cannot say what is at risk."))
    return Section("amber-and-red", first_upper(f"{red} or {amber}"), tuple(blocks))


def troubled(setting: Setting) -> Iterator[Troubled]:
    """Return the priorities and open work that are red, then those that are amber, each in plan order."""
    for colour in ("red", "amber"):
        for state in setting.state.priorities:
            if state.rag == colour:
                yield f"{setting.label}: {title_of(state.priority)}", colour, state.reason, state.recovery
            for item in state.items:
                if item.rag == colour and not item.is_done:
                    yield work_title(item), colour, item.reason, item.recovery


def measures_off_track(setting: Setting) -> Section:
    """List the measures behind the straight line to their target, and those worse than where they started."""
    every = setting.plan.measures
    rows = list(off_track(setting))
    blocks: list[Block] = []
    if rows:
        columns = (
            Column("Measure"),
            Column("Latest"),
            Column("On the line to the target", filler=NO_LINE),
            Column("Direction"),
        )
        blocks.append(table("Measures that are off track", columns, rows))
    judged = sum(_can_be_judged(setting, measure) for measure in every)
    if judged:
        said = f"{first_upper(number_words(judged))} of {number_words(len(every))} measures can be judged."
        said += (
            " A measure is off track where its latest figure is behind the straight line from its starting point "
            "to its target, or, without a target, where it is worse than at the start."
        )
        blocks.append(Paragraph(said if rows else f"No measure is off track. {said}"))
    elif every:
        blocks.append(Paragraph("No measure has the figures by which it could be judged."))
    return Section("measures-off-track", "Measures off track", tuple(blocks))


NO_LINE = "No target set"


def off_track(setting: Setting) -> Iterator[tuple[str, str, str, str]]:
    """Return the measures off track: title, latest figure, the line's figure then, direction."""
    for measure in setting.plan.measures:
        values = values_of(measure, setting.until)
        if not _can_be_judged(setting, measure):
            continue
        on_line = trajectory(measure, setting.until) if measure.target else None
        said = direction(measure, values)
        if on_line and on_line.off_track:
            yield measure.title, _dated(measure, values[-1]), amount(measure, round(on_line.expected, 1)), said
        elif on_line is None and said.startswith("Worse"):
            yield measure.title, _dated(measure, values[-1]), NO_LINE, said


def _can_be_judged(setting: Setting, measure: Measure) -> bool:
    """Whether a measure has a direction and two figures, none of them kept back for being small."""
    enough = measure.better is not None and len(values_of(measure, setting.until)) > 1
    return enough and is_printed(measure, setting.until)


def _dated(measure: Measure, value: Observation) -> str:
    return f"{amount(measure, figure_of(value))} ({value.on})"


def risk_register(setting: Setting) -> Section:
    """Set the risks in a table, the greatest first, with their scores and when each was last reviewed."""
    known = [item for item in setting.plan.risks if not item.raised or item.raised.earliest <= setting.until]
    blocks: list[Block] = []
    if known:
        columns = (
            Column("Risk"),
            Column("Likelihood", numeric=True, filler="Not scored"),
            Column("Impact", numeric=True, filler="Not scored"),
            Column("What would follow", filler="Not stated"),
            Column("What is being done", filler="Not stated"),
            Column("Register", filler="Not stated"),
            Column("Owner", filler="Not named"),
            Column("Last reviewed"),
        )
        known.sort(key=lambda item: -(item.likelihood or 0) * (item.impact or 0))
        blocks.append(table("Risks, the highest scores first", columns, [_risk(setting, item) for item in known]))
    else:
        blocks.append(Paragraph("The plan records no risk."))
    return Section("risk-register", "Risks", tuple(blocks))


def _risk(setting: Setting, risk: Risk) -> tuple[Inline, ...]:
    told = [item.text for item in known_updates(setting.plan, setting.until) if item.about == risk.id and item.text]
    reviewed = str(risk.reviewed) if risk.reviewed and risk.reviewed.earliest <= setting.until else "No review recorded"
    return (
        risk.title,
        "Not scored" if risk.likelihood is None else str(risk.likelihood),
        "Not scored" if risk.impact is None else str(risk.impact),
        risk.consequence or "Not stated",
        " ".join(text for text in (risk.mitigation, risk.text, *told[-1:]) if text) or "Not stated",
        _where(setting, risk),
        setting.role(risk.owner) or "Not named",
        reviewed,
    )


def _where(setting: Setting, risk: Risk) -> str:
    """Say which register a risk stands in, and to which it was moved up."""
    moved = risk.escalated
    if moved is None or (moved.on and moved.on.earliest > setting.until):
        return risk.risk_register or "Not stated"
    when = f", {moved.on}" if moved.on else ""
    if risk.risk_register and risk.risk_register != moved.to:
        return f"{risk.risk_register}; moved up to the {moved.to}{when}"
    return f"{moved.to} (moved up to it{when})"


def checks_let_stand(setting: Setting) -> Section:
    """Say how many problems of the plan's own file are let stand, where they were counted."""
    blocks: list[Block] = []
    if setting.waived is not None:
        number, soon = setting.waived
        said = "Nothing in the plan is excused from its checks."
        if number:
            problems = "problem" if number == 1 else "problems"
            said = f"The checks of the plan let {number_words(number)} {problems} stand."
            said += f" For {number_words(soon) if soon else 'none'} of them this ends within 90 days."
        blocks.append(Paragraph(said))
    return Section("checks-let-stand", "Checks let stand", tuple(blocks))
