"""A baseline: the problems an old plan had when it was adopted, so that from then on it can only get better.

It is a JSON file that counts problems by rule, file and entry: neither lines nor wording
are in it, so it holds when lines move. It is written only when asked for.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cqcplan.problems.codes import as_now
from cqcplan.problems.json_text import json_text
from cqcplan.problems.problem import Problem

VERSION = 1
Key = tuple[str, str, str]
"""Code, file relative to the baseline's folder, and entry."""


class BaselineError(Exception):
    """The file is no baseline; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a baseline makes of the problems of a run."""

    new: list[Problem]
    """Those it does not know: they count."""
    known: list[Problem]
    gone: int
    """How many it still lists that are no longer there."""


def baseline_text(problems: Sequence[Problem], path: Path) -> str:
    """Return the text of a baseline for a set of problems."""
    counted = Counter(_key(problem, path) for problem in problems)
    listed = [
        {"code": code, "file": file, "entry": entry, "count": number}
        for (code, file, entry), number in sorted(counted.items())
    ]
    return json_text({"version": VERSION, "problems": listed})


def read_baseline(path: Path) -> Counter[Key]:
    """Read a baseline.

    Raises:
        BaselineError: when the file cannot be opened or is no baseline.
    """
    try:
        data = json.loads(_text(path.read_bytes()))
        if data["version"] != VERSION:
            raise BaselineError(f"version {data['version']} of a baseline is not known here; write it anew")
        counted: Counter[Key] = Counter()
        for item in data["problems"]:
            code, file, entry, number = item["code"], item["file"], item["entry"], item["count"]
            if not (
                isinstance(number, int) and number > 0 and all(isinstance(word, str) for word in (code, file, entry))
            ):
                raise BaselineError("an entry of it is not a code, a file, an entry and a count above nought")
            counted[as_now(code), file, entry] += number
    except OSError as error:
        raise BaselineError(f"it cannot be opened: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError("it is not a baseline; write it anew with --write-baseline") from error
    return counted


def _text(raw: bytes) -> str:
    """Return UTF-8 text without its byte-order mark, which Notepad and PowerShell write."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:4]:
        raise BaselineError("it is not UTF-8 text but UTF-16 or UTF-32; save it again as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BaselineError("it is not UTF-8 text; save it again as UTF-8") from error


def hold(problems: Sequence[Problem], baseline: Counter[Key], path: Path) -> Held:
    """Part problems into new and known; of more than the baseline counts, the later ones are new."""
    left = baseline.copy()
    new, known = [], []
    for problem in problems:
        key = _key(problem, path)
        if left[key] > 0:
            left[key] -= 1
            known.append(problem)
        else:
            new.append(problem)
    return Held(new, known, sum(number for number in left.values() if number > 0))


def _key(problem: Problem, path: Path) -> Key:
    folder = path.resolve().parent
    file = Path(problem.file).resolve()
    name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.as_posix()
    return (problem.code, name, problem.entry or "")
