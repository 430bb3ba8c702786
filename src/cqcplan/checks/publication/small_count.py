"""CQC708: a small count of people that the public can read."""

import re
from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import EntryInFile, Subject
from cqcplan.config.option import Option
from cqcplan.files.loaded import LoadedFile
from cqcplan.model.delivery import PEOPLE, Measure
from cqcplan.problems.problem import Problem, Severity
from cqcplan.view.levels import is_public
from cqcplan.yamltext.positions import Route

BELOW = Option(
    "below",
    0,
    "The smallest count that may be public in plans that declare no disclosure rule; 0 leaves those alone.",
    least=0,
    most=20,
)
_IN_WORDS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven",
    12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen",
    19: "nineteen",
}  # fmt: skip
"""One is left out: it is seldom a count."""
_TEXTS = ("text", "reason", "recovery", "barriers")


def find(subject: Subject) -> Iterator[Problem]:
    """Report public texts that give away a count which papers hide, or counts which nothing hides."""
    plan = subject.loaded.plan
    if plan is None or not is_public(plan.header):
        return
    declared = plan.header.disclosure
    below = declared.suppress_below if declared else subject.option(RULE.code, BELOW)
    if not below:
        return
    for placed in subject.section("measures"):
        measure: Measure = placed.entry
        if not is_public(measure) or not measure.counts_people:
            continue
        small = list(_small(placed, below))
        if small:
            yield from _texts_of(subject, placed, small) if declared else _printed(placed, small, below)


def _small(placed: EntryInFile, below: int) -> Iterator[tuple[Route, float]]:
    """Return the public values of a measure that are too small, with their places."""
    measure: Measure = placed.entry
    if measure.baseline and is_public(measure.baseline) and measure.is_small(measure.baseline.value, below):
        yield (*placed.route, "baseline"), measure.baseline.value
    for number, seen in enumerate(measure.observations):
        if is_public(seen) and measure.is_small(seen.value, below):
            yield (*placed.route, "observations", number), seen.value


def _printed(placed: EntryInFile, small: list[tuple[Route, float]], below: int) -> Iterator[Problem]:
    others = f" (and {len(small) - 1} more of this measure)" if len(small) > 1 else ""
    yield placed.file.problem(
        RULE.code,
        (*small[0][0], "value"),
        f"a count of fewer than {below} people is public here{others}",
        help=f"declare disclosure: {{suppress_below: {below}}} under plan:, so that papers hide it; or make the "
        "observation internal, or report a longer period or a wider area",
    )


def _texts_of(subject: Subject, placed: EntryInFile, small: list[tuple[Route, float]]) -> Iterator[Problem]:
    """Report what is said beside a hidden value, or in an update about its measure, with the same figure."""
    measure: Measure = placed.entry
    values = {int(value) for _, value in small if value == int(value)}
    listed: list[tuple[LoadedFile, Route, object]] = [(placed.file, placed.route, measure)]
    if measure.baseline:
        listed.append((placed.file, (*placed.route, "baseline"), measure.baseline))
    listed += [
        (placed.file, (*placed.route, "observations", number), seen) for number, seen in enumerate(measure.observations)
    ]
    listed += [update for update in subject.section("updates") if update.entry.about == measure.id]
    figure = "|".join(f"{value}|{_IN_WORDS.get(value, value)}" for value in sorted(values))
    counted = "|".join((*PEOPLE, re.escape(" ".join(measure.unit.split()))))
    given_away = re.compile(rf"(?i)(?<![\d.,-])\b(?:{figure})\b(?![.,]?\d)(?: [\w'’-]+){{0,3}}? (?:{counted})")
    for file, route, entry in listed:
        for name in _TEXTS:
            said = getattr(entry, name, None)
            if said and values and is_public(entry) and given_away.search(" ".join(said.split())):
                yield file.problem(
                    RULE.code,
                    (*route, name),
                    f'this public text gives a count of "{measure.id}" that papers hide',
                    help="say fewer than the plan's threshold instead, or leave the figure out",
                    related=(placed.file.related((*small[0][0], "value"), "a count that is hidden"),),
                )


RULE = Rule(
    code="CQC708",
    name="small-count",
    severity=Severity.WARNING,
    what=(
        "Where the plan declares a disclosure rule (suppress_below, under plan:), papers hide smaller counts of people "
        "by themselves; no public text of the measure, or of an update about it, gives such a count away in figures or "
        "words. Where the plan declares none, nothing is said unless the settings name a threshold: then every public "
        "value below it is reported."
    ),
    why=(
        "In a small service or place, a count of three may tell those who know it who is meant. National statistics "
        "hide small counts for that reason. A paper that hides a figure in its table and prints it in the paragraph "
        "beside it hides nothing. The count still stands in the plan's own file: in a public repository make the "
        "observation internal and keep it in a file that is not published."
    ),
    bad="""\
schema: 1
plan:
  id: exampleshire
  council: {name: Exampleshire}
  framework: la-2026-04
  disclosure: {suppress_below: 5}
measures:
  - id: waiting-over-a-year
    title: People waiting for more than a year
    unit: people
    better: lower
    observations:
      - on: 2026-04-30
        value: 3
        text: Only three people have waited for more than a year.  # here
updates:
  - {on: 2026-05-05, about: waiting-over-a-year, text: The 3 older people who wait longest have been rung.}  # here
""",
    good="""\
schema: 1
plan:
  id: exampleshire
  council: {name: Exampleshire}
  framework: la-2026-04
  disclosure: {suppress_below: 5}
measures:
  - id: waiting-over-a-year
    title: People waiting for more than a year
    unit: people
    better: lower
    observations:
      - on: 2026-04-30
        value: 3
        text: Fewer than five people have waited for more than a year.
updates:
  - {on: 2026-05-05, about: waiting-over-a-year, text: All who wait longest have been rung.}
""",
    find=find,
    options=(BELOW,),
)
