"""What may be typed after ``--period``, and which days it means."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.dates import quarter_span
from cqcplan.model.document import Plan
from cqcplan.timeline.periods import parse_period

PLAN = """\
schema: 1
plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}
bodies:
  - {id: scrutiny, name: Health Scrutiny Committee, kind: scrutiny}
meetings:
  - {id: first-meeting, body: scrutiny, on: 2026-07-10, title: First paper of the summer}
  - {id: second-meeting, body: scrutiny, on: 2026-07-20, title: Second paper of the summer}
periods:
  - {id: dhsc-2, title: Second return, from: 2026-05, to: late June 2026, data_cutoff: 2026-06-20}
  - {id: summer, title: First quarter in full, from: 2026-04-01, to: 2026-06-30,
     data_cutoff: 2026-05-31, meeting: first-meeting}
  - {id: summer-again, title: The same quarter again, from: 2026-04-01, to: 2026-06-30,
     data_cutoff: 2026-06-15, meeting: second-meeting}
"""
BARE = PLAN[: PLAN.index("periods:")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a plan that declares three periods."""
    path = tmp_path / "anyshire.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return a plan that declares no periods."""
    path = tmp_path_factory.mktemp("bare") / "anyshire.yaml"
    path.write_text(BARE, encoding="utf-8")
    plan = load_plan(locate(str(path))[0]).plan
    assert plan is not None
    return plan


def report(file: Path, *options: str) -> str:
    """Print a paper and return it."""
    told = CliRunner().invoke(app, ["report", str(file), *options])
    assert told.exit_code == 0, told.stderr
    return told.stdout


def facts(paper: str) -> dict[str, str]:
    """Return the lines at the head of a paper."""
    head = paper[: paper.index("\n## ")]
    rows = [line.strip("| ").split(" | ") for line in head.splitlines() if line.startswith("| ")]
    return {row[0]: row[1] for row in rows}


FORMS = [
    ("Q1", "2026-04-01", "2026-06-30", "Quarter 1 2026/27 (April to June 2026)"),
    ("q4", "2026-01-01", "2026-03-31", "Quarter 4 2025/26 (January to March 2026)"),
    ("2026-27-Q1", "2026-04-01", "2026-06-30", "Quarter 1 2026/27 (April to June 2026)"),
    ("2026-27Q1", "2026-04-01", "2026-06-30", "Quarter 1 2026/27 (April to June 2026)"),
    ("2026/27 q1", "2026-04-01", "2026-06-30", "Quarter 1 2026/27 (April to June 2026)"),
    ("Quarter 1 2026/27", "2026-04-01", "2026-06-30", "Quarter 1 2026/27 (April to June 2026)"),
    ("2025-26-Q3", "2025-10-01", "2025-12-31", "Quarter 3 2025/26 (October to December 2025)"),
    ("2026-05", "2026-05-01", "2026-05-31", "May 2026"),
    ("May 2026", "2026-05-01", "2026-05-31", "May 2026"),
    ("late May 2026", "2026-05-21", "2026-05-31", "late May 2026 (21 May 2026 to 31 May 2026)"),
    ("2026-27", "2026-04-01", "2027-03-31", "2026/27 (April 2026 to March 2027)"),
    ("2011-12", "2011-12-01", "2011-12-31", "December 2011"),
    ("2011/12", "2011-04-01", "2012-03-31", "2011/12 (April 2011 to March 2012)"),
    ("2025", "2025-01-01", "2025-12-31", "2025 (January to December 2025)"),
    ("spring 2026", "2026-03-01", "2026-05-31", "spring 2026 (March to May 2026)"),
    ("2026-06-17", "2026-06-17", "2026-06-17", "17 June 2026"),
    ("2026-04-01..2026-06-30", "2026-04-01", "2026-06-30", "1 April 2026 to 30 June 2026"),
    ("2026-04-01..2026-06-15", "2026-04-01", "2026-06-15", "1 April 2026 to 15 June 2026"),
    (" 2026-04 .. 2026-05 ", "2026-04-01", "2026-05-31", "1 April 2026 to 31 May 2026"),
    ("2025-11-20..2026-02-03", "2025-11-20", "2026-02-03", "20 November 2025 to 3 February 2026"),
]


@pytest.mark.parametrize(("words", "first", "last", "printed"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_of_period(bare: Plan, words: str, first: str, last: str, printed: str) -> None:
    span = parse_period(words, bare, date(2026, 6, 17))
    assert (span.first.isoformat(), span.last.isoformat(), span.in_words) == (first, last, printed)


@pytest.mark.parametrize(("words", "first", "last", "printed"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_of_period_heads_the_paper(tmp_path: Path, words: str, first: str, last: str, printed: str) -> None:
    file = tmp_path / "anyshire.yaml"
    file.write_text(BARE, encoding="utf-8")
    head = facts(report(file, "--period", words, "--as-of", "2026-06-17"))
    assert head["Period"].lower() == printed.lower()
    assert ("Progress up to" in head) == (date.fromisoformat(last) > date(2026, 6, 17)), first


@pytest.mark.parametrize(
    ("as_of", "quarter", "printed"),
    [
        ("2026-03-31", "Q1", "Quarter 1 2025/26 (April to June 2025)"),
        ("2026-04-01", "Q1", "Quarter 1 2026/27 (April to June 2026)"),
        ("2026-03-31", "Q4", "Quarter 4 2025/26 (January to March 2026)"),
        ("2026-04-01", "Q4", "Quarter 4 2025/26 (January to March 2026)"),
        ("2025-12-31", "Q4", "Quarter 4 2024/25 (January to March 2025)"),
        ("2026-01-01", "Q4", "Quarter 4 2025/26 (January to March 2026)"),
        ("2026-03-31", "Q2", "Quarter 2 2025/26 (July to September 2025)"),
        ("2026-04-01", "Q2", "Quarter 2 2025/26 (July to September 2025)"),
    ],
)
def test_a_quarter_alone_is_the_latest_that_has_begun(tmp_path: Path, as_of: str, quarter: str, printed: str) -> None:
    file = tmp_path / "anyshire.yaml"
    file.write_text(BARE, encoding="utf-8")
    assert facts(report(file, "--period", quarter, "--as-of", as_of))["Period"] == printed


@pytest.mark.parametrize(
    ("as_of", "printed"),
    [
        ("2026-03-30", "Quarter 3 2025/26 (October to December 2025)"),
        ("2026-03-31", "Quarter 4 2025/26 (January to March 2026)"),
        ("2026-04-01", "Quarter 4 2025/26 (January to March 2026)"),
    ],
)
def test_no_period_is_the_last_quarter_that_is_over(tmp_path: Path, as_of: str, printed: str) -> None:
    file = tmp_path / "anyshire.yaml"
    file.write_text(BARE, encoding="utf-8")
    assert facts(report(file, "--as-of", as_of))["Period"] == printed


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_a_quarter_alone_on_every_day_of_two_years(bare: Plan, quarter: int) -> None:
    day = date(2027, 3, 1)
    while day < date(2029, 3, 2):  # with the leap day of 2028
        begun = [quarter_span(year, quarter) for year in range(2020, 2032) if quarter_span(year, quarter)[0] <= day]
        span = parse_period(f"Q{quarter}", bare, day)
        assert (span.first, span.last) == max(begun), day
        day += timedelta(days=1)


@settings(deadline=None)
@given(day=st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_no_period_is_over_and_a_quarter_alone_too(bare: Plan, day: date) -> None:
    span = parse_period(None, bare, day)
    assert span.last <= day
    assert (day + timedelta(days=1) - span.last).days <= 93, "no later one is over"
    quarter = span.title.split()[1]
    assert parse_period(f"Q{quarter}", bare, span.last) == span
    assert span.first.month in (1, 4, 7, 10)
    assert (span.last + timedelta(days=1)).day == 1


@settings(deadline=None)
@given(
    first=st.dates(date(1950, 1, 1), date(2150, 12, 31)),
    length=st.integers(0, 1000),
    as_of=st.dates(date(1950, 1, 1), date(2150, 12, 31)),
)
def test_two_days_joined_by_dots_are_those_days(bare: Plan, first: date, length: int, as_of: date) -> None:
    last = first + timedelta(days=length)
    span = parse_period(f"{first}..{last}", bare, as_of)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    ("words", "period", "cutoff", "title"),
    [
        ("dhsc-2", "Second return (May to June 2026)", "20 June 2026", "First paper"),
        ("SECOND RETURN", "Second return (May to June 2026)", "20 June 2026", "First paper"),
        ("2026-05-01..2026-06-30", "1 May 2026 to 30 June 2026", "20 June 2026", "First paper"),
        ("summer", "First quarter in full (April to June 2026)", "31 May 2026", "First paper"),
        ("First quarter in full", "First quarter in full (April to June 2026)", "31 May 2026", "First paper"),
        ("Q1", "Quarter 1 2026/27 (April to June 2026)", "31 May 2026", "First paper"),
        ("summer-again", "The same quarter again (April to June 2026)", "15 June 2026", "Second paper"),
        ("2026-04", "April 2026", None, "First paper"),
    ],
)
def test_a_declared_period_is_found_by_id_by_title_and_by_its_days(
    file: Path, words: str, period: str, cutoff: str | None, title: str
) -> None:
    paper = report(file, "--period", words, "--as-of", "2026-07-01")
    head = facts(paper)
    assert head["Period"] == period
    assert head.get("Figures up to") == cutoff
    assert paper.startswith(f"# {title} of the summer\n")


BARE_WORDS = "is not a period: write Q1, 2026-27-Q1, 2026-05, 2026-27, 2026-04-01..2026-06-30, or the id of a period"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Q5", f'"Q5" {BARE_WORDS}'),
        ("Q0", f'"Q0" {BARE_WORDS}'),
        ("Q", f'"Q" {BARE_WORDS}'),
        ("", f'"" {BARE_WORDS}'),
        ("2026-Q3", "did you mean Q3 2026/27 (October to December 2026) or Q2 2026/27"),
        ("2026-13", "2026-13 is neither a month nor a financial year"),
        ("2026-02-30", "February 2026 has 28 days"),
        ("next week", f'"next week" {BARE_WORDS}'),
        ("summer-agian", f'"summer-agian" {BARE_WORDS}'),
        ("2026-28-Q1", '"2026-28-Q1" is not a financial year: the year after 2026 is 27: did you mean 2026/27?'),
        ("2026-06-30..2026-04-01", "the period 2026-06-30..2026-04-01 ends before it begins"),
        ("2026-04-01..2026-06-31", "2026-06-31 is not a date: June 2026 has 30 days"),
        ("2026-04-01..", f'"2026-04-01.." {BARE_WORDS}'),
        ("..", f'".." {BARE_WORDS}'),
        ("2027-28", "2027/28 (April 2027 to March 2028) had not begun on the as-of date, 2026-07-01"),
        ("2026-07-02", "2 July 2026 had not begun on the as-of date, 2026-07-01"),
    ],
)
def test_what_is_no_period_fails_with_one_message(file: Path, words: str, said: str) -> None:
    told = CliRunner().invoke(app, ["report", str(file), "--period", words, "--as-of", "2026-07-01"])
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr.startswith("error: --period: ")
    assert told.stderr.count("error:") == 1
    assert said in told.stderr


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-06", "2026-06 is not one day"),
        ("2026-02-30", "February 2026 has 28 days"),
        ("today", '"today" is not a date'),
    ],
)
@pytest.mark.parametrize("command", ["report", "score"])
def test_what_is_no_day_to_look_from_fails_with_one_message(file: Path, command: str, as_of: str, said: str) -> None:
    told = CliRunner().invoke(app, [command, str(file), "--as-of", as_of])
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr.startswith("error: --as-of: ")
    assert told.stderr.count("error:") == 1
    assert said in told.stderr
