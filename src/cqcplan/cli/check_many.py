"""Plans checked one after the other or, where there are many, on several processors: the answer is the same."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cqcplan.checks.settings import Settings
    from cqcplan.checks.waived import Waived
    from cqcplan.files.discover import Location
    from cqcplan.problems.problem import Problem

MANY = 40
"""From how many plans on a second process is worth its start, about 30 milliseconds."""
_AT_A_TIME = 8


class PlanChecked(NamedTuple):
    """What the check of one plan came to."""

    problems: "list[Problem]"
    waived: "list[Waived]"
    files: tuple[tuple[str, str, str], ...]
    """Of each file: what messages call it, its path, the digest of its bytes."""
    has_waivers: bool
    unreadable: bool


def check_one(location: "Location", settings: "Settings") -> PlanChecked:
    """Read and check a plan, and let it go."""
    from cqcplan.checks.run import check
    from cqcplan.checks.waived import MARKER
    from cqcplan.files.load import load_plan

    loaded = load_plan(location)
    checked = check(loaded, settings)
    return PlanChecked(
        checked.problems,
        checked.waived,
        tuple((file.name, str(file.path), file.digest) for file in loaded.files),
        any(MARKER in file.text for file in loaded.files),
        loaded.unreadable,
    )


def check_many(locations: "Sequence[Location]", settings: "Settings", jobs: int | None) -> Iterator[PlanChecked]:
    """Check plans, and return what each came to, in their order.

    Args:
        locations: the plans.
        settings: which rules to run, and how much each matters.
        jobs: how many processes; left out, one for each processor where there are many plans.
    """
    wanted = min(jobs or (_processors() if len(locations) >= MANY else 1), len(locations))
    if wanted < 2 or not _can_fork():
        yield from (check_one(location, settings) for location in locations)
        return
    from multiprocessing import get_context

    with get_context("fork").Pool(wanted, _begin, (settings,)) as pool:
        yield from pool.imap(_check_here, locations, _AT_A_TIME)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a copy of this process is safe to go on; elsewhere a new one takes longer than it saves."""
    return sys.platform == "linux"


class _Here:
    """What a process checks with: kept where it began, since settings hold what cannot be sent."""

    settings: "Settings"


def _begin(settings: "Settings") -> None:
    _Here.settings = settings


def _check_here(location: "Location") -> PlanChecked:
    return check_one(location, _Here.settings)
