"""What those who oversee a plan must look at: amber and red, measures off track, risks, checks let stand."""

from collections.abc import Iterator

from cqcplan.model.delivery import Measure, Observation
from cqcplan.papers.parts.measures import amount, direction
from cqcplan.papers.parts.priorities import title_of, work_title
from cqcplan.papers.setting import Setting
from cqcplan.timeline.changes import values_of
from cqcplan.timeline.trajectory import trajectory
from cqcplan.view.suppress import figure_of, is_printed

Troubled = tuple[str, str, str | None, str | None]
"""What is amber or red, its colour, why, and what will bring it back."""


def troubled(setting: Setting) -> Iterator[Troubled]:
    """Return the priorities and open work that are red, then those that are amber, each in plan order."""
    for colour in ("red", "amber"):
        for state in setting.state.priorities:
            if state.rag == colour:
                yield f"{setting.label}: {title_of(state.priority)}", colour, state.reason, state.recovery
            for item in state.items:
                if item.rag == colour and not item.is_done:
                    yield work_title(item), colour, item.reason, item.recovery


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
