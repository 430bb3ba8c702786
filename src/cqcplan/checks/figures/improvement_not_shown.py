"""425: an update that claims an improvement which its measure does not show."""

import re
from collections.abc import Iterator
from datetime import date

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import EntryInFile, Subject
from cqcplan.model.delivery import Measure
from cqcplan.model.units import unit_of
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.trajectory import comparable

_CLAIMS = re.compile(
    r"\b(?:(?:has|have|is|are|were|was|been|continu\w+ to|steadily|much|further) +(?:\w+ +)?improv(?:e|ed|ing)"
    r"|improvements? (?:in|to|of|has|have|is|are|continue\w*)|better than (?:before|last)"
    r"|(?:waits?|waiting times?|waiting lists?|backlogs?) (?:has|have|is|are) "
    r"(?:fallen|falling|reduced|reducing|shorter|down))\b"
)
_NOT = re.compile(r"\b(?:not|no|yet to|to be|will|should|aims?|plans?|expected|need(?:s|ed)?)\b[^.]{0,60}$")
"""Words before or in a claim that make it none."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report updates of work whose measures, all of them, show no improvement or have too few figures to."""
    measures: dict[str, list[Measure]] = {}
    for placed in subject.section("measures"):
        for name in (placed.entry.id, *placed.entry.priorities):
            measures.setdefault(name, []).append(placed.entry)
    priority_of = _priorities(subject)
    for update in subject.section("updates"):
        if not _claims(update.entry.text):
            continue
        about = update.entry.about
        judged = [one for one in measures.get(priority_of.get(about, about), ()) if one.better]
        day = update.entry.on.latest
        if judged and not any(_shows(one, day) for one in judged):
            yield _problem(update, judged, day)


def _priorities(subject: Subject) -> dict[str, str]:
    """Return the priority of every action and milestone."""
    found: dict[str, str] = {}
    for placed in subject.section("priorities"):
        for action in placed.entry.actions:
            found[action.id] = placed.entry.id
            found |= {milestone.id: placed.entry.id for milestone in action.milestones}
    return found


def _claims(text: str | None) -> bool:
    """Whether a text says that something has become better."""
    lower = text.lower() if text else ""
    return _may_claim(lower) and any(not _NOT.search(lower[: found.end()]) for found in _CLAIMS.finditer(lower))


def _may_claim(text: str) -> bool:
    """Whether the words of some claim are in a text: in most they are not, and those are not searched further."""
    return (
        "improv" in text
        or "better than" in text
        or (
            ("wait" in text or "backlog" in text)
            and ("fall" in text or "reduc" in text or "short" in text or "down" in text)
        )
    )


def _shows(measure: Measure, day: date) -> bool:
    """Whether a measure became better from its first figure, or from the one before, to the latest by a day."""
    values = [value.value for value in comparable(measure, day)]
    if len(values) < 2:
        return False
    sign = 1 if measure.better == "higher" else -1
    return sign * (values[-1] - values[-2]) > 0 or sign * (values[-1] - values[0]) > 0


def _problem(update: EntryInFile, judged: list[Measure], day: date) -> Problem:
    one = judged[0]
    values = comparable(one, day)
    unit = unit_of(one.unit)
    if len(values) < 2:
        count = "one figure" if values else "no figure"
        shown = f'"{one.id}" has {count} by then, too few to show it'
    else:
        first, last = values[0], values[-1]
        shown = f'"{one.id}" went from {unit.amount(first.value)} to {unit.amount(last.value)} by then'
    more = f"; nor does {'any of ' if len(judged) > 2 else ''}{len(judged) - 1} more" if len(judged) > 1 else ""
    return update.file.problem(
        RULE.number,
        (*update.route, "text"),
        f"this tells of an improvement that no measure shows: {shown}{more}",
        help="say what shows it, give the figure, or say what was done instead",
    )


RULE = Rule(
    number="425",
    name="improvement-not-shown",
    severity=Severity.INFO,
    what=(
        "An update that says that something has improved is about work one of whose measures became better by then. "
        "Work without a measure that has a direction is let be."
    ),
    why=(
        "Boards are asked for assurance, and an inspector sets what was said beside the figures. Where the figures do"
        " not show it yet, what was done can be said without a claim."
    ),
    bad="""\
priorities:
  - {id: waits, title: Shorter waits, actions: [{id: team, title: A second team}]}
measures:
  - id: waiting
    title: People waiting
    unit: people
    better: lower
    priorities: [waits]
    observations: [{on: 2026-03-31, value: 551}, {on: 2026-04-30, value: 560}]
updates:
  - on: 2026-05-10
    about: team
    text: Waiting times have improved since the team began.  # here
""",
    good="""\
priorities:
  - {id: waits, title: Shorter waits, actions: [{id: team, title: A second team}]}
measures:
  - id: waiting
    title: People waiting
    unit: people
    better: lower
    priorities: [waits]
    observations: [{on: 2026-03-31, value: 551}, {on: 2026-04-30, value: 512}]
updates:
  - on: 2026-05-10
    about: team
    text: Waiting times have improved since the team began.
""",
    find=find,
)
