"""The baseline options of ``cqcplan validate``."""

from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.talk import fail, say

if TYPE_CHECKING:
    from cqcplan.checks.baseline import Held
    from cqcplan.problems.problem import Problem


def held_by(problems: "list[Problem]", path: Path) -> "Held":
    """Part the problems into those a baseline knows and the rest."""
    from cqcplan.checks.baseline import BaselineError, hold, read_baseline

    try:
        held = hold(problems, read_baseline(path), path)
    except BaselineError as error:
        fail(f"{path.as_posix()}: {error}")
    if held.gone:
        plural = "" if held.gone == 1 else "s"
        say(f"{held.gone} problem{plural} of the baseline gone: write it anew with --write-baseline {path.as_posix()}")
    return held


def keep_baseline(problems: "list[Problem]", path: Path) -> None:
    """Write the baseline of a set of problems."""
    from cqcplan.checks.baseline import baseline_text
    from cqcplan.cli.save import BASELINE, save

    said = f": {len(problems)} problem{'' if len(problems) == 1 else 's'}"
    save(path, baseline_text(problems, path).encode(), said, over=(BASELINE,))
