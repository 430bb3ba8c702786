"""Times whole processes in pairs: the one asked about and the one it is compared with, in turn.

Other work on a machine slows both runs of a pair alike, so the ratio of a pair says
more than either time, and the median of the ratios more than any one of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

HAS_CPU_TIMES = hasattr(os, "wait4")
"""Whether the system tells what one child process used. Windows does not."""
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Job:
    """A command to time."""

    name: str
    command: tuple[str, ...]
    leaves_with: int = 0
    """The exit code it should leave with."""
    keeps: Path | None = None
    """The folder where it keeps its answers and looks for them; nothing where each run is to do all anew."""

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment it runs in."""
        kept = {"CQCPLAN_CACHE_DIR": str(self.keeps)} if self.keeps else {"CQCPLAN_NO_CACHE": "1"}
        return {**os.environ, **kept}


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    code: int
    wall: float
    """Seconds from start to end."""
    cpu: float | None
    """Seconds of processor time, its own and the system's for it; nothing where the system does not say."""
    peak: int | None
    """The most memory it held at once, in bytes."""


@dataclass(slots=True)
class Pairs:
    """The runs of one job and of the job it is compared with, pair by pair."""

    runs: list[Run] = field(default_factory=list)
    base_runs: list[Run] = field(default_factory=list)

    def ratios(self, *, wall: bool = False) -> list[float]:
        """Return the ratio of each pair: of processor time where it is known and wall time is not asked for."""
        return [
            seconds(run, wall=wall) / seconds(base, wall=wall)
            for run, base in zip(self.runs, self.base_runs, strict=True)
        ]

    def median_seconds(self) -> float:
        """Return the job's median time."""
        return median(seconds(run) for run in self.runs)

    def median_base_seconds(self) -> float:
        """Return the base's median time."""
        return median(seconds(run) for run in self.base_runs)


def seconds(run: Run, *, wall: bool = False) -> float:
    """Return a run's processor time or, where that is not known or wall time is asked for, its wall time."""
    return run.wall if wall or run.cpu is None else run.cpu


def middle_half(values: Sequence[float]) -> tuple[float, float]:
    """Return the bounds of the middle half of some values."""
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, high


def run_once(job: Job, folder: Path) -> Run:
    """Run a job in a folder and time it. What it says goes nowhere."""
    start = perf_counter()
    process = subprocess.Popen(
        job.command,
        cwd=folder,
        env=job.surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if sys.platform == "win32":
        return Run(process.wait(), perf_counter() - start, None, None)
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    # the process has been waited for already: tell its object so
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(process.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _MAXRSS_UNIT)


def add_pair(pairs: Pairs, job: Job, base: Job, folder: Path) -> None:
    """Time the base, then the job.

    Raises:
        UnexpectedExitError: when one of them left with another code than it should.
    """
    base_run = _checked(base, folder)
    run = _checked(job, folder)
    pairs.base_runs.append(base_run)
    pairs.runs.append(run)


def _checked(job: Job, folder: Path) -> Run:
    run = run_once(job, folder)
    if run.code != job.leaves_with:
        raise UnexpectedExitError(job, run.code)
    return run


class UnexpectedExitError(Exception):
    """A job left with another exit code than it should, so its time says nothing."""

    def __init__(self, job: Job, code: int) -> None:
        super().__init__(f"{job.name} left with exit code {code}, not {job.leaves_with}")
