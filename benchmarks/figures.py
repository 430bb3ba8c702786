"""What is measured, against what, and the goal for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Literal

import commands
from timing import Job, Pairs

ERRORS = 4
"""How many mistakes the spoilt plan holds."""


@dataclass(frozen=True, slots=True)
class Goal:
    """How far a figure may go."""

    sign: Literal["<=", ">="]
    value: float
    unit: str = ""
    wished: float | None = None
    """What was hoped for, where the floor that was found is above it: docs/performance.md shows the floor."""

    def is_met_by(self, measured: float) -> bool:
        """Tell whether a figure is within the goal."""
        return measured <= self.value if self.sign == "<=" else measured >= self.value

    def __str__(self) -> str:
        wished = "" if self.wished is None else f" (wished: {self.wished:g})"
        return f"{self.sign} {self.value:g}{f' {self.unit}' if self.unit else ''}{wished}"


@dataclass(frozen=True, slots=True)
class Figure:
    """The ratio of one job's time to another's."""

    name: str
    job: Job
    base: Job
    goal: Goal | None = None
    memory_goal: Goal | None = None
    """Set where the memory of both is to be told too, with the goal for the job's."""


@dataclass(frozen=True, slots=True)
class Group:
    """Figures measured together, round by round."""

    name: str
    rounds: int
    figures: tuple[Figure, ...]
    warm_up: bool
    """Whether to run everything once before the first round counts."""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure as measured."""

    name: str
    ratios: tuple[float, ...]
    """Of processor time where the system tells it, else of wall time."""
    goal: Goal | None
    wall_ratios: tuple[float, ...] = ()
    seconds: float | None = None
    base_seconds: float | None = None
    memory: Memory | None = None

    @property
    def measured(self) -> float:
        """The figure itself: the median ratio."""
        return median(self.ratios)


@dataclass(frozen=True, slots=True)
class Memory:
    """The most memory that the processes of a figure held, in bytes: the median of its runs."""

    peak: float
    base_peak: float
    goal: Goal


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the plans are and how often to measure."""

    folder: Path
    schema: Path
    tool: tuple[str, ...]
    rounds: dict[str, int]
    """How many rounds for each size of plan."""

    def plan(self, size: str, errors: int = 0) -> Path:
        """Return the path of a generated plan."""
        return self.folder / f"exampleshire-{size}{f'-{errors}-errors' if errors else ''}.yaml"

    def ours(self, *words: str | Path, leaves_with: int = 0) -> Job:
        """Return a job that runs cqcplan."""
        shown = " ".join(word.name if isinstance(word, Path) else word for word in words)
        return Job(f"cqcplan {shown}", (*self.tool, *(str(word) for word in words)), leaves_with)

    def validate(self, size: str) -> Job:
        """Return a job that validates a plan."""
        return self.ours("validate", self.plan(size), "--as-of", "2026-06-01")

    def validate_plainly(self, size: str) -> Job:
        """Return a job that validates a plan with no option given: as most people type it."""
        return self.ours("validate", self.plan(size))

    def validate_again(self, size: str) -> Job:
        """Return a job that validates a plan that has not changed since it was last validated."""
        again = self.validate(size)
        return replace(again, name=f"{again.name}, unchanged", keeps=self.folder / "kept")

    def validate_changed(self, size: str) -> Job:
        """Return a job that validates a plan that has changed, on a machine that has validated one before."""
        changed = self.ours("validate", self.plan(size), "--as-of", "2026-06-01", "--no-cache")
        return replace(changed, keeps=self.folder / "kept")

    def report(self, size: str) -> Job:
        """Return a job that prints the paper for the first quarter of 2026/27."""
        return self.ours("report", self.plan(size), "--period", "Q1", "--as-of", "2026-06-01")

    def plain_load(self, size: str) -> Job:
        """Return a job that loads a plan with PyYAML alone."""
        return Job(f"plain PyYAML load of {size}", commands.plain_load(self.plan(size)))


BARE = Job("bare Python", commands.BARE)


def groups(bench: Bench, *, has_libyaml: bool, large: bool) -> Iterator[Group]:
    """Yield the whole-process figures, smallest plans first."""
    yield Group("start-up and 30 kB", bench.rounds["30kB"], tuple(_small(bench)), warm_up=True)
    middle = [
        Figure("`validate` 300 kB / bare Python", bench.validate_plainly("300kB"), BARE, Goal("<=", 25, wished=18)),
        Figure(
            "`validate` 300 kB with `--as-of` / bare Python", bench.validate("300kB"), BARE, Goal("<=", 25, wished=18)
        ),
        Figure("`validate` 300 kB unchanged / bare Python", bench.validate_again("300kB"), BARE, Goal("<=", 3)),
        Figure(
            "`validate` 300 kB after a change / bare Python",
            bench.validate_changed("300kB"),
            BARE,
            Goal("<=", 22, wished=18),
        ),
        Figure("`report` 300 kB / bare Python", bench.report("300kB"), BARE),
        *_peers(bench, "300kB", Goal(">=", 4.5, wished=5), Goal(">=", 3.5, wished=5)),
        *_other_commands(bench, "300kB"),
    ]
    yield Group("300 kB", bench.rounds["300kB"], tuple(middle), warm_up=True)
    heavy = [
        Figure("`validate` 3 MB / bare Python", bench.validate("3MB"), BARE),
        Figure("`validate` 3 MB unchanged / bare Python", bench.validate_again("3MB"), BARE, Goal("<=", 4)),
        Figure("`report` 3 MB / bare Python", bench.report("3MB"), BARE),
        *_peers(bench, "3MB", Goal(">=", 10, wished=15), Goal(">=", 12, wished=20)),
    ]
    if has_libyaml:
        heavy.insert(1, _against_plain_load(bench, "3MB", Goal("<=", 0.7, wished=0.45)))
    yield Group("3 MB", bench.rounds["3MB"], tuple(heavy), warm_up=False)
    if large and has_libyaml:
        huge = _against_plain_load(bench, "30MB", Goal("<=", 0.4, wished=0.25), Goal("<=", 300, "MiB"))
        yield Group("30 MB", bench.rounds["30MB"], (huge,), warm_up=False)


def _small(bench: Bench) -> Iterator[Figure]:
    validate = bench.validate("30kB")
    spoilt = bench.ours("validate", bench.plan("30kB", ERRORS), leaves_with=1)
    yield Figure("`--version` / bare Python", bench.ours("--version"), BARE, Goal("<=", 1.3))
    yield Figure("`--help` / bare Python", bench.ours("--help"), BARE, Goal("<=", 1.3))
    yield Figure("`validate` 30 kB / bare Python", bench.validate_plainly("30kB"), BARE, Goal("<=", 20, wished=14))
    yield Figure("`validate` 30 kB with `--as-of` / bare Python", validate, BARE, Goal("<=", 20, wished=14))
    yield Figure("`validate` 30 kB unchanged / bare Python", bench.validate_again("30kB"), BARE, Goal("<=", 3))
    yield Figure(
        "`validate` 30 kB after a change / bare Python", bench.validate_changed("30kB"), BARE, Goal("<=", 17, wished=14)
    )
    yield Figure(f"`validate` 30 kB with {ERRORS} errors / without", spoilt, validate, Goal("<=", 1.1))
    yield Figure("`report` 30 kB / bare Python", bench.report("30kB"), BARE)
    yield from _peers(bench, "30kB", Goal(">=", 2), Goal(">=", 1, wished=1.2))


def _other_commands(bench: Bench, size: str) -> Iterator[Figure]:
    """Yield what the commands that answer questions take: they have no goal but to stay near ``validate``."""
    plan, day = bench.plan(size), ("--as-of", "2026-06-01")
    for words in (
        ("score", plan, *day),
        ("status", plan, *day),
        ("diff", "2026-03-01", "2026-06-01", "--plan", plan),
        ("trace", "director", "--plan", plan, *day),
        ("export", plan, *day, "--format", "json"),
    ):
        yield Figure(f"`{words[0]}` {_words(size)} / bare Python", bench.ours(*words), BARE)


def _peers(bench: Bench, size: str, schema_goal: Goal, lint_goal: Goal) -> Iterator[Figure]:
    ours, plan, words = bench.validate(size), bench.plan(size), _words(size)
    if command := commands.check_jsonschema(plan, bench.schema):
        yield Figure(f"check-jsonschema / ours, {words}", Job(f"check-jsonschema {words}", command), ours, schema_goal)
    if command := commands.jsonschema_rs(plan, bench.schema):
        yield Figure(f"jsonschema-rs / ours, {words}", Job(f"jsonschema-rs {words}", command), ours)
    if command := commands.yamllint(plan):
        lint = Job(f"yamllint {words}", command)
        yield Figure(f"yamllint / ours, {words}", lint, ours)
        yield Figure(f"yamllint / ours after a change, {words}", lint, bench.validate_changed(size), lint_goal)


def _against_plain_load(bench: Bench, size: str, goal: Goal, memory_goal: Goal | None = None) -> Figure:
    name = f"`validate` {_words(size)} / plain CSafeLoader process"
    return Figure(name, bench.validate(size), bench.plain_load(size), goal, memory_goal)


def _words(size: str) -> str:
    """Return a size as printed: ``30kB`` is ``30 kB``."""
    return f"{size[:-2]} {size[-2:]}"


def result_of(figure: Figure, pairs: Pairs) -> Result:
    """Sum up the pairs of one figure."""
    memory = None
    peaks = [run.peak for run in pairs.runs if run.peak is not None]
    base_peaks = [run.peak for run in pairs.base_runs if run.peak is not None]
    if figure.memory_goal and peaks and base_peaks:
        memory = Memory(median(peaks), median(base_peaks), figure.memory_goal)
    return Result(
        figure.name,
        tuple(pairs.ratios()),
        figure.goal,
        tuple(pairs.ratios(wall=True)),
        pairs.median_seconds(),
        pairs.median_base_seconds(),
        memory,
    )


def in_process_results(times: dict[str, list[float]]) -> Iterator[Result]:
    """Sum up what was timed inside one process, round by round."""
    for name, job, base, goal in (
        ("load with positions / bare libyaml events, 3 MB", "ours", "events", Goal("<=", 2, wished=1.5)),
        ("load with positions / CSafeLoader, 3 MB", "ours", "CSafeLoader", Goal("<=", 0.3)),
        ("load with positions, collector off / CSafeLoader, 3 MB", "ours, collector off", "CSafeLoader", None),
    ):
        ratios = tuple(mine / theirs for mine, theirs in zip(times[job], times[base], strict=True))
        yield Result(name, ratios, goal, (), median(times[job]), median(times[base]))
