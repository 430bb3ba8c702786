"""One date while it is read: what each form means, and what is asked where it is in doubt."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Literal

from cqcplan.model.dates import MONTHS, SEASONS, When, day_words, month_words, on_day, parse_when, quarter_span
from cqcplan.typed.date_doubt import SUCH_AS, DateInDoubtError, NoYearError
from cqcplan.typed.date_words import (
    DAY,
    FIGURES,
    GAP,
    MONTH,
    MONTH_OF,
    ORDINALS,
    PART,
    PARTS,
    QUARTER,
    SEASON,
    WEEK_FROM,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    YEARS,
)

Order = Literal["day-first", "month-first"]
"""How 03/04/2026 is meant."""


class Reading:
    """One date while it is read."""

    def __init__(self, said: str, order: Order | None, today: date | None) -> None:
        self.said, self.order, self.today = said, order, today

    def limit(self, words: str) -> When:
        """Read a date that may be a limit."""
        try:
            return self.unlimited(words)
        except NoYearError as error:
            if not words.startswith("by "):
                raise
            raise self.no_year(f"by {error.form}", error.span) from None

    def unlimited(self, words: str) -> When:
        """Read a date with what it says of before and after."""
        if found := re.fullmatch(r"(?:by|no later than|not later than|on or before|up to) (?:the )?(.+)", words):
            limit = self.part(found[1].removeprefix("by "))
            return parse_when(f"by {limit.words}")
        if found := re.fullmatch(r"(?:before|prior to) (?:the )?(.+)", words):
            inner = self.part(found[1])
            if inner.words.startswith("end of "):
                return parse_when(f"by {inner.words}")
            raise self.doubt(f"by {day_words(inner.earliest - timedelta(days=1))}")
        if found := re.fullmatch(r"(?:after|from|since|not before) (?:the )?(.+)", words):
            raise self.doubt(self.part(found[1]).words)
        if found := re.fullmatch(
            r"(?:around|about|approx\.?|approximately|circa|c\.?|roughly|say) (?:the )?(.+)", words
        ):
            raise self.doubt(self.part(found[1]).words)
        return self.part(words)

    def part(self, words: str) -> When:
        """Read a date that may be a part of a month, a season, a quarter or a year."""
        words = words.removeprefix("the ")
        found = re.fullmatch(rf"({PART})[ \-]+(?:the )?(?!{PART})(.+)", words)
        if not found:
            return self.whole(words)
        part = PARTS[found[1]]
        if re.fullmatch(r"(?:the )?week.*|w/[ceb].*", found[2]):
            raise self.doubt(self.whole(found[2]).words)
        try:
            whole = self.whole(found[2])
        except NoYearError as error:
            raise self.no_year(f"{part} {error.form}".strip(), error.span) from None
        if whole.is_day or whole.words.startswith("week of"):
            raise self.doubt(whole.words)
        return parse_when(f"{part} {whole.words}")

    def whole(self, words: str) -> When:
        """Read a date that is no part and no limit of another."""
        for pattern, read in FORMS:
            if found := re.fullmatch(pattern, words, re.ASCII):
                return read(self, found)
        raise self.unknown(words)

    # what each form means

    def canonical(self, found: re.Match[str]) -> When:
        """Read what a plan would take as it is."""
        return self.parsed(found[0])

    def parsed(self, text: str) -> When:
        """Read a plan's own form; what is not in the calendar is in doubt."""
        try:
            return parse_when(text)
        except ValueError as error:
            raise DateInDoubtError(str(error)) from None

    def relative(self, found: re.Match[str]) -> When:
        """Read yesterday, today and tomorrow."""
        if self.today is None:
            raise ValueError(f'"{self.said}" is not a date: write the day, such as 31 March 2026')
        away = {"yesterday": -1, "tomorrow": 1}.get(found[0], 0)
        return on_day(self.today + timedelta(days=away))

    def on_weekday(self, found: re.Match[str]) -> When:
        """Read a day with its weekday, which must be the right one."""
        when = self.whole(found["rest"])
        if not when.is_day:
            raise self.unknown(found[0])
        named = next(name for name in WEEKDAYS if name.startswith(found["weekday"][:3]))
        actual = WEEKDAYS[when.earliest.weekday()]
        if named != actual:
            raise DateInDoubtError(
                f"{when.words} is a {actual.capitalize()}, not a {named.capitalize()}: write the day that is meant"
            )
        return when

    def week(self, found: re.Match[str]) -> When:
        """Read the week that begins, or ends, on a day."""
        try:
            day = self.whole(found["rest"])
        except NoYearError as error:
            raise self.no_year(f"week of {error.form}", error.span) from None
        if not day.is_day:
            raise DateInDoubtError(f"a week begins on one day: write it as in w/c 15 June 2026, not {self.said}")
        ends = found["how"].startswith(("w/e", "week end", "wk end"))
        start = day.earliest - timedelta(days=6 if ends else 0)
        return parse_when(f"week of {start.isoformat()}")

    def day_in_figures(self, found: re.Match[str]) -> When:
        """Read 31/03/2026, 31.3.26 or 31-3-2026."""
        first, second, year = int(found["one"]), int(found["two"]), _full_year(found["year"])
        order = self.order
        if order is None:
            if first <= 12 and second <= 12 and first != second:
                raise DateInDoubtError(f'"{self.said}" can be read two ways: {_either(year, first, second)}')
            order = "day-first" if first > 12 or first == second else "month-first"
        day, month = (first, second) if order == "day-first" else (second, first)
        return self.one_day(year, month, day)

    def day_year_first(self, found: re.Match[str]) -> When:
        """Read 2026/03/31, 2026.3.31 or 20260331."""
        return self.one_day(int(found["year"]), int(found["two"]), int(found["one"]))

    def day_in_words(self, found: re.Match[str]) -> When:
        """Read 31 March 2026, 31st of Mar 26 or March 31, 2026."""
        return self.one_day(_full_year(found["year"]), MONTH_OF[found["month"]], int(found["day"]))

    def one_day(self, year: int, month: int, day: int) -> When:
        """Return a day; say which is meant where the calendar has none."""
        try:
            return parse_when(f"{year:04}-{month:02}-{day:02}")
        except ValueError as error:
            message = str(error).replace(f"{year:04}-{month:02}-{day:02}", self.said)
            near = None
            if month > 12 >= day and month <= 31:
                near = f"{month} {MONTHS[day - 1]} {year}"
            elif 1 <= month <= 12 and (last := re.search(r"has (\d+) days", message)) and day:
                near = f"{last[1]} {MONTHS[month - 1]} {year}" if day <= 31 else None
            raise DateInDoubtError(f"{message}: did you mean {near}?" if near else message) from None

    def month_in_words(self, found: re.Match[str]) -> When:
        """Read March 2026, Mar-26 or Mar '26."""
        year = found["year"]
        month = MONTHS[MONTH_OF[found["month"]] - 1]
        if len(year) == 2 and int(year) <= 19 and "'" not in found[0] and "-" not in found[0]:
            raise NoYearError(self.no_year_said(f"{int(year)} {month}"), f"{int(year)} {month}")
        return self.parsed(f"{month} {_full_year(year)}")

    def month_in_figures(self, found: re.Match[str]) -> When:
        """Read 03/2026 or 2026/3."""
        return self.parsed(f"{found['year']}-{int(found['month']):02}")

    def two_figures(self, found: re.Match[str]) -> When:
        """Read 25/26 as a financial year and 06/26 as a month; 31/3 has no year, and 3/4 may be a month of 2004."""
        one, two = int(found["one"]), int(found["two"])
        if len(found["one"]) == 2 and one >= 13 and two == (one + 1) % 100:
            return self.parsed(f"20{one:02}/{two:02}")
        if 1 <= one <= 12 and two >= 20 and not (two <= 31 and self.order == "month-first"):
            return self.parsed(f"20{two:02}-{one:02}")
        if 1 <= two <= 12 and 1 <= one <= 31:
            form = f"{one} {MONTHS[two - 1]}"
            raise NoYearError(self.no_year_said(form), form)
        raise self.unknown(found[0])

    def season(self, found: re.Match[str]) -> When:
        """Read autumn 2026 or winter 2025/26."""
        name = found["season"].replace("fall", "autumn")
        if not found["second"]:
            return self.parsed(f"{name} {_full_year(found['first'])}")
        start = _full_year(found["first"])
        if (start + 1) % 100 != int(found["second"]) % 100:
            raise DateInDoubtError(f"{self.said} is not a {name}: the year after {start} is {start + 1}")
        return (
            self.parsed(f"winter {start}/{(start + 1) % 100:02}")
            if name == "winter"
            else self.of_financial(name, start)
        )

    def of_financial(self, name: str, start: int) -> When:
        """Return the season of a financial year: spring 2026/27 begins in March 2027, summer 2026/27 in June 2026."""
        if name == "spring":
            raise self.doubt(f"spring {start}", f"spring {start + 1}")
        return self.parsed(f"{name} {start}")

    def quarter(self, found: re.Match[str]) -> When:
        """Read Q4 2025/26, Quarter 1 of 26/27 or 2026/27 Q1."""
        start = self.start_of(found["first"], found["second"])
        return self.parsed(f"{start}-{(start + 1) % 100:02}-Q{_number(found)}")

    def quarter_of_one_year(self, found: re.Match[str]) -> When:
        """Ask whether Q1 2026 is of a financial or a calendar year."""
        number, year = _number(found), int(found["year"])
        ways = ((year, number), (year - (number == 1), (number + 2) % 4 + 1))
        said = [f"Q{each} {_both(start)} ({_months(*quarter_span(start, each))})" for start, each in ways]
        raise DateInDoubtError(
            f'"{self.said}" could be a financial or a calendar quarter: did you mean {said[0]} or {said[1]}?'
        )

    def financial_year(self, found: re.Match[str]) -> When:
        """Read 2026/27, 26-27 or financial year 2026/2027."""
        start = self.start_of(found["first"], found["second"])
        return self.parsed(f"{start}/{(start + 1) % 100:02}")

    def start_of(self, first: str, second: str) -> int:
        """Return the year that two years begin with."""
        start = _full_year(first)
        if (start + 1) % 100 != int(second) % 100:
            raise DateInDoubtError(
                f'"{self.said}" is not a financial year: the year after {start} is {(start + 1) % 100:02}: '
                f"did you mean {start}/{(start + 1) % 100:02}?"
            )
        return start

    def year(self, found: re.Match[str]) -> When:
        """Read 2026, or the year 2026."""
        return self.parsed(found["year"])

    def months(self, found: re.Match[str]) -> When:
        """Read April to June 2026, where it is a quarter; other spans are asked about."""
        last = self.whole(found["last"])
        month = MONTH_OF[found["month"]]
        year = int(found["year"] or last.earliest.year - (month > last.earliest.month))
        first = date(year, month, 1)
        for number in range(1, 5):
            start = year if month >= 4 else year - 1
            if quarter_span(start, number) == (first, last.latest):
                return self.parsed(f"{start}-{(start + 1) % 100:02}-Q{number}")
        raise DateInDoubtError(
            f'"{self.said}" names more than one month: write the later one, {last.words}, or the season or quarter'
        )

    def without_year(self, found: re.Match[str]) -> When:
        """Ask for the year."""
        parts = found.groupdict()
        month = parts.get("month") or parts.get("first")
        span = 0
        if month:
            form = f"{int(parts['day'])} " if parts.get("day") else ""
            form += MONTHS[MONTH_OF[month] - 1]
        elif parts.get("quarter") or parts.get("ordinal"):
            form, span = f"Q{_number(found)}", 1
        else:
            form = found[0].replace("fall", "autumn")
            if "year" in form:
                form, span = "", int("financial" in form or "fiscal" in form)
        raise NoYearError(self.no_year_said(form, span), form, span)

    # what is said of what cannot be read

    def no_year_said(self, form: str, span: int = 0) -> str:
        """Say that a year is missing, with the years that may be meant."""
        year = self.today.year if self.today else 2026
        forms = [f"{form} {_both(each) if span else each}".strip() for each in (year, year + 1)]
        if self.today:
            return f'"{self.said}" has no year: did you mean {forms[0]} or {forms[1]}?'
        return f'"{self.said}" has no year: write it with one, such as {forms[0]}'

    def no_year(self, form: str, span: int) -> "NoYearError":
        """Say that the year of a part is missing."""
        return NoYearError(self.no_year_said(form, span), form, span)

    def doubt(self, *near: str) -> DateInDoubtError:
        """Offer what may be meant."""
        return DateInDoubtError(f'"{self.said}" cannot be kept as a date: did you mean {" or ".join(near)}?')

    def unknown(self, words: str) -> ValueError:
        """Say that something is no date, or which date its misspelt word may be."""
        known = [name for name in MONTH_OF if len(name) > 3] + list(SEASONS) + list(WEEKDAYS)
        for word in re.findall("[a-z]{4,}", words):
            near = None if word in known or word in PARTS else get_close_matches(word, known, 1, 0.75)
            if near:
                try:
                    meant = Reading(self.said, self.order, self.today).limit(words.replace(word, near[0]))
                except NoYearError as error:
                    return error
                except ValueError:
                    continue
                return DateInDoubtError(f'"{self.said}" is not a date: did you mean {meant.words}?')
        return ValueError(f'"{self.said}" is not a date: write one such as {SUCH_AS}')


def _number(found: re.Match[str]) -> int:
    return ORDINALS.get(found["ordinal"] or "") or int(found["quarter"])


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _both(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02}"


def _either(year: int, first: int, second: int) -> str:
    return (
        f"as {first} {MONTHS[second - 1]} {year} and as {second} {MONTHS[first - 1]} {year}: write the month in letters"
    )


def _months(first: date, last: date) -> str:
    return f"{MONTHS[first.month - 1]} to {month_words(last)}"


FORMS: tuple[tuple[str, Callable[[Reading, re.Match[str]], When]], ...] = (
    ("today|now|yesterday|tomorrow", Reading.relative),
    (r"\d{4}-\d{1,2}-\d{1,2}|\d{4}-\d{2}|\d{4}/\d{2}", Reading.canonical),
    (rf"(?P<year>\d{{4}}){FIGURES}(?P<two>\d{{1,2}}){FIGURES}(?P<one>\d{{1,2}})", Reading.day_year_first),
    (r"(?P<year>(?:19|20)\d\d)(?P<two>\d\d)(?P<one>\d\d)", Reading.day_year_first),
    (r"(?P<one>\d{1,2})[/.\- ](?P<two>\d{1,2})[/.\- ](?P<year>\d{4}|\d{2})", Reading.day_in_figures),
    (rf"{DAY}(?: day)?(?: of)?{GAP}(?P<month>{MONTH}){GAP}(?:of )?{YEAR}", Reading.day_in_words),
    (rf"(?P<month>{MONTH}) (?:the )?{DAY},? (?P<year>\d{{4}})", Reading.day_in_words),
    (rf"(?P<month>{MONTH}){GAP}(?:of )?{YEAR}", Reading.month_in_words),
    (rf"(?P<month>\d{{1,2}}){FIGURES}(?P<year>\d{{4}})", Reading.month_in_figures),
    (rf"(?P<year>\d{{4}}){FIGURES}(?P<month>\d)", Reading.month_in_figures),
    (rf"(?P<one>\d{{1,2}}){FIGURES}(?P<two>\d{{1,2}})", Reading.two_figures),
    (
        rf"(?P<season>{SEASON}),? (?:of )?'?(?P<first>\d{{4}}|\d{{2}})(?:[/\-](?P<second>\d{{4}}|\d{{2}}))?",
        Reading.season,
    ),
    (rf"{QUARTER}[ ,\-/]*(?:of )?\(?{YEARS}\)?", Reading.quarter),
    (rf"{YEARS},?[ \-]?{QUARTER}", Reading.quarter),
    (rf"{QUARTER}[ ,\-/]*(?:of )?(?P<year>\d{{4}})", Reading.quarter_of_one_year),
    (rf"(?P<year>\d{{4}})[ \-/]?{QUARTER}", Reading.quarter_of_one_year),
    (YEARS, Reading.financial_year),
    (r"(?:calendar )?(?:year )?(?P<year>\d{4})", Reading.year),
    (
        rf"(?P<how>w/?[cebs]|{WEEK_FROM})\.?:? (?:the |on )?(?P<rest>.+)",
        Reading.week,
    ),
    (rf"(?P<weekday>{WEEKDAY})\.?,?(?: the)? (?P<rest>.+)", Reading.on_weekday),
    (
        rf"(?P<month>{MONTH})(?: (?P<year>\d{{4}}))? ?(?:to|-|/|and|until) ?(?P<last>(?:{MONTH}) .+)",
        Reading.months,
    ),
    (rf"{DAY}(?: of)?{GAP}(?P<month>{MONTH})|(?P<first>{MONTH})", Reading.without_year),
    (rf"(?P<month>{MONTH}) (?:the )?{DAY}", Reading.without_year),
    (rf"{SEASON}|{QUARTER}|(?:(?:calendar|financial|fiscal) )?year", Reading.without_year),
)
"""Every form that people type, and what reads it."""
