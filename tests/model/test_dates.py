"""Dates as vague as the source is: what every form means, what is refused, and how it prints."""

from calendar import isleap, monthrange
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.model.dates import EXPECTED, MONTHS, SEASONS, parse_when

FORMS = [
    ("2026-06-17", "2026-06-17", "2026-06-17", "17 June 2026"),
    ("2026-6-7", "2026-06-07", "2026-06-07", "7 June 2026"),
    ("17 June 2026", "2026-06-17", "2026-06-17", "17 June 2026"),
    ("1st june 2026", "2026-06-01", "2026-06-01", "1 June 2026"),
    ("22nd Sept 2026", "2026-09-22", "2026-09-22", "22 September 2026"),
    ("3rd Feb 2026", "2026-02-03", "2026-02-03", "3 February 2026"),
    ("24th December 2026", "2026-12-24", "2026-12-24", "24 December 2026"),
    ("2026-06", "2026-06-01", "2026-06-30", "June 2026"),
    ("June 2026", "2026-06-01", "2026-06-30", "June 2026"),
    ("JUN 2026", "2026-06-01", "2026-06-30", "June 2026"),
    ("early June 2026", "2026-06-01", "2026-06-10", "early June 2026"),
    ("Mid June 2026", "2026-06-11", "2026-06-20", "mid June 2026"),
    ("late June 2026", "2026-06-21", "2026-06-30", "late June 2026"),
    ("late February 2027", "2027-02-21", "2027-02-28", "late February 2027"),
    ("end of April 2026", "2026-04-30", "2026-04-30", "end of April 2026"),
    ("spring 2026", "2026-03-01", "2026-05-31", "spring 2026"),
    ("summer 2026", "2026-06-01", "2026-08-31", "summer 2026"),
    ("Autumn 2026", "2026-09-01", "2026-11-30", "autumn 2026"),
    ("winter 2026", "2026-12-01", "2027-02-28", "winter 2026"),
    ("winter 2027", "2027-12-01", "2028-02-29", "winter 2027"),
    ("winter 2025/26", "2025-12-01", "2026-02-28", "winter 2025/26"),
    ("late autumn 2026", "2026-11-01", "2026-11-30", "late autumn 2026"),
    ("mid winter 2026", "2027-01-01", "2027-01-31", "mid winter 2026"),
    ("end of winter 2026", "2027-02-28", "2027-02-28", "end of winter 2026"),
    ("early 2027", "2027-01-01", "2027-04-30", "early 2027"),
    ("late 2026/27", "2026-12-01", "2027-03-31", "late 2026/27"),
    ("end of 2026", "2026-12-31", "2026-12-31", "end of 2026"),
    ("mid 2026-27-Q1", "2026-05-01", "2026-05-31", "mid Quarter 1 2026/27"),
    ("by end of 2026/27", "2027-03-31", "2027-03-31", "by end of 2026/27"),
    ("2026-27-Q1", "2026-04-01", "2026-06-30", "Quarter 1 2026/27"),
    ("2026/27 q2", "2026-07-01", "2026-09-30", "Quarter 2 2026/27"),
    ("2026-27-Q3", "2026-10-01", "2026-12-31", "Quarter 3 2026/27"),
    ("2026-27-Q4", "2027-01-01", "2027-03-31", "Quarter 4 2026/27"),
    ("1999-00-Q4", "2000-01-01", "2000-03-31", "Quarter 4 1999/00"),
    ("Quarter 1 2026/27", "2026-04-01", "2026-06-30", "Quarter 1 2026/27"),
    ("2026-27", "2026-04-01", "2027-03-31", "2026/27"),
    ("2026/27", "2026-04-01", "2027-03-31", "2026/27"),
    ("2026", "2026-01-01", "2026-12-31", "2026"),
    ("week of 2025-02-24", "2025-02-24", "2025-03-02", "week of 24 February 2025"),
    ("Week of 24 February 2025", "2025-02-24", "2025-03-02", "week of 24 February 2025"),
    ("by 2025-02-12", "2025-02-12", "2025-02-12", "by 12 February 2025"),
    ("by June 2026", "2026-06-30", "2026-06-30", "by June 2026"),
    ("By end of June 2026", "2026-06-30", "2026-06-30", "by end of June 2026"),
    ("by week of 2025-02-24", "2025-03-02", "2025-03-02", "by week of 24 February 2025"),
    ("  autumn \n 2026 ", "2026-09-01", "2026-11-30", "autumn 2026"),
    (" 2026-06-17 ", "2026-06-17", "2026-06-17", "17 June 2026"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_of_date(text: str, earliest: str, latest: str, words: str) -> None:
    when = parse_when(text)
    assert (when.earliest.isoformat(), when.latest.isoformat(), str(when)) == (earliest, latest, words)
    assert when.is_day == (earliest == latest)


REFUSED = [
    ("2026-02-30", "2026-02-30 is not a date: February 2026 has 28 days"),
    ("2026-02-29", "2026-02-29 is not a date: February 2026 has 28 days"),
    ("2028-02-30", "2028-02-30 is not a date: February 2028 has 29 days"),
    ("2100-02-29", "2100-02-29 is not a date: February 2100 has 28 days"),
    ("31 June 2026", "31 June 2026 is not a date: June 2026 has 30 days"),
    ("0 June 2026", "0 June 2026 is not a date: June 2026 has 30 days"),
    ("2026-06-00", "2026-06-00 is not a date: June 2026 has 30 days"),
    ("2026-13-01", "2026-13-01 is not a date: there is no month 13"),
    ("2026-00-10", "2026-00-10 is not a date: there is no month 0"),
    ("2026-13", f"2026-13 is neither a month nor a financial year: write {EXPECTED}"),
    ("2026-28", f"2026-28 is neither a month nor a financial year: write {EXPECTED}"),
    ("2026-00", f"2026-00 is neither a month nor a financial year: write {EXPECTED}"),
    ("2026/28", "2026/28 is not a financial year: the year after 2026 is 27"),
    ("2026-28-Q1", "2026-28-Q1 is not a financial year: the year after 2026 is 27"),
    ("2099-01-Q1", "2099-01-Q1 is not a financial year: the year after 2099 is 00"),
    ("Quarter 2 2026/28", "Quarter 2 2026/28 is not a financial year: the year after 2026 is 27"),
    (
        "2026-Q3",
        "2026-Q3 could be a calendar or a financial quarter: for the financial year write 2026-27-Q3",
    ),
    ("2026-27-Q5", f"'2026-27-Q5' is not a date: write {EXPECTED}"),
    ("1899", "1899 is not a year this plan can be about: expected 1900 to 2200"),
    ("2201-01-01", "2201 is not a year this plan can be about: expected 1900 to 2200"),
    ("0012-13", "0012 is not a year this plan can be about: expected 1900 to 2200"),
    ("9999-00-Q4", "9999 is not a year this plan can be about: expected 1900 to 2200"),
    ("autumn 1066", "1066 is not a year this plan can be about: expected 1900 to 2200"),
    ("week of June 2026", "week of June 2026 is not a date: a week begins on one day, as in week of 2026-06-15"),
    ("week of 2026-02-30", "2026-02-30 is not a date: February 2026 has 28 days"),
    ("early 3 June 2026", "early 3 June 2026 is not a date: write a month, a season, a quarter or a year after early"),
    ("mid late June 2026", f"'mid late June 2026' is not a date: write {EXPECTED}"),
    ("winter 2025/27", "winter 2025/27 is not a financial year: the year after 2025 is 26"),
    ("Juneuary 2026", f"'Juneuary 2026' is not a date: write {EXPECTED}"),
    ("17/06/2026", f"'17/06/2026' is not a date: write {EXPECTED}"),
    ("tomorrow", f"'tomorrow' is not a date: write {EXPECTED}"),
    ("٢٠٢٦-06-17", f"'٢٠٢٦-06-17' is not a date: write {EXPECTED}"),
    ("", f"'' is not a date: write {EXPECTED}"),
    ("by by 2026", f"'by 2026' is not a date: write {EXPECTED}"),
    ("week of week of 2026-06-15", f"'week of week of 2026-06-15' is not a date: write {EXPECTED}"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[refused[0] or "nothing" for refused in REFUSED])
def test_what_is_no_date_is_refused_in_one_sentence(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as raised:
        parse_when(text)
    assert str(raised.value) == message


def test_a_month_wins_over_a_financial_year_and_the_slash_tells_them_apart() -> None:
    assert parse_when("2011-12")[:2] == (date(2011, 12, 1), date(2011, 12, 31))
    assert parse_when("2011/12")[:2] == (date(2011, 4, 1), date(2012, 3, 31))
    assert parse_when("2012-13")[:2] == (date(2012, 4, 1), date(2013, 3, 31))


def test_an_impossible_date_in_a_plan_is_a_problem_with_its_line(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "schema: 1\n"
        "plan: {id: p, council: {name: Anyshire}, framework: la-2026-04}\n"
        "risks:\n"
        "  - id: capacity\n"
        "    title: Too few people\n"
        "    raised: 2026-02-30\n",
        encoding="utf-8",
    )
    told = CliRunner().invoke(app, ["validate", str(plan), "--color", "never"])
    assert told.exit_code == 1
    assert "plan.yaml:6:13" in told.stdout
    assert "2026-02-30 is not a date" in told.stdout
    assert "February 2026 has 28 days" in told.stdout
    assert told.stdout.count("PLAN") == 1


@pytest.mark.parametrize("year", [1900, 2000, 2024, 2026, 2100, 2200])
def test_a_day_too_many_in_february_is_refused_and_the_last_is_not(year: int) -> None:
    last = 29 if isleap(year) else 28
    assert parse_when(f"{year}-02-{last}").earliest == date(year, 2, last)
    assert parse_when(f"end of February {year}").latest == date(year, 2, last)
    with pytest.raises(ValueError, match=f"February {year} has {last} days"):
        parse_when(f"{year}-02-{last + 1}")


years = st.integers(1900, 2199)
months = st.integers(1, 12)
days = st.dates(date(1900, 1, 1), date(2200, 12, 24))


def _dates_in_words() -> st.SearchStrategy[str]:
    part = st.sampled_from(["", "early ", "mid ", "late ", "end of ", "by "])
    month = st.sampled_from(MONTHS)
    season = st.sampled_from(list(SEASONS))
    return st.one_of(
        days.map(date.isoformat),
        days.map(lambda day: f"week of {day.isoformat()}"),
        days.map(lambda day: f"by {day.isoformat()}"),
        st.builds("{}-{:02}".format, years, months),
        st.builds("{}{} {}".format, part, month, years),
        st.builds("{} {}".format, season, years),
        st.builds(lambda year: f"{year}/{(year + 1) % 100:02}", years),
        st.builds(lambda year, quarter: f"{year}-{(year + 1) % 100:02}-Q{quarter}", years, st.integers(1, 4)),
        years.map(str),
    )


@settings(deadline=None)
@given(_dates_in_words())
def test_a_date_ends_no_earlier_than_it_begins(text: str) -> None:
    when = parse_when(text)
    assert when.earliest <= when.latest
    assert when.is_day == (when.earliest == when.latest)


@settings(deadline=None)
@given(_dates_in_words())
def test_what_a_paper_prints_reads_back_as_the_same_date(text: str) -> None:
    when = parse_when(text)
    assert parse_when(str(when)) == when


@settings(deadline=None)
@given(years, months)
def test_the_three_parts_of_a_month_make_the_whole(year: int, month: int) -> None:
    name = f"{MONTHS[month - 1]} {year}"
    early, mid, late = (parse_when(f"{part} {name}") for part in ("early", "mid", "late"))
    whole = parse_when(name)
    assert (whole.earliest, whole.latest) == (early.earliest, late.latest)
    assert mid.earliest - early.latest == late.earliest - mid.latest == timedelta(days=1)
    assert whole.latest.day == monthrange(year, month)[1]


@given(years)
def test_the_quarters_make_the_financial_year(year: int) -> None:
    both = f"{(year + 1) % 100:02}"
    quarters = [parse_when(f"{year}-{both}-Q{number}") for number in (1, 2, 3, 4)]
    whole = parse_when(f"{year}/{both}")
    assert (quarters[0].earliest, quarters[3].latest) == (whole.earliest, whole.latest)
    for one, following in pairwise(quarters):
        assert following.earliest - one.latest == timedelta(days=1)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=30),
        st.from_regex(r"\A(by |week of |early |quarter )*[0-9]{0,5}[-/ ]?[0-9]{0,3}[-/ ]?Q?[0-9]{0,3}\Z"),
        st.integers(2, 3000).map(lambda times: "by " * times + "2026"),
        st.integers(2, 3000).map(lambda times: "week of " * times + "2026-06-15"),
    )
)
def test_any_text_is_a_date_or_refused_with_a_reason(text: str) -> None:
    try:
        when = parse_when(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either outcome is right; a refusal must say why
    else:
        assert when.earliest <= when.latest
