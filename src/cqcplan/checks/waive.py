"""Waivers: comments in a plan that let a problem stand, with a reason.

``# cqcplan: ignore[PLAN412] reason``, at the end of the problem's line or alone on the
line above it; several codes are parted by commas, and ``until 2027-03-31`` at the end
makes it lapse.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cqcplan.checks.catalogue import rules
from cqcplan.checks.rule import Rule
from cqcplan.checks.settings import Settings
from cqcplan.checks.waivable import may_be_waived
from cqcplan.checks.waived import MARKER, Waived
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.model.dates import parse_when
from cqcplan.problems.codes import as_now
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Place, Problem
from cqcplan.yamltext.comments import Comment, comments_with

FORM = "write # cqcplan: ignore[CODE] and the reason, then until and a date where it is to lapse"
_WAIVER = re.compile(r"# cqcplan:\s*ignore\[(?P<codes>[^\]]*)\]\s*(?P<rest>.*)")
_UNTIL = re.compile(r"\buntil (?P<date>.+)$")


@dataclass(slots=True)
class Waiver:
    """One waiver as written."""

    file: LoadedFile
    comment: Comment
    codes: tuple[str, ...]
    reason: str
    until: date | None
    covers: int
    """The line whose problems it waives."""
    used: set[str] = field(default_factory=set)

    @property
    def place(self) -> Place:
        """Where the comment stands."""
        return Place(self.comment.line, self.comment.column)


def waive(loaded: LoadedPlan, problems: Iterable[Problem], settings: Settings) -> tuple[list[Problem], list[Waived]]:
    """Take out the problems that are waived, and add those that the waivers themselves have."""
    found: list[Problem] = []
    waivers: list[Waiver] = []
    for file in loaded.files:
        if file.document is not None and file.document.complete:
            below: list[int] = []
            for comment in comments_with(file.text, MARKER):
                below = below or _lines_below(file.lines)
                read = _read(file, comment, below)
                if isinstance(read, Waiver):
                    waivers.append(read)
                else:
                    found.append(read)
    if not waivers:
        return [*problems, *found], []
    in_force = []
    for waiver in waivers:
        if waiver.until is not None and settings.as_of is not None and waiver.until < settings.as_of:
            message = f"this waiver lapsed on {waiver.until.isoformat()}"
            help_ = "put the problem right, or decide again and give a new date"
            found.append(_problem("904", waiver, message, help_))
        else:
            in_force.append(waiver)
    kept, waived = _apply(problems, in_force)
    found += _of_codes(in_force, settings)
    return [*kept, *found], waived


def _lines_below(lines: list[str]) -> list[int]:
    """Return for each line, and for what is past the last, the number of the next that says anything, or itself."""
    found = [len(lines) + 1] * (len(lines) + 1)
    for number in range(len(lines), 0, -1):
        line = lines[number - 1].lstrip()
        found[number - 1] = found[number] if not line or line.startswith("#") else number
    return found


def _read(file: LoadedFile, comment: Comment, below: list[int]) -> Waiver | Problem:
    place = Place(comment.line, comment.column)
    said = comment.text.partition("  #")[0].rstrip()  # a second comment on the line is no part of the reason
    matched = _WAIVER.fullmatch(said)
    codes = tuple(as_now(code.strip()) for code in matched["codes"].split(",") if code.strip()) if matched else ()
    if matched is None or not codes:
        return file.problem_at("901", place, "this waiver cannot be read", help=FORM)
    reason, until = matched["rest"].strip(), None
    if dated := _UNTIL.search(reason):
        try:
            until = parse_when(dated["date"].strip()).latest
        except ValueError:
            # "until" may be a word of the reason; at the end with a figure after it, it is meant as a date
            if dated["date"].strip()[:1].isdigit():
                return file.problem_at("901", place, "the date after until cannot be read", help=FORM)
        else:
            reason = reason[: dated.start()].rstrip()
            reason = reason.removesuffix(",").removesuffix(";").strip()
    if not reason:
        return file.problem_at("902", place, "this waiver gives no reason", help=FORM)
    covers = below[comment.line] if comment.alone else comment.line
    return Waiver(file, comment, codes, reason, until, covers)


def _apply(problems: Iterable[Problem], waivers: list[Waiver]) -> tuple[list[Problem], list[Waived]]:
    names = {rule.code: rule.name for rule in rules()}
    kept, waived = [], []
    by_line: dict[tuple[str, int], list[Waiver]] = {}
    for waiver in waivers:
        by_line.setdefault((waiver.file.name, waiver.covers), []).append(waiver)
    for problem in problems:
        meant = {problem.code, names.get(problem.code, problem.code)}
        fits = by_line.get((problem.file, problem.place.line), ())
        first = next((one for one in fits if meant.intersection(one.codes)), None)
        if first is None or not may_be_waived(problem.code):
            kept.append(problem)
        else:
            first.used.update(meant)
            waived.append(Waived(problem, first.reason, first.until))
    return kept, waived


def _of_codes(waivers: list[Waiver], settings: Settings) -> list[Problem]:
    """Return the problems of waivers whose rule is not there, or whose problem is not."""
    known: dict[str, Rule] = {word: rule for rule in rules() for word in (rule.code, rule.name)}
    found = []
    for waiver in waivers:
        for code in waiver.codes:
            rule = known.get(code)
            if rule is None:
                message = f'no rule is meant by "{code}"'
                help_ = did_you_mean(code, known) or "cqcplan rule --all lists them"
                found.append(_problem("903", waiver, message, help_))
            elif not may_be_waived(rule.code):
                message = f"{code} cannot be waived: no paper can be made of a plan that has it"
                found.append(_problem("903", waiver, message, "put it right"))
            elif code not in waiver.used and settings.runs(rule):
                message = f"{code} finds nothing on the line this waiver covers"
                found.append(_problem("905", waiver, message, "delete the waiver, or move it to the line it is for"))
    return found


def _problem(number: str, waiver: Waiver, message: str, help_: str) -> Problem:
    severity = next(rule.severity for rule in rules(("waivers",)) if rule.number == number)
    return waiver.file.problem_at(number, waiver.place, message, help=help_, severity=severity)
