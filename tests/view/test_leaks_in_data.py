"""Nothing that is handed out as data holds a word that its audience may not read: tables, trackers, calendars.

Papers have ``test_leaks.py``. The plan is the same: a marked secret in every text of every kind of entry.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from pyarrow import parquet

from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import ORDER, READS
from tests.exchange.round_trip import EXAMPLESHIRE, bytes_of, copy_of, fine, plan_in, run
from tests.view.marked_plan import DAY, NEVER, marked

LEVEL = re.compile(rf"zq({'|'.join((*ORDER, NEVER))})zq")
FORMATS = ("xlsx", "csv", "json", "parquet", "tracker", "tracker-csv", "ics", "status", "diff")
HEADER = {"id": "anyshire", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = marked("alike")
    data["plan"] = HEADER | data["plan"]
    file = tmp_path_factory.mktemp("a plan é") / "anyshire.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def handed_out(plan: Path, output_format: str, audience: str, folder: Path, day: str = DAY.isoformat()) -> str:
    """Return everything in what a command hands out, whatever it is packed in."""
    common = ("--audience", audience, "--as-of", day)
    match output_format:
        case "ics":
            text = fine("calendar", plan, "--from", "2020-01-01", *common)
            events = Calendar.from_ical(text).walk("VEVENT")
            return text + "".join(str(value) for event in events for value in event.values())
        case "status":
            return fine("status", plan, "--format", "json", *common)
        case "diff":
            return fine("diff", "2020-01-01", "--plan", plan, "--format", "json", *common)
    out = folder / "out"
    fine("export", plan, "--format", output_format, "-o", out, *common)
    return "".join(_texts(out))


def _texts(path: Path) -> Iterator[str]:
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.suffix == ".parquet":
            yield json.dumps(parquet.read_table(file).to_pylist(), default=str)
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as book:
                yield from (book.read(name).decode("utf-8", "replace") for name in book.namelist())
        yield file.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("audience", ORDER)
def test_nothing_handed_out_holds_a_secret(
    plan: Path, output_format: str, audience: Visibility, tmp_path: Path
) -> None:
    found = set(LEVEL.findall(handed_out(plan, output_format, audience, tmp_path)))
    allowed = READS[audience]
    assert found - {NEVER} == allowed, "no less either: the marks are no idle words"
    if audience == "public":
        assert NEVER not in found


COUNT = "provider-waits"
SMALL = f"""\
schema: 1
measures:
  - id: {COUNT}
    title: People waiting at one provider
    unit: people
    better: lower
    priorities: [workforce]
    baseline: {{on: 2026-01-31, value: 3}}
    observations:
      - {{on: 2026-05-31, value: 4}}
      - {{on: 2026-06-30, value: 2}}
    target: {{by: 2027-03, value: 1}}
"""


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_small_count_is_handed_to_the_public(output_format: str, tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    for number in (4, 2, 3, 1):
        # a figure like no other, so that it is known wherever it turns up
        (plan / "small.yaml").write_text(SMALL.replace(f"value: {number}}}", f"value: {number}.0625}}"), "utf-8")
        marked_by = f"{number}.0625"
        folder = tmp_path / str(number)
        folder.mkdir()
        day = "2026-07-12"
        (folder / "inside").mkdir()
        assert marked_by not in handed_out(plan, output_format, "public", folder, day)
        if output_format in ("xlsx", "csv", "json", "parquet"):
            assert marked_by in handed_out(plan, output_format, "internal", folder / "inside", day)


@pytest.mark.parametrize("output_format", ["tracker", "tracker-csv"])
def test_a_public_tracker_with_withheld_counts_comes_back_as_nothing(output_format: str, tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    (plan / "small.yaml").write_text(SMALL, encoding="utf-8")
    assert plan_in(plan)
    out = tmp_path / "tracker"
    fine("export", plan, "--format", output_format, "-o", out, "--as-of", "2026-07-12")
    before = bytes_of(plan)
    result = run("import", out, "--plan", plan, "--on", "2026-07-12", "--yes")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert ": 0 to write, " in result.stderr
    assert bytes_of(plan) == before
