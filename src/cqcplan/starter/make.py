"""The files of a new plan, made of a few answers. Nothing is written."""

import os
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from string import Template

from cqcplan.checks.run import check_plan
from cqcplan.checks.settings import Settings
from cqcplan.editing.ids import new_id
from cqcplan.editing.written import scalar
from cqcplan.files.discover import Location
from cqcplan.files.load import join_files
from cqcplan.files.read_file import read_bytes
from cqcplan.model.document import PlanFile
from cqcplan.model.json_schema import schema_text
from cqcplan.problems.problem import Problem, Severity

HERE = Path(__file__).parent
SCHEMA = PurePosixPath(".cqcplan/plan.schema.json")
"""Kept beside the plans, so that editors need no network."""
CURRENT_SINCE = date(2026, 4, 1)
"""From this day CQC assesses under the framework la-2026-04."""
_ADVISED = ("inadequate", "requires-improvement")
"""Ratings after which government assigns an adviser."""
_CI = {"github": ("github.yml", ".github/workflows/plans.yml"), "gitlab": ("gitlab-ci.yml", ".gitlab-ci.yml")}
_SHORTENED = re.compile(
    r"\b(metropolitan|london|royal|county|city|district|borough|council|authority|unitary|of|the)\b", re.IGNORECASE
)


_DISCLOSURE = """\
  # Smaller counts of people are not printed for the public, nor what would give them away.
  disclosure:
    suppress_below: {}
"""
_BRAG = """\
  # How work is rated: printed as the key of every paper that uses it.
  status_scheme:
    name: BRAG
    colours:
      - {colour: blue, word: Complete, letter: B, meaning: it is done}
      - {colour: green, word: On track, letter: G, meaning: expected to be done by its date}
      - {colour: amber, word: At risk, letter: A, meaning: may miss its date unless the recovery stated works}
      - {colour: red, word: Off track, letter: R, meaning: "will miss its date, or has missed it"}
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new plan starts from."""

    council: str
    """In full, as it signs its papers."""
    day: date
    """The day it is made: dates in the examples follow from it."""
    short_name: str | None = None
    type: str | None = None
    label: str = "Priority"
    rating: str | None = None
    """CQC's rating, where there is one."""
    published: date | None = None
    """When CQC published its report; needed with a rating."""
    shape: str = "empty"
    """The folder of ``starter`` that the plan's files come from; all but ``empty`` have examples in them."""
    colours: str = "rag"
    """How work is rated: ``rag``, or ``brag`` with blue for what is complete."""
    small_counts: int = 5
    """The smallest count of people that is printed for the public, 3 to 20; 0 where all are."""
    ci: str = "github"
    """``github``, ``gitlab`` or ``none``."""

    @property
    def id(self) -> str:
        """The plan's id and the name of its folder.

        Raises:
            ValueError: where the council's name has nothing in it to make one of.
        """
        own = _SHORTENED.sub(" ", self.council)
        return new_id(own if re.search("[a-z0-9]", own, re.IGNORECASE) else self.council, ())


def plan_files(answers: Answers) -> dict[PurePosixPath, str]:
    """Return the plan's files, by where they go."""
    folder = PurePosixPath("plans") / answers.id
    source = HERE / answers.shape
    texts = {
        PurePosixPath(path.relative_to(source).as_posix()): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.yaml"))
    }
    if answers.rating:
        has_adviser = answers.rating in _ADVISED and answers.shape != "empty"
        parts = ["assessment.yaml", *(["advisers.yaml"] if has_adviser else [])]
        texts[PurePosixPath("assessment.yaml")] = "".join(
            (HERE / "around" / part).read_text(encoding="utf-8") for part in parts
        )
    made = {}
    for path, text in texts.items():
        place = folder / (path.with_stem(answers.day.isoformat()[:7]) if path.stem == "month" else path)
        schema = PurePosixPath(os.path.relpath(SCHEMA, place.parent)).as_posix()
        made[place] = Template(text).substitute(_words(answers), schema=schema)
    return made


def files_around(answers: Answers) -> dict[PurePosixPath, str]:
    """Return the files beside the plan: settings, the schema, and what checks the plan before commits and in CI."""
    around = HERE / "around"
    made = {
        PurePosixPath("cqcplan.toml"): around / "cqcplan.toml",
        PurePosixPath(".gitignore"): around / "gitignore",
        PurePosixPath(".pre-commit-config.yaml"): around / "pre-commit-config.yaml",
    }
    if answers.ci in _CI:
        name, place = _CI[answers.ci]
        made[PurePosixPath(place)] = around / name
    texts = {place: path.read_text(encoding="utf-8").replace("$$", "$") for place, path in made.items()}
    return {**texts, SCHEMA: schema_text()}


def problems_of(files: dict[PurePosixPath, str], day: date) -> list[Problem]:
    """Return what is wrong with a plan that is not on disk yet, as ``validate`` would on that day: errors only."""
    folder = next(iter(files)).parents[-3]
    loaded = join_files(
        Location(Path(folder), folder.name),
        [read_bytes(text.encode("utf-8"), Path(place), PlanFile) for place, text in files.items()],
    )
    found = check_plan(loaded, Settings(as_of=day))
    return [problem for problem in found if problem.severity is Severity.ERROR]


def first_work(files: dict[PurePosixPath, str]) -> str | None:
    """Return the id of the first action, to try things with; nothing where there is none."""
    found = (re.search(r"actions:\n\s+- id: (\S+)", text) for text in files.values())
    return next((each[1] for each in found if each), None)


def _words(answers: Answers) -> dict[str, str]:
    more = {"short_name": answers.short_name, "type": answers.type}
    published = answers.published
    return {
        "id": answers.id,
        "council": scalar(answers.council, flow=False),
        "council_words": " ".join(answers.council.split()),
        "council_more": "".join(f"    {name}: {scalar(value, flow=False)}\n" for name, value in more.items() if value),
        "scheme": _BRAG if answers.colours == "brag" else "",
        "disclosure": _DISCLOSURE.format(answers.small_counts) if answers.small_counts else "",
        "label": scalar(answers.label, flow=False),
        "today": answers.day.isoformat(),
        "soon": _month_after(answers.day, 3),
        "later": _month_after(answers.day, 9),
        "meeting": _wednesday(answers.day + timedelta(days=70)).isoformat(),
        "rating": answers.rating or "",
        "published": published.isoformat() if published else "",
        "published_year": str(published.year) if published else "",
        "published_framework": "la-2026-04" if published and published >= CURRENT_SINCE else "la-2023-12",
    }


def _month_after(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year}-{month + 1:02}"


def _wednesday(day: date) -> date:
    """Return the next day in the middle of a week that is nowhere near Christmas or New Year."""
    day += timedelta(days=(2 - day.weekday()) % 7)
    while (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6):
        day += timedelta(days=7)
    return day
