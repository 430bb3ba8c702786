"""415: an update with the words and the colour of the one before."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report the last update of each entry where it only repeats those before."""
    for told in subject.updates_about.values():
        said = [placed for placed in told if placed.entry.text]
        last = said[-1] if said else None
        if last is None or len(said) < 2:
            continue
        times = 1
        for earlier in reversed(said[:-1]):
            if _same(earlier.entry.text) != _same(last.entry.text) or earlier.entry.rag != last.entry.rag:
                break
            times += 1
        if times > 1:
            first = said[-times]
            ordinal = {2: "a second", 3: "a third", 4: "a fourth"}.get(times, f"the {times}th")
            yield last.file.problem(
                RULE.number,
                (*last.route, "text"),
                f'this says the same of "{last.entry.about}" for {ordinal} time, word for word',
                help="say what has changed since, or that nothing has and why",
                related=(first.file.related((*first.route, "text"), f"first said on {first.entry.on}"),),
            )


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


RULE = Rule(
    number="415",
    name="copied-forward",
    severity=Severity.WARNING,
    what="The latest update about an entry does not repeat the text and the colour of the one before it.",
    why=(
        "Text copied from one quarter to the next tells members that nothing was looked at. If nothing has changed, "
        "that is news too, and the reason for it is what they need."
    ),
    bad="""\
priorities:
  - {id: timeliness, title: Timeliness of assessments}
updates:
  - {on: 2026-02-27, about: timeliness, rag: green, text: Recruitment is under way.}
  - {on: 2026-05-29, about: timeliness, rag: green, text: Recruitment is under way.}  # here
""",
    good="""\
priorities:
  - {id: timeliness, title: Timeliness of assessments}
updates:
  - {on: 2026-02-27, about: timeliness, rag: green, text: Recruitment is under way.}
  - {on: 2026-05-29, about: timeliness, rag: green, text: Four of six posts are filled.}
""",
    find=find,
    needs_day=True,
)
